// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rows the tree of exports has: ports, the disks on them, who may use each, and the disks that no port exports.
#pragma once

#include "gui/pages/rowtree.h"
#include "gui/pages/srptargetedit.h"

namespace rdma {

struct ExportRow {
    enum class Kind {
        Port,      ///< of this host, or of a target whose port is not here
        Disk,      ///< a LUN of a port
        Initiator, ///< who may use it; with no disk: may log in and sees none
        Others,    ///< the group of disks that no port exports
        Unused,    ///< one of them
    };

    Kind kind = Kind::Port;
    QString wwn;
    std::optional<PortId> port; ///< only of a port without GID, which has no WWN
    quint32 lun = 0;
    BackstoreId disk;
    QString initiator;
    quint32 number = 0; ///< as the initiator numbers it

    auto operator<=>(const ExportRow &) const = default;
};

using ExportOrder = RowOrder<ExportRow>;

/// A configuration as rows: what runs, what will run, and what is saved. Permissions are told disk by disk, since there
/// can be tens of thousands.
class ExportRows {
public:
    ExportRows() = default;
    ExportRows(const ExportState &state, const SrpTargetConfig &wanted);

    /// Everything but who may use each disk. `words`: only where all of them are found.
    [[nodiscard]] ExportOrder order(const QStringList &words) const;
    [[nodiscard]] std::vector<ExportRow> usersOf(const ExportRow &disk, const QStringList &words) const;
    [[nodiscard]] bool hasUsers(const ExportRow &disk) const;

private:
    using Users = std::map<quint32, std::vector<std::pair<QString, quint32>>>; ///< by LUN

    void addTarget(const QString &wwn, const SrpTarget &target);
    [[nodiscard]] bool isFound(const ExportRow &row, const QStringList &words) const;
    [[nodiscard]] bool hasFoundUser(const ExportRow &row, const QStringList &words) const;
    [[nodiscard]] QString textOf(const ExportRow &row) const;

    std::vector<ExportRow> m_ports;
    std::map<QString, std::set<ExportRow>> m_disks; ///< by WWN; also initiators that see no disk
    std::map<QString, Users> m_users;
    std::set<BackstoreId> m_unused;
    std::map<BackstoreId, QString> m_diskTexts; ///< what a search finds
    std::map<QString, QString> m_portTexts;
};

} // namespace rdma
