// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of limits of locked memory: what each holder and each service shall have.
#pragma once

#include "model/limits.h"
#include "model/note.h"

#include <QJsonObject>
#include <variant>

namespace rdma {

struct LimitsState {
    LimitsConfig config;
    LimitsLive live;
    std::vector<Note> notes;
};

/// Absent: to be taken away.
struct LimitsEdits {
    std::map<LimitHolder, std::optional<WantedLimit>> users;
    std::map<QString, std::optional<MemoryLimit>> units;

    bool operator==(const LimitsEdits &) const = default;
};

/// What one edit is about.
using LimitsPlace = std::variant<LimitHolder, QString>;

/// In the order in which they are listed.
[[nodiscard]] std::vector<LimitsPlace> placesOf(const LimitsEdits &edits);
[[nodiscard]] LimitsEdits without(LimitsEdits edits, const LimitsPlace &place);

[[nodiscard]] LimitsConfig afterEdits(const LimitsConfig &config, const LimitsEdits &edits);
/// Without those that change nothing: somebody did the same, or one is back where one began.
[[nodiscard]] LimitsEdits stillOpen(const LimitsConfig &config, LimitsEdits edits);
[[nodiscard]] QJsonObject wishFor(const LimitsConfig &config, const LimitsEdits &edits); ///< a merge patch

/// How one place stands: as it is, or as it will be.
enum class LimitStanding { Stays, Added, Removed, Changed };

/// "will be added"; empty: it stays.
[[nodiscard]] QString standingWords(LimitStanding standing);

template <typename Value>
[[nodiscard]] LimitStanding standingOf(const std::optional<Value> &before, const std::optional<Value> &after)
{
    if (before == after)
        return LimitStanding::Stays;
    return !before ? LimitStanding::Added : !after ? LimitStanding::Removed : LimitStanding::Changed;
}

/// nullopt: not there.
template <typename Key, typename Value>
[[nodiscard]] std::optional<Value> valueAt(const std::map<Key, Value> &map, const Key &key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

/// "Limit group rdma to 64 MiB", for the pending bar and the review.
[[nodiscard]] QString changeWords(const LimitsConfig &config, const LimitsEdits &edits, const LimitsPlace &place);

/// Empty, or why this one cannot be applied.
[[nodiscard]] QString problemWith(const LimitsEdits &edits, const LimitsPlace &place);
/// The same of a value that somebody is about to choose.
[[nodiscard]] QString problemWith(const LimitHolder &holder, const WantedLimit &limit);

} // namespace rdma
