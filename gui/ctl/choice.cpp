// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which object of a state a person means.
#include "gui/ctl/choice.h"

#include "model/job.h"
#include "model/json.h"
#include "model/names.h"
#include "model/offeredlogin.h"
#include "model/srpinitiator.h"

#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const Interface *interfaceCalled(const NamesLive &live, const QString &name)
{
    for (const auto &[id, interface] : live.interfaces)
        if (interface.name == name || interface.altnames.contains(name))
            return &interface;
    return nullptr;
}

Result<SrpInitiatorConfig> sessionsIn(const QJsonObject &state)
{
    return srpInitiatorConfigFromJson(state[u"config"_s].toObject()).transform_error([](const Error &error) {
        return Error{ErrorCode::Internal, u"answer"_s, error.subject};
    });
}

Result<WhyKnown> knownIn(const QJsonObject &state)
{
    auto config = sessionsIn(state);
    auto live = srpInitiatorLiveFromJson(state[u"live"_s].toObject());
    if (!config || !live)
        return fail(ErrorCode::Internal, u"answer"_s, config ? live.error().subject : config.error().subject);
    return WhyKnown{.config = *std::move(config), .live = *std::move(live)};
}

bool mayBeTakenBack(const JobView &job, const QString &feature)
{
    return job.feature == feature && job.undoes.isEmpty() && (job.undoable || job.unjudged);
}

bool isNamed(const SrpTargetId &id, const QString &name)
{
    return id.text() == name || id.idExt.hex() == name;
}

} // namespace

Result<QJsonObject> renameWish(const QJsonObject &namesState, const QString &present, const QString &wanted,
                               bool atBootOnly)
{
    const auto live = namesLiveFromJson(namesState[u"live"_s].toObject());
    if (!live)
        return fail(ErrorCode::Internal, u"answer"_s, live.error().subject);
    const Interface *interface = interfaceCalled(*live, present);
    if (!interface)
        return fail(ErrorCode::NotFound, present);
    if (!interface->parent.isEmpty())
        return fail(ErrorCode::NotSupported, present, u"P_Key child"_s);
    QJsonObject names{{u"ruleName"_s, wanted}};
    if (!atBootOnly)
        names[u"name"_s] = wanted;
    return QJsonObject{{u"interfaces"_s, QJsonObject{{interface->id.text(), names}}}};
}

Result<QJsonObject> connectWish(const QJsonObject &sessionsState, const QString &port, const QString &login,
                                bool atBoot)
{
    const auto id = PortId::fromText(port);
    const auto offered = offeredLoginFromText(login);
    if (!id || !offered)
        return fail(ErrorCode::InvalidWish, id ? u"login"_s : port);
    return sessionsIn(sessionsState).transform([&](const SrpInitiatorConfig &now) {
        SrpInitiatorConfig wanted = now;
        KnownTarget &target = wanted.targets[{*id, offered->idExt, offered->iocGuid}];
        target.login = offered->login;
        target.connected = true;
        target.atBoot = target.atBoot || atBoot;
        return patchBetween(toJson(now), toJson(wanted));
    });
}

Result<QJsonObject> disconnectWish(const QJsonObject &sessionsState, const QString &target)
{
    const auto now = sessionsIn(sessionsState);
    if (!now)
        return std::unexpected(now.error());
    SrpInitiatorConfig wanted = *now;
    std::vector<KnownTarget *> meant;
    for (auto &[id, known] : wanted.targets)
        if (known.connected && isNamed(id, target))
            meant.push_back(&known);
    if (meant.size() != 1)
        return fail(meant.empty() ? ErrorCode::NotFound : ErrorCode::Conflict, target, u"target"_s);
    meant.front()->connected = false;
    return patchBetween(toJson(*now), toJson(wanted));
}

Result<WhyKnown> whyOfTarget(const QJsonObject &sessionsState, const QString &target)
{
    auto known = knownIn(sessionsState);
    if (!known)
        return known;
    std::set<SrpTargetId> meant;
    for (const auto &[id, one] : known->config.targets)
        if (isNamed(id, target))
            meant.insert(id);
    for (const auto &[id, sessions] : known->live.sessions)
        if (isNamed(id, target))
            meant.insert(id);
    if (meant.empty())
        return fail(ErrorCode::NotFound, target, u"known target"_s);
    if (meant.size() > 1)
        return fail(ErrorCode::Conflict, target, u"target"_s);
    known->target = *meant.begin();
    return known;
}

Result<WhyKnown> whyOfLogin(const QJsonObject &sessionsState, const QString &port, const QString &login)
{
    const auto id = PortId::fromText(port);
    const auto offered = offeredLoginFromText(login);
    if (!id || !offered)
        return fail(ErrorCode::InvalidWish, id ? u"login"_s : port);
    return knownIn(sessionsState).transform([&](WhyKnown known) {
        known.target = {*id, offered->idExt, offered->iocGuid};
        known.config.targets[known.target].login = offered->login;
        return known;
    });
}

Result<QString> judgedJob(const QJsonObject &jobsState, const QString &id)
{
    const auto live = jobsLiveFromJson(jobsState[u"live"_s].toObject());
    if (!live)
        return fail(ErrorCode::Internal, u"answer"_s, live.error().subject);
    const auto job = live->jobs.find(id);
    if (job != live->jobs.end() && job->second.unjudged)
        return std::unexpected(*job->second.unjudged);
    return id;
}

Result<QString> latestJob(const QJsonObject &jobsState, const QString &feature)
{
    const auto live = jobsLiveFromJson(jobsState[u"live"_s].toObject());
    if (!live)
        return fail(ErrorCode::Internal, u"answer"_s, live.error().subject);
    auto latest = live->jobs.end();
    for (auto job = live->jobs.begin(); job != live->jobs.end(); ++job)
        if (mayBeTakenBack(job->second, feature) &&
            (latest == live->jobs.end() || job->second.started > latest->second.started))
            latest = job;
    if (latest == live->jobs.end())
        return fail(ErrorCode::NotFound, feature, u"nothing to undo"_s);
    if (latest->second.unjudged)
        return std::unexpected(*latest->second.unjudged);
    return latest->first;
}

} // namespace rdma
