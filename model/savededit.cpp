// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changes go down level by level: a list's elements by their key, an object's members by their name.
#include "model/savededit.h"

#include "model/savedobjects.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A value that is changed: its text, and the indentation of the line on which it begins.
using Change = std::function<Result<void>(JsonLevel &level, const QByteArray &indent)>;

Result<QByteArray> changed(const QByteArray &text, const QByteArray &indent, const Change &change)
{
    return JsonLevel::fromText(text).and_then(
        [&](JsonLevel level) { return change(level, indent).transform([&] { return level.text(); }); });
}

Result<void> changePart(JsonLevel &level, qsizetype part, const QByteArray &outer, const Change &change)
{
    const QByteArray &text = level.parts().at(static_cast<std::size_t>(part)).value;
    return changed(text, level.indentOf(part, outer), change).transform([&](const QByteArray &result) {
        level.setValue(part, result);
    });
}

/// A member that is missing comes into being empty: minimal files leave out what rtslib has defaults for.
Result<void> changeMember(JsonLevel &object, const QString &name, const QJsonValue &empty, const QByteArray &outer,
                          const Change &change)
{
    const auto present = object.find(name);
    return changePart(object, present ? *present : object.setMember(name, empty, outer), outer, change);
}

/// `keys`: what each element is; nothing: not ours. `change` for those that differ, `make` for those that are new.
template <typename Key, typename T>
Result<void> editList(JsonLevel &list, const std::vector<std::optional<Key>> &keys, const std::map<Key, T> &before,
                      const std::map<Key, T> &wanted, const QByteArray &indent, auto change, auto make)
{
    const auto keyOf = [&](qsizetype part) -> const std::optional<Key> & {
        return keys.at(static_cast<std::size_t>(part));
    };
    for (qsizetype i = 0; i < std::ssize(list.parts()); ++i) {
        const std::optional<Key> &key = keyOf(i);
        const auto want = key ? wanted.find(*key) : wanted.end();
        if (!key || want == wanted.end() || before.at(*key) == want->second)
            continue;
        auto done = changePart(list, i, indent, [&](JsonLevel &level, const QByteArray &inner) {
            return change(level, inner, *key, before.at(*key), want->second);
        });
        if (!done)
            return done;
    }
    list.keepOnly([&](qsizetype part) { return !keyOf(part) || wanted.contains(*keyOf(part)); });
    for (const auto &[key, value] : wanted)
        if (!before.contains(key))
            list.append(make(key, value), indent);
    return {};
}

/// The same for a list in which every element is ours.
template <typename Key, typename T>
Result<void> editOwnList(JsonLevel &object, const QString &name, const QByteArray &outer,
                         const std::map<Key, T> &before, const std::map<Key, T> &wanted, auto keyOf, auto change,
                         auto make)
{
    if (before == wanted)
        return {};
    return changeMember(object, name, QJsonArray(), outer, [&](JsonLevel &list, const QByteArray &indent) {
        std::vector<std::optional<Key>> keys;
        for (const JsonPart &part : list.parts())
            keys.push_back(keyOf(QJsonDocument::fromJson(part.value).object()));
        return editList(list, keys, before, wanted, indent, change, make);
    });
}

std::optional<quint32> indexOf(const QJsonObject &object)
{
    return static_cast<quint32>(object[u"index"_s].toInteger());
}

std::optional<QString> initiatorOf(const QJsonObject &object)
{
    return portIdFromSaved(object[u"node_wwn"_s].toString());
}

void setMembers(JsonLevel &object, const SavedMembers &before, const SavedMembers &wanted, const QByteArray &outer)
{
    for (const auto &[name, value] : wanted) {
        if (before.at(name) == value)
            continue;
        if (value.isUndefined())
            object.removeMember(name);
        else
            object.setMember(name, value, outer);
    }
}

