// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device in short and its details, which were read at another time, put together.
#include "model/rdmadevice.h"

namespace rdma {

namespace {

/// A GUID that could not be read is nobody else's.
bool isSameCard(const RdmaDevice &one, const RdmaDevice &other)
{
    const bool isOther = one.nodeGuid && other.nodeGuid && one.nodeGuid != other.nodeGuid;
    return !isOther && one.pciSlot == other.pciSlot;
}

void addDetails(RdmaPort &port, const RdmaPort &detail)
{
    port.lid = detail.lid;
    port.lmc = detail.lmc;
    port.smSl = detail.smSl;
    port.tables = detail.tables;
    if (port.linkLayer == LinkLayer::Ethernet) {
        port.smLid = detail.smLid;
        port.capabilities = detail.capabilities;
    }
}

} // namespace

std::optional<RdmaDevice> withDetails(const RdmaDevice &summary, const RdmaDevice &detail)
{
    if (!isSameCard(summary, detail))
        return std::nullopt;
    RdmaDevice whole = summary;
    whole.nodeType = detail.nodeType;
    whole.numaNode = detail.numaNode;
    whole.driverVersion = detail.driverVersion;
    whole.rdmaDriver = detail.rdmaDriver;
    whole.rdmaDriverVersion = detail.rdmaDriverVersion;
    whole.hcaType = detail.hcaType;
    whole.hardwareRevision = detail.hardwareRevision;
    whole.systemImageGuid = detail.systemImageGuid;
    whole.description = detail.description;
    whole.virtualFunctions = detail.virtualFunctions;
    for (auto &[number, port] : whole.ports)
        if (const auto found = detail.ports.find(number); found != detail.ports.end())
            addDetails(port, found->second);
    return whole;
}

} // namespace rdma
