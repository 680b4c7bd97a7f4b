// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells whether a widget is on screen: shown, in a window that is not minimized.
#pragma once

#include <QWidget>

namespace rdma {

class OnScreen : public QObject {
    Q_OBJECT
public:
    explicit OnScreen(QWidget *widget);

signals:
    void changed(bool seen);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_widget;
    bool m_seen;
};

} // namespace rdma
