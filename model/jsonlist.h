// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lists of values in JSON: each element by its own codec, the first that fails decides.
#pragma once

#include "model/result.h"

#include <QJsonArray>
#include <QJsonValue>
#include <vector>

namespace rdma {

template <typename T> [[nodiscard]] QJsonArray listToJson(const std::vector<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
}

/// An element that is no object is decoded as an empty one: the codec then says what is missing.
template <typename T>
[[nodiscard]] Result<std::vector<T>> listFromJson(const QJsonArray &array, Result<T> (*decode)(const QJsonObject &))
{
    std::vector<T> values;
    values.reserve(static_cast<std::size_t>(array.size()));
    for (const auto &value : array) {
        Result<T> decoded = decode(value.toObject());
        if (!decoded)
            return std::unexpected(decoded.error());
        values.push_back(std::move(*decoded));
    }
    return values;
}

} // namespace rdma
