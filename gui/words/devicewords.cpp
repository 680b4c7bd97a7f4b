// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The enums and numbers of devices and ports in plain words.
#include "gui/words/devicewords.h"

#include "gui/words/plaintext.h"
#include "model/enumnames.h"

#include <QCoreApplication>
#include <QLocale>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::DeviceWords)
};

/// Not translated: the names of the standards.
constexpr EnumNames<LinkSpeed, 9> speedNames{{
    {LinkSpeed::Sdr, "SDR"_L1},
    {LinkSpeed::Ddr, "DDR"_L1},
    {LinkSpeed::Qdr, "QDR"_L1},
    {LinkSpeed::Fdr10, "FDR10"_L1},
    {LinkSpeed::Fdr, "FDR"_L1},
    {LinkSpeed::Edr, "EDR"_L1},
    {LinkSpeed::Hdr, "HDR"_L1},
    {LinkSpeed::Ndr, "NDR"_L1},
    {LinkSpeed::Xdr, "XDR"_L1},
}};

QString hexWords(quint16 number)
{
    return u"%1"_s.arg(uint(number), 4, 16, '0'_L1);
}

} // namespace

QString notReported()
{
    return Words::tr("not reported");
}

QString notMeasured()
{
    return Words::tr("not measured");
}

QString portStateWords(PortState state)
{
    switch (state) {
    case PortState::Nop:
        return Words::tr("No state change");
    case PortState::Down:
        return Words::tr("Down");
    case PortState::Initializing:
        return Words::tr("Initializing");
    case PortState::Armed:
        return Words::tr("Armed");
    case PortState::Active:
        return Words::tr("Active");
    case PortState::ActiveDefer:
        return Words::tr("Active, line lost");
    case PortState::Unknown:
        break;
    }
    return notReported();
}

QString physicalStateWords(PhysicalState state)
{
    switch (state) {
    case PhysicalState::NoChange:
        return Words::tr("No state change");
    case PhysicalState::Sleep:
        return Words::tr("Asleep");
    case PhysicalState::Polling:
        return Words::tr("Looking for a partner (polling)");
    case PhysicalState::Disabled:
        return Words::tr("Disabled");
    case PhysicalState::Training:
        return Words::tr("Agreeing with the other end (training)");
    case PhysicalState::LinkUp:
        return Words::tr("Link up");
    case PhysicalState::ErrorRecovery:
        return Words::tr("Recovering from errors");
    case PhysicalState::Test:
        return Words::tr("Test");
    case PhysicalState::Unknown:
        break;
    }
    return notReported();
}

QString linkLayerWords(LinkLayer layer)
{
    switch (layer) {
    case LinkLayer::InfiniBand:
        return Words::tr("InfiniBand");
    case LinkLayer::Ethernet:
        return Words::tr("Ethernet");
    case LinkLayer::Unknown:
        break;
    }
    return Words::tr("Unknown to the driver");
}

QString nodeTypeWords(NodeType type)
{
    switch (type) {
    case NodeType::Ca:
        return Words::tr("Channel adapter");
    case NodeType::Switch:
        return Words::tr("Switch");
    case NodeType::Router:
        return Words::tr("Router");
    case NodeType::Rnic:
        return Words::tr("RDMA network card (iWARP)");
    case NodeType::Usnic:
    case NodeType::UsnicUdp:
        return Words::tr("usNIC");
    case NodeType::Unspecified:
        return Words::tr("Unspecified");
    case NodeType::Unknown:
        break;
    }
    return notReported();
}

QString gidTypeWords(GidType type, LinkLayer layer)
{
    switch (type) {
    case GidType::InfiniBandOrRoceV1:
        return layer == LinkLayer::Ethernet ? Words::tr("RoCE v1") : Words::tr("InfiniBand");
    case GidType::RoceV2:
        return Words::tr("RoCE v2");
    case GidType::Unknown:
        break;
    }
    return notReported();
}

QString stackWords(const RdmaStack &stack)
{
    if (stack.flavour == StackFlavour::Inbox)
        return Words::tr("The kernel’s own drivers");
    return stack.version.isEmpty() ? Words::tr("NVIDIA (Mellanox) OFED")
                                   : Words::tr("NVIDIA (Mellanox) OFED %1").arg(technical(stack.version));
}

QString driverWords(const std::optional<QString> &driver, const std::optional<QString> &version)
{
    if (!driver || driver->isEmpty())
        return notReported();
    return technical(version ? *driver + u' ' + *version : *driver);
}

QString linkSpeedWords(LinkSpeed speed)
{
    return nameOf(speedNames, speed);
}

QString linkRateWords(const LinkRate &rate)
{
    const QString gigabits = technical(Words::tr("%1 Gb/s").arg(QLocale().toString(rate.gigabits, 'g', 6)));
    const QString lanes = rate.width > 0 ? u"%1X "_s.arg(rate.width) + linkSpeedWords(rate.speed) : QString();
    return lanes.isEmpty() ? gigabits : Words::tr("%1, %2").arg(gigabits, technical(lanes.trimmed()));
}

QString byteRateWords(std::optional<double> bytesPerSecond)
{
    if (!bytesPerSecond)
        return notMeasured();
    if (*bytesPerSecond > 0 && *bytesPerSecond < 1)
        return Words::tr("less than 1 byte/s");
    const QLocale locale;
    const auto bytes = static_cast<qint64>(*bytesPerSecond);
    //: an amount of bytes a second, for example 1.2 GB/s
    const QString amount = locale.formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
    return technical(Words::tr("%1/s").arg(amount)); // the unit is Latin and would go before the number
}

QString modelWords(const RdmaDevice &device)
{
    if (device.modelName)
        return technical(*device.modelName);
    if (device.pciIds)
        return technical(u"PCI %1:%2"_s.arg(hexWords(device.pciIds->vendor), hexWords(device.pciIds->device)));
    return device.pciSlot || device.ports.empty() ? Words::tr("Unknown device") : Words::tr("Software device");
}

QString briefModelWords(const RdmaDevice &device)
{
    const QString name = device.modelName.value_or(QString());
    const qsizetype open = name.lastIndexOf(u'[');
    if (open < 0 || !name.endsWith(u']') || name.size() - open < 3)
        return modelWords(device);
    QString brief = name.sliced(open + 1).chopped(1);
    if (device.parentSlot) // it stands below its parent, and pci.ids says it again
        brief.remove(" Virtual Function"_L1, Qt::CaseInsensitive);
    return technical(brief);
}

QString guidWords(const Guid &guid)
{
    const QString hex = guid.hex();
    return hex.first(4) % u':' % hex.sliced(4, 4) % u':' % hex.sliced(8, 4) % u':' % hex.last(4);
}

} // namespace rdma
