// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Storage objects of saveconfig.json: which members each of rtslib's plugins takes (tcm.py).
#include "model/savedobjects.h"

#include "model/enumnames.h"
#include "model/savedmembers.h"

#include <QJsonObject>
#include <algorithm>
#include <array>
#include <climits>
#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// so_mapping in tcm.py.
constexpr EnumNames<BackstoreKind, 7> pluginNames{{
    {BackstoreKind::Block, "block"_L1},
    {BackstoreKind::File, "fileio"_L1},
    {BackstoreKind::Ramdisk, "ramdisk"_L1},
    {BackstoreKind::Scsi, "pscsi"_L1},
    {BackstoreKind::User, "user"_L1},
    {BackstoreKind::Block, "iblock"_L1},
    {BackstoreKind::Ramdisk, "rd_mcp"_L1},
}};

constexpr int commonBlockSize = 512;
constexpr std::array blockSizes{1024, 2048, 4096}; ///< block_size_store() takes these and 512
constexpr qsizetype maxText = 4096;                ///< as ObjectReader::text() has it

bool isOneOf(BackstoreKind kind, std::initializer_list<BackstoreKind> kinds)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

using enum BackstoreKind;

bool hasSource(BackstoreKind kind)
{
    return kind != Ramdisk;
}

QString sourceName(BackstoreKind kind)
{
    return kind == User ? u"config"_s : u"dev"_s;
}

bool hasSize(BackstoreKind kind)
{
    return isOneOf(kind, {File, Ramdisk, User});
}

/// pscsi passes the device's own through; its constructor takes no wwn.
bool hasSerial(BackstoreKind kind)
{
    return kind != Scsi;
}

/// Attributes of a disk that LIO emulates (sbc_attrib_attrs); user objects have only the write cache's.
bool isEmulated(BackstoreKind kind)
{
    return isOneOf(kind, {Block, File, Ramdisk});
}

bool isPlain(const QString &text)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    return text.size() <= maxText && text.isValidUtf16() && std::ranges::none_of(text, isControl);
}

} // namespace

int chosenBlockSize(int blockSize, int own)
{
    return blockSize == commonBlockSize || blockSize == own ? 0 : blockSize;
}

std::optional<BackstoreKind> kindFromSaved(const QString &plugin)
{
    return valueOf(pluginNames, plugin);
}

Saved<BackstoreId> backstoreIdFromSaved(const QJsonObject &object)
{
    const QJsonValue name = object[u"name"_s];
    const auto kind = kindFromSaved(object[u"plugin"_s].toString());
    if (!kind || !name.isString())
        return std::unexpected(SavedProblem::Malformed);
    const auto id = BackstoreId::fromText(BackstoreId{*kind, name.toString()}.text());
    return id ? Saved<BackstoreId>(*id) : std::unexpected(SavedProblem::OddName);
}

Saved<Backstore> backstoreFromSaved(BackstoreKind kind, const QJsonObject &object)
{
    const QJsonValue attributesValue = object[u"attributes"_s];
    const QJsonObject attributesObject = attributesValue.toObject();
    MemberReader members(object);
    MemberReader attributes(attributesObject);
    Backstore backstore;
    if (hasSource(kind))
        backstore.source = members.text(sourceName(kind), true);
    if (hasSize(kind))
        backstore.size = members.number(u"size"_s, kind != File); // fileio on a block device needs none
    if (hasSerial(kind))
        backstore.serial = members.text(u"wwn"_s, false);
    if (kind == Block)
        backstore.readOnly = members.flag(u"readonly"_s).value_or(false);
    const bool writeBack = isOneOf(kind, {Block, File}) && members.flag(u"write_back"_s).value_or(false);
    backstore.writeBack = attributes.switched(u"emulate_write_cache"_s).value_or(writeBack && kind == File);
    backstore.thin = attributes.switched(u"emulate_tpu"_s).value_or(false);
    backstore.blockSize = static_cast<int>(std::min<quint64>(attributes.number(u"block_size"_s, false), INT_MAX));
    const bool hasAttributes = attributesValue.isUndefined() || attributesValue.isObject();
    if (!members.isWhole() || !attributes.isWhole() || !hasAttributes)
        return std::unexpected(SavedProblem::Malformed);
    const auto told = savable(kind, backstore);
    return told ? Saved<Backstore>(*told) : std::unexpected(SavedProblem::OddName);
}

std::optional<Backstore> savable(BackstoreKind kind, Backstore backstore)
{
    if (!isPlain(backstore.source) || !isPlain(backstore.serial) ||
        backstore.size > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    if (!hasSource(kind))
        backstore.source.clear();
    if (!hasSize(kind))
        backstore.size = 0;
    if (!hasSerial(kind))
        backstore.serial.clear();
    backstore.readOnly = backstore.readOnly && kind == Block;
    backstore.writeBack = backstore.writeBack && kind != Scsi;
    backstore.thin = backstore.thin && isEmulated(kind);
    if (!isEmulated(kind) || std::ranges::find(blockSizes, backstore.blockSize) == blockSizes.end())
        backstore.blockSize = 0;
    return backstore;
}

SavedMembers savedMembers(BackstoreKind kind, const Backstore &backstore)
{
    SavedMembers members;
    if (hasSource(kind))
        members[sourceName(kind)] = backstore.source;
    if (hasSize(kind))
        members[u"size"_s] = static_cast<qint64>(backstore.size);
    if (hasSerial(kind)) // without one rtslib makes one up
        members[u"wwn"_s] = backstore.serial.isEmpty() ? QJsonValue(QJsonValue::Undefined) : backstore.serial;
    if (kind == Block)
        members[u"readonly"_s] = backstore.readOnly;
    if (isOneOf(kind, {Block, File}))
        members[u"write_back"_s] = backstore.writeBack;
    return members;
}

SavedMembers savedAttributes(BackstoreKind kind, const Backstore &backstore)
{
    SavedMembers attributes;
    if (kind != Scsi)
        attributes[u"emulate_write_cache"_s] = backstore.writeBack ? 1 : 0;
    if (!isEmulated(kind))
        return attributes;
    attributes[u"emulate_tpu"_s] = backstore.thin ? 1 : 0;
    attributes[u"block_size"_s] =
        backstore.blockSize > 0 ? QJsonValue(backstore.blockSize) : QJsonValue(QJsonValue::Undefined);
    return attributes;
}

/// Of the attributes only what differs from the kernel's own: each store is one more that may be refused.
QJsonObject newStorageObject(const BackstoreId &id, const Backstore &backstore)
{
    QJsonObject attributes;
    for (const auto &[name, value] : savedAttributes(id.kind, backstore))
        if (value.toInteger() != 0)
            attributes[name] = value;
    QJsonObject object{
        {u"attributes"_s, attributes}, {u"name"_s, id.name}, {u"plugin"_s, nameOf(pluginNames, id.kind)}};
    for (const auto &[name, value] : savedMembers(id.kind, backstore))
        if (!value.isUndefined())
            object[name] = value;
    return object;
}

} // namespace rdma
