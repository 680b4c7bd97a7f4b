// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Groups and services of the page "Memory Locking" in plain words.
#pragma once

#include "gui/pages/limitsedit.h"

namespace rdma {

/// Who is in the group, as far as it is known: `rdmaMembers` is about the group rdma, nullopt: there is none.
[[nodiscard]] QString groupWords(const QString &group, const std::optional<QStringList> &rdmaMembers);
/// The command that makes somebody a member, or first the group; empty: the group's name cannot stand in a command.
[[nodiscard]] QString groupCommand(const QString &group, const std::optional<QStringList> &rdmaMembers);

/// Why this text is nobody to whom a limit can be given.
[[nodiscard]] QString holderProblemWords(const QString &text);

} // namespace rdma
