// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading LIO's configfs.
#include "helper/liotree.h"

#include "model/enumnames.h"
#include "model/srpdifference.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<BackstoreKind, 5> hbaPrefixes{{
    {BackstoreKind::Block, "iblock_"_L1},
    {BackstoreKind::File, "fileio_"_L1},
    {BackstoreKind::Ramdisk, "rd_mcp_"_L1},
    {BackstoreKind::Scsi, "pscsi_"_L1},
    {BackstoreKind::User, "user_"_L1},
}};

constexpr QByteArrayView lunPrefix = "lun_";

/// "lun_7" → 7
std::optional<quint32> lunOf(QByteArrayView name)
{
    bool isNumber = false;
    const uint lun = name.startsWith(lunPrefix) ? name.sliced(lunPrefix.size()).toUInt(&isNumber) : 0;
    return isNumber ? std::optional(lun) : std::nullopt;
}

/// Each lun_N in turn, with its number.
void forEachLun(const HostDirectory &directory, auto visit)
{
    for (const auto &[lun, name] : lunsIn(directory))
        if (const auto node = directory.directory(name.constData()))
            visit(lun, *node);
}

/// A LUN without a link is half made: it shows nothing.
std::map<quint32, BackstoreId> readLuns(const HostDirectory &tpg)
{
    std::map<quint32, BackstoreId> luns;
    const auto read = [&](quint32 lun, const HostDirectory &node) {
        for (const auto &[name, target] : node.links())
            if (const auto backstore = backstoreOfLink(target))
                luns[lun] = *backstore;
    };
    if (const auto all = tpg.directory("lun"))
        forEachLun(*all, read);
    return luns;
}

NodeAcl readAcl(const HostDirectory &own)
{
    NodeAcl acl;
    forEachLun(own, [&](quint32 number, const HostDirectory &node) {
        for (const auto &[name, target] : node.links())
            if (const auto lun = lunOf(target.sliced(target.lastIndexOf(u'/') + 1).toUtf8()))
                acl.luns[number] = {*lun, node.attribute("write_protect") == "1"};
    });
    return acl;
}

std::map<QString, NodeAcl> readAcls(const HostDirectory &tpg)
{
    std::map<QString, NodeAcl> acls;
    const auto all = tpg.directory("acls");
    for (const QByteArray &name : all ? all->list() : QByteArrayList())
        if (const auto own = all->directory(name.constData()))
            acls[QString::fromUtf8(name)] = readAcl(*own);
    return acls;
}

int numberFrom(const std::optional<QByteArray> &text)
{
    return text.value_or(QByteArray()).toInt();
}

/// Of the block size only what was set on purpose: what the backstore has by itself is no wish.
void readAttributes(StorageObject &object, BackstoreKind kind, const HostDirectory &attributes)
{
    object.sectorSize = numberFrom(attributes.attribute("hw_block_size"));
    const int size = numberFrom(attributes.attribute("block_size"));
    object.backstore.blockSize = size == object.sectorSize ? 0 : size;
    object.backstore.writeBack = kind != BackstoreKind::Block && attributes.attribute("emulate_write_cache") == "1";
    object.backstore.thin = attributes.attribute("emulate_tpu") == "1";
}

Backstore backstoreOf(const BackstoreId &id, const BackstoreInfo &info, const HostDirectory &own)
{
    Backstore backstore{.source = info.path, .size = info.size, .readOnly = info.readOnly};
    if (backstore.source.isEmpty() && id.kind != BackstoreKind::Ramdisk)
        backstore.source = QString::fromUtf8(own.attribute("udev_path").value_or(QByteArray()));
    if (const auto wwn = own.directory("wwn"))
        backstore.serial = unitSerialFrom(wwn->attribute("vpd_unit_serial").value_or(QByteArray()));
    return backstore;
}

void addExports(std::map<BackstoreId, QStringList> &exports, const Host &host, const QString &fabric,
                const QString &wwn)
{
    for (const QString &tpg : host.list(lioPath + u'/' + fabric + u'/' + wwn)) {
        const QString path = fabric + u'/' + wwn + u'/' + tpg;
        const auto add = [&](quint32 lun, const HostDirectory &node) {
            for (const auto &[name, target] : node.links())
                if (const auto backstore = backstoreOfLink(target))
                    exports[*backstore].append(path + "/lun_"_L1 + QString::number(lun));
        };
        if (const auto directory = host.directory(lioPath + u'/' + path + "/lun"_L1))
            forEachLun(*directory, add);
    }
}

} // namespace

