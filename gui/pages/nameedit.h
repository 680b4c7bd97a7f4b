// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A pending rename of one interface: whether it can be, what it asks of the helper, what it is called in plain words.
#pragma once

#include "model/names.h"

#include <QJsonObject>

namespace rdma {

struct NameEdit {
    enum class Moment {
        Now,        ///< and at every boot
        NextBoot,   ///< only then
        RemoveRule, ///< at the next boot the system names it; `name` is unused
    };

    QString name;
    Moment moment = Moment::Now;

    bool operator==(const NameEdit &) const = default;
};

using NameEdits = std::map<InterfaceId, NameEdit>;

struct NamesState {
    NamesConfig config;
    NamesLive live;
    std::vector<Note> notes;
};

/// Empty, or why this name cannot be: for the line below the field.
[[nodiscard]] QString problemWith(const NamesState &state, const NameEdits &edits, const InterfaceId &id);
/// Nothing is left to do for this edit.
[[nodiscard]] bool isAlreadySo(const NamesState &state, const InterfaceId &id, const NameEdit &edit);
/// After the machine changed: without the edits that became so and those whose interface is gone.
[[nodiscard]] NameEdits rebased(const NamesState &before, const NamesState &now, const NameEdits &edits);

[[nodiscard]] QJsonObject wishFor(const NameEdits &edits);
[[nodiscard]] QString changeWords(const NamesState &state, const InterfaceId &id, const NameEdit &edit);

/// As the field's convention has it: driver and kernel's name, mlx4_ib0. Empty when there is none or it is taken.
[[nodiscard]] QString suggestedName(const NamesState &state, const NameEdits &edits, const InterfaceId &id);

} // namespace rdma
