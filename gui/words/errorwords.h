// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every error in the user's language: what happened, and what to do next.
#pragma once

#include "model/ifname.h"
#include "model/result.h"

namespace rdma {

/// Plain text, whole sentences. `next` is never empty.
struct ErrorWords {
    QString happened; ///< "The name mlx4_ib0 is already taken by another interface."
    QString next;     ///< "Choose another name."

    bool operator==(const ErrorWords &) const = default;
};

[[nodiscard]] ErrorWords errorWords(const Error &error);

/// Both sentences in one text.
[[nodiscard]] QString errorText(const Error &error);

/// The line below an input field: why this name cannot be. Empty for NameProblem::None.
[[nodiscard]] QString problemWords(NameProblem problem);

} // namespace rdma
