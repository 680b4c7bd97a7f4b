// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The IPoIB interfaces as a tree: P_Key children below the interface of their port.
#pragma once

#include "gui/pages/nameedit.h"

#include <QAbstractItemModel>

namespace rdma {

class InterfaceTree : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Port, Link, NextName, NextSource, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    /// Rows that stay keep their identity; only when interfaces come or go is the model reset.
    void show(const NamesState &state, const NameEdits &edits);

    [[nodiscard]] QModelIndex indexOf(const InterfaceId &id) const;
    [[nodiscard]] std::optional<InterfaceId> idAt(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        InterfaceId id;
        int parent = -1; ///< its place in m_rows; -1: the top level
        int place = 0;   ///< among its siblings
        bool operator==(const Row &) const = default;
    };

    [[nodiscard]] static std::vector<Row> rowsOf(const NamesLive &live);
    [[nodiscard]] int find(int parent, int place) const;
    [[nodiscard]] const Row *rowOf(const QModelIndex &index) const;
    [[nodiscard]] QString text(const Interface &interface, int column) const;
    [[nodiscard]] QString renamed(const Interface &interface, int column, const QString &joint) const;

    std::vector<Row> m_rows;
    NamesLive m_live;
    NameEdits m_edits;
};

} // namespace rdma
