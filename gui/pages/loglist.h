// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines of the log with their filters. The newest stay in view unless one has scrolled up.
#pragma once

#include "gui/pages/logtable.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace rdma {

class LogList : public QWidget {
    Q_OBJECT
public:
    explicit LogList(QWidget *parent = nullptr);

    void append(std::vector<DecodedLine> lines);
    [[nodiscard]] const DecodedLine *current() const; ///< nullptr: none
    [[nodiscard]] int lineCount() const { return m_table.rowCount(); }
    [[nodiscard]] bool hasSelection() const;
    void copySelected() const;
    void focusList();
    void search(const QString &text);

signals:
    void currentChanged();
    void selectionChanged();

private:
    [[nodiscard]] QWidget *makeFilters();
    [[nodiscard]] QWidget *makeView();
    [[nodiscard]] QWidget *makeNothingFound();
    void setColumns();
    void applyFilters();
    void showFound();
    void clearFilters();

    LogTable m_table;
    LogFilter m_filter{&m_table};
    QLineEdit *m_search;
    QComboBox *m_level;
    QComboBox *m_topic;
    QStackedWidget *m_stack;
    QTreeView *m_view;
};

} // namespace rdma
