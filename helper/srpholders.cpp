// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be opened of a session's disks, and asking who does.
#include "helper/srpholders.h"

#include "helper/srphosts.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto blockClass = "/sys/class/block/"_L1;

std::optional<DeviceNumber> numberOf(const QString &name, const Host &host)
{
    return host.attribute(blockClass + name + "/dev"_L1).and_then([](const QByteArray &text) {
        return DeviceNumber::fromText(QString::fromLatin1(text));
    });
}

class Collecting {
public:
    explicit Collecting(const Host &host) : m_host(host) {}

    void addDisk(const QString &disk)
    {
        add(disk, disk, "/dev/"_L1 + disk);
        for (const QString &name : m_host.list(blockClass + disk))
            if (m_host.attribute(blockClass + disk + u'/' + name + "/partition"_L1))
                add(name, disk, "/dev/"_L1 + name);
    }

    void addMapOn(const QString &disk)
    {
        if (const auto map = multipathMapOn(disk, m_host))
            add(map->device, disk, "/dev/mapper/"_L1 + map->name);
    }

    std::vector<GoingDevice> take() { return std::move(m_devices); }

private:
    /// A map has a path in several sessions.
    void add(const QString &name, const QString &disk, const QString &path)
    {
        const auto number = numberOf(name, m_host);
        if (number && m_known.insert(*number).second)
            m_devices.push_back({*number, disk, path});
    }

    const Host &m_host;
    std::set<DeviceNumber> m_known;
    std::vector<GoingDevice> m_devices;
};

Result<void> expectNobody(const GoingDevice &device, const Holders &holders)
{
    const auto found = holders.find(device.number);
    if (found == holders.end())
        return {};
    if (found->second.named.empty())
        return fail(ErrorCode::Busy, device.disk,
                    u"%1 programs have %2 open"_s.arg(QString::number(found->second.more), device.path));
    const DiskHolder &first = found->second.named.front();
    return fail(ErrorCode::Busy, device.disk,
                u"%1, process %2, has %3 open"_s.arg(first.program, QString::number(first.pid), device.path));
}

} // namespace

std::vector<GoingDevice> goingWith(const std::set<SrpTargetId> &ending, const SrpSessions &sessions, const Host &host)
{
    Collecting devices(host);
    for (const auto &[id, ofTarget] : sessions) {
        if (!ending.contains(id))
            continue;
        for (const SrpSession &session : ofTarget)
            for (const SrpLun &lun : session.luns) {
                if (lun.disk.name.isEmpty())
                    continue;
                devices.addDisk(lun.disk.name);
                if (!isKept(lun, ending, sessions))
                    devices.addMapOn(lun.disk.name);
            }
    }
    return devices.take();
}

Result<Holders> holdersOf(const std::vector<GoingDevice> &devices, Machine &machine)
{
    std::set<DeviceNumber> numbers;
    for (const GoingDevice &device : devices)
        numbers.insert(device.number);
    if (numbers.empty())
        return Holders();
    const std::atomic<bool> never = false;
    return holdersObject(numbers)
        .and_then([&](const QString &object) {
            return machine.tools.run({Tool::FindHolders, object}, machine.cancelled ? *machine.cancelled : never);
        })
        .and_then([](const ToolOutcome &outcome) { return holdersFromText(outcome.output); });
}

Result<void> expectNotOpen(const std::vector<GoingDevice> &devices, Machine &machine)
{
    const auto holders = holdersOf(devices, machine);
    if (!holders)
        return holders.error().code == ErrorCode::Cancelled ? std::unexpected(holders.error()) : Result<void>();
    for (const GoingDevice &device : devices)
        if (auto unopened = expectNobody(device, *holders); !unopened)
            return unopened;
    return {};
}

} // namespace rdma
