// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plans: their id and their complete JSON.
#include "model/plan.h"

#include "model/job.h"
#include "model/json.h"
#include "model/jsonlist.h"

#include <QCryptographicHash>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

void rejectUnlessJob(ObjectReader &reader, const QString &key, const QString &id)
{
    if (!id.isEmpty() && !isJobId(id))
        reader.reject(key, u"not a job id"_s);
}

} // namespace

QString planId(const Plan &plan)
{
    // Warnings speak of routes and mounts, which others change all the time: they are no part of what runs.
    QJsonObject whatRuns = toJson(plan);
    whatRuns.remove(u"warnings"_s);
    return QString::fromLatin1(QCryptographicHash::hash(canonical(whatRuns), QCryptographicHash::Sha256).toHex());
}

QJsonObject toJson(const Plan &plan)
{
    return {{u"feature"_s, plan.feature},
            {u"undoes"_s, plan.undoes},
            {u"finishes"_s, plan.finishes},
            {u"steps"_s, listToJson(plan.steps)},
            {u"looseSteps"_s, static_cast<qint64>(plan.looseSteps)},
            {u"warnings"_s, toJson(plan.warnings)}};
}

Result<Plan> planFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    Plan plan{reader.text(u"feature"_s),
              reader.text(u"undoes"_s),
              reader.optionalText(u"finishes"_s).value_or(QString()),
              {},
              notesFromJson(reader.array(u"warnings"_s)),
              0};
    const QJsonArray steps = reader.array(u"steps"_s);
    const auto loose = reader.optionalInteger(u"looseSteps"_s, 0, steps.size()); // older records have none
    plan.looseSteps = static_cast<std::size_t>(loose.value_or(0));
    rejectUnlessJob(reader, u"undoes"_s, plan.undoes);
    rejectUnlessJob(reader, u"finishes"_s, plan.finishes);
    return reader.finish().and_then([&] { return listFromJson(steps, stepFromJson); }).transform([&](auto decoded) {
        plan.steps = std::move(decoded);
        return std::move(plan);
    });
}

} // namespace rdma
