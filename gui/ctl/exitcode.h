// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the command line tells the shell.
#pragma once

#include "model/result.h"

namespace rdma {

enum ExitCode {
    ExitDone = 0,          ///< done, or nothing to do
    ExitFailed = 1,        ///< refused or failed; what had been done was taken back, or the text says what is left
    ExitUsage = 2,         ///< the command line or the wish cannot be understood
    ExitNotAuthorized = 3, ///< not allowed, nobody to ask for a password, or the dialog was closed
    ExitNoHelper = 4,      ///< the helper is not there or not to be trusted
    ExitUnknown = 5,       ///< no answer in time: how it ended is not known
    ExitBroken = 6,        ///< of "why": a link is broken; of "modules gaps": boot and present differ
};

[[nodiscard]] constexpr ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NothingToDo:
        return ExitDone;
    case ErrorCode::NotAuthorized:
    case ErrorCode::NoAgent:
    case ErrorCode::Dismissed:
        return ExitNotAuthorized;
    case ErrorCode::NoHelper:
        return ExitNoHelper;
    case ErrorCode::Timeout:
        return ExitUnknown;
    default:
        return ExitFailed;
    }
}

} // namespace rdma
