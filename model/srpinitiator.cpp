// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be wished of feature "srp_initiator", in JSON; all of it is read strictly.
#include "model/srpinitiator.h"

#include "model/jsonmap.h"
#include "model/optionaljson.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const KnownTarget &target)
{
    QJsonObject object{{u"login"_s, toJson(target.login)},
                       {u"connected"_s, target.connected},
                       {u"atBoot"_s, target.atBoot},
                       {u"timeouts"_s, toJson(target.timeouts)}};
    if (target.rescan)
        object[u"rescan"_s] = true;
    return object;
}

Result<KnownTarget> knownTargetFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const auto login = srpLoginFromJson(reader.object(u"login"_s), where);
    const auto timeouts = srpTimeoutsFromJson(reader.object(u"timeouts"_s), where);
    KnownTarget target{.login = login.value_or(SrpLogin{}),
                       .connected = reader.boolean(u"connected"_s),
                       .atBoot = reader.boolean(u"atBoot"_s),
                       .timeouts = timeouts.value_or(SrpTimeouts{})};
    target.rescan = object.contains(u"rescan"_s) && reader.boolean(u"rescan"_s);
    if (!login)
        return std::unexpected(login.error());
    if (!timeouts)
        return std::unexpected(timeouts.error());
    return reader.finish().transform([&] { return std::move(target); });
}

QJsonArray rulesToJson(const std::vector<DaemonRule> &rules)
{
    QJsonArray array;
    for (const DaemonRule &rule : rules)
        array.append(toJson(rule));
    return array;
}

std::vector<DaemonRule> takeRules(ObjectReader &reader)
{
    std::vector<DaemonRule> rules;
    for (const QJsonValue &value : reader.array(u"rules"_s)) {
        auto rule = daemonRuleFromJson(value.toObject(), u"rules"_s);
        if (!rule)
            reader.reject(u"rules"_s, rule.error().subject + u' ' + rule.error().detail);
        else
            rules.push_back(*std::move(rule));
    }
    return rules;
}

QJsonObject daemonsToJson(const std::map<PortId, bool> &daemons)
{
    QJsonObject object;
    for (const auto &[port, looks] : daemons)
        object[port.text()] = looks;
    return object;
}

std::map<PortId, bool> takeDaemons(ObjectReader &reader)
{
    std::map<PortId, bool> daemons;
    const QJsonObject object = reader.object(u"daemons"_s);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto port = PortId::fromText(it.key());
        if (!port || !it->isBool())
            reader.reject(u"daemons"_s, port ? u"not a boolean"_s : port.error().detail);
        else
            daemons[*port] = it->toBool();
    }
    return daemons;
}

} // namespace

QJsonObject toJson(const SrpInitiatorConfig &config)
{
    QJsonObject object{{u"targets"_s, mapToJson<SrpTargetId, KnownTarget>(config.targets, toJson)},
                       {u"rules"_s, rulesToJson(config.rules)},
                       {u"daemons"_s, daemonsToJson(config.daemons)}};
    if (config.startDaemon)
        object[u"startDaemon"_s] = true;
    return object;
}

Result<SrpInitiatorConfig> srpInitiatorConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    SrpInitiatorConfig config{.targets = takeMap<SrpTargetId, KnownTarget>(reader, u"targets"_s, knownTargetFromJson),
                              .rules = takeRules(reader),
                              .daemons = takeDaemons(reader),
                              .startDaemon = object.contains(u"startDaemon"_s) && reader.boolean(u"startDaemon"_s)};
    return reader.finish().transform([&] { return std::move(config); });
}

QJsonObject toJson(const SrpInitiatorQuery &query)
{
    return query.discover ? QJsonObject{{u"discover"_s, query.discover->text()}} : QJsonObject();
}

Result<SrpInitiatorQuery> srpInitiatorQueryFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const auto text = reader.optionalText(u"discover"_s);
    const auto port = text.transform([](const QString &name) { return PortId::fromText(name); });
    if (port && !*port)
        reader.reject(u"discover"_s, port->error().detail);
    return reader.finish().transform(
        [&] { return SrpInitiatorQuery{port ? std::optional(port->value()) : std::nullopt}; });
}

} // namespace rdma
