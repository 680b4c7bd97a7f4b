// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One table per enum: its values and their names in JSON, looked up in both directions.
#pragma once

#include <QString>
#include <array>
#include <optional>
#include <utility>

namespace rdma {

template <typename Enum, std::size_t N> using EnumNames = std::array<std::pair<Enum, QLatin1StringView>, N>;

template <typename Enum, std::size_t N> [[nodiscard]] QString nameOf(const EnumNames<Enum, N> &names, Enum value)
{
    for (const auto &[candidate, name] : names)
        if (candidate == value)
            return name;
    return {};
}

template <typename Enum, std::size_t N>
[[nodiscard]] std::optional<Enum> valueOf(const EnumNames<Enum, N> &names, QStringView wanted)
{
    for (const auto &[value, name] : names)
        if (name == wanted)
            return value;
    return std::nullopt;
}

} // namespace rdma
