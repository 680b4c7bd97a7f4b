// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables in JSON; read leniently, for the helper may be newer.
#include "model/porttables.h"

#include "model/optionaljson.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxIndex = 0xffff; // tables hold at most 65,536 entries

constexpr EnumNames<GidType, 3> gidTypeNames{{
    {GidType::Unknown, "unknown"_L1},
    {GidType::InfiniBandOrRoceV1, "ib-or-roce-v1"_L1},
    {GidType::RoceV2, "roce-v2"_L1},
}};

QJsonObject toJson(const GidEntry &entry)
{
    QJsonObject object{{u"index"_s, entry.index}, {u"gid"_s, entry.gid}, {u"netdev"_s, entry.netdev}};
    putOptional(object, u"type"_s, entry.type.transform([](GidType type) { return nameOf(gidTypeNames, type); }));
    return object;
}

QJsonObject toJson(const PkeyEntry &entry)
{
    return {{u"index"_s, entry.index}, {u"pkey"_s, entry.pkey}};
}

template <typename T> QJsonArray entriesToJson(const std::vector<T> &entries)
{
    QJsonArray array;
    for (const T &entry : entries)
        array.append(toJson(entry));
    return array;
}

Result<GidEntry> gidEntryFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    GidEntry entry{.index = static_cast<int>(reader.integer(u"index"_s, 0, maxIndex)),
                   .gid = reader.text(u"gid"_s),
                   .type = takeOptional(reader, u"type"_s, gidTypeNames),
                   .netdev = reader.text(u"netdev"_s)};
    return reader.finishLenient().transform([&] { return std::move(entry); });
}

Result<PkeyEntry> pkeyEntryFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const PkeyEntry entry{static_cast<int>(reader.integer(u"index"_s, 0, maxIndex)),
                          static_cast<quint16>(reader.integer(u"pkey"_s, 0, 0xffff))};
    return reader.finishLenient().transform([&] { return entry; });
}

template <typename T>
Result<std::vector<T>> entriesFromJson(const QJsonArray &array, const QString &where,
                                       Result<T> (*decode)(const QJsonObject &, const QString &))
{
    std::vector<T> entries;
    for (const auto &value : array) {
        auto entry = decode(value.toObject(), where);
        if (!entry)
            return std::unexpected(entry.error());
        entries.push_back(*std::move(entry));
    }
    return entries;
}

} // namespace

QJsonObject toJson(const PortTables &tables)
{
    return {{u"gids"_s, entriesToJson(tables.gids)}, {u"pkeys"_s, entriesToJson(tables.pkeys)}};
}

Result<PortTables> portTablesFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const QJsonArray gids = reader.array(u"gids"_s);
    const QJsonArray pkeys = reader.array(u"pkeys"_s);
    PortTables tables;
    return reader.finishLenient()
        .and_then([&] { return entriesFromJson(gids, where + u".gids"_s, gidEntryFromJson); })
        .and_then([&](auto entries) {
            tables.gids = std::move(entries);
            return entriesFromJson(pkeys, where + u".pkeys"_s, pkeyEntryFromJson);
        })
        .transform([&](auto entries) {
            tables.pkeys = std::move(entries);
            return std::move(tables);
        });
}

} // namespace rdma
