// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// srpt targets of saveconfig.json: one portal group, its LUNs, who may use them (rtslib's target.py).
#include "model/savedobjects.h"

#include "model/lunalias.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype portIdDigits = 32;
constexpr auto backstores = "/backstores/"_L1;

auto malformed()
{
    return std::unexpected(SavedProblem::Malformed);
}

std::optional<quint32> lunFrom(const QJsonValue &value)
{
    const qint64 lun = value.toInteger(-1);
    return lun >= 0 && lun <= qint64{maxSavedLun} ? std::optional(static_cast<quint32>(lun)) : std::nullopt;
}

/// The objects of a list that may be missing; nothing when it is something else.
std::optional<std::vector<QJsonObject>> objectsOf(const QJsonValue &list)
{
    if (!list.isUndefined() && !list.isArray())
        return std::nullopt;
    std::vector<QJsonObject> objects;
    for (const auto &element : list.toArray()) {
        if (!element.isObject())
            return std::nullopt;
        objects.push_back(element.toObject());
    }
    return objects;
}

/// A list of objects as a map; Twice when two have the same key.
template <typename Key, typename T> Saved<std::map<Key, T>> mapFrom(const QJsonValue &list, auto decode)
{
    const auto objects = objectsOf(list);
    if (!objects)
        return malformed();
    std::map<Key, T> map;
    for (const QJsonObject &object : *objects) {
        Saved<std::pair<Key, T>> pair = decode(object);
        if (!pair)
            return std::unexpected(pair.error());
        if (!map.insert(std::move(*pair)).second)
            return std::unexpected(SavedProblem::Twice);
    }
    return map;
}

Saved<std::pair<quint32, BackstoreId>> lunFromSaved(const QJsonObject &object)
{
    const auto lun = lunFrom(object[u"index"_s]);
    const QJsonValue path = object[u"storage_object"_s];
    if (!lun || !path.isString())
        return malformed();
    const auto id = backstoreIdFromPath(path.toString());
    if (!id)
        return std::unexpected(SavedProblem::OddName);
    return std::pair(*lun, *id);
}

Saved<std::pair<quint32, MappedLun>> mappedLunFromSaved(const QJsonObject &object)
{
    const auto lun = lunFrom(object[u"index"_s]);
    const auto ofTarget = lunFrom(object[u"tpg_lun"_s]);
    const QJsonValue readOnly = object[u"write_protect"_s];
    if (!lun || !ofTarget || (!readOnly.isUndefined() && !readOnly.isBool()))
        return malformed();
    return std::pair(*lun, MappedLun{*ofTarget, readOnly.toBool()});
}

Saved<std::pair<QString, NodeAcl>> aclFromSaved(const QJsonObject &object)
{
    const auto initiator = portIdFromSaved(object[u"node_wwn"_s].toString());
    if (!initiator)
        return std::unexpected(SavedProblem::OddName);
    return mapFrom<quint32, MappedLun>(object[u"mapped_luns"_s], mappedLunFromSaved).transform([&](auto luns) {
        return std::pair(*initiator, NodeAcl{std::move(luns)});
    });
}

Saved<SrpTarget> groupFromSaved(const QJsonObject &group)
{
    const QJsonValue enable = group[u"enable"_s];
    if (!enable.isUndefined() && !enable.isBool())
        return malformed();
    auto luns = mapFrom<quint32, BackstoreId>(group[u"luns"_s], lunFromSaved);
    auto acls = mapFrom<QString, NodeAcl>(group[u"node_acls"_s], aclFromSaved);
    if (!luns || !acls)
        return std::unexpected(luns ? acls.error() : luns.error());
    return SrpTarget{enable.toBool(true), std::move(*luns), std::move(*acls)};
}

bool isLowerHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

} // namespace

bool isPortId(QStringView text)
{
    return text.size() == portIdDigits + 2 && text.startsWith(u"0x") && std::ranges::all_of(text.sliced(2), isLowerHex);
}

std::optional<QString> portIdFromSaved(const QString &wwn)
{
    QString digits = wwn.trimmed().toLower();
    if (digits.startsWith("0x"_L1))
        digits.remove(0, 2);
    digits.remove(u'-').remove(u':');
    if (digits.startsWith("ib."_L1))
        digits.remove(0, 3);
    const QString id = "0x"_L1 + digits;
    return isPortId(id) ? std::optional(id) : std::nullopt;
}

QString savedPortId(const QString &portId)
{
    return "ib."_L1 + portId.sliced(2);
}

std::optional<BackstoreId> backstoreIdFromPath(const QString &path)
{
    if (!path.startsWith(backstores))
        return std::nullopt;
    const auto id = BackstoreId::fromText(path.sliced(backstores.size()));
    return id ? std::optional(*id) : std::nullopt;
}

QString savedPath(const BackstoreId &id)
{
    return backstores + id.text();
}

Saved<SrpTarget> targetFromSaved(const QJsonObject &object)
{
    const auto groups = objectsOf(object[u"tpgs"_s]);
    if (!groups)
        return malformed();
    if (groups->size() != 1 || groups->front()[u"tag"_s].toInteger(1) != 1) // without a tag rtslib takes 1
        return std::unexpected(SavedProblem::OtherGroup);
    return groupFromSaved(groups->front());
}

/// pscsi and user objects have no ALUA groups; old kernels crash when one is set (rtslib's _get_alua_tg_pt_gp_name()).
QJsonObject newSavedLun(const QString &wwn, quint32 lun, const BackstoreId &backstore)
{
    QJsonObject object{
        {u"alias"_s, lunAlias(wwn, lun)}, {u"index"_s, qint64{lun}}, {u"storage_object"_s, savedPath(backstore)}};
    if (backstore.kind != BackstoreKind::Scsi && backstore.kind != BackstoreKind::User)
        object[u"alua_tg_pt_gp_name"_s] = u"default_tg_pt_gp"_s;
    return object;
}

QJsonObject newMappedLun(const QString &wwn, const QString &initiator, quint32 lun, const MappedLun &mapped)
{
    return {{u"alias"_s, mappedLunAlias(wwn, initiator, lun)},
            {u"index"_s, qint64{lun}},
            {u"tpg_lun"_s, qint64{mapped.lun}},
            {u"write_protect"_s, mapped.readOnly}};
}

QJsonObject newNodeAcl(const QString &wwn, const QString &initiator, const NodeAcl &acl)
{
    QJsonArray luns;
    for (const auto &[lun, mapped] : acl.luns)
        luns += newMappedLun(wwn, initiator, lun, mapped);
    return {{u"mapped_luns"_s, luns}, {u"node_wwn"_s, savedPortId(initiator)}};
}

QJsonObject newSavedTarget(const QString &wwn, const SrpTarget &target)
{
    QJsonArray luns;
    for (const auto &[lun, backstore] : target.luns)
        luns += newSavedLun(wwn, lun, backstore);
    QJsonArray acls;
    for (const auto &[initiator, acl] : target.acls)
        acls += newNodeAcl(wwn, initiator, acl);
    const QJsonObject group{{u"enable"_s, target.enabled},
                            {u"luns"_s, luns},
                            {u"node_acls"_s, acls},
                            {u"portals"_s, QJsonArray()},
                            {u"tag"_s, 1}};
    return {{u"fabric"_s, u"srpt"_s}, {u"tpgs"_s, QJsonArray{group}}, {u"wwn"_s, savedPortId(wwn)}};
}

} // namespace rdma
