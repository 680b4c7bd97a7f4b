// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "devices" in JSON, and its queries: those strictly, the state leniently.
#include "model/devices.h"

#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<StackFlavour, 2> flavourNames{{
    {StackFlavour::Inbox, "inbox"_L1},
    {StackFlavour::MlnxOfed, "mlnx-ofed"_L1},
}};

QJsonObject toJson(const RdmaStack &stack)
{
    return {{u"flavour"_s, nameOf(flavourNames, stack.flavour)}, {u"version"_s, stack.version}};
}

Result<RdmaStack> stackFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"stack"_s);
    RdmaStack stack{reader.oneOf(u"flavour"_s, flavourNames), reader.text(u"version"_s)};
    return reader.finishLenient().transform([&] { return std::move(stack); });
}

Result<QString> nameFromKey(const QString &key)
{
    return key;
}

Result<PortId> portIdFromKey(const QString &key)
{
    return PortId::fromText(key);
}

/// A member of `live` whose keys are names of ours and whose values have their own codec.
template <typename Key, typename Value>
Result<std::map<Key, Value>> mapFromJson(const QJsonObject &object, const QString &where,
                                         Result<Key> (*keyOf)(const QString &),
                                         Result<Value> (*decode)(const QJsonObject &, const QString &))
{
    std::map<Key, Value> values;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto key = keyOf(it.key());
        if (!key)
            return std::unexpected(key.error());
        auto value = decode(it->toObject(), where + u'.' + it.key());
        if (!value)
            return std::unexpected(value.error());
        values[*key] = *std::move(value);
    }
    return values;
}

Result<CounterSample> counterSample(const QStringList &texts)
{
    CounterSample sample;
    if (texts.isEmpty() || texts.size() > maxCounterPorts)
        return fail(ErrorCode::InvalidWish, u"counters"_s, u"from 1 to %1 ports"_s.arg(maxCounterPorts));
    for (const QString &text : texts) {
        const auto port = PortId::fromText(text);
        if (!port)
            return std::unexpected(port.error());
        sample.ports.push_back(*port);
    }
    return sample;
}

QJsonArray portsToJson(const std::vector<PortId> &ports)
{
    QJsonArray array;
    for (const PortId &port : ports)
        array.append(port.text());
    return array;
}

} // namespace

QJsonObject toJson(const DevicesConfig &)
{
    return {};
}

Result<DevicesConfig> devicesConfigFromJson(const QJsonObject &object)
{
    return ObjectReader(object).finish().transform([] { return DevicesConfig{}; });
}

QJsonObject toJson(const DevicesLive &live)
{
    QJsonObject devices;
    for (const auto &[name, device] : live.devices)
        devices[name] = toJson(device);
    QJsonObject counters;
    for (const auto &[port, values] : live.counters)
        counters[port.text()] = toJson(values);
    return {{u"devices"_s, devices},
            {u"openSmRuns"_s, live.openSmRuns},
            {u"stack"_s, toJson(live.stack)},
            {u"counters"_s, counters}};
}

Result<DevicesLive> devicesLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    DevicesLive live;
    live.openSmRuns = reader.boolean(u"openSmRuns"_s);
    const QJsonObject stack = reader.object(u"stack"_s);
    const QJsonObject devices = reader.object(u"devices"_s);
    const QJsonObject counters = reader.object(u"counters"_s);
    return reader.finishLenient()
        .and_then([&] { return stackFromJson(stack); })
        .and_then([&](RdmaStack decoded) {
            live.stack = std::move(decoded);
            return mapFromJson(devices, u"devices"_s, nameFromKey, rdmaDeviceFromJson);
        })
        .and_then([&](auto decoded) {
            live.devices = std::move(decoded);
            return mapFromJson(counters, u"counters"_s, portIdFromKey, portCountersFromJson);
        })
        .transform([&](auto decoded) {
            live.counters = std::move(decoded);
            return std::move(live);
        });
}

QJsonObject toJson(const DevicesQuery &query)
{
    if (const auto *one = std::get_if<OneDevice>(&query))
        return {{u"device"_s, one->name}};
    if (const auto *sample = std::get_if<CounterSample>(&query))
        return {{u"counters"_s, portsToJson(sample->ports)}};
    return {};
}

Result<DevicesQuery> devicesQueryFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    if (object.contains(u"device"_s)) {
        OneDevice one{reader.text(u"device"_s)};
        return reader.finish().transform([&] { return DevicesQuery(std::move(one)); });
    }
    if (object.contains(u"counters"_s)) {
        const QStringList texts = reader.texts(u"counters"_s);
        return reader.finish().and_then([&] { return counterSample(texts); }).transform([](CounterSample sample) {
            return DevicesQuery(std::move(sample));
        });
    }
    return reader.finish().transform([] { return DevicesQuery(AllDevices{}); });
}

} // namespace rdma
