// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "devices", its three questions: all devices in short, one in full, the counters of some ports.
#include "helper/features/devices.h"

#include "helper/features/features.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::vector<QString> deviceNames(const Host &host)
{
    const QStringList names = host.list(rdmaClass.chopped(1));
    return {names.begin(), names.end()};
}

/// A name of a client is compared with those there are before it becomes part of a path.
Result<void> mustExist(const Host &host, const QString &name)
{
    if (std::ranges::contains(deviceNames(host), name))
        return {};
    return fail(ErrorCode::NotFound, name.left(maxQuotedKey), u"device"_s);
}

} // namespace

Result<DevicesState> DevicesReading::read(Machine &machine, const DevicesQuery &query) const
{
    if (const auto *one = std::get_if<OneDevice>(&query))
        return readOne(machine.host, one->name);
    if (const auto *sample = std::get_if<CounterSample>(&query))
        return readSample(machine.host, sample->ports);
    return readAll(machine.host);
}

Result<DevicesState> DevicesReading::readAll(const Host &host) const
{
    return readDevices(host, deviceNames(host), false);
}

Result<DevicesState> DevicesReading::readOne(const Host &host, const QString &name) const
{
    return mustExist(host, name)
        .and_then([&] { return readDevices(host, {name}, true); })
        .and_then([&](DevicesState state) -> Result<DevicesState> {
            if (state.live.devices.empty())
                return fail(ErrorCode::NotFound, name, u"device"_s);
            return state;
        });
}

/// A device that went away since it was listed is left out; one that does not answer is there, and nothing of it known.
Result<DevicesState> DevicesReading::readDevices(const Host &host, const std::vector<QString> &names,
                                                 bool withTables) const
{
    auto own = host.again();
    if (!own)
        return std::unexpected(own.error());
    using Answer = std::optional<RdmaDevice>;
    const PatientReader<Answer> reader(m_stuck, m_patience);
    auto answers = reader.readAll(names, [door = std::make_shared<Host>(*std::move(own)), withTables](
                                             const QString &name) { return readDevice(*door, name, withTables); });
    DevicesState state;
    for (auto &[name, answer] : answers) {
        if (!answer)
            state.notes.push_back({NoteCode::DeviceSilent, name, {}});
        if (!answer || *answer)
            state.live.devices[name] = answer ? **std::move(answer) : RdmaDevice{};
    }
    addSurroundings(state.live, host);
    return state;
}

Result<DevicesState> DevicesReading::readSample(const Host &host, const std::vector<PortId> &ports) const
{
    std::vector<QString> keys;
    for (const PortId &port : ports) {
        if (const auto exists = mustExist(host, port.device); !exists)
            return std::unexpected(exists.error());
        keys.push_back(port.text());
    }
    auto own = host.again();
    if (!own)
        return std::unexpected(own.error());
    using Answer = std::optional<PortCounters>;
    const PatientReader<Answer> reader(m_stuck, m_patience);
    auto answers = reader.readAll(keys, [door = std::make_shared<Host>(*std::move(own))](const QString &key) {
        return PortId::fromText(key).transform([&](const PortId &port) { return readCounters(*door, port); }).value();
    });
    DevicesState state;
    for (auto &[key, answer] : answers) {
        if (!answer)
            state.notes.push_back({NoteCode::DeviceSilent, key, {}});
        else if (!*answer)
            return fail(ErrorCode::NotFound, key, u"port"_s);
        else
            state.live.counters[*PortId::fromText(key)] = **std::move(answer);
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
