// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Wishes and queries of feature "limits" in JSON: strict, they come from a client.
#include "model/limitsjson.h"

#include "model/jsonmap.h"
#include "model/optionaljson.h"
#include "model/unitorder.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

MemoryAmount takeAmount(ObjectReader &reader, const QString &key)
{
    const auto amount = memoryAmountFromBytes(reader.text(key));
    if (!amount)
        reader.reject(key, u"not a number of bytes"_s);
    return amount.value_or(MemoryAmount{});
}

Result<MemoryLimit> wishedLimitFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const MemoryLimit limit = takeLimit(reader);
    return reader.finish().transform([&] { return limit; });
}

std::map<QString, MemoryLimit> takeUnits(ObjectReader &reader)
{
    std::map<QString, MemoryLimit> units;
    const QJsonObject object = reader.object(u"units"_s);
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!isServiceName(it.key()))
            reader.reject(u"units"_s, u"not a service: "_s + it.key().left(maxQuotedKey));
        units[it.key()] = takePart(reader, u"units"_s, wishedLimitFromJson(it->toObject(), it.key()));
    }
    return units;
}

/// How many of the questions are asked: at most one can be answered.
int asked(const LimitsQuery &query)
{
    return int(query.user.has_value()) + int(query.group.has_value()) + int(query.unit.has_value()) +
           int(query.pid.has_value()) + int(query.running);
}

void checkName(ObjectReader &reader, const QString &key, const std::optional<QString> &holder, LimitHolder::Kind kind)
{
    if (!holder)
        return;
    const auto read = LimitHolder::fromText(*holder);
    if (!read || read->kind() != kind)
        reader.reject(key, u"not a name: "_s + holder->left(maxQuotedKey));
}

} // namespace

QJsonObject toJson(const MemoryLimit &limit)
{
    return {{u"soft"_s, bytesOf(limit.soft)}, {u"hard"_s, bytesOf(limit.hard)}};
}

MemoryLimit takeLimit(ObjectReader &reader)
{
    return {takeAmount(reader, u"soft"_s), takeAmount(reader, u"hard"_s)};
}

QJsonObject toJson(const LimitsConfig &config)
{
    QJsonObject units;
    for (const auto &[unit, limit] : config.units)
        units[unit] = toJson(limit);
    return {{u"users"_s, mapToJson(config.users, toJson)}, {u"units"_s, units}};
}

Result<LimitsConfig> limitsConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    LimitsConfig config{takeMap<LimitHolder, WantedLimit>(reader, u"users"_s, wantedLimitFromJson), takeUnits(reader)};
    return reader.finish().transform([&] { return std::move(config); });
}

QJsonObject toJson(const LimitsQuery &query)
{
    QJsonObject object;
    putOptional(object, u"user"_s, query.user);
    putOptional(object, u"group"_s, query.group);
    putOptional(object, u"unit"_s, query.unit);
    putOptional(object, u"pid"_s, query.pid);
    if (query.running)
        object[u"running"_s] = true;
    return object;
}

Result<LimitsQuery> limitsQueryFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const auto pid = reader.optionalInteger(u"pid"_s, 1, maxInt);
    const LimitsQuery query{.user = reader.optionalText(u"user"_s),
                            .group = reader.optionalText(u"group"_s),
                            .unit = reader.optionalText(u"unit"_s),
                            .pid = pid.transform([](qint64 number) { return int(number); }),
                            .running = object.contains(u"running"_s) && reader.boolean(u"running"_s)};
    if (object.contains(u"running"_s) && !query.running)
        reader.reject(u"running"_s, u"not true"_s);
    checkName(reader, u"user"_s, query.user, LimitHolder::User);
    checkName(reader, u"group"_s, query.group.transform([](const QString &name) { return u'@' + name; }),
              LimitHolder::Group);
    if (query.unit && !isServiceName(*query.unit))
        reader.reject(u"unit"_s, u"not a service"_s);
    if (asked(query) > 1)
        reader.reject({}, u"more than one question"_s);
    return reader.finish().transform([&] { return query; });
}

} // namespace rdma
