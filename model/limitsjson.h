// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of feature "limits" in JSON. What the machine tells is read leniently, for the helper may be newer.
#pragma once

#include "model/jsonlist.h"
#include "model/jsonparts.h"
#include "model/limits.h"
#include "model/optionaljson.h"

namespace rdma {

/// {"soft": "unlimited", "hard": "67108864"}: bytes; both are required.
[[nodiscard]] QJsonObject toJson(const MemoryLimit &limit);
[[nodiscard]] Result<MemoryLimit> memoryLimitFromJson(const QJsonObject &object);
[[nodiscard]] MemoryLimit takeLimit(ObjectReader &reader);

[[nodiscard]] QJsonObject toJson(const ShownRule &rule);
[[nodiscard]] Result<ShownRule> shownRuleFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const UnitMemlock &unit);
[[nodiscard]] Result<UnitMemlock> unitMemlockFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const RunningLimit &running);
[[nodiscard]] Result<RunningLimit> runningLimitFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const LoginLimit &login);
[[nodiscard]] Result<LoginLimit> loginLimitFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const LimitAnswer &answer);
[[nodiscard]] Result<LimitAnswer> limitAnswerFromJson(const QJsonObject &object);

/// Of lines that are not counted from 0.
[[nodiscard]] inline int takeLine(ObjectReader &reader)
{
    return int(reader.integer(QStringLiteral("line"), 1, maxInt));
}

template <typename T>
[[nodiscard]] std::vector<T> takeList(ObjectReader &reader, const QString &key,
                                      Result<T> (*decode)(const QJsonObject &))
{
    return takePart(reader, key, listFromJson(reader.array(key), decode));
}

template <typename T> [[nodiscard]] QJsonArray arrayOf(const std::vector<T> &values, QJsonObject (*encode)(const T &))
{
    QJsonArray array;
    for (const T &value : values)
        array.append(encode(value));
    return array;
}

} // namespace rdma
