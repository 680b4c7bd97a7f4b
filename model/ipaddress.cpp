// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading and writing IP addresses.
#include "model/ipaddress.h"

#include <QStringList>
#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 45; ///< INET6_ADDRSTRLEN without its NUL
constexpr qsizetype ipv4Bytes = 4;
constexpr qsizetype ipv6Bytes = 16;
constexpr qsizetype ipv6Groups = 8;

bool isMadeOf(QStringView text, QStringView digits)
{
    return !text.isEmpty() && std::ranges::all_of(text, [&](QChar c) { return digits.contains(c); });
}

std::optional<QByteArray> ipv4From(QStringView text)
{
    QByteArray bytes;
    for (const QStringView part : text.split(u'.')) {
        const bool isCanonical = part.size() <= 3 && (part.size() == 1 || !part.startsWith(u'0'));
        if (!isCanonical || !isMadeOf(part, u"0123456789") || part.toUInt() > 0xff)
            return std::nullopt;
        bytes += static_cast<char>(part.toUInt());
    }
    return bytes.size() == ipv4Bytes ? std::optional(bytes) : std::nullopt;
}

/// Groups between colons; the last of all may be an IPv4 address.
std::optional<QByteArray> groupsFrom(QStringView text, bool isEnd)
{
    QByteArray bytes;
    if (text.isEmpty())
        return bytes;
    const auto groups = text.split(u':');
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const QStringView group = groups[i];
        if (isEnd && i + 1 == groups.size() && group.contains(u'.')) {
            const auto tail = ipv4From(group);
            return tail ? std::optional<QByteArray>(bytes + *tail) : std::nullopt;
        }
        if (group.size() > 4 || !isMadeOf(group, u"0123456789abcdefABCDEF"))
            return std::nullopt;
        const ushort value = group.toUShort(nullptr, 16);
        bytes += static_cast<char>(value >> 8);
        bytes += static_cast<char>(value & 0xff);
    }
    return bytes;
}

std::optional<QByteArray> ipv6From(QStringView text)
{
    const qsizetype gap = text.indexOf("::"_L1);
    if (gap < 0) {
        auto whole = groupsFrom(text, true);
        return whole && whole->size() == ipv6Bytes ? whole : std::nullopt;
    }
    const auto head = groupsFrom(text.first(gap), false);
    const auto tail = groupsFrom(text.sliced(gap + 2), true);
    if (!head || !tail || head->size() + tail->size() > ipv6Bytes - 2)
        return std::nullopt;
    return *head + QByteArray(ipv6Bytes - head->size() - tail->size(), '\0') + *tail;
}

using Groups = std::array<unsigned, ipv6Groups>;

Groups groupsOf(const QByteArray &bytes)
{
    Groups groups{};
    qsizetype at = 0;
    for (unsigned &group : groups) {
        group = static_cast<unsigned>(static_cast<uchar>(bytes[at]) << 8 | static_cast<uchar>(bytes[at + 1]));
        at += 2;
    }
    return groups;
}

/// The longest run of zero groups, the first of several; only two or more are shortened (RFC 5952, 4.2).
std::pair<std::size_t, std::size_t> longestGap(const Groups &groups)
{
    std::pair<std::size_t, std::size_t> best{0, 0};
    for (std::size_t from = 0; from < groups.size(); ++from) {
        std::size_t to = from;
        while (to < groups.size() && groups[to] == 0)
            ++to;
        if (to - from >= 2 && to - from > best.second - best.first)
            best = {from, to};
    }
    return best;
}

QString joined(const Groups &groups, std::size_t from, std::size_t to)
{
    QStringList texts;
    for (std::size_t i = from; i < to; ++i)
        texts += QString::number(groups[i], 16);
    return texts.join(u':');
}

} // namespace

std::optional<IpAddress> IpAddress::fromText(QStringView text)
{
    if (text.size() > longest)
        return std::nullopt;
    const auto bytes = text.contains(u':') ? ipv6From(text) : ipv4From(text);
    return bytes ? std::optional(IpAddress{*bytes}) : std::nullopt;
}

QString IpAddress::text() const
{
    if (!isIpv6()) {
        QStringList numbers;
        for (const char byte : bytes)
            numbers += QString::number(static_cast<uchar>(byte));
        return numbers.join(u'.');
    }
    const Groups groups = groupsOf(bytes);
    const auto [from, to] = longestGap(groups);
    if (from == to)
        return joined(groups, 0, groups.size());
    return joined(groups, 0, from) + "::"_L1 + joined(groups, to, groups.size());
}

bool IpAddress::isUsableElsewhere() const
{
    const auto byte = [this](qsizetype at) { return static_cast<uchar>(bytes[at]); };
    if (!isIpv6())
        return byte(0) != 0 && byte(0) < 224; // multicast, reserved and broadcast are above
    const bool isLinkLocal = byte(0) == 0xfe && (byte(1) & 0xc0) == 0x80;
    return byte(0) != 0xff && !isLinkLocal && bytes != QByteArray(ipv6Bytes, '\0');
}

std::optional<IpAddress> addressOfGid(QStringView gid)
{
    auto address = IpAddress::fromText(gid);
    if (!address || !address->isIpv6())
        return std::nullopt;
    const QByteArray mapped = QByteArray(10, '\0') + "\xff\xff"; // RFC 4291, 2.5.5.2
    if (address->bytes.startsWith(mapped))
        address->bytes.remove(0, mapped.size());
    return address;
}

} // namespace rdma
