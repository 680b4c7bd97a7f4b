// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port types, cards and their ways of keeping them in plain words.
#include "gui/words/portswords.h"

#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct ReasonRow {
    RoadReason reason;
    const char *sentence;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::PortsWords)
public:
    static constexpr ReasonRow reasons[] = {
        {RoadReason::LinkTypeRows, QT_TR_NOOP("The firmware of this card can be set.")},
        {RoadReason::NotACard, QT_TR_NOOP("This is a part of a card, or a switch: it has no port types to choose.")},
        {RoadReason::VirtualFunction,
         QT_TR_NOOP("A virtual function has the port types of its card %1: choose them there.")},
        {RoadReason::FlashRecovery,
         QT_TR_NOOP("The firmware of this card does not run (flash recovery), so nothing can be read or set. Burn a "
                    "working one with mstflint, or ask the maker of the card.")},
        {RoadReason::FixedType, QT_TR_NOOP("Its chip or board is made for one type. Nothing can change that.")},
        {RoadReason::NotRead, QT_TR_NOOP("Its firmware was not read since this computer started, so the types for the "
                                         "next boot are not known and cannot be chosen. Read it first.")},
        {RoadReason::NotReadable, QT_TR_NOOP("Its firmware was asked for its settings, and could not be read.")},
        {RoadReason::ToolMissing,
         QT_TR_NOOP("Its firmware can be read and set only with mstconfig: install the package mstflint.")},
        {RoadReason::ToolUnreadable,
         QT_TR_NOOP(
             "Its firmware was not asked: mstconfig does not say which version it is, so nobody can tell what it "
             "would do to the card.")},
        {RoadReason::ToolTooNew, QT_TR_NOOP("The firmware of a ConnectX-3 cannot be set by this mstconfig: versions "
                                            "from 4.26 on do not know the card any more.")},
        {RoadReason::NeverInTool, QT_TR_NOOP("No mstconfig can set the firmware of a card this old.")},
        {RoadReason::NoRows, QT_TR_NOOP("Its firmware has no setting for port types.")},
        {RoadReason::PortsReadOnly,
         QT_TR_NOOP("While virtual functions (SR-IOV) are on, the driver lets nobody change the ports of this card. "
                    "Turn them off (num_vfs of mlx4_core), then look again.")},
    };
};

const char *sentenceOf(RoadReason reason)
{
    const auto *found = std::ranges::find(Words::reasons, reason, &ReasonRow::reason);
    return found == std::end(Words::reasons) ? Words::reasons[0].sentence : found->sentence;
}

/// By what all ports are now: of what else it could be, nobody can tell.
QString fixedWords(const PortChoices &ports)
{
    const auto areAll = [&](PortType type) {
        return !ports.empty() && std::ranges::all_of(ports, [type](const auto &one) { return one.second.now == type; });
    };
    if (areAll(PortType::InfiniBand))
        return Words::tr("This card is InfiniBand only.");
    return areAll(PortType::Ethernet) ? Words::tr("This card is Ethernet only.")
                                      : Words::tr("The port types of this card are fixed.");
}

} // namespace

QString portTypeWords(PortType type)
{
    switch (type) {
    case PortType::Unknown:
        return Words::tr("not known");
    case PortType::InfiniBand:
        return Words::tr("InfiniBand");
    case PortType::Ethernet:
        return Words::tr("Ethernet");
    case PortType::Auto:
        return Words::tr("Automatic");
    }
    Q_UNREACHABLE_RETURN({});
}

QString portNowWords(PortType now, PortType found)
{
    const bool hasFound = now == PortType::Auto && found != PortType::Unknown;
    return hasFound ? fill(Words::tr("%1 (sensed)"), portTypeWords(found)) : portTypeWords(now);
}

QString portTypesWords(const PortTypes &types)
{
    QStringList words;
    for (const auto &[port, type] : types)
        words.append(fill(Words::tr("port %1 %2"), QString::number(port), portTypeWords(type)));
    return words.join(u", "_s);
}

QString cardTitle(const QString &slot, const CardLive &card)
{
    const QString chip = card.chip.isEmpty() ? Words::tr("Mellanox device") : plain(card.chip);
    return fill(Words::tr("%1 at %2"), chip, technical(slot));
}

QString functionKindWords(FunctionKind kind)
{
    switch (kind) {
    case FunctionKind::Card:
        return Words::tr("card");
    case FunctionKind::VirtualFunction:
        return Words::tr("virtual function");
    case FunctionKind::FlashRecovery:
        return Words::tr("in flash recovery");
    case FunctionKind::Management:
        return Words::tr("management function");
    case FunctionKind::Bridge:
        return Words::tr("PCI bridge");
    case FunctionKind::Other:
        return Words::tr("switch");
    }
    Q_UNREACHABLE_RETURN({});
}

QString roadWords(const CardLive &card)
{
    switch (card.road) {
    case PortRoad::None:
        return {};
    case PortRoad::Firmware:
        return Words::tr(
            "For the next boot: mstconfig writes the types into the firmware of the card, which loads them "
            "when this computer restarts.");
    case PortRoad::Mlx4Conf:
        return fill(Words::tr("For the next boot: the types stand in %1, which is read when the driver is loaded."),
                    technical(card.file));
    case PortRoad::ModuleOption:
        return fill(Words::tr("For the next boot: the types are an option of the driver mlx4_core, in %1. It is one "
                              "option for all cards of that driver together."),
                    technical(card.file));
    }
    Q_UNREACHABLE_RETURN({});
}

QString roadReasonWords(const CardLive &card, const PortChoices &ports)
{
    const QString sentence = Words::tr(sentenceOf(card.reason));
    if (card.reason == RoadReason::VirtualFunction)
        return card.parent.isEmpty()
                   ? Words::tr("A virtual function has the port types of its card, which another system has: choose "
                               "them there.")
                   : fill(sentence, technical(card.parent));
    const bool isFixed = card.reason == RoadReason::FixedType || card.reason == RoadReason::NoRows;
    return isFixed && card.road == PortRoad::None ? fixedWords(ports) + u' ' + sentence : sentence;
}

QString nowWords(const CardLive &card)
{
    const bool canChange =
        std::ranges::any_of(card.ports, [](const auto &one) { return !one.second.nowChoices.empty(); });
    if (canChange)
        return Words::tr("Now: the driver changes the types at once (sysfs). All ports of the card go away for some "
                         "seconds and come back, perhaps with other interface names. This does not survive a reboot.");
    return card.road == PortRoad::Firmware ? Words::tr("Now: only a restart changes what the ports are.") : QString();
}

QString otherRoadWords(PortRoad road)
{
    switch (road) {
    case PortRoad::None:
        return Words::tr("Something else sets port types as well: find it and remove it there.");
    case PortRoad::Firmware:
        return Words::tr("The firmware holds port types of this card as well. What it fixes, no file can change: if a "
                         "port does not become what is chosen here, change its type in the firmware.");
    case PortRoad::Mlx4Conf:
        return fill(Words::tr("%1 has a line about this card as well. It goes when a type is chosen here, so that only "
                              "one place has a say."),
                    technical(QString(mlx4ConfPath)));
    case PortRoad::ModuleOption:
        return Words::tr("A file in /etc/modprobe.d sets port types of all mlx4 cards as well (port_type_array). Keep "
                         "only one of the two.");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace rdma
