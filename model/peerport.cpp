// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The port of an initiator as people paste it.
#include "model/peerport.h"

#include "model/ipaddress.h"

#include <QList>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Parsed = std::expected<Guid, PeerPortProblem>;

constexpr qsizetype guidDigits = 16;
constexpr qsizetype gidDigits = 32;
constexpr qsizetype ipoibDigits = 40;
constexpr auto mappedAddress = "00000000000000000000ffff"_L1; // RFC 4291, 2.5.5.2

bool isHex(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

Parsed refuse(PeerPortProblem problem)
{
    return std::unexpected(problem);
}

/// Colons may stand between groups of equal length (eight bytes look like an IPv6 address), or as in one.
QString digitsOf(const QString &text)
{
    const QList<QStringView> groups = QStringView(text).split(u':');
    if (std::ranges::all_of(groups, [&](QStringView group) { return group.size() == groups.first().size(); }))
        return QString(text).remove(u':');
    const auto address = IpAddress::fromText(text);
    return address && address->isIpv6() ? QString::fromLatin1(address->bytes.toHex()) : text;
}

Parsed fromDigits(const QString &digits)
{
    if (digits.contains(u':'))
        return refuse(PeerPortProblem::WrongLength);
    if (digits.size() != guidDigits && digits.size() != gidDigits && digits.size() != ipoibDigits)
        return refuse(PeerPortProblem::WrongLength);
    if (digits.size() == gidDigits && digits.startsWith(mappedAddress))
        return refuse(PeerPortProblem::AddressGid);
    const auto guid = Guid::fromHex(QStringView(digits).last(guidDigits));
    return guid ? Parsed(*guid) : refuse(PeerPortProblem::NoGuid);
}

/// A target is named after GID 0 or the port GUID; both end with the latter.
Guid portGuidOf(const QString &wwn)
{
    return {QString(wwn).remove(u':').right(guidDigits).toULongLong(nullptr, 16)};
}

} // namespace

Parsed peerPortFromText(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return refuse(PeerPortProblem::Empty);
    if (text.size() > 2 * ipoibDigits)
        return refuse(PeerPortProblem::WrongLength);
    QString lower = text.toString().toLower();
    if (lower.startsWith("0x"_L1))
        lower.remove(0, 2);
    if (!isHex(QString(lower).remove(u':')))
        return refuse(PeerPortProblem::BadCharacter);
    return fromDigits(digitsOf(lower));
}

std::vector<LoginId> loginIdsAt(Guid peer, const QString &wwn, LinkLayer layer)
{
    const auto all = loginIds(peer, portGuidOf(wwn));
    if (layer == LinkLayer::Ethernet)
        return {all.back()};
    return {all.begin(), all.end()};
}

} // namespace rdma
