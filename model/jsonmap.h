// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Maps in JSON: an object whose keys are ids in their own spelling.
#pragma once

#include "model/json.h"

#include <map>

namespace rdma {

/// Of keys with text().
template <typename Key, typename T>
[[nodiscard]] QJsonObject mapToJson(const std::map<Key, T> &values, QJsonObject (*encode)(const T &))
{
    QJsonObject object;
    for (const auto &[key, value] : values)
        object[key.text()] = encode(value);
    return object;
}

/// Of keys with fromText(). The first problem is the reader's.
template <typename Key, typename T>
[[nodiscard]] std::map<Key, T> takeMap(ObjectReader &reader, const QString &name,
                                       Result<T> (*decode)(const QJsonObject &, const QString &))
{
    std::map<Key, T> values;
    const QJsonObject object = reader.object(name);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const Result<Key> key = Key::fromText(it.key());
        Result<T> value = decode(it->toObject(), it.key());
        if (!key || !value)
            reader.reject(name, key ? value.error().subject + u' ' + value.error().detail : key.error().detail);
        else
            values[*key] = *std::move(value);
    }
    return values;
}

} // namespace rdma
