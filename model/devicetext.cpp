// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The texts of /sys/class/infiniband.
#include "model/devicetext.h"

#include "model/enumnames.h"
#include "model/pciaddress.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxShown = 256;

bool isHexDigit(char digit)
{
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
}

bool isDigit(char digit)
{
    return digit >= '0' && digit <= '9';
}

/// All of it digits of this base and not more than 64 bits.
std::optional<quint64> digits(QByteArrayView text, int base)
{
    const bool areDigits = std::ranges::all_of(text, base == 16 ? isHexDigit : isDigit);
    bool ok = false;
    const quint64 value = areDigits ? text.toULongLong(&ok, base) : 0;
    return ok ? std::optional(value) : std::nullopt;
}

/// The number before the colon of "4: ACTIVE", if it is from 0 to `last`.
std::optional<int> leadingNumber(QByteArrayView text, int last)
{
    const auto number = digits(text.left(std::max<qsizetype>(text.indexOf(':'), 0)), 10);
    return number && *number <= quint64(last) ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

/// Groups of four hex digits joined by colons.
bool isGroups(QByteArrayView text, qsizetype groups)
{
    if (text.size() != groups * 5 - 1)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i)
        if (i % 5 == 4 ? text[i] != ':' : !isHexDigit(text[i]))
            return false;
    return true;
}

constexpr EnumNames<LinkSpeed, 10> speedWords{{
    {LinkSpeed::Sdr, " SDR"_L1},
    {LinkSpeed::Sdr, ""_L1}, // before Linux 3.17
    {LinkSpeed::Ddr, " DDR"_L1},
    {LinkSpeed::Qdr, " QDR"_L1},
    {LinkSpeed::Fdr10, " FDR10"_L1},
    {LinkSpeed::Fdr, " FDR"_L1},
    {LinkSpeed::Edr, " EDR"_L1},
    {LinkSpeed::Hdr, " HDR"_L1},
    {LinkSpeed::Ndr, " NDR"_L1},
    {LinkSpeed::Xdr, " XDR"_L1},
}};

/// "4X FDR": lanes and the signalling of each.
void readLanes(LinkRate &rate, QByteArrayView lanes)
{
    const qsizetype cross = lanes.indexOf('X');
    const auto width = digits(lanes.left(std::max<qsizetype>(cross, 0)), 10);
    if (!width || *width == 0 || *width > 64)
        return;
    rate.width = static_cast<int>(*width);
    rate.speed = valueOf(speedWords, QString::fromLatin1(lanes.sliced(cross + 1))).value_or(LinkSpeed::Unknown);
}

std::optional<double> gigabitsFrom(QByteArrayView text)
{
    const bool isHalf = text.endsWith(".5");
    const auto whole = digits(isHalf ? text.chopped(2) : text, 10);
    if (!whole || *whole > 100'000)
        return std::nullopt;
    return static_cast<double>(*whole) + (isHalf ? 0.5 : 0);
}

/// "15B3:1017"
std::optional<std::pair<quint16, quint16>> pairFrom(QByteArrayView text)
{
    if (!isGroups(text, 2))
        return std::nullopt;
    return std::pair(text.left(4).toUShort(nullptr, 16), text.right(4).toUShort(nullptr, 16));
}

void readUeventLine(PciUevent &event, QByteArrayView line)
{
    const qsizetype equals = line.indexOf('=');
    const QByteArrayView key = line.left(std::max<qsizetype>(equals, 0));
    const QByteArrayView value = line.sliced(equals + 1);
    if (key == "DRIVER")
        event.driver = shownText(value);
    else if (const auto name = QString::fromLatin1(value); key == "PCI_SLOT_NAME" && isPciAddress(name))
        event.slot = name;
    else if (const auto pair = pairFrom(value); key == "PCI_ID" && pair)
        std::tie(event.ids.emplace().vendor, event.ids->device) = *pair;
    else if (key == "PCI_SUBSYS_ID" && pair && event.ids)
        std::tie(event.ids->subsystemVendor, event.ids->subsystemDevice) = *pair;
}

bool isShowable(char32_t point)
{
    return QChar::isPrint(point) && QChar::category(point) != QChar::Other_Format;
}

} // namespace

