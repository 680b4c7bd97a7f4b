// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "names" in JSON: the wish strictly, the rest leniently, for the helper may be newer.
#include "model/names.h"

#include "model/json.h"

#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxInt = std::numeric_limits<int>::max();
constexpr EnumNames<NameSource, 4> sourceNames{{
    {NameSource::Rule, "rule"_L1},
    {NameSource::Link, "link"_L1},
    {NameSource::Kernel, "kernel"_L1},
    {NameSource::Creator, "creator"_L1},
}};

/// Only the form text() makes: two spellings of one interface would be two keys of a merge patch.
Result<InterfaceId> idFromKey(const QString &key)
{
    const auto id = InterfaceId::fromText(key);
    if (!id || id->text() != key)
        return fail(ErrorCode::InvalidWish, u"interfaces."_s + key.left(maxQuotedKey), u"not GUID:P_Key"_s);
    return id;
}

template <typename T>
Result<std::map<InterfaceId, T>> interfacesFromJson(const QJsonObject &object,
                                                    Result<T> (*decode)(const QJsonObject &, const QString &where))
{
    std::map<InterfaceId, T> interfaces;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto id = idFromKey(it.key());
        if (!id)
            return std::unexpected(id.error());
        const QString where = u"interfaces."_s + it.key();
        auto decoded =
            it->isObject() ? decode(it->toObject(), where) : fail(ErrorCode::InvalidWish, where, u"wrong type"_s);
        if (!decoded)
            return std::unexpected(decoded.error());
        interfaces[*id] = std::move(*decoded);
    }
    return interfaces;
}

QJsonObject toJson(const InterfaceNames &names)
{
    QJsonObject object{{u"name"_s, names.name}};
    if (names.ruleName)
        object[u"ruleName"_s] = *names.ruleName;
    return object;
}

Result<InterfaceNames> interfaceNamesFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    InterfaceNames names{reader.text(u"name"_s), reader.optionalText(u"ruleName"_s)};
    return reader.finish().transform([&] { return std::move(names); });
}

QJsonObject toJson(const NextName &next)
{
    return {{u"name"_s, next.name},
            {u"source"_s, nameOf(sourceNames, next.source)},
            {u"file"_s, next.file},
            {u"line"_s, next.line}};
}

Result<NextName> nextNameFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    NextName next{.name = reader.text(u"name"_s),
                  .source = reader.oneOf(u"source"_s, sourceNames),
                  .file = reader.text(u"file"_s),
                  .line = static_cast<int>(reader.integer(u"line"_s, 0, maxInt))};
    return reader.finishLenient().transform([&] { return std::move(next); });
}

QJsonObject toJson(const Interface &interface)
{
    return {{u"index"_s, interface.index},
            {u"address"_s, QString::fromLatin1(interface.address.text())},
            {u"name"_s, interface.name},
            {u"kernelName"_s, interface.kernelName},
            {u"altnames"_s, QJsonArray::fromStringList(interface.altnames)},
            {u"rdmaDevice"_s, interface.rdmaDevice},
            {u"port"_s, interface.port},
            {u"operState"_s, interface.operState},
            {u"up"_s, interface.up},
            {u"mode"_s, interface.mode},
            {u"mtu"_s, interface.mtu},
            {u"parent"_s, interface.parent},
            {u"children"_s, QJsonArray::fromStringList(interface.children)},
            {u"nextBoot"_s, toJson(interface.nextBoot)}};
}

IpoibAddress takeAddress(ObjectReader &reader)
{
    const auto address = IpoibAddress::fromText(reader.text(u"address"_s).toUtf8());
    if (!address)
        reader.reject(u"address"_s, address.error().detail);
    return address.value_or(IpoibAddress{});
}

Interface takeInterface(ObjectReader &reader)
{
    return {.id = {},
            .index = static_cast<int>(reader.integer(u"index"_s, 0, maxInt)),
            .address = takeAddress(reader),
            .name = reader.text(u"name"_s),
            .kernelName = reader.text(u"kernelName"_s),
            .altnames = reader.texts(u"altnames"_s),
            .rdmaDevice = reader.text(u"rdmaDevice"_s),
            .port = static_cast<int>(reader.integer(u"port"_s, 0, maxInt)),
            .operState = reader.text(u"operState"_s),
            .up = reader.boolean(u"up"_s),
            .mode = reader.text(u"mode"_s),
            .mtu = static_cast<int>(reader.integer(u"mtu"_s, 0, maxInt)),
            .parent = reader.text(u"parent"_s),
            .children = reader.texts(u"children"_s),
            .nextBoot = {}};
}

Result<Interface> interfaceFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    Interface interface = takeInterface(reader);
    const QJsonObject next = reader.object(u"nextBoot"_s);
    return reader.finishLenient()
        .and_then([&] { return nextNameFromJson(next, where + u".nextBoot"_s); })
        .transform([&](NextName name) {
            interface.nextBoot = std::move(name);
            return std::move(interface);
        });
}

template <typename Interfaces> QJsonObject interfacesToJson(const Interfaces &interfaces)
{
    QJsonObject object;
    for (const auto &[id, value] : interfaces)
        object[id.text()] = toJson(value);
    return object;
}

} // namespace

QJsonObject toJson(const NamesConfig &config)
{
    return {{u"interfaces"_s, interfacesToJson(config.interfaces)}};
}

Result<NamesConfig> namesConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject interfaces = reader.object(u"interfaces"_s);
    return reader.finish()
        .and_then([&] { return interfacesFromJson(interfaces, interfaceNamesFromJson); })
        .transform([](auto decoded) { return NamesConfig{std::move(decoded)}; });
}

QJsonObject toJson(const NamesLive &live)
{
    return {{u"interfaces"_s, interfacesToJson(live.interfaces)},
            {u"kernelRelease"_s, live.kernelRelease},
            {u"renamesWhileUp"_s, live.renamesWhileUp}};
}

Result<NamesLive> namesLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    NamesLive live{{}, reader.text(u"kernelRelease"_s), reader.boolean(u"renamesWhileUp"_s)};
    const QJsonObject interfaces = reader.object(u"interfaces"_s);
    return reader.finishLenient()
        .and_then([&] { return interfacesFromJson(interfaces, interfaceFromJson); })
        .transform([&](auto decoded) {
            for (auto &[id, interface] : decoded)
                interface.id = id;
            live.interfaces = std::move(decoded);
            return std::move(live);
        });
}

} // namespace rdma
