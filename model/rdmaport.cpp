// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports in JSON; read leniently, for the helper may be newer.
#include "model/rdmaport.h"

#include "model/optionaljson.h"
#include "model/portnames.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr double maxGigabits = 1e6;

constexpr EnumNames<LinkSpeed, 10> speedNames{{
    {LinkSpeed::Unknown, "unknown"_L1},
    {LinkSpeed::Sdr, "sdr"_L1},
    {LinkSpeed::Ddr, "ddr"_L1},
    {LinkSpeed::Qdr, "qdr"_L1},
    {LinkSpeed::Fdr10, "fdr10"_L1},
    {LinkSpeed::Fdr, "fdr"_L1},
    {LinkSpeed::Edr, "edr"_L1},
    {LinkSpeed::Hdr, "hdr"_L1},
    {LinkSpeed::Ndr, "ndr"_L1},
    {LinkSpeed::Xdr, "xdr"_L1},
}};

QJsonObject toJson(const LinkRate &rate)
{
    return {{u"gigabits"_s, rate.gigabits}, {u"width"_s, rate.width}, {u"speed"_s, nameOf(speedNames, rate.speed)}};
}

Result<LinkRate> linkRateFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const LinkRate rate{.gigabits = reader.number(u"gigabits"_s, 0, maxGigabits),
                        .width = static_cast<int>(reader.integer(u"width"_s, 0, maxInt)),
                        .speed = reader.oneOf(u"speed"_s, speedNames)};
    return reader.finishLenient().transform([&] { return rate; });
}

RdmaPort takePort(ObjectReader &reader)
{
    return {.state = reader.oneOf(u"state"_s, portStateNames),
            .physicalState = reader.oneOf(u"physicalState"_s, physicalNames),
            .linkLayer = takeOptional(reader, u"linkLayer"_s, linkLayerNames),
            .rate = {},
            .canDo = {},
            .lid = take32Bits(reader, u"lid"_s),
            .smLid = take32Bits(reader, u"smLid"_s),
            .lmc = takeNumber(reader, u"lmc"_s),
            .smSl = takeNumber(reader, u"smSl"_s),
            .capabilities = take32Bits(reader, u"capabilities"_s),
            .portGuid = takeGuid(reader, u"portGuid"_s),
            .netdevs = reader.texts(u"netdevs"_s),
            .ipoibInterfaces = reader.texts(u"ipoibInterfaces"_s),
            .tables = {}};
}

/// Decodes the member if it is there.
template <typename T>
Result<void> decodeMember(std::optional<T> &member, const std::optional<QJsonObject> &object, const QString &where,
                          Result<T> (*decode)(const QJsonObject &, const QString &))
{
    if (!object)
        return {};
    return decode(*object, where).transform([&](T value) { member = std::move(value); });
}

} // namespace

QJsonObject toJson(const RdmaPort &port)
{
    const auto encoded = [](const auto &value) { return toJson(value); };
    QJsonObject object{{u"state"_s, nameOf(portStateNames, port.state)},
                       {u"physicalState"_s, nameOf(physicalNames, port.physicalState)},
                       {u"netdevs"_s, QJsonArray::fromStringList(port.netdevs)},
                       {u"ipoibInterfaces"_s, QJsonArray::fromStringList(port.ipoibInterfaces)}};
    putOptional(object, u"linkLayer"_s,
                port.linkLayer.transform([](LinkLayer layer) { return nameOf(linkLayerNames, layer); }));
    putOptional(object, u"rate"_s, port.rate.transform(encoded));
    putOptional(object, u"canDo"_s, port.canDo.transform(encoded));
    putOptional(object, u"lid"_s, port.lid);
    putOptional(object, u"smLid"_s, port.smLid);
    putOptional(object, u"lmc"_s, port.lmc);
    putOptional(object, u"smSl"_s, port.smSl);
    putOptional(object, u"capabilities"_s, port.capabilities);
    putOptional(object, u"portGuid"_s, port.portGuid);
    putOptional(object, u"tables"_s, port.tables.transform(encoded));
    return object;
}

Result<RdmaPort> rdmaPortFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    RdmaPort port = takePort(reader);
    const auto rate = reader.optionalObject(u"rate"_s);
    const auto canDo = reader.optionalObject(u"canDo"_s);
    const auto tables = reader.optionalObject(u"tables"_s);
    return reader.finishLenient()
        .and_then([&] { return decodeMember(port.rate, rate, where + u".rate"_s, linkRateFromJson); })
        .and_then([&] { return decodeMember(port.canDo, canDo, where + u".canDo"_s, linkRateFromJson); })
        .and_then([&] { return decodeMember(port.tables, tables, where + u".tables"_s, portTablesFromJson); })
        .transform([&] { return std::move(port); });
}

} // namespace rdma
