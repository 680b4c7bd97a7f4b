// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Block devices in JSON; read leniently, for the helper may be newer.
#include "model/blockdevice.h"

#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<BlockUse, 8> useNames{{
    {BlockUse::Mounted, "mounted"_L1},
    {BlockUse::Swap, "swap"_L1},
    {BlockUse::Holder, "holder"_L1},
    {BlockUse::Lvm, "lvm"_L1},
    {BlockUse::Raid, "raid"_L1},
    {BlockUse::Multipath, "multipath"_L1},
    {BlockUse::Exported, "exported"_L1},
    {BlockUse::Partitions, "partitions"_L1},
}};

QJsonArray usesToJson(const std::vector<DeviceUse> &uses)
{
    QJsonArray array;
    for (const DeviceUse &use : uses)
        array.append(QJsonObject{{u"use"_s, nameOf(useNames, use.use)}, {u"subject"_s, use.subject}});
    return array;
}

Result<std::vector<DeviceUse>> usesFromJson(const QJsonArray &array, const QString &where)
{
    std::vector<DeviceUse> uses;
    for (const auto &value : array) {
        ObjectReader reader(value.toObject(), where);
        uses.push_back({reader.oneOf(u"use"_s, useNames), reader.text(u"subject"_s)});
        if (const auto done = reader.finishLenient(); !done)
            return std::unexpected(done.error());
    }
    return uses;
}

} // namespace

QString nameOf(BlockUse use)
{
    return nameOf(useNames, use);
}

QJsonObject toJson(const BlockDevice &device)
{
    return {{u"name"_s, device.name},
            {u"path"_s, device.path},
            {u"wholeDisk"_s, device.wholeDisk},
            {u"size"_s, static_cast<qint64>(device.size)},
            {u"readOnly"_s, device.readOnly},
            {u"removable"_s, device.removable},
            {u"vendor"_s, device.vendor},
            {u"model"_s, device.model},
            {u"serial"_s, device.serial},
            {u"fileSystem"_s, device.fileSystem},
            {u"stablePaths"_s, QJsonArray::fromStringList(device.stablePaths)},
            {u"links"_s, QJsonArray::fromStringList(device.links)},
            {u"holdsRoot"_s, device.holdsRoot},
            {u"uses"_s, usesToJson(device.uses)}};
}

Result<BlockDevice> blockDeviceFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    BlockDevice device{.name = reader.text(u"name"_s),
                       .path = reader.text(u"path"_s),
                       .wholeDisk = reader.text(u"wholeDisk"_s),
                       .size = static_cast<quint64>(reader.integer(u"size"_s, 0)),
                       .readOnly = reader.boolean(u"readOnly"_s),
                       .removable = reader.boolean(u"removable"_s),
                       .vendor = reader.text(u"vendor"_s),
                       .model = reader.text(u"model"_s),
                       .serial = reader.text(u"serial"_s),
                       .fileSystem = reader.text(u"fileSystem"_s),
                       .stablePaths = reader.texts(u"stablePaths"_s),
                       .links = reader.texts(u"links"_s),
                       .holdsRoot = reader.boolean(u"holdsRoot"_s),
                       .uses = {}};
    const QJsonArray uses = reader.array(u"uses"_s);
    return reader.finishLenient()
        .and_then([&] { return usesFromJson(uses, where.isEmpty() ? u"uses"_s : where + u".uses"_s); })
        .transform([&](auto decoded) {
            device.uses = std::move(decoded);
            return std::move(device);
        });
}

} // namespace rdma
