// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "modules" in JSON: the wish strictly, the rest leniently, for the helper may be newer.
#include "model/modulesjson.h"

#include "model/json.h"
#include "model/serviceunits.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const ProtocolChoice &choice)
{
    return {{u"atBoot"_s, choice.atBoot}, {u"loaded"_s, choice.loaded}};
}

Result<ProtocolChoice> protocolChoiceFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const ProtocolChoice choice{reader.boolean(u"atBoot"_s), reader.boolean(u"loaded"_s)};
    return reader.finish().transform([&] { return choice; });
}

QJsonObject toJson(const ServiceChoice &choice)
{
    return {{u"enabled"_s, choice.enabled}, {u"active"_s, choice.active}};
}

Result<ServiceChoice> serviceChoiceFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const ServiceChoice choice{reader.boolean(u"enabled"_s), reader.boolean(u"active"_s)};
    return reader.finish().transform([&] { return choice; });
}

Result<Protocol> protocolFromKey(const QString &key)
{
    const auto protocol = valueOf(protocolNames, key);
    return protocol ? Result<Protocol>(*protocol)
                    : fail(ErrorCode::InvalidWish, "protocols."_L1 + key.left(maxQuotedKey), u"unknown value"_s);
}

Result<QString> unitFromKey(const QString &key)
{
    return serviceUnit(key) ? Result<QString>(key)
                            : fail(ErrorCode::InvalidWish, "services."_L1 + key.left(maxQuotedKey), u"unknown value"_s);
}

/// Of a newer helper what is not known here is left out.
enum class UnknownKeys { Refused, LeftOut };

template <typename Key, typename T>
Result<std::map<Key, T>> mapFrom(const QJsonObject &object, const QString &name, UnknownKeys unknown,
                                 Result<Key> (*keyFrom)(const QString &),
                                 Result<T> (*decode)(const QJsonObject &, const QString &))
{
    std::map<Key, T> values;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const Result<Key> key = keyFrom(it.key());
        if (!key && unknown == UnknownKeys::LeftOut)
            continue;
        if (!key)
            return std::unexpected(key.error());
        const QString where = name + u'.' + it.key();
        Result<T> value =
            it->isObject() ? decode(it->toObject(), where) : fail(ErrorCode::InvalidWish, where, u"wrong type"_s);
        if (!value)
            return std::unexpected(value.error());
        values[*key] = *std::move(value);
    }
    return values;
}

template <typename T> QJsonObject protocolsToJson(const std::map<Protocol, T> &protocols)
{
    QJsonObject object;
    for (const auto &[protocol, value] : protocols)
        object[nameOf(protocolNames, protocol)] = toJson(value);
    return object;
}

template <typename T> QJsonObject servicesToJson(const std::map<QString, T> &services)
{
    QJsonObject object;
    for (const auto &[unit, value] : services)
        object[unit] = toJson(value);
    return object;
}

} // namespace

QJsonObject toJson(const ModulesConfig &config)
{
    return {{u"protocols"_s, protocolsToJson(config.protocols)}, {u"services"_s, servicesToJson(config.services)}};
}

Result<ModulesConfig> modulesConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject protocols = reader.object(u"protocols"_s);
    const QJsonObject services = reader.object(u"services"_s);
    if (const auto good = reader.finish(); !good)
        return std::unexpected(good.error());
    auto chosen = mapFrom(protocols, u"protocols"_s, UnknownKeys::Refused, protocolFromKey, protocolChoiceFromJson);
    if (!chosen)
        return std::unexpected(chosen.error());
    return mapFrom(services, u"services"_s, UnknownKeys::Refused, unitFromKey, serviceChoiceFromJson)
        .transform([&](auto decoded) { return ModulesConfig{*std::move(chosen), std::move(decoded)}; });
}

QJsonObject toJson(const ModulesLive &live)
{
    QJsonObject object = generalToJson(live);
    object[u"protocols"_s] = protocolsToJson(live.protocols);
    object[u"services"_s] = servicesToJson(live.services);
    return object;
}

Result<ModulesLive> modulesLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject protocols = reader.object(u"protocols"_s);
    const QJsonObject services = reader.object(u"services"_s);
    auto live = takeGeneral(reader);
    if (!live)
        return live;
    auto known = mapFrom(protocols, u"protocols"_s, UnknownKeys::LeftOut, protocolFromKey, protocolLiveFromJson);
    if (!known)
        return std::unexpected(known.error());
    live->protocols = *std::move(known);
    return mapFrom(services, u"services"_s, UnknownKeys::LeftOut, unitFromKey, serviceLiveFromJson)
        .transform([&](auto decoded) {
            live->services = std::move(decoded);
            return *std::move(live);
        });
}

} // namespace rdma
