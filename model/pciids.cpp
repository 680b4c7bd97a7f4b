// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// pci.ids: "vendor  name", "<tab>device  name", "<tab><tab>subvendor subdevice  name", sorted, comments with #.
#include "model/pciids.h"

#include "model/devicetext.h"

namespace rdma {

namespace {

QByteArray fourDigits(quint16 id)
{
    return QByteArray::number(id, 16).rightJustified(4, '0');
}

/// From the end of the line that starts so to the last line that is indented deeper than it.
struct Section {
    QByteArrayView name;
    QByteArrayView below;
};

/// Where the next line starts that is neither a comment nor indented by `tabs` tabs.
qsizetype endOfSection(QByteArrayView text, int tabs)
{
    const QByteArray indent(tabs, '\t');
    for (qsizetype at = 0; at < text.size();) {
        const QByteArrayView rest = text.sliced(at);
        if (!rest.startsWith(indent) && !rest.startsWith('#') && !rest.startsWith('\n'))
            return at;
        const qsizetype end = rest.indexOf('\n');
        at = end < 0 ? text.size() : at + end + 1;
    }
    return text.size();
}

std::optional<Section> findSection(QByteArrayView text, const QByteArray &start, int tabsBelow)
{
    const qsizetype at = text.startsWith(start) ? 0 : text.indexOf(QByteArray('\n' + start)) + 1;
    if (at == 0 && !text.startsWith(start))
        return std::nullopt;
    const QByteArrayView rest = text.sliced(at + start.size());
    const qsizetype end = rest.indexOf('\n');
    if (end < 0)
        return Section{rest, {}};
    const QByteArrayView below = rest.sliced(end + 1);
    return Section{rest.left(end), below.left(endOfSection(below, tabsBelow))};
}

} // namespace

PciNames pciNames(QByteArrayView file, const PciIds &ids)
{
    PciNames names;
    const auto vendor = findSection(file, fourDigits(ids.vendor) + "  ", 1);
    if (!vendor)
        return names;
    names.vendor = shownText(vendor->name);
    const auto device = findSection(vendor->below, '\t' + fourDigits(ids.device) + "  ", 2);
    if (!device)
        return names;
    names.model = shownText(device->name);
    const QByteArray subsystem =
        "\t\t" + fourDigits(ids.subsystemVendor) + ' ' + fourDigits(ids.subsystemDevice) + "  ";
    if (const auto board = findSection(device->below, subsystem, 3))
        names.model = shownText(board->name);
    return names;
}

} // namespace rdma
