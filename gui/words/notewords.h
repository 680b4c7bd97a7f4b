// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remarks on a state and warnings of a plan, as sentences.
#pragma once

#include "model/note.h"

namespace rdma {

[[nodiscard]] QString noteWords(const Note &note);

/// Whether it speaks of something that can go wrong, as opposed to something good to know.
[[nodiscard]] bool isWarning(NoteCode code);

} // namespace rdma