PortState portStateFrom(QByteArrayView text)
{
    const auto number = leadingNumber(text, 5);
    return number ? static_cast<PortState>(*number + static_cast<int>(PortState::Nop)) : PortState::Unknown;
}

PhysicalState physicalStateFrom(QByteArrayView text)
{
    const auto number = leadingNumber(text, 7);
    return number ? static_cast<PhysicalState>(*number + static_cast<int>(PhysicalState::NoChange))
                  : PhysicalState::Unknown;
}

NodeType nodeTypeFrom(QByteArrayView text)
{
    const auto number = leadingNumber(text, 7);
    return number ? static_cast<NodeType>(*number) : NodeType::Unknown;
}

std::optional<LinkLayer> linkLayerFrom(QByteArrayView text)
{
    constexpr EnumNames<LinkLayer, 3> words{{
        {LinkLayer::InfiniBand, "InfiniBand"_L1},
        {LinkLayer::Ethernet, "Ethernet"_L1},
        {LinkLayer::Unknown, "Unknown"_L1},
    }};
    return valueOf(words, QString::fromLatin1(text));
}

std::optional<LinkRate> linkRateFrom(QByteArrayView text)
{
    const qsizetype unit = text.indexOf(" Gb/sec");
    const auto gigabits = gigabitsFrom(text.left(std::max<qsizetype>(unit, 0)));
    if (!gigabits)
        return std::nullopt;
    LinkRate rate{.gigabits = *gigabits};
    const QByteArrayView lanes = text.sliced(unit + 7);
    if (lanes.startsWith(" (") && lanes.endsWith(')'))
        readLanes(rate, lanes.sliced(2).chopped(1));
    return rate;
}

std::optional<GidType> gidTypeFrom(QByteArrayView text)
{
    if (text.isEmpty())
        return std::nullopt;
    constexpr EnumNames<GidType, 2> words{{
        {GidType::InfiniBandOrRoceV1, "IB/RoCE v1"_L1},
        {GidType::RoceV2, "RoCE v2"_L1},
    }};
    return valueOf(words, QString::fromLatin1(text)).value_or(GidType::Unknown);
}

std::optional<Guid> guidFrom(QByteArrayView text)
{
    if (!isGroups(text, 4))
        return std::nullopt;
    return Guid{text.toByteArray().replace(':', "").toULongLong(nullptr, 16)};
}

std::optional<QString> gidFrom(QByteArrayView text)
{
    return isGroups(text, 8) ? std::optional(QString::fromLatin1(text)) : std::nullopt;
}

Guid lowHalf(const QString &gid)
{
    return guidFrom(gid.right(19).toLatin1()).value_or(Guid{});
}

Guid highHalf(const QString &gid)
{
    return guidFrom(gid.left(19).toLatin1()).value_or(Guid{});
}

bool isUnused(const QString &gid)
{
    return std::ranges::all_of(gid, [](QChar letter) { return letter == u'0' || letter == u':'; });
}

std::optional<quint64> numberFrom(QByteArrayView text)
{
    return text.startsWith("0x") ? digits(text.sliced(2), 16) : digits(text, 10);
}

std::optional<QString> shownText(QByteArrayView text)
{
    QString shown;
    for (const char32_t point : QString::fromUtf8(text.left(maxShown * 4)).left(maxShown).trimmed().toUcs4())
        shown += isShowable(point) ? QString(QChar::fromUcs4(point)) : QString(QChar::ReplacementCharacter);
    return shown.isEmpty() ? std::nullopt : std::optional(shown);
}

PciUevent pciUeventFrom(QByteArrayView text)
{
    PciUevent event;
    for (const QByteArray &line : text.toByteArray().split('\n'))
        readUeventLine(event, line);
    return event;
}

} // namespace rdma
