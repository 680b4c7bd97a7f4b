// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "devices": the RDMA hardware and its ports. Read-only.
#pragma once

#include "model/portcounters.h"
#include "model/rdmadevice.h"

#include <variant>

namespace rdma {

/// Nothing of it can be wished.
struct DevicesConfig {
    bool operator==(const DevicesConfig &) const = default;
};

/// Whose RDMA drivers run.
enum class StackFlavour {
    Inbox,    ///< the kernel's own
    MlnxOfed, ///< the vendor's package, MLNX_OFED or DOCA
};

struct RdmaStack {
    StackFlavour flavour = StackFlavour::Inbox;
    QString version; ///< of the vendor's package; empty when not reported

    bool operator==(const RdmaStack &) const = default;
};

struct DevicesLive {
    std::map<QString, RdmaDevice> devices; ///< by name: mlx5_0
    bool openSmRuns = false;               ///< a subnet manager runs on this host
    RdmaStack stack;
    std::map<PortId, PortCounters> counters; ///< of the ports that the query names

    bool operator==(const DevicesLive &) const = default;
};

constexpr qsizetype maxCounterPorts = 64; ///< in one query

/// {}: all devices in short.
struct AllDevices {
    bool operator==(const AllDevices &) const = default;
};

/// {"device": "mlx4_0"}: one device with its tables.
struct OneDevice {
    QString name;

    bool operator==(const OneDevice &) const = default;
};

/// {"counters": ["mlx4_0/1"]}: what these ports have counted, and no devices.
struct CounterSample {
    std::vector<PortId> ports;

    bool operator==(const CounterSample &) const = default;
};

using DevicesQuery = std::variant<AllDevices, OneDevice, CounterSample>;

[[nodiscard]] QJsonObject toJson(const DevicesConfig &config);
[[nodiscard]] Result<DevicesConfig> devicesConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const DevicesLive &live);
[[nodiscard]] Result<DevicesLive> devicesLiveFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const DevicesQuery &query);
[[nodiscard]] Result<DevicesQuery> devicesQueryFromJson(const QJsonObject &object);

} // namespace rdma
