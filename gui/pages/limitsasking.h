// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the parts of the page "Memory Locking" ask what holds for somebody.
#pragma once

#include "gui/client/answer.h"
#include "model/limits.h"
#include "model/note.h"

namespace rdma {

struct LimitsTold {
    LimitsLive live;
    std::vector<Note> notes;
};

using LimitsAsk = std::function<void(const LimitsQuery &query, QObject *context, const Answer<LimitsTold> &answer)>;

/// Users, groups and services are known to everybody; for processes a person may be asked for a password.
[[nodiscard]] inline bool needsInspection(const LimitsQuery &query)
{
    return query.pid || query.running;
}

} // namespace rdma
