// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Checks below each other. The arrow keys go through them, Enter mends the one in focus.
#pragma once

#include "gui/widgets/checkline.h"

#include <QList>

class QVBoxLayout;

namespace rdma {

class CheckList : public QWidget {
    Q_OBJECT
public:
    /// `name`: what is checked, for who cannot see it.
    explicit CheckList(const QString &name, QWidget *parent = nullptr);

    void showRows(const QList<CheckRow> &rows); ///< hidden while there are none; what has the focus keeps it
    [[nodiscard]] const QList<CheckRow> &rows() const { return m_rows; }

signals:
    void cureChosen(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addLine();
    void dropLine();
    [[nodiscard]] int focused() const;
    void moveFocus(int to);

    QList<CheckRow> m_rows;
    QList<CheckLine *> m_lines;
    QVBoxLayout *m_column;
};

} // namespace rdma
