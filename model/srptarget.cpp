// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of SRP exports in JSON.
#include "model/srptarget.h"

#include "model/json.h"

#include <QJsonArray>
#include <algorithm>
#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<BackstoreKind, 5> kindNames{{
    {BackstoreKind::Block, "block"_L1},
    {BackstoreKind::File, "fileio"_L1},
    {BackstoreKind::Ramdisk, "ramdisk"_L1},
    {BackstoreKind::Scsi, "pscsi"_L1},
    {BackstoreKind::User, "user"_L1},
}};

constexpr qsizetype maxNameLength = 128;
constexpr quint32 maxLun = 0xffff; ///< as in rtslib
constexpr int maxPort = 0xffff;
constexpr int maxBlockSize = 4096;

bool isGraphic(QChar c)
{
    return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u'/';
}

/// A directory's name that is a key of ours as well; '.' and '..' are nobody's.
bool isNodeName(const QString &name)
{
    return !name.isEmpty() && name.size() <= maxNameLength && !name.startsWith(u'.') &&
           std::ranges::all_of(name, isGraphic);
}

/// As ObjectReader names places.
QString below(const QString &where, const QString &key)
{
    return where.isEmpty() ? key : where + u'.' + key;
}

/// Only the canonical form: two spellings of one LUN would be two keys of a merge patch.
Result<quint32> lunFromKey(const QString &key, const QString &where)
{
    bool isNumber = false;
    const uint lun = key.toUInt(&isNumber);
    if (!isNumber || lun > maxLun || QString::number(lun) != key)
        return fail(ErrorCode::InvalidWish, below(where, key.left(maxQuotedKey)), u"not a LUN"_s);
    return lun;
}

template <typename Key, typename T>
Result<std::map<Key, T>> mapFromJson(const QJsonObject &object, const QString &where, auto decodeKey, auto decode)
{
    std::map<Key, T> values;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString path = below(where, it.key().left(maxQuotedKey));
        const Result<Key> key = decodeKey(it.key(), where);
        if (!key)
            return std::unexpected(key.error());
        Result<T> value = decode(it.value(), path);
        if (!value)
            return std::unexpected(value.error());
        values[*key] = std::move(*value);
    }
    return values;
}

/// A value that is no object is decoded as one whose keys are wrong.
template <typename T> auto objectWith(Result<T> (*decode)(const QJsonObject &, const QString &))
{
    return [decode](const QJsonValue &value, const QString &where) -> Result<T> {
        if (!value.isObject())
            return fail(ErrorCode::InvalidWish, where, u"wrong type"_s);
        return decode(value.toObject(), where);
    };
}

Result<QString> nodeNameFromKey(const QString &key, const QString &where)
{
    if (!isNodeName(key))
        return fail(ErrorCode::InvalidWish, below(where, key.left(maxQuotedKey)), u"not a name"_s);
    return key;
}

Result<BackstoreId> backstoreIdFromKey(const QString &key, const QString &where)
{
    return BackstoreId::fromText(key).transform_error([&](Error error) {
        error.subject = below(where, error.subject);
        return error;
    });
}

Result<BackstoreId> backstoreIdFromValue(const QJsonValue &value, const QString &where)
{
    auto id = BackstoreId::fromText(value.toString());
    return id ? id : fail(ErrorCode::InvalidWish, where, id.error().detail);
}

Result<quint32> mappedLunFromValue(const QJsonValue &value, const QString &where)
{
    const qint64 lun = value.toInteger(-1);
    if (lun < 0 || lun > maxLun || QJsonValue(lun) != value)
        return fail(ErrorCode::InvalidWish, where, u"not a LUN"_s);
    return static_cast<quint32>(lun);
}

QJsonObject toJson(const NodeAcl &acl)
{
    QJsonObject luns;
    QJsonArray readOnly;
    for (const auto &[number, mapped] : acl.luns) {
        luns[QString::number(number)] = qint64{mapped.lun};
        if (mapped.readOnly)
            readOnly.append(qint64{number});
    }
    return {{u"luns"_s, luns}, {u"readOnly"_s, readOnly}};
}

Result<void> markReadOnly(NodeAcl &acl, const QJsonArray &readOnly, const QString &where)
{
    for (const QJsonValue &value : readOnly) {
        const auto number = mappedLunFromValue(value, where);
        if (!number)
            return std::unexpected(number.error());
        const auto mapped = acl.luns.find(*number);
        if (mapped == acl.luns.end() || mapped->second.readOnly)
            return fail(ErrorCode::InvalidWish, where, QString::number(*number));
        mapped->second.readOnly = true;
    }
    return {};
}

