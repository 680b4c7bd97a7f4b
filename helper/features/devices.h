// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "devices": the RDMA hardware and its ports. Read-only, from sysfs and what Ethernet links could do: no device
// node is opened.
#pragma once

#include "helper/feature.h"
#include "helper/features/linkspeeds.h"
#include "helper/patientreader.h"
#include "model/devices.h"
#include "model/devicetext.h"

#include <utility>

namespace rdma {

using DevicesState = State<DevicesConfig, DevicesLive>;

/// How long a driver may think about one device before the others go on without it, and how long all of them may take:
/// less than the pool's deadline, so that there is an answer.
struct DevicesPatience {
    std::chrono::milliseconds one{700};
    std::chrono::milliseconds all{3000};
    std::chrono::milliseconds link{300}; ///< for each of the two that may ask what Ethernet links can
};

/// How much is read of a device. Drivers ask the firmware for most of what a port tells, so a list of many does without
/// what it does not show.
enum class Extent { Summary, Full };

/// Remembers over several reads which devices do not answer.
class DevicesReading {
public:
    explicit DevicesReading(const DevicesPatience &patience = {}) : m_patience(patience) {}

    [[nodiscard]] Result<DevicesState> read(Machine &machine, const DevicesQuery &query) const;

private:
    [[nodiscard]] Result<DevicesState> readAll(const Machine &machine) const;
    [[nodiscard]] Result<DevicesState> readOne(const Machine &machine, const QString &name) const;
    [[nodiscard]] Result<DevicesState> readSample(const Host &host, const std::vector<PortId> &ports) const;
    [[nodiscard]] Result<DevicesState> readDevices(const Machine &machine, const std::vector<QString> &names,
                                                   Extent extent) const;
    template <typename T, typename Key, typename Read>
    [[nodiscard]] Result<std::map<Key, std::optional<Result<T>>>> ask(const Host &host, const std::vector<Key> &keys,
                                                                      Read read, const QString &part = {}) const;

    DevicesPatience m_patience;
    LinkSpeeds m_speeds{m_patience.link};
    std::shared_ptr<ReadThreads> m_threads = std::make_shared<ReadThreads>();
    mutable std::timed_mutex m_turn; ///< one read asks at a time: many would need many threads for the same devices
};

constexpr QLatin1StringView rdmaClass{"/sys/class/infiniband/"};

/// None where the file cannot be read, holds no number, or one that the type cannot hold.
template <typename Number> std::optional<Number> numberIn(const HostDirectory &directory, const char *name)
{
    return directory.attribute(name).and_then(numberFrom).and_then([](quint64 number) {
        return std::in_range<Number>(number) ? std::optional(static_cast<Number>(number)) : std::nullopt;
    });
}

/// What is read of one device, and whom one may ask how fast its Ethernet ports could be: the interfaces, by port.
struct DeviceAnswer {
    RdmaDevice device;
    std::map<int, QString> links;
};

/// NotFound when the device is not there (any more).
[[nodiscard]] Result<DeviceAnswer> readDevice(const Host &host, const QString &name, Extent extent);

/// A network interface of the device's PCI function, and the port it is on.
struct PortLink {
    QString name;
    int port = 0;
    bool isIpoib = false;
};

[[nodiscard]] std::map<int, RdmaPort> readPorts(const HostDirectory &device, const std::vector<PortLink> &links,
                                                Extent extent);

/// The interface whose traffic is shown beside the port's: found without asking the port for its state.
[[nodiscard]] QString interfaceOf(const HostDirectory &device, const HostDirectory &port, int number);
[[nodiscard]] QString firstInterface(const HostDirectory &port, int number, const std::vector<PortLink> &links);

/// NotFound when the port is not there (any more).
[[nodiscard]] Result<PortCounters> readCounters(const Host &host, const PortId &port);

/// What is known of the devices together: names of cards, whose stack it is, whether opensm runs.
void addSurroundings(DevicesLive &live, const Host &host);

/// The modules behind the devices, and their versions.
void addDrivers(std::map<QString, RdmaDevice> &devices, const Host &host);
[[nodiscard]] std::optional<QString> moduleVersion(const Host &host, const QString &module);

} // namespace rdma
