// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "devices", its three questions: all devices in short, one in full, the counters of some ports.
#include "helper/features/devices.h"

#include "helper/features/features.h"

#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::vector<QString> deviceNames(const Host &host)
{
    const QStringList names = host.list(rdmaClass.chopped(1));
    return {names.begin(), names.end()};
}

/// A name of a client is compared with those there are before it becomes part of a path.
Result<void> mustExist(const std::vector<QString> &names, const QString &name)
{
    if (std::ranges::contains(names, name))
        return {};
    return fail(ErrorCode::NotFound, name.left(maxQuotedKey), u"device"_s);
}

/// What is gone has answered; what cannot be opened for another reason (EMFILE) is there.
template <typename T> bool isSilent(const std::optional<Result<T>> &answer)
{
    return !answer || (!*answer && answer->error().code != ErrorCode::NotFound);
}

QString textOf(const QString &name)
{
    return name;
}

QString textOf(const PortId &port)
{
    return port.text();
}

} // namespace

Result<DevicesState> DevicesReading::read(Machine &machine, const DevicesQuery &query) const
{
    if (const auto *one = std::get_if<OneDevice>(&query))
        return readOne(machine, one->name);
    if (const auto *sample = std::get_if<CounterSample>(&query))
        return readSample(machine.host, sample->ports);
    return readAll(machine);
}

Result<DevicesState> DevicesReading::readAll(const Machine &machine) const
{
    return readDevices(machine, deviceNames(machine.host), Extent::Summary);
}

Result<DevicesState> DevicesReading::readOne(const Machine &machine, const QString &name) const
{
    return mustExist(deviceNames(machine.host), name)
        .and_then([&] { return readDevices(machine, {name}, Extent::Full); })
        .and_then([&](DevicesState state) -> Result<DevicesState> {
            if (state.live.devices.empty())
                return fail(ErrorCode::NotFound, name, u"device"_s);
            return state;
        });
}

/// No value for what did not answer. The deadline is that of the caller, who may have waited for others first. What
/// hangs keeps only reads of the same part of the key from being asked.
template <typename T, typename Key, typename Read>
Result<std::map<Key, std::optional<Result<T>>>> DevicesReading::ask(const Host &host, const std::vector<Key> &keys,
                                                                    Read read, const QString &part) const
{
    auto own = host.again();
    if (!own)
        return std::unexpected(own.error());
    const auto door = std::make_shared<Host>(*std::move(own));
    typename PatientReader<Result<T>>::Reads reads;
    for (const Key &key : keys)
        reads[textOf(key) + part] = [door, key, read] { return read(*door, key); };
    const auto deadline = ReadClock::now() + m_patience.all;
    const std::unique_lock turn(m_turn, deadline - m_patience.one); // later there is no time to wait for a device
    if (!turn)
        return fail(ErrorCode::Timeout);
    auto answers = PatientReader<Result<T>>(m_threads, m_patience.one).readAll(reads, deadline);
    std::map<Key, std::optional<Result<T>>> byKey;
    for (const Key &key : std::set(keys.begin(), keys.end()))
        byKey[key] = std::move(answers[textOf(key) + part]);
    return byKey;
}

/// A device that went away since it was listed is left out; one that does not answer is there, and nothing of it known.
Result<DevicesState> DevicesReading::readDevices(const Machine &machine, const std::vector<QString> &names,
                                                 Extent extent) const
{
    const auto read = [extent](const Host &door, const QString &name) { return readDevice(door, name, extent); };
    auto answers = ask<DeviceAnswer>(machine.host, names, read, extent == Extent::Full ? u"/detail"_s : QString());
    if (!answers)
        return std::unexpected(answers.error());
    DevicesState state;
    std::map<QString, std::map<int, QString>> links;
    for (auto &[name, answer] : *answers) {
        if (isSilent(answer))
            state.notes.push_back({NoteCode::DeviceSilent, name, {}});
        if (!isSilent(answer) && !*answer)
            continue;
        DeviceAnswer told = isSilent(answer) ? DeviceAnswer{} : **std::move(answer);
        state.live.devices[name] = std::move(told.device);
        links[name] = std::move(told.links);
    }
    m_speeds.add(state.live.devices, links, machine.kernel.linkModes());
    if (extent == Extent::Summary) // of all devices
        m_speeds.forgetAllBut(links);
    addSurroundings(state.live, machine.host);
    if (extent == Extent::Full)
        addDrivers(state.live.devices, machine.host);
    return state;
}

Result<DevicesState> DevicesReading::readSample(const Host &host, const std::vector<PortId> &ports) const
{
    const auto names = deviceNames(host);
    for (const PortId &port : ports)
        if (const auto exists = mustExist(names, port.device); !exists)
            return std::unexpected(exists.error());
    auto answers = ask<PortCounters>(host, ports, readCounters);
    if (!answers)
        return std::unexpected(answers.error());
    DevicesState state;
    for (auto &[port, answer] : *answers) {
        if (isSilent(answer))
            state.notes.push_back({NoteCode::DeviceSilent, port.text(), {}});
        else if (!*answer)
            return fail(ErrorCode::NotFound, port.text(), u"port"_s);
        else
            state.live.counters[port] = **std::move(answer);
    }
    return state;
}

Feature devicesFeature()
{
    const auto reading = std::make_shared<DevicesReading>();
    return makeReadOnlyFeature<DevicesConfig, DevicesLive, DevicesQuery>(
        u"devices"_s, [reading](Machine &machine, const DevicesQuery &query) { return reading->read(machine, query); },
        devicesQueryFromJson, devicesConfigFromJson);
}

} // namespace rdma
