// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of exports, each one thing that a person asked for, and the wish that all of them make.
#pragma once

#include "model/note.h"
#include "model/srptargetstate.h"

#include <QJsonObject>
#include <set>
#include <variant>

namespace rdma {

struct ExportState {
    SrpTargetConfig config;
    SrpTargetLive live;
    std::vector<Note> notes;
};

struct ExportDisk {
    BackstoreId id;
    std::optional<Backstore> made;               ///< absent: a disk that is set up already
    std::map<QString, quint32> ports;            ///< WWN and the LUN there
    QStringList initiators;                      ///< who may use it, on each of these ports
    std::map<QString, QStringList> initiatorsAt; ///< by WWN: who on this port alone, since ids may depend on the port

    bool operator==(const ExportDisk &) const = default;
};

struct AllowInitiator {
    QString initiator;
    std::map<QString, std::vector<quint32>> luns; ///< by WWN, as the port numbers them
    bool readOnly = false;

    bool operator==(const AllowInitiator &) const = default;
};

struct ForbidInitiator {
    QString wwn;
    QString initiator;
    std::optional<quint32> number; ///< as the initiator numbers it; absent: all, and its logins

    bool operator==(const ForbidInitiator &) const = default;
};

struct SetReadOnly {
    QString wwn;
    QString initiator;
    quint32 number = 0;
    bool readOnly = false;

    bool operator==(const SetReadOnly &) const = default;
};

struct TakeExportBack {
    QString wwn;
    quint32 lun = 0;

    bool operator==(const TakeExportBack &) const = default;
};

struct DeleteDisk {
    BackstoreId id;

    bool operator==(const DeleteDisk &) const = default;
};

/// What can be changed of a disk that exists.
struct ChangeDisk {
    BackstoreId id;
    bool writeBack = false;
    bool thin = false;

    bool operator==(const ChangeDisk &) const = default;
};

struct EnablePort {
    QString wwn;
    bool enabled = false;

    bool operator==(const EnablePort &) const = default;
};

/// All that a port exports; for ports that are not here.
struct RemoveTarget {
    QString wwn;

    bool operator==(const RemoveTarget &) const = default;
};

struct ListenOn {
    int port = 0; ///< 0: nowhere

    bool operator==(const ListenOn &) const = default;
};

/// What to do about differences between what runs and what is saved.
enum class Settle {
    Save,    ///< what runs comes back at boot
    Restore, ///< what is saved runs now
    Forget,  ///< what is saved and does not run is saved no longer
};

/// The same of one thing. What a port exports is saved, restored and forgotten as a whole, with its disks.
struct SettleOne {
    Settle way = Settle::Save;
    QString wwn;      ///< empty: the disk
    BackstoreId disk; ///< one that no port exports

    bool operator==(const SettleOne &) const = default;
};

using ExportEdit = std::variant<ExportDisk, AllowInitiator, ForbidInitiator, SetReadOnly, TakeExportBack, DeleteDisk,
                                ChangeDisk, EnablePort, RemoveTarget, ListenOn, Settle, SettleOne>;

struct ExportEdits {
    std::vector<ExportEdit> list; ///< in the order in which they were made
    bool atBoot = true;           ///< what they change is saved as well

    bool operator==(const ExportEdits &) const = default;
};

/// The smallest number that is no key.
[[nodiscard]] quint32 freeLun(const auto &luns)
{
    quint32 lun = 0;
    while (luns.contains(lun))
        ++lun;
    return lun;
}

[[nodiscard]] SrpTargetConfig afterEdit(const ExportState &state, SrpTargetConfig config, const ExportEdit &edit);
[[nodiscard]] SrpTargetConfig afterEdits(const ExportState &state, const ExportEdits &edits);
[[nodiscard]] QJsonObject wishFor(const ExportState &state, const ExportEdits &edits); ///< a merge patch

/// Empty, or why this edit cannot be applied any more as it was made.
[[nodiscard]] QString problemWith(const ExportState &state, const ExportEdits &edits, std::size_t which);
/// Who has no disk left there when those LUNs go: their ACLs go with them.
[[nodiscard]] QStringList initiatorsOnlyOf(const SrpTarget &target, const std::set<quint32> &luns);
[[nodiscard]] std::set<quint32> lunsOf(const SrpTarget &target, const BackstoreId &disk);

} // namespace rdma
