// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Devices in JSON; read leniently, for the helper may be newer.
#include "model/rdmadevice.h"

#include "model/optionaljson.h"
#include "model/portcounters.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<NodeType, 8> nodeTypeNames{{
    {NodeType::Unknown, "unknown"_L1},
    {NodeType::Ca, "ca"_L1},
    {NodeType::Switch, "switch"_L1},
    {NodeType::Router, "router"_L1},
    {NodeType::Rnic, "rnic"_L1},
    {NodeType::Usnic, "usnic"_L1},
    {NodeType::UsnicUdp, "usnic-udp"_L1},
    {NodeType::Unspecified, "unspecified"_L1},
}};

QJsonObject toJson(const PciIds &ids)
{
    return {{u"vendor"_s, ids.vendor},
            {u"device"_s, ids.device},
            {u"subsystemVendor"_s, ids.subsystemVendor},
            {u"subsystemDevice"_s, ids.subsystemDevice}};
}

quint16 takeId(ObjectReader &reader, const QString &key)
{
    return static_cast<quint16>(reader.integer(key, 0, 0xffff));
}

Result<PciIds> pciIdsFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const PciIds ids{takeId(reader, u"vendor"_s), takeId(reader, u"device"_s), takeId(reader, u"subsystemVendor"_s),
                     takeId(reader, u"subsystemDevice"_s)};
    return reader.finishLenient().transform([&] { return ids; });
}

QJsonObject portsToJson(const std::map<int, RdmaPort> &ports)
{
    QJsonObject object;
    for (const auto &[number, port] : ports)
        object[QString::number(number)] = toJson(port);
    return object;
}

Result<int> portNumber(const QString &key, const QString &where)
{
    bool ok = false;
    const int number = key.toInt(&ok);
    if (!ok || number < 0 || number > maxPort || QString::number(number) != key)
        return fail(ErrorCode::InvalidWish, where + u'.' + key.left(maxQuotedKey), u"no port number"_s);
    return number;
}

Result<std::map<int, RdmaPort>> portsFromJson(const QJsonObject &object, const QString &where)
{
    std::map<int, RdmaPort> ports;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto number = portNumber(it.key(), where);
        if (!number)
            return std::unexpected(number.error());
        auto port = rdmaPortFromJson(it->toObject(), where + u'.' + it.key());
        if (!port)
            return std::unexpected(port.error());
        ports[*number] = *std::move(port);
    }
    return ports;
}

RdmaDevice takeDevice(ObjectReader &reader)
{
    return {.nodeType = reader.oneOf(u"nodeType"_s, nodeTypeNames),
            .vendorName = reader.optionalText(u"vendorName"_s),
            .modelName = reader.optionalText(u"modelName"_s),
            .pciIds = {},
            .pciSlot = reader.optionalText(u"pciSlot"_s),
            .numaNode = takeNumber(reader, u"numaNode"_s),
            .driver = reader.optionalText(u"driver"_s),
            .driverVersion = reader.optionalText(u"driverVersion"_s),
            .rdmaDriver = reader.optionalText(u"rdmaDriver"_s),
            .rdmaDriverVersion = reader.optionalText(u"rdmaDriverVersion"_s),
            .firmware = reader.optionalText(u"firmware"_s),
            .boardId = reader.optionalText(u"boardId"_s),
            .hcaType = reader.optionalText(u"hcaType"_s),
            .hardwareRevision = reader.optionalText(u"hardwareRevision"_s),
            .nodeGuid = takeGuid(reader, u"nodeGuid"_s),
            .systemImageGuid = takeGuid(reader, u"systemImageGuid"_s),
            .description = reader.optionalText(u"description"_s),
            .parentSlot = reader.optionalText(u"parentSlot"_s),
            .virtualFunctions = takeNumber(reader, u"virtualFunctions"_s),
            .ports = {}};
}

} // namespace

QJsonObject toJson(const RdmaDevice &device)
{
    QJsonObject object{{u"nodeType"_s, nameOf(nodeTypeNames, device.nodeType)},
                       {u"ports"_s, portsToJson(device.ports)}};
    putOptional(object, u"vendorName"_s, device.vendorName);
    putOptional(object, u"modelName"_s, device.modelName);
    putOptional(object, u"pciIds"_s, device.pciIds.transform([](const PciIds &ids) { return toJson(ids); }));
    putOptional(object, u"pciSlot"_s, device.pciSlot);
    putOptional(object, u"numaNode"_s, device.numaNode);
    putOptional(object, u"driver"_s, device.driver);
    putOptional(object, u"driverVersion"_s, device.driverVersion);
    putOptional(object, u"rdmaDriver"_s, device.rdmaDriver);
    putOptional(object, u"rdmaDriverVersion"_s, device.rdmaDriverVersion);
    putOptional(object, u"firmware"_s, device.firmware);
    putOptional(object, u"boardId"_s, device.boardId);
    putOptional(object, u"hcaType"_s, device.hcaType);
    putOptional(object, u"hardwareRevision"_s, device.hardwareRevision);
    putOptional(object, u"nodeGuid"_s, device.nodeGuid);
    putOptional(object, u"systemImageGuid"_s, device.systemImageGuid);
    putOptional(object, u"description"_s, device.description);
    putOptional(object, u"parentSlot"_s, device.parentSlot);
    putOptional(object, u"virtualFunctions"_s, device.virtualFunctions);
    return object;
}

Result<RdmaDevice> rdmaDeviceFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    RdmaDevice device = takeDevice(reader);
    const auto ids = reader.optionalObject(u"pciIds"_s);
    const QJsonObject ports = reader.object(u"ports"_s);
    return reader.finishLenient()
        .and_then([&]() -> Result<void> {
            if (!ids)
                return {};
            return pciIdsFromJson(*ids, where + u".pciIds"_s).transform([&](PciIds decoded) {
                device.pciIds = decoded;
            });
        })
        .and_then([&] { return portsFromJson(ports, where + u".ports"_s); })
        .transform([&](auto decoded) {
            device.ports = std::move(decoded);
            return std::move(device);
        });
}

} // namespace rdma
