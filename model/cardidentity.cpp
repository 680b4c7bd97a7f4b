// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cards compared, and their JSON.
#include "model/cardidentity.h"

#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool differs(const QString &one, const QString &other)
{
    return !one.isEmpty() && !other.isEmpty() && one != other;
}

void put(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object[key] = text;
}

} // namespace

bool isSameCard(const CardIdentity &one, const CardIdentity &other)
{
    return !differs(one.ids, other.ids) && !differs(one.guid, other.guid) && !differs(one.address, other.address);
}

void putCardIdentity(QJsonObject &object, const QString &key, const CardIdentity &card)
{
    QJsonObject part;
    put(part, u"ids"_s, card.ids);
    put(part, u"guid"_s, card.guid);
    put(part, u"address"_s, card.address);
    if (!part.isEmpty())
        object[key] = part;
}

CardIdentity takeCardIdentity(ObjectReader &reader, const QString &key)
{
    const auto object = reader.optionalObject(key);
    if (!object)
        return {};
    ObjectReader part(*object, key);
    CardIdentity card{part.optionalText(u"ids"_s).value_or(QString()), part.optionalText(u"guid"_s).value_or(QString()),
                      part.optionalText(u"address"_s).value_or(QString())};
    if (const auto whole = part.finish(); !whole)
        reader.reject(key, whole.error().subject + u' ' + whole.error().detail);
    return card;
}

} // namespace rdma
