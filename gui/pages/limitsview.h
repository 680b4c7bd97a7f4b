// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A list about locked memory as one sees it: as wide as its texts, the selection stays.
#pragma once

#include "gui/pages/limitsrows.h"

#include <QTreeView>

class QLabel;

namespace rdma {

class LimitsView : public QTreeView {
    Q_OBJECT
public:
    /// `wide`: the column that takes the room that is left.
    LimitsView(const QString &accessibleName, const QStringList &titles, int wide, QWidget *parent = nullptr);

    void setEmptyText(const QString &text); ///< what to do while there are no rows

    void showRows(const std::vector<LimitRow> &rows);
    [[nodiscard]] QString selected() const; ///< its id; empty: none
    void select(const QString &id);

signals:
    void selectionMoved();

private:
    void widenColumns();

    LimitRows m_rows;
    int m_wide;
    QLabel *m_empty;
};

} // namespace rdma
