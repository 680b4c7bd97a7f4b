// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits": its queries and its plans.
#include "helper/features/limits.h"

#include "helper/features/features.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<QJsonObject> readAnswer(Machine &machine, const LimitsQuery &query)
{
    return readLimits(machine)
        .and_then([&](const LimitsState &state) { return answerOfLimits(machine, state, query); })
        .transform(stateJson<LimitsConfig, LimitsLive>);
}

/// Whom a wish names is looked up before it is planned.
Result<Plan> planWish(Machine &machine, const QJsonObject &wish)
{
    auto state = readLimits(machine);
    if (!state)
        return std::unexpected(state.error());
    const auto wanted = limitsConfigFromJson(mergePatch(toJson(state->config), wish));
    if (!wanted)
        return std::unexpected(wanted.error());
    return strangersIn(*wanted, *state, machine.accounts)
        .and_then([&](std::set<LimitHolder> strangers) {
            state->live.strangers = std::move(strangers);
            return planLimits(*state, *wanted);
        })
        .transform([&](Plan plan) {
            append(plan.warnings, consequencesOfLimits(machine, *state, plan));
            return plan;
        });
}

std::vector<Note> consequences(Machine &machine, const LimitsState &current, const Plan &plan)
{
    return consequencesOfLimits(machine, current, plan);
}

} // namespace

Feature limitsFeature()
{
    const QStringList roots{u"/etc/security/limits.d"_s, u"/etc/systemd/system"_s};
    Feature feature = makeFeature<LimitsConfig, LimitsMachine>(u"limits"_s, roots, readLimits, planLimits,
                                                               limitsConfigFromJson, consequences);
    feature.understands = [](const QJsonObject &query) {
        return limitsQueryFromJson(query).transform([](const LimitsQuery &) {});
    };
    feature.read = [whole = feature.read](Machine &machine, const QJsonObject &query) -> Result<QJsonObject> {
        return limitsQueryFromJson(query).and_then([&](const LimitsQuery &asked) {
            return asked == LimitsQuery{} ? whole(machine, {}) : readAnswer(machine, asked);
        });
    };
    feature.plan = planWish;
    return feature;
}

} // namespace rdma
