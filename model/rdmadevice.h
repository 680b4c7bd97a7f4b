// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One RDMA device as the kernel tells it: an adapter, a virtual function of one, or a soft device.
#pragma once

#include "model/rdmaport.h"

#include <map>

namespace rdma {

/// node_type (enum rdma_node_type, rdma/ib_verbs.h).
enum class NodeType { Unknown, Ca, Switch, Router, Rnic, Usnic, UsnicUdp, Unspecified };

struct PciIds {
    quint16 vendor = 0;
    quint16 device = 0;
    quint16 subsystemVendor = 0;
    quint16 subsystemDevice = 0;

    bool operator==(const PciIds &) const = default;
};

/// Of a device in short, what only the detail has (marked *) is absent.
struct RdmaDevice {
    NodeType nodeType = NodeType::Unknown; ///< *
    std::optional<QString> vendorName;     ///< by pci.ids
    std::optional<QString> modelName;      ///< by pci.ids
    std::optional<PciIds> pciIds;
    std::optional<QString> pciSlot;           ///< 0000:05:00.0; absent for a soft device
    std::optional<int> numaNode;              ///< *
    std::optional<QString> driver;            ///< the PCI driver: mlx5_core
    std::optional<QString> driverVersion;     ///< * "24.10-1.1.4", or "srcversion 5D3F…" for a module that has none
    std::optional<QString> rdmaDriver;        ///< * who registered the RDMA device: mlx5_ib, bnxt_re, rdma_rxe
    std::optional<QString> rdmaDriverVersion; ///< *
    std::optional<QString> firmware;
    std::optional<QString> boardId;          ///< Mellanox: the PSID
    std::optional<QString> hcaType;          ///< *
    std::optional<QString> hardwareRevision; ///< *
    std::optional<Guid> nodeGuid;
    std::optional<Guid> systemImageGuid; ///< * zero for some soft devices
    std::optional<QString> description;  ///< * node_desc
    std::optional<QString> parentSlot;   ///< of a virtual function: its physical function's slot
    std::optional<int> virtualFunctions; ///< * how many are enabled
    std::map<int, RdmaPort> ports;       ///< by number

    bool operator==(const RdmaDevice &) const = default;
};

/// The device in short, with what only the detail has. Nothing when the detail is that of another card: a name is given
/// to the next.
[[nodiscard]] std::optional<RdmaDevice> withDetails(const RdmaDevice &summary, const RdmaDevice &detail);

[[nodiscard]] QJsonObject toJson(const RdmaDevice &device);
[[nodiscard]] Result<RdmaDevice> rdmaDeviceFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
