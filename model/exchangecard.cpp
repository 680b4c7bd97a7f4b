// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing exchange cards, and what makes a card one.
#include "model/exchangecard.h"

#include "model/cardrules.h"
#include "model/enumnames.h"

#include <QCryptographicHash>
#include <QStringList>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<CardProblem, 9> problemNames{{
    {CardProblem::TooLong, "TooLong"_L1},
    {CardProblem::BadCharacter, "BadCharacter"_L1},
    {CardProblem::NotACard, "NotACard"_L1},
    {CardProblem::Cut, "Cut"_L1},
    {CardProblem::UnknownKey, "UnknownKey"_L1},
    {CardProblem::Twice, "Twice"_L1},
    {CardProblem::Missing, "Missing"_L1},
    {CardProblem::BadValue, "BadValue"_L1},
    {CardProblem::Mistyped, "Mistyped"_L1},
}};

constexpr std::size_t maxAllowed = 64;
constexpr qsizetype maxLabel = 80;
constexpr quint16 pkeyNumber = 0x7fff; ///< the sixteenth bit is the membership

bool isDgid(const QString &digits)
{
    const auto isLowerHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return digits.size() == dgidDigits && std::ranges::all_of(digits, isLowerHex) && !digits.startsWith("ff"_L1) &&
           digits != QString(dgidDigits, u'0');
}

QString pathText(const IbCmPath &path)
{
    return u"dgid=%1,pkey=%2,service_id=%3"_s.arg(path.dgid, u"%1"_s.arg(path.pkey, 4, 16, QChar(u'0')),
                                                  path.serviceId.hex());
}

QString pathText(const RdmaCmPath &path)
{
    const QString address = path.address.text();
    return "dest="_L1 + (path.address.isIpv6() ? QString(u'[' + address + u']') : address) + u':' +
           QString::number(path.port);
}

QString badKey(const IbCmPath &path)
{
    if (!isDgid(path.dgid))
        return u"dgid"_s;
    if ((path.pkey & pkeyNumber) == 0)
        return u"pkey"_s;
    return path.serviceId.value == 0 ? u"service_id"_s : QString();
}

QString badKey(const RdmaCmPath &path)
{
    const bool isWhole = path.address.bytes.size() == 4 || path.address.bytes.size() == 16;
    return isWhole && path.address.isUsableElsewhere() && path.port != 0 ? QString() : u"dest"_s;
}

bool isLabel(const QString &label)
{
    return label.size() <= maxLabel && label == label.simplified() && isShown(label);
}

/// The first key whose value is none; empty when all is well.
QString badKey(const ExchangeCard &card)
{
    if (card.idExt.value == 0)
        return u"id_ext"_s;
    if (card.iocGuid.value == 0)
        return u"ioc_guid"_s;
    if (const QString key = std::visit([](const auto &path) { return badKey(path); }, card.path); !key.isEmpty())
        return key;
    if (card.allowed.size() > maxAllowed)
        return u"allowed"_s;
    return isLabel(card.label) ? QString() : u"label"_s;
}

} // namespace

bool isShown(QStringView text)
{
    if (!text.isValidUtf16())
        return false;
    return std::ranges::all_of(text.toUcs4(), [](uint c) { return QChar::isPrint(c); });
}

std::optional<CardRefusal> problemOf(const ExchangeCard &card)
{
    const QString key = badKey(card);
    return key.isEmpty() ? std::nullopt : std::optional(CardRefusal{CardProblem::BadValue, key});
}

QString checkOf(const QString &text)
{
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(checkDigits));
}

QString uncheckedText(const ExchangeCard &card)
{
    QString text = addTargetText(card);
    QStringList ids;
    for (const InitiatorId &id : card.allowed)
        ids += id.text();
    if (!ids.isEmpty())
        text += allowedKey + ids.join(u',');
    if (!card.label.isEmpty())
        text += labelKey + card.label;
    return text;
}

QString nameOf(CardProblem problem)
{
    return nameOf(problemNames, problem);
}

QString addTargetText(const ExchangeCard &card)
{
    return u"id_ext=%1,ioc_guid=%2,%3"_s.arg(card.idExt.hex(), card.iocGuid.hex(),
                                             std::visit([](const auto &path) { return pathText(path); }, card.path));
}

std::expected<QString, CardRefusal> cardText(const ExchangeCard &card)
{
    if (const auto problem = problemOf(card))
        return std::unexpected(*problem);
    const QString text = uncheckedText(card);
    return text + checkKey + checkOf(text);
}

} // namespace rdma
