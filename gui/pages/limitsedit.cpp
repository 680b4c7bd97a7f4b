// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of limits of locked memory, and the wish that they make.
#include "gui/pages/limitsedit.h"

#include "gui/words/errorwords.h"
#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"
#include "model/json.h"
#include "model/unitdropin.h"

#include <QCoreApplication>
#include <utility>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LimitsEdit)
};

template <typename Key, typename Value>
void apply(std::map<Key, Value> &values, const std::map<Key, std::optional<Value>> &edits)
{
    for (const auto &[key, value] : edits)
        if (value)
            values[key] = *value;
        else
            values.erase(key);
}

template <typename Key, typename Value>
void dropFulfilled(const std::map<Key, Value> &values, std::map<Key, std::optional<Value>> &edits)
{
    std::erase_if(edits, [&](const auto &edit) { return valueAt(values, edit.first) == edit.second; });
}

struct Wording {
    const LimitsConfig &config;
    const LimitsEdits &edits;

    QString operator()(const LimitHolder &holder) const
    {
        const auto wanted = edits.users.at(holder);
        const QString who = holderWords(holder);
        if (!wanted)
            return fill(Words::tr("Take the limit for %1 away"), who);
        return fill(config.users.contains(holder) ? Words::tr("Change the limit for %1 to %2")
                                                  : Words::tr("Limit for %1: %2"),
                    who, wantedWords(*wanted));
    }

    QString operator()(const QString &unit) const
    {
        const auto wanted = edits.units.at(unit);
        if (!wanted)
            return fill(Words::tr("Take the limit for the service %1 away"), technical(unit));
        return fill(config.units.contains(unit) ? Words::tr("Change the limit for the service %1 to %2")
                                                : Words::tr("Limit for the service %1: %2"),
                    technical(unit), limitWords(*wanted));
    }
};

} // namespace

std::vector<LimitsPlace> placesOf(const LimitsEdits &edits)
{
    std::vector<LimitsPlace> places;
    for (const auto &[holder, limit] : edits.users)
        places.emplace_back(holder);
    for (const auto &[unit, limit] : edits.units)
        places.emplace_back(unit);
    return places;
}

LimitsEdits without(LimitsEdits edits, const LimitsPlace &place)
{
    if (const auto *holder = std::get_if<LimitHolder>(&place))
        edits.users.erase(*holder);
    else
        edits.units.erase(std::get<QString>(place));
    return edits;
}

LimitsConfig afterEdits(const LimitsConfig &config, const LimitsEdits &edits)
{
    LimitsConfig after = config;
    apply(after.users, edits.users);
    apply(after.units, edits.units);
    return after;
}

LimitsEdits stillOpen(const LimitsConfig &config, LimitsEdits edits)
{
    dropFulfilled(config.users, edits.users);
    dropFulfilled(config.units, edits.units);
    return edits;
}

QJsonObject wishFor(const LimitsConfig &config, const LimitsEdits &edits)
{
    return patchBetween(toJson(config), toJson(afterEdits(config, edits)));
}

QString standingWords(LimitStanding standing)
{
    switch (standing) {
    case LimitStanding::Added:
        return Words::tr("will be added");
    case LimitStanding::Removed:
        return Words::tr("will be taken away");
    case LimitStanding::Changed:
        return Words::tr("will be changed");
    case LimitStanding::Stays:
        break;
    }
    return {};
}

QString changeWords(const LimitsConfig &config, const LimitsEdits &edits, const LimitsPlace &place)
{
    return std::visit(Wording{config, edits}, place);
}

QString problemWith(const LimitsEdits &edits, const LimitsPlace &place)
{
    if (const auto *holder = std::get_if<LimitHolder>(&place)) {
        const auto &wanted = edits.users.at(*holder);
        return wanted ? problemWith(*holder, *wanted) : QString();
    }
    const auto &wanted = edits.units.at(std::get<QString>(place));
    const auto text = wanted ? memlockDropIn(*wanted) : Result<QByteArray>();
    return text ? QString() : errorText(text.error());
}

QString problemWith(const LimitHolder &holder, const WantedLimit &limit)
{
    const auto file = withWantedLimits({}, {{holder, limit}}, {});
    return file ? QString() : errorText(file.error());
}

} // namespace rdma
