// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of the texts of sysfs and of pci.ids: whatever they hold, what is made of it is bounded, printable and stable.
#include "model/devicetext.h"
#include "model/ibstattext.h"
#include "model/pciids.h"
#include "tests/fuzz/law.h"

#include <algorithm>
#include <cmath>

namespace rdma {

namespace {

void checkShown(const std::optional<QString> &text)
{
    if (!text)
        return;
    law(!text->isEmpty() && text->size() <= 512, "a shown text is neither empty nor long");
    law(std::ranges::none_of(*text, [](QChar letter) { return letter.category() == QChar::Other_Control; }),
        "a shown text has no control characters");
    law(shownText(text->toUtf8()).has_value(), "a shown text is shown again");
}

void checkRate(const QByteArray &text)
{
    const auto rate = linkRateFrom(text);
    if (!rate)
        return;
    law(std::isfinite(rate->gigabits) && rate->gigabits >= 0 && rate->gigabits <= 100'001, "a rate is a rate");
    law(rate->width >= 0 && rate->width <= 64, "a width is a width");
    law(rate->width > 0 || rate->speed == LinkSpeed::Unknown, "no lanes, no speed of each");
}

void checkIdentities(const QByteArray &text)
{
    if (const auto guid = guidFrom(text))
        law(guid->hex() == QString::fromLatin1(text.toLower()).remove(u':'), "a GUID is its own digits");
    if (const auto gid = gidFrom(text)) {
        law(gid->toLatin1() == text, "a GID is its own text");
        law(lowHalf(*gid).hex() == gid->right(19).remove(u':').toLower(), "the low half is the end");
        law(!isUnused(*gid) || lowHalf(*gid) == Guid{}, "an unused GID has no GUID");
    }
    if (const auto slot = pciUeventFrom(QByteArray("PCI_SLOT_NAME=" + text)).slot)
        law(!slot->contains(u'/'), "a slot is one name");
}

void checkNumbers(const QByteArray &text)
{
    const auto number = numberFrom(text);
    if (number)
        law(numberFrom(QByteArray::number(*number)) == number, "a number reads back");
    law(portStateFrom(text) <= PortState::ActiveDefer && physicalStateFrom(text) <= PhysicalState::Test &&
            nodeTypeFrom(text) <= NodeType::Unspecified,
        "a state is one of those there are");
}

/// The text is for a terminal and a ticket: the lines are ours, whatever the driver says.
void checkIbstat(const QByteArray &text)
{
    RdmaDevice device{.firmware = shownText(text), .hcaType = shownText(text)};
    device.ports[1].rate = linkRateFrom(text);
    law(ibstatText(QStringLiteral("mlx4_0"), device).count(u'\n') == 17, "seven lines of a device, ten of a port");
}

} // namespace

void fuzz(const QByteArray &input)
{
    checkShown(shownText(input));
    checkRate(input);
    checkIdentities(input);
    checkNumbers(input);
    checkIbstat(input);
    const PciUevent event = pciUeventFrom(input);
    checkShown(event.driver);
    const PciNames names = pciNames(input, event.ids.value_or(PciIds{0x15b3, 0x1017, 0x15b3, 0x0008}));
    checkShown(names.vendor);
    checkShown(names.model);
}

} // namespace rdma
