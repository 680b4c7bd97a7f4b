// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON of the steps that change port types.
#include "model/portstep.h"

#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPorts = 8; // ConnectX-8

} // namespace

QJsonObject toJson(const PortTypes &types)
{
    QJsonObject object;
    for (const auto &[port, type] : types)
        object[QString::number(port)] = nameOf(portTypeNames, type);
    return object;
}

PortTypes takePortTypes(ObjectReader &reader, const QString &key)
{
    PortTypes types;
    const QJsonObject object = reader.object(key);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const int port = it.key().toInt();
        const auto type = valueOf(portTypeNames, it.value().toString());
        if (port < 1 || port > mostPorts || QString::number(port) != it.key() || !type)
            reader.reject(key, u"not a port and its type: "_s + it.key().left(maxQuotedKey));
        else
            types[port] = *type;
    }
    return types;
}

QString kindOf(const SetFirmwareTypes &)
{
    return u"set-firmware-types"_s;
}

QString kindOf(const RetypePorts &step)
{
    return step.cuts.isEmpty() ? u"retype-ports"_s : u"retype-used-ports"_s;
}

QString kindOf(const RebuildBootImage &)
{
    return u"rebuild-boot-image"_s;
}

QJsonObject fieldsOf(const SetFirmwareTypes &step)
{
    QJsonObject object{{u"slot"_s, step.slot}, {u"before"_s, toJson(step.before)}, {u"after"_s, toJson(step.after)}};
    putCardIdentity(object, u"card"_s, step.card);
    return object;
}

QJsonObject fieldsOf(const RetypePorts &step)
{
    QJsonObject object{{u"slot"_s, step.slot}, {u"before"_s, toJson(step.before)}, {u"after"_s, toJson(step.after)}};
    if (!step.cuts.isEmpty())
        object[u"cuts"_s] = QJsonArray::fromStringList(step.cuts);
    putCardIdentity(object, u"card"_s, step.card);
    return object;
}

QJsonObject fieldsOf(const RebuildBootImage &step)
{
    return {{u"tool"_s, nameOf(imageToolNames, step.tool)},
            {u"kernel"_s, step.kernel},
            {u"image"_s, step.image},
            {u"stamp"_s, step.stamp},
            {u"holds"_s, step.holds}};
}

SetFirmwareTypes takeSetFirmwareTypes(ObjectReader &reader)
{
    return {reader.text(u"slot"_s), takePortTypes(reader, u"before"_s), takePortTypes(reader, u"after"_s),
            takeCardIdentity(reader, u"card"_s)};
}

RetypePorts takeRetypePorts(ObjectReader &reader, const QJsonObject &object)
{
    RetypePorts step{reader.text(u"slot"_s), takePortTypes(reader, u"before"_s), takePortTypes(reader, u"after"_s)};
    if (object.contains(u"cuts"_s))
        step.cuts = reader.texts(u"cuts"_s);
    step.card = takeCardIdentity(reader, u"card"_s);
    return step;
}

RebuildBootImage takeRebuildBootImage(ObjectReader &reader)
{
    return {reader.oneOf(u"tool"_s, imageToolNames), reader.text(u"kernel"_s), reader.text(u"image"_s),
            reader.text(u"stamp"_s), reader.text(u"holds"_s)};
}

} // namespace rdma
