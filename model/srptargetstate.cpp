// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "srp_target" in JSON: the wish strictly, the rest leniently, for the helper may be newer.
#include "model/srptargetstate.h"

#include "model/optionaljson.h"
#include "model/portnames.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const TargetPort &port)
{
    QStringList addresses;
    for (const IpAddress &address : port.addresses)
        addresses.append(address.text());
    QJsonObject object{{u"wwn"_s, port.wwn},
                       {u"state"_s, nameOf(portStateNames, port.state)},
                       {u"linkLayer"_s, nameOf(linkLayerNames, port.linkLayer)},
                       {u"netdev"_s, port.netdev},
                       {u"addresses"_s, QJsonArray::fromStringList(addresses)}};
    putOptional(object, u"pkey"_s, port.pkey.transform([](quint16 pkey) { return int{pkey}; }));
    return object;
}

std::vector<IpAddress> takeAddresses(ObjectReader &reader)
{
    std::vector<IpAddress> addresses;
    for (const QString &text : reader.texts(u"addresses"_s)) {
        if (auto address = IpAddress::fromText(text))
            addresses.push_back(*std::move(address));
        else
            reader.reject(u"addresses"_s, u"no address"_s);
    }
    return addresses;
}

Result<TargetPort> targetPortFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    TargetPort port{.wwn = reader.text(u"wwn"_s),
                    .state = reader.oneOf(u"state"_s, portStateNames),
                    .linkLayer = reader.oneOf(u"linkLayer"_s, linkLayerNames),
                    .netdev = reader.text(u"netdev"_s),
                    .pkey = reader.optionalInteger(u"pkey"_s, 0, 0xffff).transform([](qint64 pkey) {
                        return static_cast<quint16>(pkey);
                    }),
                    .addresses = takeAddresses(reader)};
    return reader.finishLenient().transform([&] { return std::move(port); });
}

QJsonObject toJson(const BackstoreFacts &facts)
{
    return {{u"active"_s, facts.active},         {u"size"_s, static_cast<qint64>(facts.size)},
            {u"sectorSize"_s, facts.sectorSize}, {u"buffered"_s, facts.buffered},
            {u"device"_s, facts.device},         {u"usedBy"_s, QJsonArray::fromStringList(facts.usedBy)}};
}

Result<BackstoreFacts> backstoreFactsFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    BackstoreFacts facts{.active = reader.boolean(u"active"_s),
                         .size = static_cast<quint64>(reader.integer(u"size"_s, 0)),
                         .sectorSize = static_cast<int>(reader.integer(u"sectorSize"_s, 0, maxInt)),
                         .buffered = reader.boolean(u"buffered"_s),
                         .device = reader.text(u"device"_s),
                         .usedBy = reader.texts(u"usedBy"_s)};
    return reader.finishLenient().transform([&] { return std::move(facts); });
}

QJsonObject toJson(const InitiatorSession &session)
{
    return {{u"loggedIn"_s, session.loggedIn},
            {u"readMiB"_s, static_cast<qint64>(session.readMiB)},
            {u"writtenMiB"_s, static_cast<qint64>(session.writtenMiB)},
            {u"commands"_s, static_cast<qint64>(session.commands)}};
}

Result<InitiatorSession> sessionFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const InitiatorSession session{.loggedIn = reader.boolean(u"loggedIn"_s),
                                   .readMiB = static_cast<quint64>(reader.integer(u"readMiB"_s, 0)),
                                   .writtenMiB = static_cast<quint64>(reader.integer(u"writtenMiB"_s, 0)),
                                   .commands = static_cast<quint64>(reader.integer(u"commands"_s, 0))};
    return reader.finishLenient().transform([&] { return session; });
}

template <typename Values> QJsonObject objectsToJson(const Values &values, auto keyOf)
{
    QJsonObject object;
    for (const auto &[key, value] : values)
        object[keyOf(key)] = toJson(value);
    return object;
}

/// `keyFrom`: text to Result<Key>. The first problem is the reader's.
template <typename Key, typename T>
std::map<Key, T> takeObjects(ObjectReader &reader, const QString &name, auto keyFrom,
                             Result<T> (*decode)(const QJsonObject &, const QString &))
{
    std::map<Key, T> values;
    const QJsonObject object = reader.object(name);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const Result<Key> key = keyFrom(it.key());
        Result<T> value = decode(it->toObject(), it.key());
        if (!key || !value)
            reader.reject(name, key ? value.error().subject : key.error().detail);
        else
            values[*key] = *std::move(value);
    }
    return values;
}