Result<void> changeBackstore(JsonLevel &object, const QByteArray &outer, const BackstoreId &id, const Backstore &before,
                             const Backstore &wanted)
{
    setMembers(object, savedMembers(id.kind, before), savedMembers(id.kind, wanted), outer);
    const SavedMembers attributesBefore = savedAttributes(id.kind, before);
    const SavedMembers attributes = savedAttributes(id.kind, wanted);
    if (attributesBefore == attributes)
        return {};
    return changeMember(object, u"attributes"_s, QJsonObject(), outer, [&](JsonLevel &level, const QByteArray &indent) {
        setMembers(level, attributesBefore, attributes, indent);
        return Result<void>();
    });
}

Result<void> changeLun(JsonLevel &object, const QByteArray &outer, quint32, const BackstoreId &,
                       const BackstoreId &wanted)
{
    object.setMember(u"storage_object"_s, savedPath(wanted), outer);
    return {};
}

Result<void> changeMappedLun(JsonLevel &object, const QByteArray &outer, quint32, const MappedLun &before,
                             const MappedLun &wanted)
{
    setMembers(object, {{u"tpg_lun"_s, qint64{before.lun}}, {u"write_protect"_s, before.readOnly}},
               {{u"tpg_lun"_s, qint64{wanted.lun}}, {u"write_protect"_s, wanted.readOnly}}, outer);
    return {};
}

Result<void> changeGroup(JsonLevel &group, const QByteArray &outer, const QString &wwn, const SrpTarget &before,
                         const SrpTarget &wanted)
{
    if (before.enabled != wanted.enabled)
        group.setMember(u"enable"_s, wanted.enabled, outer);
    const auto makeLun = [&](quint32 lun, const BackstoreId &id) { return newSavedLun(wwn, lun, id); };
    const auto makeAcl = [&](const QString &initiator, const NodeAcl &acl) { return newNodeAcl(wwn, initiator, acl); };
    const auto changeAcl = [&](JsonLevel &object, const QByteArray &inner, const QString &initiator,
                               const NodeAcl &aclBefore, const NodeAcl &acl) {
        const auto make = [&](quint32 lun, const MappedLun &mapped) {
            return newMappedLun(wwn, initiator, lun, mapped);
        };
        return editOwnList(object, u"mapped_luns"_s, inner, aclBefore.luns, acl.luns, indexOf, changeMappedLun, make);
    };
    return editOwnList(group, u"luns"_s, outer, before.luns, wanted.luns, indexOf, changeLun, makeLun).and_then([&] {
        return editOwnList(group, u"node_acls"_s, outer, before.acls, wanted.acls, initiatorOf, changeAcl, makeAcl);
    });
}

/// The target has exactly one group, or it would not be in the tree.
Result<void> changeTarget(JsonLevel &object, const QByteArray &outer, const QString &wwn, const SrpTarget &before,
                          const SrpTarget &wanted)
{
    return changeMember(object, u"tpgs"_s, QJsonArray(), outer, [&](JsonLevel &groups, const QByteArray &indent) {
        return changePart(groups, 0, indent, [&](JsonLevel &group, const QByteArray &inner) {
            return changeGroup(group, inner, wwn, before, wanted);
        });
    });
}

} // namespace

Result<void> editSavedBackstores(JsonLevel &root, const std::vector<std::optional<BackstoreId>> &elements,
                                 const SrpTree &before, const SrpTree &wanted)
{
    if (before.backstores == wanted.backstores)
        return {};
    return changeMember(root, u"storage_objects"_s, QJsonArray(), {}, [&](JsonLevel &list, const QByteArray &indent) {
        return editList(list, elements, before.backstores, wanted.backstores, indent, changeBackstore,
                        newStorageObject);
    });
}

Result<void> editSavedTargets(JsonLevel &root, const std::vector<std::optional<QString>> &elements,
                              const SrpTree &before, const SrpTree &wanted)
{
    if (before.targets == wanted.targets)
        return {};
    return changeMember(root, u"targets"_s, QJsonArray(), {}, [&](JsonLevel &list, const QByteArray &indent) {
        return editList(list, elements, before.targets, wanted.targets, indent, changeTarget, newSavedTarget);
    });
}

} // namespace rdma
