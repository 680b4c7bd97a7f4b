// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of a job in JSON. Read strictly: it is our own and decides what an undo writes.
#include "model/job.h"

#include "model/jobnames.h"
#include "model/jsonlist.h"

#include <algorithm>
#include <limits>

namespace rdma {

namespace {

constexpr qsizetype jobIdDigits = 32;

bool isLowerHexDigit(QChar digit)
{
    return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f');
}

QJsonObject toJson(const StepReport &report)
{
    QJsonObject object{{u"state"_s, nameOf(stepStateNames, report.state)}};
    insertError(object, report.error);
    return object;
}

Result<StepReport> stepReportFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    StepReport report{reader.oneOf(u"state"_s, stepStateNames), takeError(reader)};
    return reader.finish().transform([&] { return std::move(report); });
}

QJsonArray reportsToJson(const std::vector<StepReport> &reports)
{
    QJsonArray array;
    for (const StepReport &report : reports)
        array.append(toJson(report));
    return array;
}

Result<Job> withReports(Job job, std::vector<StepReport> reports)
{
    if (reports.size() != job.plan.steps.size())
        return fail(ErrorCode::InvalidWish, u"steps"_s, u"not one report for each step"_s);
    job.steps = std::move(reports);
    return job;
}

Result<Job> completed(Job job, const QJsonObject &plan, const QJsonArray &reports)
{
    return planFromJson(plan).and_then([&](Plan decoded) {
        job.plan = std::move(decoded);
        return listFromJson(reports, stepReportFromJson).and_then([&](std::vector<StepReport> list) {
            return withReports(std::move(job), std::move(list));
        });
    });
}

} // namespace

bool isJobId(QStringView id)
{
    return id.size() == jobIdDigits && std::ranges::all_of(id, isLowerHexDigit);
}

QString stateName(JobState state)
{
    return nameOf(jobStateNames, state);
}

void insertError(QJsonObject &object, const std::optional<Error> &error, const QString &key)
{
    if (error)
        object[key] = toJson(*error);
}

std::optional<Error> takeError(ObjectReader &reader, const QString &key)
{
    const auto object = reader.optionalObject(key);
    if (!object)
        return std::nullopt;
    ObjectReader fields(*object);
    Error error{codeFromName(fields.text(u"code"_s)), fields.longText(u"subject"_s), fields.longText(u"detail"_s)};
    if (!fields.finishLenient())
        reader.reject(u"error"_s, u"not an error"_s);
    return error;
}

QJsonObject toJson(const Job &job)
{
    QJsonObject object{{u"id"_s, job.id},
                       {u"plan"_s, toJson(job.plan)},
                       {u"action"_s, job.action},
                       {u"uid"_s, qint64{job.uid}},
                       {u"started"_s, job.started},
                       {u"finished"_s, job.finished},
                       {u"state"_s, stateName(job.state)},
                       {u"steps"_s, reportsToJson(job.steps)}};
    insertError(object, job.error);
    return object;
}

Result<Job> jobFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    Job job{.id = reader.text(u"id"_s),
            .plan = {},
            .action = reader.text(u"action"_s),
            .uid = static_cast<uint>(reader.integer(u"uid"_s, 0, std::numeric_limits<uint>::max())),
            .started = reader.integer(u"started"_s, 0),
            .finished = reader.integer(u"finished"_s, 0),
            .state = reader.oneOf(u"state"_s, jobStateNames),
            .steps = {},
            .error = takeError(reader)};
    if (!isJobId(job.id))
        reader.reject(u"id"_s, u"not a job id"_s);
    const QJsonObject plan = reader.object(u"plan"_s);
    const QJsonArray reports = reader.array(u"steps"_s);
    return reader.finish().and_then([&] { return completed(std::move(job), plan, reports); });
}

/// Steps run in their order: those that are done come first, those that wait last, and neither are written one by one.
QJsonObject progressToJson(const Job &job)
{
    const auto isNot = [](StepState state) {
        return [state](const StepReport &report) { return report != StepReport{state, std::nullopt}; };
    };
    const auto first = std::ranges::find_if(job.steps, isNot(StepState::Done));
    const auto last = std::ranges::find_if(job.steps.rbegin(), job.steps.rend() - (first - job.steps.begin()),
                                           isNot(StepState::Pending));
    QJsonObject object{{u"finished"_s, job.finished},
                       {u"state"_s, stateName(job.state)},
                       {u"done"_s, qint64{first - job.steps.begin()}},
                       {u"steps"_s, reportsToJson({first, last.base()})}};
    insertError(object, job.error);
    return object;
}

Result<Job> withProgress(Job job, const QJsonObject &progress)
{
    ObjectReader reader(progress);
    const std::size_t count = job.plan.steps.size();
    job.finished = reader.integer(u"finished"_s, 0);
    job.state = reader.oneOf(u"state"_s, jobStateNames);
    job.error = takeError(reader);
    const auto done = static_cast<std::size_t>(reader.integer(u"done"_s, 0, static_cast<qint64>(count)));
    const QJsonArray reports = reader.array(u"steps"_s);
    return reader.finish()
        .and_then([&] { return listFromJson(reports, stepReportFromJson); })
        .and_then([&](std::vector<StepReport> list) {
            list.insert(list.begin(), done, {StepState::Done, std::nullopt});
            list.resize(std::max(list.size(), count));
            return withReports(std::move(job), std::move(list));
        });
}

} // namespace rdma
