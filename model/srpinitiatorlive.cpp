// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What only the machine can tell of feature "srp_initiator", in JSON; read leniently, for the helper may be newer.
#include "model/jsonmap.h"
#include "model/optionaljson.h"
#include "model/portnames.h"
#include "model/srpinitiator.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<SrpSessionState, 5> sessionStateNames{{
    {SrpSessionState::Unknown, "unknown"_L1},
    {SrpSessionState::Running, "running"_L1},
    {SrpSessionState::Blocked, "blocked"_L1},
    {SrpSessionState::FailFast, "fail-fast"_L1},
    {SrpSessionState::Lost, "lost"_L1},
}};

constexpr EnumNames<DaemonKind, 3> daemonNames{{
    {DaemonKind::None, "none"_L1},
    {DaemonKind::PerPort, "per-port"_L1},
    {DaemonKind::One, "one"_L1},
}};

QJsonObject toJson(const InitiatorPort &port)
{
    QJsonObject object{{u"state"_s, nameOf(portStateNames, port.state)},
                       {u"physicalState"_s, nameOf(physicalNames, port.physicalState)},
                       {u"linkLayer"_s, nameOf(linkLayerNames, port.linkLayer)},
                       {u"ready"_s, port.ready}};
    putOptional(object, u"guid"_s, port.guid);
    putOptional(object, u"subnet"_s, port.subnet);
    putOptional(object, u"smLid"_s, port.smLid);
    return object;
}

Result<InitiatorPort> initiatorPortFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const InitiatorPort port{.state = reader.oneOf(u"state"_s, portStateNames),
                             .physicalState = reader.oneOf(u"physicalState"_s, physicalNames),
                             .linkLayer = reader.oneOf(u"linkLayer"_s, linkLayerNames),
                             .guid = takeGuid(reader, u"guid"_s),
                             .subnet = takeGuid(reader, u"subnet"_s),
                             .smLid = take32Bits(reader, u"smLid"_s),
                             .ready = reader.boolean(u"ready"_s)};
    return reader.finishLenient().transform([&] { return port; });
}

QJsonObject toJson(const SrpLun &lun)
{
    return {{u"lun"_s, QString::number(lun.lun)}, // 64 bits
            {u"address"_s, lun.address},          {u"state"_s, lun.state},      {u"wwid"_s, lun.wwid},
            {u"multipath"_s, lun.multipath},      {u"disk"_s, toJson(lun.disk)}};
}

Result<SrpLun> srpLunFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    auto disk = blockDeviceFromJson(reader.object(u"disk"_s), where);
    if (!disk)
        return std::unexpected(disk.error());
    SrpLun lun{.lun = reader.text(u"lun"_s).toULongLong(),
               .address = reader.text(u"address"_s),
               .state = reader.text(u"state"_s),
               .wwid = reader.text(u"wwid"_s),
               .multipath = reader.text(u"multipath"_s),
               .disk = *std::move(disk)};
    return reader.finishLenient().transform([&] { return std::move(lun); });
}

template <typename T> QJsonArray arrayOf(const std::vector<T> &values, QJsonObject (*encode)(const T &))
{
    QJsonArray array;
    for (const T &value : values)
        array.append(encode(value));
    return array;
}

template <typename T>
std::vector<T> takeArray(ObjectReader &reader, const QString &key,
                         Result<T> (*decode)(const QJsonObject &, const QString &))
{
    std::vector<T> values;
    for (const QJsonValue &element : reader.array(key)) {
        Result<T> value = decode(element.toObject(), key);
        if (!value)
            reader.reject(key, value.error().subject + u' ' + value.error().detail);
        else
            values.push_back(*std::move(value));
    }
    return values;
}

QJsonObject toJson(const SrpSession &session)
{
    return {{u"host"_s, session.host},
            {u"state"_s, nameOf(sessionStateNames, session.state)},
            {u"failedReconnects"_s, session.failedReconnects},
            {u"channels"_s, session.channels},
            {u"luns"_s, arrayOf<SrpLun>(session.luns, toJson)}};
}

Result<SrpSession> srpSessionFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    SrpSession session{.host = static_cast<int>(reader.integer(u"host"_s, 0, maxInt)),
                       .state = reader.oneOf(u"state"_s, sessionStateNames),
                       .failedReconnects = static_cast<int>(reader.integer(u"failedReconnects"_s, 0, maxInt)),
                       .channels = static_cast<int>(reader.integer(u"channels"_s, 0, maxInt)),
                       .luns = takeArray(reader, u"luns"_s, srpLunFromJson)};
    return reader.finishLenient().transform([&] { return std::move(session); });
}

QJsonArray portsToJson(const std::vector<PortId> &ports)
{
    QJsonArray array;
    for (const PortId &port : ports)
        array.append(port.text());
    return array;
}

std::vector<PortId> takePorts(ObjectReader &reader, const QString &key)
{
    std::vector<PortId> ports;
    for (const QJsonValue &element : reader.array(key)) {
        const auto port = PortId::fromText(element.toString());
        if (port)
            ports.push_back(*port);
        else
            reader.reject(key, port.error().detail);
    }
    return ports;
}

using Sessions = std::vector<SrpSession>;

QJsonObject toJson(const Sessions &sessions)
{
    return {{u"hosts"_s, arrayOf<SrpSession>(sessions, toJson)}};
}

Result<Sessions> sessionsFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    Sessions sessions = takeArray(reader, u"hosts"_s, srpSessionFromJson);
    return reader.finishLenient().transform([&] { return std::move(sessions); });
}

} // namespace

QJsonObject toJson(const SrpInitiatorLive &live)
{
    return {{u"ports"_s, mapToJson<PortId, InitiatorPort>(live.ports, toJson)},
            {u"sessions"_s, mapToJson<SrpTargetId, Sessions>(live.sessions, toJson)},
            {u"moduleLoaded"_s, live.moduleLoaded},
            {u"daemon"_s, nameOf(daemonNames, live.daemon)},
            {u"stoppedDaemons"_s, portsToJson(live.stoppedDaemons)},
            {u"rulesFile"_s, live.rulesFile},
            {u"multipathd"_s, live.multipathd},
            {u"found"_s, arrayOf<FoundTarget>(live.found, toJson)}};
}

Result<SrpInitiatorLive> srpInitiatorLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    SrpInitiatorLive live{.ports = takeMap<PortId, InitiatorPort>(reader, u"ports"_s, initiatorPortFromJson),
                          .sessions = takeMap<SrpTargetId, Sessions>(reader, u"sessions"_s, sessionsFromJson),
                          .moduleLoaded = reader.boolean(u"moduleLoaded"_s),
                          .daemon = reader.oneOf(u"daemon"_s, daemonNames),
                          .stoppedDaemons = takePorts(reader, u"stoppedDaemons"_s),
                          .rulesFile = reader.text(u"rulesFile"_s),
                          .multipathd = reader.boolean(u"multipathd"_s),
                          .found = takeArray(reader, u"found"_s, foundTargetFromJson)};
    return reader.finishLenient().transform([&] { return std::move(live); });
}

} // namespace rdma
