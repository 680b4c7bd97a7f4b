// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The IPoIB interfaces as a tree: P_Key children below the interface of their port.
#pragma once

#include "gui/pages/interfaceorder.h"
#include "gui/pages/nameedit.h"

namespace rdma {

class InterfaceTree : public RowTree<InterfaceId> {
    Q_OBJECT
public:
    enum Column { Name, Port, Link, NextName, NextSource, ColumnCount };

    explicit InterfaceTree(QObject *parent = nullptr) : RowTree(parent) {}

    /// Rows come, go and change; the model is never reset, so that views stay where they are.
    void show(const NamesState &state, const NameEdits &edits);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const Interface &interface, int column) const;
    [[nodiscard]] QString renamed(const Interface &interface, int column, const QString &joint) const;

    NamesLive m_live;
    NameEdits m_edits;
};

} // namespace rdma
