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
    QStringList roots;                                  ///< every path a plan touches lies under one of these
    std::function<Result<QJsonObject>(Machine &)> read; ///< {config, live, notes}
    std::function<Result<Plan>(Machine &, const QJsonObject &wish)> plan; ///< a merge patch over config
    /// What a plan of this feature, or one that takes it back, means for the rest of the machine.
    std::function<std::vector<Note>(Machine &, const Plan &)> consequences;
};

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
    feature.read = [read](Machine &machine) -> Result<QJsonObject> {
        return read(machine).transform([](const State<Config, Live> &state) {
            using namespace Qt::StringLiterals;
            return QJsonObject{{u"config"_s, toJson(state.config)},
                               {u"live"_s, toJson(state.live)},
                               {u"notes"_s, toJson(state.notes)}};
        });
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
    feature.consequences = [read, consequences](Machine &machine, const Plan &made) -> std::vector<Note> {
        const auto state = consequences ? read(machine) : std::unexpected(Error{});
        return state ? consequences(machine, *state, made) : std::vector<Note>();
    };
    return feature;
}

} // namespace rdma
