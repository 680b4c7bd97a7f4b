// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which devices and ports are listed: those that a search and a choice let through, and the rows they are below.
#pragma once

#include "gui/pages/devicetree.h"

#include <QSortFilterProxyModel>

namespace rdma {

class DeviceFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Show { Everything, Attention, InfiniBand, Ethernet };

    explicit DeviceFilter(DeviceTree *tree, QObject *parent = nullptr);

    void setSearch(const QString &words); ///< all of them must be found in a port and its device
    void setShow(Show show);
    void setHideFunctions(bool hide);

    [[nodiscard]] bool narrows() const; ///< something is or could be hidden
    [[nodiscard]] bool isSearching() const { return !m_words.isEmpty(); }
    [[nodiscard]] std::optional<DeviceRow> rowAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const DeviceRow &row) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] bool accepts(const DeviceRow &row) const;
    [[nodiscard]] bool isChosen(const RdmaPort *port) const;
    [[nodiscard]] bool isFound(const DeviceRow &row) const;

    DeviceTree *m_tree;
    QStringList m_words;
    Show m_show = Show::Everything;
    bool m_hideFunctions = false;
};

} // namespace rdma
