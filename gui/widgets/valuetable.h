// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small read-only table of texts: refreshed cell by cell, copied with the keyboard, as high as its rows up to a
// limit.
#pragma once

#include <QTableWidget>

namespace rdma {

class ValueTable : public QTableWidget {
    Q_OBJECT
public:
    struct Column {
        QString title;
        bool exact = false; ///< addresses and names: monospace, left to right
    };

    ValueTable(const QString &accessibleName, const QList<Column> &columns, QWidget *parent = nullptr);

    void showRows(const QList<QStringList> &rows); ///< selection and place stay
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    void showCell(int row, int column, const QString &text);
    void copySelected() const;

    QList<Column> m_columns;
};

} // namespace rdma
