// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The left half of the page "Devices": search, choice, and the list of devices and ports.
#pragma once

#include "gui/pages/devicefilter.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace rdma {

class DeviceList : public QWidget {
    Q_OBJECT
public:
    explicit DeviceList(QWidget *parent = nullptr);

    void show(const DevicesLive &live); ///< selection, place and what is folded stay
    using QWidget::show;

    [[nodiscard]] const DeviceTree &tree() const { return m_tree; }
    [[nodiscard]] std::optional<DeviceRow> selected() const;
    void select(const DeviceRow &row);

signals:
    void selectionChanged();

private:
    [[nodiscard]] QWidget *makeFilterRow();
    [[nodiscard]] QWidget *makeRows();
    [[nodiscard]] QWidget *makeNothingFound();
    void connectFilter();
    void showFiltered();
    void unfold(const QModelIndex &parent, int first, int last);
    void foldFunctions(const QModelIndex &parent = {});
    void widenColumns();
    void clearFilter();

    DeviceTree m_tree;
    DeviceFilter m_filter;
    QLineEdit *m_search;
    QComboBox *m_show;
    QCheckBox *m_hideFunctions;
    QStackedWidget *m_stack;
    QTreeView *m_rows;
};

} // namespace rdma
