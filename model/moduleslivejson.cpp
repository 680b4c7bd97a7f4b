// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON of a service and of what a host's boot files are.
#include "model/modulesjson.h"

#include "model/json.h"
#include "model/jsonlist.h"
#include "model/unitstatejson.h"

#include <QTimeZone>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<ServiceRole, 10> roleNames{{{ServiceRole::RdmaStack, "rdmaStack"_L1},
                                                {ServiceRole::Hardware, "hardware"_L1},
                                                {ServiceRole::ModuleList, "moduleList"_L1},
                                                {ServiceRole::SrpDaemon, "srpDaemon"_L1},
                                                {ServiceRole::SubnetManager, "subnetManager"_L1},
                                                {ServiceRole::TargetRestore, "targetRestore"_L1},
                                                {ServiceRole::PortMapper, "portMapper"_L1},
                                                {ServiceRole::AddressCache, "addressCache"_L1},
                                                {ServiceRole::NodeNames, "nodeNames"_L1},
                                                {ServiceRole::MlnxOfed, "mlnxOfed"_L1}}};
constexpr EnumNames<DialectUse, 3> useNames{
    {{DialectUse::Missing, "missing"_L1}, {DialectUse::Inert, "inert"_L1}, {DialectUse::Live, "live"_L1}}};
constexpr EnumNames<BootDialect, 4> dialectNames{{{BootDialect::RdmaConf, "rdmaConf"_L1},
                                                  {BootDialect::BootList, "bootList"_L1},
                                                  {BootDialect::StaticList, "staticList"_L1},
                                                  {BootDialect::OpenibConf, "openibConf"_L1}}};

QJsonObject toJson(const ServiceStanding &standing)
{
    QJsonObject object{{u"activity"_s, nameOf(serviceActivityNames, standing.activity)},
                       {u"detail"_s, standing.detail},
                       {u"result"_s, standing.result}};
    if (standing.since.isValid())
        object[u"since"_s] = standing.since.toMSecsSinceEpoch();
    return object;
}

Result<ServiceStanding> standingFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    ServiceStanding standing{.activity = reader.oneOf(u"activity"_s, serviceActivityNames),
                             .detail = reader.text(u"detail"_s),
                             .result = reader.text(u"result"_s),
                             .since = {}};
    if (const auto since = reader.optionalInteger(u"since"_s, 0))
        standing.since = QDateTime::fromMSecsSinceEpoch(*since, QTimeZone::UTC);
    return reader.finishLenient().transform([&] { return std::move(standing); });
}

QJsonObject toJson(const LiveDialects &dialects)
{
    return {{u"rdmaConf"_s, nameOf(useNames, dialects.rdmaConf)},
            {u"bootLists"_s, nameOf(useNames, dialects.bootLists)},
            {u"openibConf"_s, nameOf(useNames, dialects.openibConf)},
            {u"isRhel6"_s, dialects.isRhel6}};
}

Result<LiveDialects> dialectsFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"dialects"_s);
    const LiveDialects dialects{reader.oneOf(u"rdmaConf"_s, useNames), reader.oneOf(u"bootLists"_s, useNames),
                                reader.oneOf(u"openibConf"_s, useNames), reader.boolean(u"isRhel6"_s)};
    return reader.finishLenient().transform([&] { return dialects; });
}

Result<BootFile> bootFileFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"files"_s);
    BootFile file{reader.text(u"path"_s), reader.oneOf(u"dialect"_s, dialectNames), reader.oneOf(u"use"_s, useNames),
                  reader.boolean(u"isIdle"_s)};
    return reader.finishLenient().transform([&] { return std::move(file); });
}

} // namespace

QJsonObject toJson(const BootFile &file)
{
    return {{u"path"_s, file.path},
            {u"dialect"_s, nameOf(dialectNames, file.dialect)},
            {u"use"_s, nameOf(useNames, file.use)},
            {u"isIdle"_s, file.isIdle}};
}

QJsonObject toJson(const ServiceLive &service)
{
    return {{u"role"_s, nameOf(roleNames, service.role)},
            {u"unit"_s, toJson(service.unit)},
            {u"standing"_s, toJson(service.standing)},
            {u"enabling"_s, nameOf(serviceBarNames, service.enabling)},
            {u"starting"_s, nameOf(serviceBarNames, service.starting)},
            {u"stopping"_s, nameOf(serviceBarNames, service.stopping)}};
}

Result<ServiceLive> serviceLiveFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    ServiceLive service{.role = reader.oneOf(u"role"_s, roleNames),
                        .unit = takeUnitState(reader, u"unit"_s),
                        .standing = {},
                        .enabling = reader.oneOf(u"enabling"_s, serviceBarNames),
                        .starting = reader.oneOf(u"starting"_s, serviceBarNames),
                        .stopping = reader.oneOf(u"stopping"_s, serviceBarNames)};
    const QJsonObject standing = reader.object(u"standing"_s);
    return reader.finishLenient()
        .and_then([&] { return standingFromJson(standing, where + ".standing"_L1); })
        .transform([&](ServiceStanding decoded) {
            service.standing = std::move(decoded);
            return std::move(service);
        });
}

QJsonObject generalToJson(const ModulesLive &live)
{
    return {{u"kernel"_s, live.kernel},
            {u"hasDevices"_s, live.hasDevices},
            {u"dialects"_s, toJson(live.dialects)},
            {u"files"_s, listToJson(live.files)}};
}

Result<ModulesLive> takeGeneral(ObjectReader &reader)
{
    ModulesLive live;
    live.kernel = reader.text(u"kernel"_s);
    live.hasDevices = reader.boolean(u"hasDevices"_s);
    const QJsonObject dialects = reader.object(u"dialects"_s);
    const QJsonArray files = reader.array(u"files"_s);
    if (const auto good = reader.finishLenient(); !good)
        return std::unexpected(good.error());
    const auto decoded = dialectsFromJson(dialects);
    auto list = listFromJson(files, bootFileFromJson);
    if (!decoded || !list)
        return std::unexpected(decoded ? list.error() : decoded.error());
    live.dialects = *decoded;
    live.files = *std::move(list);
    return live;
}

} // namespace rdma
