// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a feature joins the pipeline: two typed functions, and the JSON border around them, written once.
#pragma once

#include "helper/machine.h"
#include "model/append.h"
#include "model/json.h"
#include "model/plan.h"

#include <functional>

namespace rdma {

/// What readX() returns: the part a wish can change, the part only the machine can, remarks.
template <typename Config, typename Live> struct State {
    Config config;
    Live live;
    std::vector<Note> notes;

    bool operator==(const State &) const = default;
};

/// A feature as the bus object and the contract test see it: JSON in, JSON and plans out.
struct Feature {
    QString name;
    QStringList roots; ///< every path a plan touches lies under one of these
    std::function<Result<QJsonObject>(Machine &, const QJsonObject &query)> read; ///< {config, live, notes}
    std::function<Result<Plan>(Machine &, const QJsonObject &wish)> plan;         ///< a merge patch over config
    /// Whether read() understands the query: known before anybody is asked whether this caller may.
    std::function<Result<void>(const QJsonObject &query)> understands;
    /// How long read() may take for a query that it understands; nullopt: as long as any.
    std::function<std::optional<std::chrono::milliseconds>(const QJsonObject &query)> deadline =
        [](const QJsonObject &) { return std::nullopt; };
    /// What a plan of this feature, or one that takes it back, means for the rest of the machine.
    std::function<std::vector<Note>(Machine &, const Plan &)> consequences = [](Machine &, const Plan &) {
        return std::vector<Note>();
    };
};

/// {config, live, notes}
template <typename Config, typename Live> [[nodiscard]] QJsonObject stateJson(const State<Config, Live> &state)
{
    using namespace Qt::StringLiterals;
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

/// Read's argument, where there is but one question: {}.
struct WholeState {};

[[nodiscard]] inline Result<WholeState> wholeStateFromJson(const QJsonObject &query)
{
    return ObjectReader(query).finish().transform([] { return WholeState(); });
}

template <typename Config, typename Live>
using Consequences = std::vector<Note> (*)(Machine &, const State<Config, Live> &, const Plan &);

/// `read`: Result<State<Config, Live>>(Machine &).  `plan`: Result<Plan>(const State<Config, Live> &, const Config
/// &wanted).
template <typename Config, typename Live>
Feature makeFeature(QString name, QStringList roots, Result<State<Config, Live>> (*read)(Machine &),
                    Result<Plan> (*plan)(const State<Config, Live> &, const Config &),
                    Result<Config> (*decode)(const QJsonObject &), Consequences<Config, Live> consequences = nullptr)
{
    Feature feature{std::move(name), std::move(roots), {}, {}, {}};
    feature.understands = [](const QJsonObject &query) {
        return wholeStateFromJson(query).transform([](WholeState) {});
    };
    feature.read = [read](Machine &machine, const QJsonObject &query) -> Result<QJsonObject> {
        return wholeStateFromJson(query)
            .and_then([&](WholeState) { return read(machine); })
            .transform(stateJson<Config, Live>);
    };
    feature.plan = [read, plan, decode, consequences](Machine &machine, const QJsonObject &wish) -> Result<Plan> {
        auto state = read(machine);
        if (!state)
            return std::unexpected(state.error());
        const auto wanted = decode(mergePatch(toJson(state->config), wish));
        if (!wanted)
            return std::unexpected(wanted.error());
        return plan(*state, *wanted).transform([&](Plan made) {
            if (consequences && !made.steps.empty())
                append(made.warnings, consequences(machine, *state, made));
            return made;
        });
    };
    if (consequences)
        feature.consequences = [read, consequences](Machine &machine, const Plan &made) {
            const auto state = read(machine);
            return state ? consequences(machine, *state, made) : std::vector<Note>();
        };
    return feature;
}

/// A feature that changes nothing and can be asked in several ways. Its one plan is the empty one.
template <typename Config, typename Live, typename Query>
Feature makeReadOnlyFeature(QString name, std::function<Result<State<Config, Live>>(Machine &, const Query &)> read,
                            Result<Query> (*decodeQuery)(const QJsonObject &),
                            Result<Config> (*decode)(const QJsonObject &))
{
    Feature feature{std::move(name), {}, {}, {}, {}};
    feature.understands = [decodeQuery](const QJsonObject &query) {
        return decodeQuery(query).transform([](const Query &) {});
    };
    feature.read = [read, decodeQuery](Machine &machine, const QJsonObject &asked) -> Result<QJsonObject> {
        return decodeQuery(asked)
            .and_then([&](const Query &query) { return read(machine, query); })
            .transform(stateJson<Config, Live>);
    };
    feature.plan = [decode](Machine &, const QJsonObject &wish) -> Result<Plan> {
        return decode(mergePatch({}, wish)).transform([](const Config &) { return Plan{}; });
    };
    return feature;
}

} // namespace rdma
