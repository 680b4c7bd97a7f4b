// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Notices a window's first paint, says how much memory is resident and ends the program.
#pragma once

#include <QObject>

class QWidget;

namespace rdma {

class FirstPaint : public QObject {
    Q_OBJECT
public:
    explicit FirstPaint(QWidget *window);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void report();

    QWidget *m_window;
};

} // namespace rdma