Result<NodeAcl> aclFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const QJsonObject luns = reader.object(u"luns"_s);
    const QJsonArray readOnly = reader.array(u"readOnly"_s);
    if (auto whole = reader.finish(); !whole)
        return std::unexpected(whole.error());
    const auto numbers = mapFromJson<quint32, quint32>(luns, below(where, u"luns"_s), lunFromKey, mappedLunFromValue);
    if (!numbers)
        return std::unexpected(numbers.error());
    NodeAcl acl;
    for (const auto &[number, lun] : *numbers)
        acl.luns[number] = {lun, false};
    return markReadOnly(acl, readOnly, below(where, u"readOnly"_s)).transform([&] { return std::move(acl); });
}

} // namespace

Result<BackstoreId> BackstoreId::fromText(const QString &text)
{
    const auto kind = valueOf(kindNames, text.section(u'/', 0, 0));
    const QString name = text.section(u'/', 1);
    if (!kind || !isNodeName(name))
        return fail(ErrorCode::InvalidWish, text.left(maxQuotedKey), u"not KIND/NAME"_s);
    return BackstoreId{*kind, name};
}

QString BackstoreId::text() const
{
    return nameOf(kindNames, kind) + u'/' + name;
}

QJsonObject toJson(const Backstore &backstore)
{
    return {{u"source"_s, backstore.source},       {u"size"_s, static_cast<qint64>(backstore.size)},
            {u"serial"_s, backstore.serial},       {u"readOnly"_s, backstore.readOnly},
            {u"writeBack"_s, backstore.writeBack}, {u"thin"_s, backstore.thin},
            {u"blockSize"_s, backstore.blockSize}};
}

Result<Backstore> backstoreFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    Backstore backstore{.source = reader.text(u"source"_s),
                        .size = static_cast<quint64>(reader.integer(u"size"_s, 0)),
                        .serial = reader.text(u"serial"_s),
                        .readOnly = reader.boolean(u"readOnly"_s),
                        .writeBack = reader.boolean(u"writeBack"_s),
                        .thin = reader.boolean(u"thin"_s),
                        .blockSize = static_cast<int>(reader.integer(u"blockSize"_s, 0, maxBlockSize))};
    return reader.finish().transform([&] { return std::move(backstore); });
}

QJsonObject toJson(const SrpTarget &target)
{
    QJsonObject luns;
    for (const auto &[lun, backstore] : target.luns)
        luns[QString::number(lun)] = backstore.text();
    QJsonObject acls;
    for (const auto &[initiator, acl] : target.acls)
        acls[initiator] = toJson(acl);
    return {{u"enabled"_s, target.enabled}, {u"luns"_s, luns}, {u"acls"_s, acls}};
}

Result<SrpTarget> srpTargetFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    SrpTarget target{.enabled = reader.boolean(u"enabled"_s), .luns = {}, .acls = {}};
    const QJsonObject luns = reader.object(u"luns"_s);
    const QJsonObject acls = reader.object(u"acls"_s);
    return reader.finish()
        .and_then([&] {
            return mapFromJson<quint32, BackstoreId>(luns, below(where, u"luns"_s), lunFromKey, backstoreIdFromValue);
        })
        .and_then([&](auto decoded) {
            target.luns = std::move(decoded);
            return mapFromJson<QString, NodeAcl>(acls, below(where, u"acls"_s), nodeNameFromKey,
                                                 objectWith(aclFromJson));
        })
        .transform([&](auto decoded) {
            target.acls = std::move(decoded);
            return std::move(target);
        });
}

const SrpTarget *targetIn(const SrpTree &tree, const QString &wwn)
{
    const auto found = tree.targets.find(wwn);
    return found == tree.targets.end() ? nullptr : &found->second;
}

QJsonObject toJson(const SrpTree &tree)
{
    QJsonObject backstores;
    for (const auto &[id, backstore] : tree.backstores)
        backstores[id.text()] = toJson(backstore);
    QJsonObject targets;
    for (const auto &[wwn, target] : tree.targets)
        targets[wwn] = toJson(target);
    return {{u"backstores"_s, backstores}, {u"targets"_s, targets}, {u"rdmaCmPort"_s, tree.rdmaCmPort}};
}

Result<SrpTree> srpTreeFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    SrpTree tree;
    tree.rdmaCmPort = static_cast<int>(reader.integer(u"rdmaCmPort"_s, 0, maxPort));
    const QJsonObject backstores = reader.object(u"backstores"_s);
    const QJsonObject targets = reader.object(u"targets"_s);
    return reader.finish()
        .and_then([&] {
            return mapFromJson<BackstoreId, Backstore>(backstores, below(where, u"backstores"_s), backstoreIdFromKey,
                                                       objectWith(backstoreFromJson));
        })
        .and_then([&](auto decoded) {
            tree.backstores = std::move(decoded);
            return mapFromJson<QString, SrpTarget>(targets, below(where, u"targets"_s), nodeNameFromKey,
                                                   objectWith(srpTargetFromJson));
        })
        .transform([&](auto decoded) {
            tree.targets = std::move(decoded);
            return std::move(tree);
        });
}

} // namespace rdma
