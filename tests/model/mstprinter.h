// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random cards and the tables that mstconfig would print of them, in the layout of each version.
#pragma once

#include "model/mstcard.h"
#include "random.h"

namespace rdma {

/// How a range of versions prints.
struct MstLayout {
    const char *versions;
    bool saysMore;   ///< Name and Description, and "Device" for "PCI device"
    int label;       ///< width of the labels
    int front;       ///< blanks before a name
    int name;        ///< width of a name
    int value;       ///< width of a value
    bool marksRo;    ///< "RO" in front of what is read only
    int titleShift;  ///< how far the titles stand beside their values
    bool isSchedule; ///< "Current" is the title of what will be
};

constexpr MstLayout mstLayouts[] = {
    {"4.0 to 4.5", false, 16, 9, 36, 16, false, 0, true},  {"4.6 to 4.8", false, 16, 9, 36, 16, false, 0, false},
    {"4.9 to 4.21", true, 16, 9, 36, 16, false, 0, false}, {"4.22 to 4.24", true, 16, 9, 44, 16, false, -1, false},
    {"4.25", true, 16, 8, 44, 16, true, 1, false},         {"4.26 to 4.35", true, 20, 8, 44, 20, true, 0, false},
    {"4.36", true, 20, 8, 48, 33, true, 0, false},
};

/// What the firmware reports, and was asked for.
struct MstReport {
    bool hasDefault = false;
    bool hasCurrent = false;
};

namespace random {

inline QString mstName()
{
    static const QStringList names{QStringLiteral("NUM_OF_VFS"),
                                   QStringLiteral("SRIOV_EN"),
                                   QStringLiteral("KEEP_IB_LINK_UP_P1"),
                                   QStringLiteral("KEEP_LINK_UP_ON_BOOT_P2"),
                                   QStringLiteral("HOST_CHAINING_DESCRIPTORS[0..7]"),
                                   QStringLiteral("PF_NUM_OF_VF[3]"),
                                   QStringLiteral("LINK_TYPE_P9"),
                                   QStringLiteral("XLINK_TYPE_P1"),
                                   QStringLiteral("_A_NAME_AS_LONG_AS_THE_WIDEST_COLUMN_OF_ALL_IS_XX")};
    return names[below(static_cast<int>(names.size()))];
}

inline QString mstValue()
{
    static const QStringList values{QStringLiteral("True(1)"),
                                    QStringLiteral("False(0)"),
                                    QStringLiteral("148"),
                                    QStringLiteral("N/A"),
                                    QStringLiteral("_256KB(1)"),
                                    QStringLiteral("Array[0..7]"),
                                    QStringLiteral("EMBEDDED_CPU(1)"),
                                    QStringLiteral("PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)")};
    return values[below(static_cast<int>(values.size()))];
}

inline PortType mstPortType()
{
    static constexpr PortType types[] = {PortType::InfiniBand, PortType::Ethernet, PortType::Auto, PortType::Unknown};
    return types[below(4)];
}

inline QString mstValue(PortType type)
{
    const bool isBare = below(4) == 0;
    switch (type) {
    case PortType::InfiniBand:
        return isBare ? QStringLiteral("1") : QStringLiteral("IB(1)");
    case PortType::Ethernet:
        return isBare ? QStringLiteral("2") : QStringLiteral("ETH(2)");
    case PortType::Auto:
        return isBare ? QStringLiteral("3") : QStringLiteral("VPI(3)");
    case PortType::Unknown:
        break;
    }
    return isBare ? QStringLiteral("7") : QStringLiteral("N/A");
}

inline MstParameter mstParameter(const MstLayout &layout, MstReport report)
{
    MstParameter parameter{.name = mstName(), .next = mstValue(), .readOnly = layout.marksRo && coin()};
    if (report.hasDefault)
        parameter.byDefault = mstValue();
    if (report.hasCurrent)
        parameter.current = mstValue();
    parameter.modified = (report.hasDefault || report.hasCurrent) && coin();
    return parameter;
}

/// Adds the row to the card and what it says to the truth.
inline void addLinkType(MstCard &card, LinkTypes &truth, int port, MstReport report)
{
    truth.next[port] = mstPortType();
    MstParameter row{.name = QStringLiteral("LINK_TYPE_P%1").arg(port), .next = mstValue(truth.next[port])};
    if (report.hasDefault)
        row.byDefault = mstValue(mstPortType());
    if (report.hasCurrent) {
        truth.current[port] = mstPortType();
        row.current = mstValue(truth.current[port]);
    }
    const auto place = below(static_cast<int>(card.parameters.size()) + 1);
    card.parameters.insert(card.parameters.begin() + place, row);
}

inline MstCard mstCard(const MstLayout &layout, MstReport report)
{
    MstCard card{.deviceType = QStringLiteral("ConnectX%1").arg(below(9)),
                 .device = QStringLiteral("0000:%1:00.0").arg(below(256), 2, 16, QLatin1Char('0'))};
    if (layout.saysMore && below(4) > 0) {
        card.name = coin() ? QStringLiteral("LAB-%1").arg(below(1000)) : QString();
        card.description = coin() ? QStringLiteral("A board; of one / two ports (QSFP: 2)") : QString();
    }
    card.parameters = list(20, [&] { return mstParameter(layout, report); });
    return card;
}

} // namespace random

/// printf("%-*s"), and one blank where the text fills its width.
inline QByteArray padded(const QByteArray &text, int width)
{
    return text.size() < width ? text.leftJustified(width) : text + ' ';
}

inline QByteArray printedLabels(const MstCard &card, const MstLayout &layout)
{
    const auto line = [&](const QByteArray &label, const QString &text) {
        return padded(label + ':', layout.label) + (text.isEmpty() ? "N/A" : text.toUtf8()) + '\n';
    };
    QByteArray text = "\nDevice #1:\n----------\n\n" + line("Device type", card.deviceType);
    if (layout.saysMore && !(card.name.isEmpty() && card.description.isEmpty() && random::coin()))
        text += line("Name", card.name) + line("Description", card.description);
    return text + line(layout.saysMore ? "Device" : "PCI device", card.device) + '\n';
}

inline QByteArray printedTitles(const MstLayout &layout, MstReport report)
{
    QByteArray text = padded("Configurations:", layout.front + layout.name + layout.titleShift);
    if (report.hasDefault)
        text += padded("Default", layout.value);
    if (report.hasCurrent)
        text += padded("Current", layout.value);
    return text + (layout.isSchedule ? "Current\n" : "Next Boot\n");
}

inline QByteArray printedRow(const MstParameter &row, const MstLayout &layout)
{
    QByteArray front = row.modified ? "*" : " ";
    front += row.readOnly ? "RO" : "";
    QByteArray text = front.leftJustified(layout.front) + padded(row.name.toLatin1(), layout.name);
    for (const auto &value : {row.byDefault, row.current, row.next})
        if (value)
            text += padded(value->toLatin1(), layout.value);
    return text + '\n';
}

inline QByteArray printedTrailers(const MstLayout &layout, MstReport report)
{
    QByteArray text = "The '*' shows parameters with next value different from default/current value.\n";
    if (!report.hasCurrent)
        text += "Device Firmware does not support reading current configurations\n";
    if (layout.marksRo)
        text += "\nThe 'RO' shows parameters which are for read only and cannot be changed\n";
    return text;
}

inline QByteArray printed(const MstCard &card, const MstLayout &layout, MstReport report)
{
    QByteArray text = printedLabels(card, layout) + printedTitles(layout, report);
    for (const MstParameter &row : card.parameters)
        text += printedRow(row, layout);
    return text + printedTrailers(layout, report);
}

} // namespace rdma
