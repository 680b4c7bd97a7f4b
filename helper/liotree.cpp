// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading LIO's configfs.
#include "helper/liotree.h"

#include "model/enumnames.h"

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

constexpr auto lunPrefix = "lun_"_L1;

/// "lun_7" → 7
std::optional<quint32> lunOf(QStringView name)
{
    bool isNumber = false;
    const uint lun = name.startsWith(lunPrefix) ? name.sliced(lunPrefix.size()).toUInt(&isNumber) : 0;
    return isNumber ? std::optional(lun) : std::nullopt;
}

/// A LUN without a link is half made: it shows nothing.
std::map<quint32, BackstoreId> readLuns(const HostDirectory &tpg)
{
    std::map<quint32, BackstoreId> luns;
    const auto all = tpg.directory("lun");
    for (const auto &[lun, node] : all ? lunsIn(*all) : LunNodes())
        for (const auto &[name, target] : linksIn(node))
            if (const auto backstore = backstoreOfLink(target))
                luns[lun] = *backstore;
    return luns;
}

NodeAcl readAcl(const HostDirectory &own)
{
    NodeAcl acl;
    for (const auto &[number, node] : lunsIn(own))
        for (const auto &[name, target] : linksIn(node))
            if (const auto lun = lunOf(QStringView(target).sliced(target.lastIndexOf(u'/') + 1)))
                acl.luns[number] = {*lun, node.attribute("write_protect") == "1"};
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

/// Only what was set on purpose: what the backstore has by itself is no wish.
int chosenBlockSize(const HostDirectory &attributes)
{
    const auto chosen = attributes.attribute("block_size").value_or(QByteArray());
    return chosen == attributes.attribute("hw_block_size") ? 0 : chosen.toInt();
}

Backstore backstoreOf(const BackstoreId &id, const BackstoreInfo &info, const HostDirectory &own)
{
    Backstore backstore{.source = info.path, .size = info.size, .readOnly = info.readOnly};
    if (backstore.source.isEmpty() && id.kind != BackstoreKind::Ramdisk)
        backstore.source = QString::fromUtf8(own.attribute("udev_path").value_or(QByteArray()));
    if (const auto wwn = own.directory("wwn"))
        backstore.serial = unitSerialFrom(wwn->attribute("vpd_unit_serial").value_or(QByteArray()));
    if (const auto attributes = own.directory("attrib")) {
        backstore.writeBack = id.kind != BackstoreKind::Block && attributes->attribute("emulate_write_cache") == "1";
        backstore.thin = attributes->attribute("emulate_tpu") == "1";
        backstore.blockSize = chosenBlockSize(*attributes);
    }
    return backstore;
}

void addExports(std::map<BackstoreId, QStringList> &exports, const Host &host, const QString &fabric,
                const QString &wwn)
{
    for (const QString &tpg : host.list(lioPath + u'/' + fabric + u'/' + wwn)) {
        const QString path = fabric + u'/' + wwn + u'/' + tpg;
        const auto directory = host.directory(lioPath + u'/' + path + "/lun"_L1);
        for (const auto &[lun, node] : directory ? lunsIn(*directory) : LunNodes())
            for (const auto &[name, target] : linksIn(node))
                if (const auto backstore = backstoreOfLink(target))
                    exports[*backstore].append(path + u'/' + lunPrefix + QString::number(lun));
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
    for (const QString &hba : host.list(lioCorePath)) {
        const auto kind = kindOfHba(hba);
        const QString directory = lioCorePath + u'/' + hba;
        for (const QString &name : kind ? host.list(directory) : QStringList())
            if (const auto id = BackstoreId::fromText(BackstoreId{*kind, name}.text());
                id && host.directory(directory + u'/' + name)) // the HBA's own attributes are files
                paths.try_emplace(*id, directory + u'/' + name);
    }
    return paths;
}

std::optional<StorageObject> readStorageObject(const Host &host, const BackstoreId &id, const QString &path)
{
    const auto own = host.directory(path);
    const auto text = own ? own->attribute("info") : std::nullopt;
    if (!text)
        return std::nullopt;
    const BackstoreInfo info = backstoreInfoFrom(*text);
    const auto attributes = own->directory("attrib");
    const auto sector = attributes ? attributes->attribute("hw_block_size") : std::nullopt;
    return StorageObject{.backstore = backstoreOf(id, info, *own),
                         .info = info,
                         .sectorSize = sector.value_or(QByteArray()).toInt(),
                         .enabled = own->attribute("enable") == "1"};
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

LunNodes lunsIn(const HostDirectory &directory)
{
    LunNodes luns;
    for (const QByteArray &name : directory.list())
        if (const auto lun = lunOf(QString::fromUtf8(name)))
            if (auto node = directory.directory(name.constData()))
                luns.emplace_back(*lun, *std::move(node));
    return luns;
}

std::vector<std::pair<QString, QString>> linksIn(const HostDirectory &directory)
{
    std::vector<std::pair<QString, QString>> links;
    for (const QByteArray &name : directory.list())
        if (const auto target = directory.target(name.constData()))
            links.emplace_back(QString::fromUtf8(name), *target);
    return links;
}

std::optional<BackstoreId> backstoreOfLink(const QString &target)
{
    const auto kind = kindOfHba(target.section(u'/', -2, -2));
    const QString name = target.section(u'/', -1);
    const auto id = BackstoreId::fromText(kind ? BackstoreId{*kind, name}.text() : QString());
    return id ? std::optional(*id) : std::nullopt;
}

} // namespace rdma
