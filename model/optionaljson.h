// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Values in JSON that may be absent: no value, no key.
#pragma once

#include "model/guid.h"
#include "model/json.h"

#include <limits>

namespace rdma {

constexpr int maxInt = std::numeric_limits<int>::max();

template <typename T> void putOptional(QJsonObject &object, const QString &key, const std::optional<T> &value)
{
    if (value)
        object[key] = *value;
}

inline void putOptional(QJsonObject &object, const QString &key, std::optional<quint32> number)
{
    putOptional(object, key, number.transform([](quint32 value) { return qint64{value}; }));
}

inline void putOptional(QJsonObject &object, const QString &key, const std::optional<Guid> &guid)
{
    putOptional(object, key, guid.transform([](Guid value) { return value.hex(); }));
}

/// One of the table's names.
template <typename Enum, std::size_t N>
[[nodiscard]] std::optional<Enum> takeOptional(ObjectReader &reader, const QString &key,
                                               const EnumNames<Enum, N> &names)
{
    const auto text = reader.optionalText(key);
    if (!text)
        return std::nullopt;
    const auto value = valueOf(names, *text);
    if (!value)
        reader.reject(key, QStringLiteral("unknown value"));
    return value;
}

/// From zero up.
[[nodiscard]] inline std::optional<int> takeNumber(ObjectReader &reader, const QString &key)
{
    const auto number = reader.optionalInteger(key, 0, maxInt);
    return number.transform([](qint64 value) { return static_cast<int>(value); });
}

[[nodiscard]] inline std::optional<quint32> take32Bits(ObjectReader &reader, const QString &key)
{
    const auto number = reader.optionalInteger(key, 0, std::numeric_limits<quint32>::max());
    return number.transform([](qint64 value) { return static_cast<quint32>(value); });
}

/// Sixteen hex digits; zero is what the kernel says where it knows none.
[[nodiscard]] inline std::optional<Guid> takeGuid(ObjectReader &reader, const QString &key)
{
    const auto text = reader.optionalText(key);
    if (!text)
        return std::nullopt;
    if (const auto guid = Guid::fromHex(*text); guid && guid->hex() == *text)
        return *guid;
    if (*text != Guid{}.hex())
        reader.reject(key, QStringLiteral("no GUID"));
    return Guid{};
}

} // namespace rdma
