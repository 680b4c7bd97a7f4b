// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of a device and of a port. What the kernel does not tell is said to be not reported.
#include "gui/pages/devicefacts.h"

#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/verdictwords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::DeviceFacts)
};

Fact absent(const QString &label)
{
    return {label, notReported(), Fact::Kind::Absent};
}

Fact text(const QString &label, const std::optional<QString> &value)
{
    return value && !value->isEmpty() ? Fact{label, technical(*value), Fact::Kind::Text} : absent(label);
}

Fact exact(const QString &label, const std::optional<QString> &value)
{
    return value && !value->isEmpty() ? Fact{label, plain(*value), Fact::Kind::Exact} : absent(label);
}

Fact told(const QString &label, const QString &words)
{
    return words == notReported() ? absent(label) : Fact{label, words, Fact::Kind::Text};
}

/// What is missing before the detail is there may yet come.
Fact detail(const Fact &fact, Details details)
{
    if (fact.kind != Fact::Kind::Absent || details == Details::Known)
        return fact;
    return {fact.label, details == Details::Awaited ? Words::tr("Reading…") : Words::tr("no answer"),
            Fact::Kind::Absent};
}

/// Zero is what soft devices and unused entries have instead.
Fact guid(const QString &label, const std::optional<Guid> &value)
{
    return value && value->value != 0 ? Fact{label, guidWords(*value), Fact::Kind::Exact} : absent(label);
}

Fact number(const QString &label, const std::optional<int> &value)
{
    return value ? Fact{label, QString::number(*value), Fact::Kind::Text} : absent(label);
}

/// 0 and the permissive LID 0xffff are what a port has before a subnet manager gives it one (InfiniBand Architecture
/// Specification 1, 4.1.3); on Omni-Path that is 0xffffffff.
Fact lid(const RdmaPort &port)
{
    const QString label = Words::tr("LID");
    if (!port.lid)
        return absent(label);
    const bool isNone = *port.lid == 0 || *port.lid == 0xffff || *port.lid == 0xffffffff;
    if (isNone)
        return {label, Words::tr("none yet"), Fact::Kind::Text};
    return {label, QString::number(*port.lid), Fact::Kind::Exact};
}

Fact subnetManager(const RdmaPort &port, bool openSmRuns)
{
    const QString label = Words::tr("Subnet manager");
    if (!port.smLid)
        return absent(label);
    if (*port.smLid == 0)
        return {label, openSmRuns ? Words::tr("none yet; opensm runs on this computer") : Words::tr("none"),
                Fact::Kind::Text};
    const QString place = Words::tr("at LID %1").arg(*port.smLid);
    return {label, openSmRuns ? Words::tr("%1; opensm runs on this computer as well").arg(place) : place,
            Fact::Kind::Text};
}

Fact rate(const QString &label, const std::optional<LinkRate> &value)
{
    return value ? Fact{label, linkRateWords(*value), Fact::Kind::Text} : absent(label);
}

Fact capabilities(const RdmaPort &port)
{
    const QString label = Words::tr("Capabilities");
    if (!port.capabilities)
        return absent(label);
    const QString mask = u"0x%1"_s.arg(*port.capabilities, 8, 16, '0'_L1);
    const QStringList words = capabilityWords(*port.capabilities);
    return {label, words.isEmpty() ? mask : mask + u'\n' + words.join(u'\n'), Fact::Kind::Text};
}

QList<Fact> infiniBandFacts(const RdmaPort &port, bool openSmRuns, Details details)
{
    return {detail(lid(port), details),
            subnetManager(port, openSmRuns),
            detail(number(Words::tr("LMC"), port.lmc), details),
            detail(number(Words::tr("Service level to it"), port.smSl), details),
            guid(Words::tr("Port GUID"), port.portGuid),
            capabilities(port)};
}

} // namespace

QList<Fact> adapterFacts(const RdmaDevice &device, const RdmaStack &stack, Details details)
{
    QList<Fact> facts{
        text(Words::tr("Model"), device.modelName),
        text(Words::tr("Manufacturer"), device.vendorName),
        detail(told(Words::tr("Kind"), nodeTypeWords(device.nodeType)), details),
        exact(Words::tr("Board (PSID)"), device.boardId),
        text(Words::tr("Firmware"), device.firmware),
        detail(text(Words::tr("Hardware revision"), device.hardwareRevision), details),
        detail(told(Words::tr("RDMA driver"), driverWords(device.rdmaDriver, device.rdmaDriverVersion)), details),
        told(Words::tr("PCI driver"), driverWords(device.driver, device.driverVersion)),
        {Words::tr("Drivers come from"), stackWords(stack), Fact::Kind::Text},
        exact(Words::tr("PCI slot"), device.pciSlot),
        detail(number(Words::tr("NUMA node"), device.numaNode), details),
        guid(Words::tr("Node GUID"), device.nodeGuid),
        detail(guid(Words::tr("System image GUID"), device.systemImageGuid), details),
        detail(text(Words::tr("Description"), device.description), details)};
    if (device.parentSlot)
        facts.append(exact(Words::tr("Virtual function of"), device.parentSlot));
    if (device.virtualFunctions.value_or(0) > 0)
        facts.append(number(Words::tr("Virtual functions"), device.virtualFunctions));
    return facts;
}

QList<Fact> portFacts(const RdmaPort &port, bool openSmRuns, Details details)
{
    QList<Fact> facts{told(Words::tr("State"), portStateWords(port.state)),
                      told(Words::tr("Physical state"), physicalStateWords(port.physicalState)),
                      told(Words::tr("Link layer"), port.linkLayer ? linkLayerWords(*port.linkLayer) : notReported()),
                      rate(Words::tr("Rate"), port.rate)};
    if (port.canDo && port.rate && port.canDo->gigabits > port.rate->gigabits)
        facts.append(rate(Words::tr("The card can do"), port.canDo));
    if (port.linkLayer != LinkLayer::Ethernet)
        facts += infiniBandFacts(port, openSmRuns, details);
    return facts;
}

QList<Fact> interfaceFacts(const RdmaPort &port)
{
    QList<Fact> facts;
    for (const QString &name : port.netdevs)
        facts.append(exact(Words::tr("Ethernet"), name));
    for (const QString &name : port.ipoibInterfaces)
        facts.append(exact(Words::tr("IP over InfiniBand"), name));
    return facts;
}

QList<Fact> portsFacts(const RdmaDevice &device, bool openSmRuns)
{
    QList<Fact> facts;
    for (const auto &[number, port] : device.ports) {
        const VerdictWords words = verdictWords(portVerdict(port, openSmRuns));
        const QString rate = port.rate ? linkRateWords(*port.rate) : notReported();
        facts.append({Words::tr("Port %1").arg(number), Words::tr("%1 (%2)").arg(words.brief, rate), Fact::Kind::Text});
    }
    return facts;
}

} // namespace rdma
