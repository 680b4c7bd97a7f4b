// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why mstconfig(1) failed in plain words: the reason, and what to do.
#pragma once

#include "model/cannotopen.h"
#include "model/mstproblem.h"

#include <QString>
#include <optional>

namespace rdma {

struct MstWords {
    const char *happened; ///< %1: the card
    const char *next;

    bool operator==(const MstWords &) const = default;
};

/// Of CannotOpen the cause says more; Unknown: none was found. In the context of errors, for translatedSentence().
[[nodiscard]] MstWords mstWords(MstProblem problem, CannotOpenCause cause);

/// Both sentences about the card at this slot.
[[nodiscard]] QString mstText(MstProblem problem, CannotOpenCause cause, const QString &slot);

/// The words at the start of an error's detail: "cannotOpen lockdown: …".
struct MstDetail {
    MstProblem problem = MstProblem::Other;
    CannotOpenCause cause = CannotOpenCause::Unknown;
    QString said; ///< the tool's own words behind them
};
[[nodiscard]] std::optional<MstDetail> mstDetailFrom(const QString &detail);

} // namespace rdma
