// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Single objects of saveconfig.json: a storage object and an srpt target as values, and as the members that rtslib
// writes.
#pragma once

#include "model/saveconfig.h"

#include <QJsonObject>
#include <QJsonValue>
#include <expected>
#include <map>

namespace rdma {

template <typename T> using Saved = std::expected<T, SavedProblem>;

/// As rtslib cleans it (_cleanse_wwn(): "0x", colons and dashes are dropped): "0x" and 32 lower-case hex digits.
[[nodiscard]] std::optional<QString> portIdFromSaved(const QString &wwn);
[[nodiscard]] QString savedPortId(const QString &portId); ///< "ib." and 32 digits
constexpr quint32 maxSavedLun = 0xffff;                   ///< rtslib's LUN.MAX_LUN

/// "0x" and 32 lower-case hex digits.
[[nodiscard]] bool isPortId(QStringView text);

/// "block", and "iblock" as rtslib takes it as well.
[[nodiscard]] std::optional<BackstoreKind> kindFromSaved(const QString &plugin);
[[nodiscard]] Saved<BackstoreId> backstoreIdFromSaved(const QJsonObject &object);
[[nodiscard]] Saved<Backstore> backstoreFromSaved(BackstoreKind kind, const QJsonObject &object);
[[nodiscard]] std::optional<BackstoreId> backstoreIdFromPath(const QString &path); ///< "/backstores/block/vol1"
[[nodiscard]] Saved<SrpTarget> targetFromSaved(const QJsonObject &object);

/// What the plugin can keep of it; nothing when a restore could not make it.
[[nodiscard]] std::optional<Backstore> savable(BackstoreKind kind, Backstore backstore);

/// By name; Undefined: not there.
using SavedMembers = std::map<QString, QJsonValue>;
[[nodiscard]] SavedMembers savedMembers(BackstoreKind kind, const Backstore &backstore);
[[nodiscard]] SavedMembers savedAttributes(BackstoreKind kind, const Backstore &backstore);

/// New ones.
[[nodiscard]] QJsonObject newStorageObject(const BackstoreId &id, const Backstore &backstore);
[[nodiscard]] QJsonObject newSavedLun(const QString &wwn, quint32 lun, const BackstoreId &backstore);
[[nodiscard]] QJsonObject newMappedLun(const QString &wwn, const QString &initiator, quint32 lun,
                                       const MappedLun &mapped);
[[nodiscard]] QJsonObject newNodeAcl(const QString &wwn, const QString &initiator, const NodeAcl &acl);
[[nodiscard]] QJsonObject newSavedTarget(const QString &wwn, const SrpTarget &target);
[[nodiscard]] QString savedPath(const BackstoreId &id); ///< "/backstores/block/vol1"

} // namespace rdma
