// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much memory may be locked (RLIMIT_MEMLOCK), as getrlimit(2) has it and as people write it.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <compare>

namespace rdma {

struct MemoryAmount {
    quint64 bytes = 0;

    auto operator<=>(const MemoryAmount &) const = default;
};

/// RLIM_INFINITY, which is more than any amount.
constexpr MemoryAmount unlimitedMemory{~quint64{0}};

struct MemoryLimit {
    MemoryAmount soft;
    MemoryAmount hard;

    bool operator==(const MemoryLimit &) const = default;
};

/// "unlimited", "64 MiB", "1000 B": the largest unit that leaves nothing over.
[[nodiscard]] QString textOf(MemoryAmount amount);
/// What a person types: the same, with or without the blank, and K, M, G, T for the units. InvalidWish: not an amount,
/// or more than there are bytes.
[[nodiscard]] Result<MemoryAmount> memoryAmountFrom(QStringView text);

/// "unlimited" or bytes in decimal, as JSON carries it: numbers are exact up to 2^53 only.
[[nodiscard]] QString bytesOf(MemoryAmount amount);
[[nodiscard]] Result<MemoryAmount> memoryAmountFromBytes(QStringView text);

/// The line "Max locked memory" of /proc/PID/limits (proc_pid_limits() in the kernel's fs/proc/base.c). BadFile: there
/// is none.
[[nodiscard]] Result<MemoryLimit> memlockIn(const QByteArray &procLimits);

} // namespace rdma
