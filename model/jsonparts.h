// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Values in JSON with parts that have a codec of their own.
#pragma once

#include "model/json.h"

namespace rdma {

/// A value that its own codec did not understand is the reader's problem.
template <typename T> [[nodiscard]] T takePart(ObjectReader &reader, const QString &key, Result<T> part)
{
    if (!part)
        reader.reject(key, part.error().subject + u' ' + part.error().detail);
    return std::move(part).value_or(T{});
}

template <typename T>
[[nodiscard]] T takePart(ObjectReader &reader, const QString &key, Result<T> (*decode)(const QJsonObject &))
{
    return takePart(reader, key, decode(reader.object(key)));
}

template <typename T>
[[nodiscard]] std::optional<T> takeOptionalPart(ObjectReader &reader, const QString &key,
                                                Result<T> (*decode)(const QJsonObject &))
{
    return reader.optionalObject(key).transform(
        [&](const QJsonObject &object) { return takePart(reader, key, decode(object)); });
}

template <typename T> void putPart(QJsonObject &object, const QString &key, const std::optional<T> &part)
{
    if (part)
        object[key] = toJson(*part);
}

} // namespace rdma
