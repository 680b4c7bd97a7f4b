// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search and the tree of exports as one sees them. Ports are unfolded, disks are folded until one looks who uses them.
#pragma once

#include "gui/pages/srptargettree.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace rdma {

class ExportList : public QWidget {
    Q_OBJECT
public:
    explicit ExportList(QWidget *parent = nullptr);

    void show(const ExportState &state, const ExportEdits &edits);

    [[nodiscard]] ExportTree &tree() { return m_tree; }
    [[nodiscard]] std::optional<ExportRow> selected() const;
    void select(const ExportRow &row);
    [[nodiscard]] QTreeView *view() { return m_view; }

signals:
    void selectionChanged();

private:
    [[nodiscard]] QWidget *makeView();
    [[nodiscard]] QWidget *makeNothingFound();
    void showFiltered();
    void widenColumns();

    ExportTree m_tree;
    QTimer m_widening;
    QLineEdit *m_search;
    QStackedWidget *m_stack;
    QTreeView *m_view;
};

} // namespace rdma
