// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change LIO, in JSON.
#include "model/srpstep.h"

#include "model/json.h"
#include "model/srpdifference.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// make-, change- or remove-
template <typename T> QString verbOf(const std::optional<T> &before, const std::optional<T> &after)
{
    if (!before)
        return u"make-"_s;
    return after ? u"change-"_s : u"remove-"_s;
}

template <typename T> void insert(QJsonObject &object, const QString &key, const std::optional<T> &value)
{
    if (value)
        object[key] = toJson(*value);
}

template <typename T>
std::optional<T> takeOptional(ObjectReader &reader, const QString &key,
                              Result<T> (*decode)(const QJsonObject &, const QString &))
{
    const auto object = reader.optionalObject(key);
    if (!object)
        return std::nullopt;
    Result<T> value = decode(*object, key);
    if (!value)
        reader.reject(key, value.error().subject + u' ' + value.error().detail);
    return value ? std::optional(*std::move(value)) : std::nullopt;
}

} // namespace

QString kindOf(const ChangeBackstore &step)
{
    return verbOf(step.before, step.after) + "backstore"_L1;
}

QString kindOf(const ChangeTarget &step)
{
    if (!step.disconnects.isEmpty())
        return u"disconnect-initiators"_s;
    const bool shrinks = step.before && step.after && takesAway(*step.before, *step.after);
    return (shrinks ? u"shrink-"_s : verbOf(step.before, step.after)) + "target"_L1;
}

QJsonObject fieldsOf(const ChangeBackstore &step)
{
    QJsonObject object{{u"id"_s, step.id.text()}, {u"device"_s, step.device}, {u"newImage"_s, step.newImage}};
    insert(object, u"before"_s, step.before);
    insert(object, u"after"_s, step.after);
    return object;
}

QJsonObject fieldsOf(const ChangeTarget &step)
{
    QJsonObject object{{u"wwn"_s, step.wwn}, {u"disconnects"_s, QJsonArray::fromStringList(step.disconnects)}};
    insert(object, u"before"_s, step.before);
    insert(object, u"after"_s, step.after);
    return object;
}

QJsonObject fieldsOf(const SetRdmaCmPort &step)
{
    return {{u"before"_s, step.before}, {u"after"_s, step.after}};
}

ChangeBackstore takeChangeBackstore(ObjectReader &reader)
{
    const auto id = BackstoreId::fromText(reader.text(u"id"_s));
    if (!id)
        reader.reject(u"id"_s, id.error().detail);
    return {.id = id.value_or(BackstoreId{}),
            .before = takeOptional(reader, u"before"_s, backstoreFromJson),
            .after = takeOptional(reader, u"after"_s, backstoreFromJson),
            .device = reader.text(u"device"_s),
            .newImage = reader.boolean(u"newImage"_s)};
}

ChangeTarget takeChangeTarget(ObjectReader &reader)
{
    return {.wwn = reader.text(u"wwn"_s),
            .before = takeOptional(reader, u"before"_s, srpTargetFromJson),
            .after = takeOptional(reader, u"after"_s, srpTargetFromJson),
            .disconnects = reader.texts(u"disconnects"_s)};
}

SetRdmaCmPort takeSetRdmaCmPort(ObjectReader &reader)
{
    constexpr int maxPort = 0xffff;
    return {static_cast<int>(reader.integer(u"before"_s, 0, maxPort)),
            static_cast<int>(reader.integer(u"after"_s, 0, maxPort))};
}

} // namespace rdma
