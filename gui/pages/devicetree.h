// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The devices and ports of this computer as a tree, each port with what its state means.
#pragma once

#include "gui/pages/devicerow.h"
#include "model/portverdict.h"

namespace rdma {

class DeviceTree : public RowTree<DeviceRow> {
    Q_OBJECT
public:
    enum Column { Name, State, Interfaces, ColumnCount };

    explicit DeviceTree(QObject *parent = nullptr) : RowTree(parent) {}

    /// Rows come, go and change one by one; the model is never reset, so that views stay where they are.
    void show(const DevicesLive &live);

    [[nodiscard]] const DevicesLive &live() const { return m_live; }
    [[nodiscard]] const RdmaDevice *deviceOf(const DeviceRow &row) const; ///< nullptr: gone
    [[nodiscard]] const RdmaPort *portOf(const DeviceRow &row) const;     ///< nullptr: gone, or no port
    [[nodiscard]] PortVerdict verdictOn(const RdmaPort &port) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] std::set<DeviceRow> changesTo(const DevicesLive &next) const;
    [[nodiscard]] QString name(const DeviceRow &row) const;
    [[nodiscard]] QString state(const DeviceRow &row) const;
    [[nodiscard]] QString iconName(const DeviceRow &row) const;
    [[nodiscard]] QString interfaces(const DeviceRow &row) const;

    DevicesLive m_live;
};

} // namespace rdma
