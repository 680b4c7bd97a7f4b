// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The value of LimitMEMLOCK= and DefaultLimitMEMLOCK=.
#pragma once

#include "model/memorylimit.h"

namespace rdma {

/// Why systemd ignores an assignment, or the rest of a file.
enum class UnitLimitProblem {
    Malformed, ///< an empty one as well: it takes nothing back (systemd 257)
    OutOfRange,
    SoftAboveHard,
    BrokenFile, ///< reading ends here
};

/// rlimit_parse() of systemd's src/basic/rlimit-util.c: "infinity", "64M", "1G 512M", "64M:infinity".
[[nodiscard]] std::expected<MemoryLimit, UnitLimitProblem> unitLimitFrom(const QByteArray &value);
/// The shortest text that is read as exactly that.
[[nodiscard]] QByteArray unitLimitText(const MemoryLimit &limit);

} // namespace rdma
