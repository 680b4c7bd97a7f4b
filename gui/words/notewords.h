// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remarks on a state and warnings of a plan, as sentences.
#pragma once

#include "model/note.h"

#include <QStringList>

namespace rdma {

[[nodiscard]] QString noteWords(const Note &note);

struct NoteLine {
    QString words;
    bool warning = false;
};

/// All of them, each place that the same is said of gathered in one sentence.
[[nodiscard]] std::vector<NoteLine> noteLines(const std::vector<Note> &notes);

/// Several sentences as a list that one can tell apart.
[[nodiscard]] QString listed(const QStringList &sentences);

/// Whether it speaks of something that can go wrong, as opposed to something good to know.
[[nodiscard]] bool isWarning(NoteCode code);

} // namespace rdma