Result<QString> anyText(const QString &text)
{
    return text;
}

using Sessions = std::map<QString, InitiatorSession>;

QJsonObject sessionsToJson(const std::map<QString, Sessions> &sessions)
{
    QJsonObject object;
    for (const auto &[wwn, ofTarget] : sessions)
        object[wwn] = objectsToJson(ofTarget, [](const QString &initiator) { return initiator; });
    return object;
}

Result<Sessions> sessionsFromJson(const QJsonObject &object, const QString &where)
{
    const QString key = u"sessions"_s;
    ObjectReader reader({{key, object}}, where);
    auto sessions = takeObjects<QString, InitiatorSession>(reader, key, anyText, sessionFromJson);
    return reader.finishLenient().transform([&] { return std::move(sessions); });
}

std::vector<BlockDevice> takeDisks(ObjectReader &reader)
{
    std::vector<BlockDevice> disks;
    for (const QJsonValue &value : reader.array(u"disks"_s)) {
        auto disk = blockDeviceFromJson(value.toObject(), u"disks"_s);
        if (!disk)
            reader.reject(u"disks"_s, disk.error().subject);
        else
            disks.push_back(*std::move(disk));
    }
    return disks;
}

QJsonArray disksToJson(const std::vector<BlockDevice> &disks)
{
    QJsonArray array;
    for (const BlockDevice &disk : disks)
        array.append(toJson(disk));
    return array;
}

} // namespace

bool isPortHere(const SrpTargetLive &live, const QString &wwn)
{
    return std::ranges::any_of(live.ports, [&](const auto &port) { return port.second.wwn == wwn; });
}

QJsonObject toJson(const SrpTargetConfig &config)
{
    return {{u"now"_s, toJson(config.now)}, {u"atBoot"_s, toJson(config.atBoot)}};
}

Result<SrpTargetConfig> srpTargetConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject now = reader.object(u"now"_s);
    const QJsonObject atBoot = reader.object(u"atBoot"_s);
    return reader.finish().and_then([&] { return srpTreeFromJson(now, u"now"_s); }).and_then([&](SrpTree running) {
        return srpTreeFromJson(atBoot, u"atBoot"_s).transform([&](SrpTree saved) {
            return SrpTargetConfig{std::move(running), std::move(saved)};
        });
    });
}

QJsonObject toJson(const SrpTargetLive &live)
{
    const auto byText = [](const auto &id) { return id.text(); };
    QJsonObject object{{u"ports"_s, objectsToJson(live.ports, byText)},
                       {u"disks"_s, disksToJson(live.disks)},
                       {u"backstores"_s, objectsToJson(live.backstores, byText)},
                       {u"sessions"_s, sessionsToJson(live.sessions)},
                       {u"moduleLoaded"_s, live.moduleLoaded},
                       {u"hostName"_s, live.hostName},
                       {u"saveFile"_s, live.saveFile}};
    putOptional(object, u"serviceGuid"_s, live.serviceGuid);
    return object;
}

Result<SrpTargetLive> srpTargetLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    SrpTargetLive live{
        .ports = takeObjects<PortId, TargetPort>(
            reader, u"ports"_s, [](const QString &key) { return PortId::fromText(key); }, targetPortFromJson),
        .disks = takeDisks(reader),
        .backstores = takeObjects<BackstoreId, BackstoreFacts>(reader, u"backstores"_s, BackstoreId::fromText,
                                                               backstoreFactsFromJson),
        .sessions = takeObjects<QString, Sessions>(reader, u"sessions"_s, anyText, sessionsFromJson),
        .serviceGuid = takeGuid(reader, u"serviceGuid"_s),
        .moduleLoaded = reader.boolean(u"moduleLoaded"_s),
        .hostName = reader.text(u"hostName"_s),
        .saveFile = reader.text(u"saveFile"_s)};
    return reader.finishLenient().transform([&] { return std::move(live); });
}

} // namespace rdma
