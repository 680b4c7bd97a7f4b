// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a growing error counter most likely means, and the bits of a capability mask, in plain words.
#include "gui/words/devicewords.h"

#include <QCoreApplication>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::CounterWords)
public:
    /// By bit of the mask; those that have no meaning are empty (InfiniBand Architecture Specification 1, table 155;
    /// include/rdma/ib_mad.h, IB_PORT_SM and so on).
    static constexpr std::array<const char *, 32> capabilities{
        nullptr,
        QT_TR_NOOP("A subnet manager runs on it"),
        QT_TR_NOOP("Sends and takes notices"),
        QT_TR_NOOP("Sends traps"),
        QT_TR_NOOP("Optional inter-packet delays"),
        QT_TR_NOOP("Automatic path migration"),
        QT_TR_NOOP("Service level mapping"),
        QT_TR_NOOP("Keeps its management key over power loss"),
        QT_TR_NOOP("Keeps its partition keys over power loss"),
        QT_TR_NOOP("Tells about its LEDs"),
        QT_TR_NOOP("Its subnet manager is switched off"),
        QT_TR_NOOP("Has a system image GUID"),
        QT_TR_NOOP("Traps for wrong partition keys at switch ports"),
        nullptr,
        QT_TR_NOOP("Extended speeds (FDR and faster)"),
        QT_TR_NOOP("A second capability mask"),
        QT_TR_NOOP("Connection management"),
        QT_TR_NOOP("SNMP tunnelling"),
        QT_TR_NOOP("Can be set up anew"),
        QT_TR_NOOP("Device management: exports storage over SRP"),
        QT_TR_NOOP("Vendor-specific management"),
        QT_TR_NOOP("Directed-route notices"),
        QT_TR_NOOP("Notices when capabilities change"),
        QT_TR_NOOP("Boot management"),
        QT_TR_NOOP("Measures the round trip of the link"),
        QT_TR_NOOP("Asks clients to register again"),
        QT_TR_NOOP("Notices of other local changes"),
        QT_TR_NOOP("A table of speeds by link width"),
        QT_TR_NOOP("A table of vendor-specific management"),
        QT_TR_NOOP("Suppresses partition traps for multicast"),
        QT_TR_NOOP("A top address for multicast forwarding"),
        QT_TR_NOOP("Tells its place in the fabric"),
    };
};

} // namespace

QString counterCauseWords(CounterVerdict verdict)
{
    switch (verdict) {
    case CounterVerdict::NotAnError:
    case CounterVerdict::Clean:
        return {};
    case CounterVerdict::Negligible:
        return Words::tr("Few enough to ignore");
    case CounterVerdict::BadLine:
        return Words::tr("Damaged bits arrive: reseat or replace the cable, then try another port");
    case CounterVerdict::LinkLost:
        return Words::tr("The link went down: check the cable and what happened at the other end");
    case CounterVerdict::DamagedElsewhere:
        return Words::tr("Packets were damaged on another line of the fabric: look at the counters of the switches");
    case CounterVerdict::Congestion:
        return Words::tr("The network or the other end does not keep up: spread the load or add links");
    case CounterVerdict::Undeliverable:
        return Words::tr("Packets could not be sent on: congestion, or the port was down");
    case CounterVerdict::WrongPartition:
        return Words::tr("Packets of a wrong partition were rejected: compare the P_Keys of both ends");
    case CounterVerdict::Overrun:
        return Words::tr("Packets arrive faster than agreed: check flow control and firmware of the other end");
    case CounterVerdict::ManagementDropped:
        return Words::tr("Packets of the subnet manager are lost: it may be overloaded");
    case CounterVerdict::PacketsLost:
        return Words::tr(
            "Packets are lost or come late: look for congestion; on Ethernet set up flow control (PFC or ECN)");
    case CounterVerdict::ReceiverNotReady:
        break;
    }
    return Words::tr("The receiving program does not post buffers fast enough");
}

bool isAlarming(CounterVerdict verdict)
{
    return verdict != CounterVerdict::NotAnError && verdict != CounterVerdict::Clean &&
           verdict != CounterVerdict::Negligible;
}

QStringList capabilityWords(quint32 mask)
{
    QStringList words;
    for (std::size_t bit = 0; bit < Words::capabilities.size(); ++bit)
        if (mask >> bit & 1U)
            words += Words::capabilities[bit] ? Words::tr(Words::capabilities[bit]) : Words::tr("Bit %1").arg(bit);
    return words;
}

} // namespace rdma
