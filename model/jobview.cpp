// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client sees of jobs, in JSON: the wish strictly, the views leniently, for the helper may be newer.
#include "model/job.h"

#include "model/jobnames.h"
#include "model/jsonlist.h"

#include <limits>

namespace rdma {

namespace {

QJsonObject toJson(const StepOutcome &outcome)
{
    QJsonObject object{{u"step"_s, toJson(outcome.step)}, {u"state"_s, nameOf(stepStateNames, outcome.state)}};
    insertError(object, outcome.error);
    return object;
}

Result<StepOutcome> stepOutcomeFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    StepOutcome outcome{{}, reader.oneOf(u"state"_s, stepStateNames), takeError(reader)};
    const QJsonObject step = reader.object(u"step"_s);
    return reader.finishLenient().and_then([&] { return stepViewFromJson(step); }).transform([&](StepView view) {
        outcome.step = std::move(view);
        return std::move(outcome);
    });
}

QJsonArray outcomesToJson(const std::vector<StepOutcome> &outcomes)
{
    QJsonArray array;
    for (const StepOutcome &outcome : outcomes)
        array.append(toJson(outcome));
    return array;
}

Result<Effect> effectFromJson(const QString &id, const QJsonValue &value)
{
    const QString where = u"jobs."_s + id;
    if (!isJobId(id) || !value.isObject())
        return fail(ErrorCode::InvalidWish, where, isJobId(id) ? u"wrong type"_s : u"not a job id"_s);
    ObjectReader reader(value.toObject(), where);
    const Effect effect = reader.oneOf(u"effect"_s, effectNames);
    return reader.finish().transform([&] { return effect; });
}

} // namespace

QJsonObject toJson(const JobView &view)
{
    QJsonObject object{{u"feature"_s, view.feature},
                       {u"undoes"_s, view.undoes},
                       {u"undoneBy"_s, view.undoneBy},
                       {u"finishes"_s, view.finishes},
                       {u"finishedBy"_s, view.finishedBy},
                       {u"action"_s, view.action},
                       {u"uid"_s, qint64{view.uid}},
                       {u"started"_s, view.started},
                       {u"finished"_s, view.finished},
                       {u"state"_s, stateName(view.state)},
                       {u"undoable"_s, view.undoable},
                       {u"finishable"_s, view.finishable},
                       {u"steps"_s, outcomesToJson(view.steps)}};
    insertError(object, view.error);
    insertError(object, view.unjudged, u"unjudged"_s);
    if (!view.said.isEmpty())
        object[u"said"_s] = QJsonArray::fromStringList(view.said);
    return object;
}

Result<JobView> jobViewFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    JobView view{.feature = reader.text(u"feature"_s),
                 .undoes = reader.text(u"undoes"_s),
                 .undoneBy = reader.text(u"undoneBy"_s),
                 .finishes = reader.text(u"finishes"_s),
                 .finishedBy = reader.text(u"finishedBy"_s),
                 .action = reader.text(u"action"_s),
                 .uid = static_cast<uint>(reader.integer(u"uid"_s, 0, std::numeric_limits<uint>::max())),
                 .started = reader.integer(u"started"_s),
                 .finished = reader.integer(u"finished"_s),
                 .state = reader.oneOf(u"state"_s, jobStateNames),
                 .undoable = reader.boolean(u"undoable"_s),
                 .finishable = reader.boolean(u"finishable"_s),
                 .steps = {},
                 .error = takeError(reader),
                 .unjudged = takeError(reader, u"unjudged"_s),
                 .said = object.contains(u"said"_s) ? reader.texts(u"said"_s) : QStringList()};
    const QJsonArray steps = reader.array(u"steps"_s);
    return reader.finishLenient()
        .and_then([&] { return listFromJson(steps, stepOutcomeFromJson); })
        .transform([&](auto decoded) {
            view.steps = std::move(decoded);
            return std::move(view);
        });
}

QJsonObject toJson(const JobsConfig &config)
{
    QJsonObject jobs;
    for (const auto &[id, effect] : config.effects)
        jobs[id] = QJsonObject{{u"effect"_s, nameOf(effectNames, effect)}};
    return {{u"jobs"_s, jobs}};
}

Result<JobsConfig> jobsConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject jobs = reader.object(u"jobs"_s);
    if (auto known = reader.finish(); !known)
        return std::unexpected(known.error());
    JobsConfig config;
    for (auto it = jobs.begin(); it != jobs.end(); ++it) {
        const auto effect = effectFromJson(it.key(), *it);
        if (!effect)
            return std::unexpected(effect.error());
        config.effects[it.key()] = *effect;
    }
    return config;
}

QJsonObject toJson(const JobsLive &live)
{
    QJsonObject jobs;
    for (const auto &[id, view] : live.jobs)
        jobs[id] = toJson(view);
    return {{u"jobs"_s, jobs}};
}

Result<JobsLive> jobsLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject jobs = reader.object(u"jobs"_s);
    JobsLive live;
    for (auto it = jobs.begin(); it != jobs.end(); ++it) {
        auto view = jobViewFromJson(it->toObject());
        if (!isJobId(it.key()) || !view)
            return fail(ErrorCode::InvalidWish, u"jobs."_s + it.key(), view ? u"not a job id"_s : view.error().subject);
        live.jobs[it.key()] = std::move(*view);
    }
    return reader.finishLenient().transform([&] { return std::move(live); });
}

} // namespace rdma