std::optional<BackstoreKind> kindOfHba(QStringView name)
{
    for (const auto &[kind, prefix] : hbaPrefixes)
        if (name.startsWith(prefix))
            return kind;
    return std::nullopt;
}

QLatin1StringView hbaPrefix(BackstoreKind kind)
{
    for (const auto &[candidate, prefix] : hbaPrefixes)
        if (candidate == kind)
            return prefix;
    Q_UNREACHABLE_RETURN({});
}

BackstorePaths backstorePaths(const Host &host)
{
    BackstorePaths paths;
    const auto core = host.directory(lioCorePath);
    for (const QByteArray &bytes : core ? core->list() : QByteArrayList()) {
        const QString hba = QString::fromUtf8(bytes);
        const auto kind = kindOfHba(hba);
        const auto own = kind ? core->directory(bytes.constData()) : std::nullopt;
        for (const QByteArray &name : own ? own->directories() : QByteArrayList()) // its own attributes are files
            if (const auto id = BackstoreId::fromText(BackstoreId{*kind, QString::fromUtf8(name)}.text()))
                paths.try_emplace(*id, lioCorePath + u'/' + hba + u'/' + id->name);
    }
    return paths;
}

QString backstorePath(const Host &host, const BackstoreId &id)
{
    const auto core = host.directory(lioCorePath);
    const QByteArray name = id.name.toUtf8();
    for (const QByteArray &hba : core ? core->list() : QByteArrayList())
        if (hba.startsWith(hbaPrefix(id.kind)) && core->holds(hba, name))
            return lioCorePath + u'/' + QString::fromUtf8(hba) + u'/' + id.name;
    return {};
}

std::optional<StorageObject> readStorageObject(const Host &host, const BackstoreId &id, const QString &path)
{
    const auto own = host.directory(path);
    const auto text = own ? own->attribute("info") : std::nullopt;
    if (!text)
        return std::nullopt;
    const BackstoreInfo info = backstoreInfoFrom(*text);
    StorageObject object{
        .backstore = backstoreOf(id, info, *own), .info = info, .enabled = own->attribute("enable") == "1"};
    if (const auto attributes = own->directory("attrib"))
        readAttributes(object, id.kind, *attributes);
    return object;
}

std::optional<SrpTarget> readSrpTarget(const Host &host, const QString &wwn)
{
    const auto own = host.directory(srptPath + u'/' + wwn);
    if (!own)
        return std::nullopt;
    const auto tpg = own->directory(tpgName.data());
    if (!tpg)
        return SrpTarget{};
    return SrpTarget{.enabled = tpg->attribute("enable") == "1", .luns = readLuns(*tpg), .acls = readAcls(*tpg)};
}

QStringList srpTargetNames(const Host &host)
{
    QStringList names;
    for (const QString &name : host.list(srptPath))
        if (name != "discovery_auth"_L1 && name != "version"_L1)
            names.append(name);
    return names;
}

QStringList srpTargetsBeside(const Host &host, const QString &wwn)
{
    QStringList names = srpTargetNames(host);
    names.removeIf([&](const QString &name) { return !nameOnePort(name, wwn); });
    return names;
}

std::map<BackstoreId, QStringList> otherExports(const Host &host)
{
    std::map<BackstoreId, QStringList> exports;
    for (const QString &fabric : host.list(lioPath))
        if (fabric != "core"_L1 && fabric != "srpt"_L1)
            for (const QString &wwn : host.list(lioPath + u'/' + fabric))
                addExports(exports, host, fabric, wwn);
    return exports;
}

int readRdmaCmPort(const Host &host)
{
    return host.attribute(rdmaCmPortPath).value_or(QByteArray()).toInt();
}

LunNames lunsIn(const HostDirectory &directory)
{
    LunNames luns;
    for (QByteArray &name : directory.list())
        if (const auto lun = lunOf(name))
            luns.emplace_back(*lun, std::move(name));
    return luns;
}

std::optional<BackstoreId> backstoreOfLink(const QString &target)
{
    const auto kind = kindOfHba(target.section(u'/', -2, -2));
    const QString name = target.section(u'/', -1);
    const auto id = BackstoreId::fromText(kind ? BackstoreId{*kind, name}.text() : QString());
    return id ? std::optional(*id) : std::nullopt;
}

} // namespace rdma
