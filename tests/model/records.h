// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random steps, plans and jobs, and the tools to take their JSON apart.
#pragma once

#include "model/job.h"
#include "model/json.h"
#include "model/rdmamodules.h"
#include "random.h"

namespace rdma::random {

inline QString jobId()
{
    const auto half = [] { return QString::number(source().generate64(), 16).rightJustified(16, QChar(u'0')); };
    return half() + half();
}

inline Error anyError()
{
    return {static_cast<ErrorCode>(below(24)), text(), text()};
}

inline SwitchModule anySwitch()
{
    SwitchModule module{QString(rdmaModules.at(static_cast<std::size_t>(below(std::size(rdmaModules))))), coin(),
                        coin()};
    if (!module.after && coin())
        module.cuts = texts();
    return module;
}

inline Step anyStep()
{
    const auto content = [] { return bytes(40); };
    if (below(3) == 0)
        return anySwitch();
    if (below(4) == 0)
        return SwitchUnit{srpDaemonPortUnit({QStringLiteral("mlx5-%1").arg(below(9)), 1 + below(2)}),
                          {coin(), coin(), coin()},
                          {coin(), coin(), coin()}};
    if (coin())
        return WriteFile{u'/' + text(), maybe(content), maybe(content), static_cast<Reader>(below(3)),
                         unsigned(below(01000))};
    return RenameInterface{interfaceId(), text(), text(), coin()};
}

inline Note anyNote()
{
    return {static_cast<NoteCode>(below(static_cast<int>(NoteCode::Unknown) + 1)), text(), text()};
}

inline Plan anyPlan()
{
    Plan plan{text(), coin() ? QString() : jobId(), coin() ? QString() : jobId(), list(4, anyStep), list(3, anyNote)};
    plan.looseSteps = static_cast<std::size_t>(below(static_cast<int>(plan.steps.size()) + 1));
    return plan;
}

inline StepView anyStepView()
{
    return {text(), text(), text(), text(), texts(), texts(), texts(), coin()};
}

inline PlanView anyPlanView()
{
    return {text(), text(), static_cast<Permission>(below(3)), list(3, anyStepView), list(3, anyNote)};
}

inline qint64 anyTime()
{
    return static_cast<qint64>(source().bounded(qint64{4'000'000'000'000}));
}

inline StepState anyStepState()
{
    return static_cast<StepState>(below(static_cast<int>(StepState::Interrupted) + 1));
}

inline JobState anyJobState()
{
    return static_cast<JobState>(below(static_cast<int>(JobState::Incomplete) + 1));
}

inline Job anyJob()
{
    Job job{.id = jobId(),
            .plan = anyPlan(),
            .action = text(),
            .uid = source().generate(),
            .started = anyTime(),
            .finished = anyTime(),
            .state = anyJobState(),
            .steps = {},
            .error = maybe(anyError)};
    for (std::size_t i = 0; i < job.plan.steps.size(); ++i)
        job.steps.push_back({anyStepState(), maybe(anyError)});
    return job;
}

inline JobView anyJobView()
{
    const auto outcome = [] { return StepOutcome{anyStepView(), anyStepState(), maybe(anyError)}; };
    return {.feature = text(),
            .undoes = text(),
            .undoneBy = text(),
            .finishes = text(),
            .finishedBy = text(),
            .action = text(),
            .uid = source().generate(),
            .started = anyTime(),
            .finished = anyTime(),
            .state = anyJobState(),
            .undoable = coin(),
            .finishable = coin(),
            .steps = list(3, outcome),
            .error = maybe(anyError),
            .unjudged = maybe(anyError)};
}

} // namespace rdma::random

namespace rdma {

inline const QString someJob = QStringLiteral("0123456789abcdef0123456789abcdef");

/// Through the bytes, as they go over the bus and into files.
inline QJsonObject written(const QJsonObject &object)
{
    return parseObject(canonical(object), maxStateBytes).value();
}

inline Plan chapterPlan()
{
    const auto id = InterfaceId::fromText(QStringLiteral("f4521403007bcba1:ffff")).value();
    return {
        QStringLiteral("names"),
        {},
        {},
        {WriteFile{QStringLiteral("/etc/udev/rules.d/70-persistent-ipoib.rules"), std::nullopt, "a\n", Reader::Udev},
         RenameInterface{id, QStringLiteral("ib0"), QStringLiteral("mlx4_ib0"), false}},
        {{NoteCode::FileCreated, QStringLiteral("x"), {}}}};
}

inline QJsonObject changed(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object[key] = value;
    return object;
}

inline QJsonObject withoutKey(QJsonObject object, const QString &key)
{
    object.remove(key);
    return object;
}

inline Plan planUndoing(const QString &job)
{
    Plan plan;
    plan.undoes = job;
    return plan;
}

inline Job jobOf(const QString &id, const Plan &plan = {}, std::size_t reports = 0,
                 const std::optional<Error> &error = {})
{
    Job job;
    job.id = id;
    job.plan = plan;
    job.steps.resize(reports);
    job.error = error;
    return job;
}

} // namespace rdma
