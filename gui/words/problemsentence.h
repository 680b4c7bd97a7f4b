// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A row in a feature's table of errors: which one it is, and what is said of it.
#pragma once

#include "gui/words/errorsentences.h"

#include <optional>
#include <span>

namespace rdma {

struct ProblemSentence {
    ErrorCode code;
    QLatin1StringView detail; ///< whole; empty: whatever it is
    const char *happened;
    const char *next;
};

/// The first that fits; `subject` is what its sentences call the error's subject.
[[nodiscard]] inline std::optional<ErrorSentence> sentenceIn(std::span<const ProblemSentence> rows, const Error &error,
                                                             const QString &subject)
{
    for (const auto &[code, detail, happened, next] : rows)
        if (code == error.code && (detail.isEmpty() || detail == error.detail))
            return ErrorSentence{happened, next, nullptr, {}, subject};
    return std::nullopt;
}

} // namespace rdma
