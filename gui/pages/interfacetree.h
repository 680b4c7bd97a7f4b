// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The IPoIB interfaces as a tree: P_Key children below the interface of their port.
#pragma once

#include "gui/pages/interfaceorder.h"
#include "gui/pages/nameedit.h"

#include <QAbstractItemModel>
#include <memory>
#include <set>
#include <span>

namespace rdma {

class InterfaceTree : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Port, Link, NextName, NextSource, ColumnCount };

    explicit InterfaceTree(QObject *parent = nullptr);
    ~InterfaceTree() override;

    /// Rows come, go and change; the model is never reset, so that views stay where they are.
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
    struct Row;
    using Ids = InterfaceOrder::Ids;

    void removeStrays(Row &above, const InterfaceOrder &order);
    void arrange(Row &above, const InterfaceOrder &order);
    void remove(Row &above, std::size_t from, std::size_t to);
    void insert(Row &above, std::size_t at, std::span<const InterfaceId> ids);
    void tellChanges(const Row &above, const std::set<InterfaceId> &changed);
    [[nodiscard]] QModelIndex indexFor(const Row &row, int column = 0) const;
    [[nodiscard]] const Row &rowAt(const QModelIndex &index) const;
    [[nodiscard]] QString text(const Interface &interface, int column) const;
    [[nodiscard]] QString renamed(const Interface &interface, int column, const QString &joint) const;

    std::unique_ptr<Row> m_top; ///< no row to be seen: the one above the top level
    std::map<InterfaceId, Row *> m_rows;
    NamesLive m_live;
    NameEdits m_edits;
};

} // namespace rdma
