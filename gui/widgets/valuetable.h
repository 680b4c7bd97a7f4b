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
        bool exact = false;  ///< addresses and names: monospace, left to right
        bool copied = false; ///< followed by a column of buttons that copy it
    };

    ValueTable(const QString &accessibleName, const QList<Column> &columns, QWidget *parent = nullptr);

    void showRows(const QList<QStringList> &rows); ///< a text for each column given; selection and place stay
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    void addCopyAction(const QString &text, const QList<QKeySequence> &keys, void (ValueTable::*copy)());
    void showCell(int row, int column, const QString &text);
    void showButton(int row, const QString &text);
    void copySelected();
    void copyCurrent();

    QList<Column> m_columns; ///< as they are seen
    int m_buttons = -1;      ///< the column of the buttons, if there is one
};

} // namespace rdma
