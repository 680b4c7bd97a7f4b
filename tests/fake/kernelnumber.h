// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A number as the kernel takes it from a write: kstrtoull(), base 0.
#pragma once

#include <QByteArray>
#include <optional>

namespace rdma {

/// One newline at the end is no part of it.
[[nodiscard]] inline std::optional<quint64> kernelNumber(const QByteArray &value)
{
    bool valid = false;
    const quint64 number = (value.endsWith('\n') ? value.chopped(1) : value).toULongLong(&valid, 0);
    return valid ? std::optional(number) : std::nullopt;
}

} // namespace rdma
