// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of cards and their ports: what each is now, at the next boot, and since when that waits.
#pragma once

#include "gui/pages/portsedit.h"
#include "gui/pages/rowtree.h"

namespace rdma {

/// A card, or with a port one of its ports.
struct PortRowId {
    QString slot;
    int port = 0;

    auto operator<=>(const PortRowId &) const = default;
};

struct PortRow {
    QString name; ///< "ConnectX-5 at 0000:05:00.0", "Port 1: mlx5_0, ib0"
    QString now;
    QString atBoot;
    QString pending;  ///< "since 10:12, until a restart"
    QString iconName; ///< of what `pending` says; empty: it needs no attention
    QString hint;     ///< why nothing can be chosen
    bool isQuiet = false;
    bool nowChanged = false; ///< not yet applied
    bool bootChanged = false;

    bool operator==(const PortRow &) const = default;
};

[[nodiscard]] PortRow portRowOf(const PortsState &state, const PortsEdits &edits, const PortRowId &id);
/// "since 26 Nov 2026, 10:12, until a restart"; empty: nothing is pending.
[[nodiscard]] QString sinceWords(const PortLive &port);

class PortsTable : public RowTree<PortRowId> {
    Q_OBJECT
public:
    enum Column { Name, Now, AtBoot, Pending, ColumnCount };

    explicit PortsTable(QObject *parent = nullptr) : RowTree(parent) {}

    /// Rows come, go and change; the model is never reset, so that views stay where they are.
    void show(const PortsState &state, const PortsEdits &edits);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const PortRow &row, int column);
    [[nodiscard]] static bool isChanged(const PortRow &row, int column);
    [[nodiscard]] static QFont font(const PortRowId &id, const PortRow &row, int column);

    std::map<PortRowId, PortRow> m_shown;
};

} // namespace rdma
