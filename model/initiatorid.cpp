// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Initiator ids: reading every spelling, writing one.
#include "model/initiatorid.h"

#include "model/enumnames.h"

#include <QList>
#include <QtEndian>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Parsed = std::expected<InitiatorId, InitiatorIdProblem>;

constexpr EnumNames<InitiatorIdProblem, 7> problemNames{{
    {InitiatorIdProblem::Empty, "Empty"_L1},
    {InitiatorIdProblem::Address, "Address"_L1},
    {InitiatorIdProblem::PortGuid, "PortGuid"_L1},
    {InitiatorIdProblem::BadCharacter, "BadCharacter"_L1},
    {InitiatorIdProblem::Groups, "Groups"_L1},
    {InitiatorIdProblem::TooShort, "TooShort"_L1},
    {InitiatorIdProblem::TooLong, "TooLong"_L1},
}};

constexpr qsizetype halfDigits = 16;
constexpr qsizetype idDigits = 2 * halfDigits;
constexpr qsizetype groupDigits = 4;
constexpr qsizetype guidGroups = 4;
constexpr qsizetype idGroups = 8;
constexpr qsizetype longest = 100; ///< no spelling is longer; looked at before anything else is done with the text

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

bool isHex(QStringView text)
{
    return std::ranges::all_of(text, isHexDigit);
}

/// Four numbers and dots; whether it is a good address does not matter.
bool looksLikeAddress(QStringView text)
{
    return text.count(u'.') == 3 &&
           std::ranges::all_of(text, [](QChar c) { return c == u'.' || (c >= u'0' && c <= u'9'); });
}

auto refuse(InitiatorIdProblem problem)
{
    return std::unexpected(problem);
}

Parsed fromDigits(QStringView digits)
{
    if (!isHex(digits))
        return refuse(InitiatorIdProblem::BadCharacter);
    if (digits.size() == halfDigits)
        return refuse(InitiatorIdProblem::PortGuid);
    if (digits.size() != idDigits)
        return refuse(digits.size() < idDigits ? InitiatorIdProblem::TooShort : InitiatorIdProblem::TooLong);
    return InitiatorId{digits.first(halfDigits).toULongLong(nullptr, 16),
                       digits.last(halfDigits).toULongLong(nullptr, 16)};
}

Parsed fromGroups(const QList<QStringView> &groups)
{
    const auto isWhole = [](QStringView group) { return group.size() == groupDigits; };
    if (!std::ranges::all_of(groups, isHex))
        return refuse(InitiatorIdProblem::BadCharacter);
    if (!std::ranges::all_of(groups, isWhole) || (groups.size() != idGroups && groups.size() != guidGroups))
        return refuse(InitiatorIdProblem::Groups);
    QString digits;
    for (const QStringView group : groups)
        digits += group;
    return fromDigits(digits);
}

/// "0x7edd770000751100:0x1175000077d708": %llx without padding, so that only the colon says where the second begins.
Parsed fromHalves(QStringView first, QStringView second)
{
    if (!second.startsWith("0x"_L1))
        return refuse(InitiatorIdProblem::Groups);
    const QStringView low = second.sliced(2);
    if (!isHex(first) || !isHex(low))
        return refuse(InitiatorIdProblem::BadCharacter);
    if (first.isEmpty() || low.isEmpty())
        return refuse(InitiatorIdProblem::TooShort);
    if (std::max(first.size(), low.size()) > halfDigits)
        return refuse(InitiatorIdProblem::TooLong);
    return InitiatorId{first.toULongLong(nullptr, 16), low.toULongLong(nullptr, 16)};
}

} // namespace

Parsed InitiatorId::fromText(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return refuse(InitiatorIdProblem::Empty);
    if (text.size() > longest)
        return refuse(InitiatorIdProblem::TooLong);
    const QString lower = text.toString().toLower();
    if (looksLikeAddress(lower))
        return refuse(InitiatorIdProblem::Address);
    const bool isHexNumber = lower.startsWith("0x"_L1);
    QStringView rest(lower);
    if (isHexNumber)
        rest = rest.sliced(2);
    else if (lower.startsWith("ib."_L1))
        rest = rest.sliced(3);
    const QList<QStringView> groups = rest.split(u':');
    if (groups.size() == 1)
        return fromDigits(rest);
    if (isHexNumber && groups.size() == 2)
        return fromHalves(groups.first(), groups.last());
    return fromGroups(groups);
}

QString InitiatorId::text() const
{
    return u"0x%1%2"_s.arg(extension, halfDigits, 16, QChar(u'0')).arg(portGuid, halfDigits, 16, QChar(u'0'));
}

bool isCanonicalInitiatorId(const QString &text)
{
    const auto id = InitiatorId::fromText(text);
    return id && id->text() == text;
}

QString nameOf(InitiatorIdProblem problem)
{
    return nameOf(problemNames, problem);
}

InitiatorIdProblem initiatorIdProblemFromName(QStringView name)
{
    return valueOf(problemNames, name).value_or(InitiatorIdProblem::BadCharacter);
}

std::array<LoginId, 3> loginIds(Guid initiatorPort, Guid targetPort)
{
    return {{{LoginMethod::SrpDaemon, {targetPort.value, initiatorPort.value}},
             {LoginMethod::OldSrpDaemon, {qbswap(targetPort.value), initiatorPort.value}},
             {LoginMethod::Ibsrpdm, {0, initiatorPort.value}}}};
}

Parsed initiatorIdOfGid(QStringView gid)
{
    const QString lower = gid.toString().toLower();
    const QList<QStringView> groups = QStringView(lower).split(u':');
    if (groups.size() != idGroups)
        return refuse(InitiatorIdProblem::Groups);
    return fromGroups(groups).transform([](InitiatorId id) { return InitiatorId{0, id.portGuid}; });
}

} // namespace rdma
