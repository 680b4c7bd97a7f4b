// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be opened of a session's disks, and asking who does.
#include "helper/srpholders.h"

#include "helper/srphosts.h"

#include <algorithm>
#include <iterator>

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

std::vector<std::set<DeviceNumber>> portionsOf(const std::vector<GoingDevice> &devices)
{
    std::vector<std::set<DeviceNumber>> portions;
    for (const GoingDevice &device : devices) {
        if (portions.empty() || portions.back().size() == maxAskedDevices)
            portions.emplace_back();
        portions.back().insert(device.number);
    }
    return portions;
}

Result<Holders> askedAbout(const AskedNodes &asked, Machine &machine, Tool look)
{
    const std::atomic<bool> never = false;
    return holdersObject(asked)
        .and_then([&](const QString &object) {
            return machine.tools.run({look, object}, machine.cancelled ? *machine.cancelled : never);
        })
        .and_then([](const ToolOutcome &outcome) { return holdersFromText(outcome.output); });
}

qint64 namedIn(const Holders &holders)
{
    qint64 named = 0;
    for (const auto &[device, of] : holders)
        named += std::ssize(of.named);
    return named;
}

/// All answers together name no more than one does.
void add(Holders &all, Holders some)
{
    qint64 room = maxNamedHolders - namedIn(all);
    for (auto &[device, of] : some) {
        const qint64 kept = std::min<qint64>(room, std::ssize(of.named));
        of.more += std::ssize(of.named) - kept;
        of.named.resize(static_cast<std::size_t>(kept));
        room -= kept;
    }
    all.merge(some);
}

/// That somebody else was just looking says nothing about this machine.
bool saysUnknown(const Note &note)
{
    return note.code == NoteCode::HoldersUnknown && note.detail != codeName(ErrorCode::TooMany);
}

Result<void> withoutKnowing(const std::vector<GoingDevice> &devices, const Error &error, const Plan *plan)
{
    if (error.code == ErrorCode::Cancelled)
        return std::unexpected(error);
    qWarning("%s: not known who has it open: %s %s", qPrintable(devices.front().disk), qPrintable(codeName(error.code)),
             qPrintable(error.detail));
    const bool isExpected = !plan || std::ranges::any_of(plan->warnings, saysUnknown);
    return isExpected ? Result<void>() : fail(ErrorCode::Busy, devices.front().disk, u"holders unknown"_s);
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

Result<Holders> holdersOf(const std::vector<GoingDevice> &devices, Machine &machine, Tool look, NodeKind kind)
{
    Holders all;
    for (const auto &portion : portionsOf(devices)) {
        auto some = askedAbout({portion, kind}, machine, look);
        if (!some)
            return some;
        add(all, *std::move(some));
    }
    return all;
}

Result<void> expectNotOpen(const std::vector<GoingDevice> &devices, Machine &machine)
{
    const auto holders = holdersOf(devices, machine, Tool::FindHolders);
    if (!holders)
        return withoutKnowing(devices, holders.error(), machine.plan);
    for (const GoingDevice &device : devices)
        if (auto unopened = expectNobody(device, *holders); !unopened)
            return unopened;
    return {};
}

} // namespace rdma
