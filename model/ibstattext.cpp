// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words and the widths of infiniband-diags/ibstat.c and libibumad/umad.c (rdma-core).
#include "model/ibstattext.h"

#include "model/enumnames.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

// What umad_ca_t has room for (umad.h), without the end of the text.
constexpr qsizetype maxVersion = 19;
constexpr qsizetype maxType = 39;

QString kindOf(NodeType type)
{
    constexpr EnumNames<NodeType, 4> words{{
        {NodeType::Ca, "CA"_L1},
        {NodeType::Switch, "Switch"_L1},
        {NodeType::Router, "Router"_L1},
        {NodeType::Rnic, "iWARP RNIC"_L1},
    }};
    const QString word = nameOf(words, type);
    return word.isEmpty() ? u"???"_s : word;
}

QString wordOf(PortState state)
{
    constexpr EnumNames<PortState, 4> words{{
        {PortState::Down, "Down"_L1},
        {PortState::Initializing, "Initializing"_L1},
        {PortState::Armed, "Armed"_L1},
        {PortState::Active, "Active"_L1},
    }};
    const QString word = nameOf(words, state);
    return word.isEmpty() ? u"???"_s : word;
}

QString wordOf(PhysicalState state)
{
    constexpr EnumNames<PhysicalState, 9> words{{
        {PhysicalState::Unknown, "???"_L1},
        {PhysicalState::NoChange, "No state change"_L1},
        {PhysicalState::Sleep, "Sleep"_L1},
        {PhysicalState::Polling, "Polling"_L1},
        {PhysicalState::Disabled, "Disabled"_L1},
        {PhysicalState::Training, "PortConfigurationTraining"_L1},
        {PhysicalState::LinkUp, "LinkUp"_L1},
        {PhysicalState::ErrorRecovery, "LinkErrorRecovery"_L1},
        {PhysicalState::Test, "PhyTest"_L1},
    }};
    return nameOf(words, state);
}

/// libibumad assumes InfiniBand where there is no such file, and says so in this way.
QString wordOf(std::optional<LinkLayer> layer)
{
    if (!layer)
        return u"IB"_s;
    constexpr EnumNames<LinkLayer, 3> words{{
        {LinkLayer::Unknown, "Unknown"_L1},
        {LinkLayer::InfiniBand, "InfiniBand"_L1},
        {LinkLayer::Ethernet, "Ethernet"_L1},
    }};
    return nameOf(words, *layer);
}

/// A whole number, but for the one rate that was there when the format was made.
QString rateText(const std::optional<LinkRate> &rate)
{
    if (!rate)
        return {};
    if (rate->speed == LinkSpeed::Fdr10)
        return u"%1 (FDR10)"_s.arg(int(rate->gigabits));
    return int(rate->gigabits) == 2 ? u"2.5"_s : QString::number(int(rate->gigabits));
}

QString guidText(std::optional<Guid> guid)
{
    return guid ? "0x"_L1 + guid->hex() : QString();
}

QString maskText(std::optional<quint32> mask)
{
    return mask ? u"0x%1"_s.arg(*mask, 8, 16, '0'_L1) : QString();
}

QString numberText(std::optional<int> number)
{
    return number ? QString::number(*number) : QString();
}

/// ibstat prints its unsigned with %d: Omni-Path's 0xffffffff, "no LID", is -1.
QString lidText(std::optional<quint32> lid)
{
    return numberText(lid.transform([](quint32 value) { return static_cast<int>(value); }));
}

QString line(QLatin1StringView indent, QLatin1StringView what, const QString &value)
{
    return indent + what + ": "_L1 + value + u'\n';
}

QString portText(int number, const RdmaPort &port)
{
    constexpr auto indent = "\t\t"_L1;
    return "\tPort "_L1 + QString::number(number) + ":\n"_L1 + line(indent, "State"_L1, wordOf(port.state)) +
           line(indent, "Physical state"_L1, wordOf(port.physicalState)) +
           line(indent, "Rate"_L1, rateText(port.rate)) + line(indent, "Base lid"_L1, lidText(port.lid)) +
           line(indent, "LMC"_L1, numberText(port.lmc)) + line(indent, "SM lid"_L1, lidText(port.smLid)) +
           line(indent, "Capability mask"_L1, maskText(port.capabilities)) +
           line(indent, "Port GUID"_L1, guidText(port.portGuid)) +
           line(indent, "Link layer"_L1, wordOf(port.linkLayer));
}

} // namespace

QString ibstatText(const QString &name, const RdmaDevice &device)
{
    constexpr auto indent = "\t"_L1;
    const QString kind = kindOf(device.nodeType);
    const int last = device.ports.empty() ? 0 : device.ports.rbegin()->first;
    QString text = kind + " '"_L1 + name + "'\n"_L1 + indent + kind + " type: "_L1 +
                   device.hcaType.value_or(QString()).left(maxType) + u'\n' +
                   line(indent, "Number of ports"_L1, QString::number(last)) +
                   line(indent, "Firmware version"_L1, device.firmware.value_or(QString()).left(maxVersion)) +
                   line(indent, "Hardware version"_L1, device.hardwareRevision.value_or(QString()).left(maxVersion)) +
                   line(indent, "Node GUID"_L1, guidText(device.nodeGuid)) +
                   line(indent, "System image GUID"_L1, guidText(device.systemImageGuid));
    for (const auto &[number, port] : device.ports)
        text += portText(number, port);
    return text;
}

} // namespace rdma
