// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hex digits as srp_daemon reads and prints them: no sign, no prefix, no blank.
#pragma once

#include <QByteArrayView>
#include <algorithm>
#include <optional>

namespace rdma {

[[nodiscard]] inline std::optional<quint64> hexNumber(QByteArrayView digits, qsizetype min, qsizetype max)
{
    const auto isHex = [](char c) { return QByteArrayView("0123456789abcdefABCDEF").contains(c); };
    if (digits.size() < min || digits.size() > max || !std::ranges::all_of(digits, isHex))
        return std::nullopt;
    quint64 value = 0;
    for (const char c : digits)
        value = value << 4U | static_cast<quint64>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
}

} // namespace rdma
