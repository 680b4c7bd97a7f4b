// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading exchange cards, which come from anybody: bounded, and every refusal with its reason.
#include "model/cardrules.h"

#include <QStringList>
#include <algorithm>
#include <map>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxQuotedCardKey = 32;
const QStringList ibCmKeys{u"dgid"_s, u"pkey"_s, u"service_id"_s};
const QStringList commonKeys{u"id_ext"_s, u"ioc_guid"_s};

auto refuse(CardProblem problem, QStringView key = {})
{
    return std::unexpected(CardRefusal{problem, key.left(maxQuotedCardKey).toString()});
}

template <typename T> using Read = std::expected<T, CardRefusal>;
using Values = std::map<QString, QString>;

/// Hex digits, with or without 0x, as kstrtoull() takes them; neither sign nor blank.
std::optional<quint64> hexFrom(QStringView text, qsizetype maxDigits)
{
    if (text.startsWith("0x"_L1, Qt::CaseInsensitive))
        text = text.sliced(2);
    const auto isHex = [](QChar c) { return QStringView(u"0123456789abcdefABCDEF").contains(c); };
    if (text.isEmpty() || text.size() > maxDigits || !std::ranges::all_of(text, isHex))
        return std::nullopt;
    return text.toULongLong(nullptr, 16);
}

Read<Values> valuesFrom(QStringView word)
{
    Values values;
    for (const QStringView item : word.split(u',')) {
        const qsizetype equals = item.indexOf(u'=');
        if (equals < 0)
            return refuse(CardProblem::NotACard);
        const QString key = item.first(equals).toString();
        if (!commonKeys.contains(key) && !ibCmKeys.contains(key) && key != "dest"_L1)
            return refuse(CardProblem::UnknownKey, key);
        if (!values.try_emplace(key, item.sliced(equals + 1).toString()).second)
            return refuse(CardProblem::Twice, key);
    }
    return values;
}

/// A card names the port in one of two ways.
std::optional<CardRefusal> missingOrTooMuch(const Values &values)
{
    const bool isRdmaCm = values.contains(u"dest"_s);
    for (const QString &key : commonKeys + (isRdmaCm ? QStringList() : ibCmKeys))
        if (!values.contains(key))
            return CardRefusal{CardProblem::Missing, key};
    for (const QString &key : ibCmKeys)
        if (isRdmaCm && values.contains(key))
            return CardRefusal{CardProblem::UnknownKey, key};
    return std::nullopt;
}

Read<Guid> guidFrom(const Values &values, const QString &key)
{
    const auto value = hexFrom(values.at(key), 16);
    return value && *value != 0 ? Read<Guid>(Guid{*value}) : refuse(CardProblem::BadValue, key);
}

Read<IbCmPath> ibCmFrom(const Values &values)
{
    const auto pkey = hexFrom(values.at(u"pkey"_s), 4);
    if (!pkey)
        return refuse(CardProblem::BadValue, u"pkey");
    return guidFrom(values, u"service_id"_s).transform([&](Guid serviceId) {
        return IbCmPath{values.at(u"dgid"_s).toLower(), static_cast<quint16>(*pkey), serviceId};
    });
}

/// "192.0.2.1:5555", "[2001:db8::1]:5555"
Read<RdmaCmPath> rdmaCmFrom(QStringView dest)
{
    const qsizetype colon = dest.lastIndexOf(u':');
    QStringView host = dest.first(std::max<qsizetype>(colon, 0));
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']') && host.size() > 1;
    if (isBracketed)
        host = host.sliced(1).chopped(1);
    const auto address = IpAddress::fromText(host);
    const QStringView digits = dest.sliced(colon + 1);
    const uint port = digits.toUInt();
    const bool isPort = port > 0 && port <= 0xffff && QString::number(port) == digits;
    if (!address || address->isIpv6() != isBracketed || !isPort)
        return refuse(CardProblem::BadValue, u"dest");
    return RdmaCmPath{*address, static_cast<quint16>(port)};
}

Read<std::set<InitiatorId>> allowedFrom(QStringView list)
{
    std::set<InitiatorId> ids;
    for (const QStringView text : list.split(u',')) {
        const auto id = InitiatorId::fromText(text);
        if (!id)
            return refuse(CardProblem::BadValue, u"allowed");
        if (!ids.insert(*id).second)
            return refuse(CardProblem::Twice, u"allowed");
    }
    return ids;
}

/// What follows the first word: " allowed=…" up to the next blank, then " label=…" up to the end.
Read<ExchangeCard> withRest(ExchangeCard card, QStringView rest)
{
    if (rest.startsWith(allowedKey)) {
        const QStringView list = rest.sliced(allowedKey.size());
        const qsizetype end = list.indexOf(u' ') < 0 ? list.size() : list.indexOf(u' ');
        auto allowed = allowedFrom(list.first(end));
        if (!allowed)
            return std::unexpected(allowed.error());
        card.allowed = std::move(*allowed);
        rest = list.sliced(end);
    }
    if (rest.startsWith(labelKey))
        card.label = rest.sliced(labelKey.size()).toString();
    else if (!rest.isEmpty())
        return refuse(CardProblem::UnknownKey, rest.trimmed().split(u'=').first());
    return card;
}

Read<ExchangeCard> cardFromLine(const QString &line)
{
    if (!isShown(line))
        return refuse(CardProblem::BadCharacter);
    if (!line.contains(u'='))
        return refuse(CardProblem::NotACard);
    const qsizetype end = line.lastIndexOf(checkKey);
    if (end < 0 || line.size() != end + checkKey.size() + checkDigits)
        return refuse(CardProblem::Cut);
    const QStringView body = QStringView(line).first(end);
    const qsizetype word = body.indexOf(u' ') < 0 ? body.size() : body.indexOf(u' ');
    const auto card = addTargetFrom(body.first(word)).and_then([&](ExchangeCard read) {
        return withRest(std::move(read), body.sliced(word));
    });
    if (!card)
        return card;
    if (const auto problem = problemOf(*card))
        return std::unexpected(*problem);
    if (line.last(checkDigits).toLower() != checkOf(uncheckedText(*card)))
        return refuse(CardProblem::Mistyped);
    return card;
}

} // namespace

Read<ExchangeCard> addTargetFrom(QStringView word)
{
    const auto values = valuesFrom(word);
    if (!values)
        return std::unexpected(values.error());
    if (const auto problem = missingOrTooMuch(*values))
        return std::unexpected(*problem);
    const auto idExt = guidFrom(*values, u"id_ext"_s);
    const auto iocGuid = guidFrom(*values, u"ioc_guid"_s);
    if (!idExt || !iocGuid)
        return std::unexpected(idExt ? iocGuid.error() : idExt.error());
    ExchangeCard card{.idExt = *idExt, .iocGuid = *iocGuid, .path = {}, .allowed = {}, .label = {}};
    const auto withPath = [&](auto path) {
        card.path = std::move(path);
        return card;
    };
    if (values->contains(u"dest"_s))
        return rdmaCmFrom(values->at(u"dest"_s)).transform(withPath);
    return ibCmFrom(*values).transform(withPath);
}

Read<ExchangeCard> cardFromText(QStringView text)
{
    if (text.size() > maxCardLength)
        return refuse(CardProblem::TooLong);
    return cardFromLine(text.toString().simplified());
}

} // namespace rdma
