// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Notices a window's first paint.
#include "tests/bench/firstpaint.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>
#include <cstdio>

namespace rdma {

FirstPaint::FirstPaint(QWidget *window) : m_window(window)
{
    window->installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Paint) {
        m_window->removeEventFilter(this);
        QTimer::singleShot(0, this, &FirstPaint::report); // after this paint has been flushed
    }
    return QObject::eventFilter(watched, event);
}

void FirstPaint::report()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/status");
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            std::puts(line.simplified().split(' ').at(1).constData());
    std::fflush(stdout);
    QApplication::quit();
}

} // namespace rdma
