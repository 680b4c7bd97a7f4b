// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of attached disks: ports, targets, disks, each as it is and as it will be.
#pragma once

#include "gui/pages/srpinitiatorrow.h"

namespace rdma {

class AttachTree : public RowTree<AttachRow> {
    Q_OBJECT
public:
    enum Column { Name, Kind, Size, State, Reboot, ColumnCount };
    enum class Standing { Stays, Added, Removed, Changed };

    explicit AttachTree(QObject *parent = nullptr) : RowTree(parent) {}

    /// Rows come, go and change; the model is never reset, so that views stay where they are.
    void show(const AttachState &state, const AttachEdits &edits);
    /// What discovery tells of controllers by name.
    void showFound(const std::vector<FoundTarget> &found);

    [[nodiscard]] const AttachState &state() const { return m_state; }
    [[nodiscard]] const SrpInitiatorConfig &wanted() const { return m_wanted; }
    [[nodiscard]] Standing standingOf(const AttachRow &row) const;
    [[nodiscard]] const KnownTarget *knownTarget(const SrpTargetId &id) const; ///< as wished, else as it is
    [[nodiscard]] const InitiatorPort *port(const PortId &id) const;
    [[nodiscard]] QString controllerOf(const SrpTargetId &id) const; ///< "Linux SRP target"; empty when not found yet

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QFont font(const AttachRow &row, int column) const;
    [[nodiscard]] QString text(const AttachRow &row, int column) const;
    [[nodiscard]] QString portText(const AttachRow &row, int column) const;
    [[nodiscard]] QString targetText(const AttachRow &row, int column) const;
    [[nodiscard]] QString diskText(const AttachRow &row, int column) const;
    [[nodiscard]] QString iconName(const AttachRow &row) const;
    [[nodiscard]] QString portState(const PortId &id) const;
    [[nodiscard]] QString targetState(const AttachRow &row) const;
    [[nodiscard]] QString targetAtBoot(const SrpTargetId &id) const;

    AttachState m_state;
    SrpInitiatorConfig m_wanted;
    std::map<std::pair<Guid, Guid>, QString> m_controllers; ///< by id_ext and ioc_guid
};

} // namespace rdma
