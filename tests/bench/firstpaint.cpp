// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into a program as it is shipped: says when a window was painted first, and when a tree with rows was, each
// with the kB then resident.
#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QTreeView>
#include <cstdio>

namespace {

QByteArray residentKilobytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/status");
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').at(1);
    qFatal("no VmRSS");
}

bool hasRows(const QObject *viewport)
{
    const auto *tree = qobject_cast<const QTreeView *>(viewport->parent());
    return tree && viewport == tree->viewport() && tree->model() && tree->model()->rowCount() > 0;
}

class PaintWatch : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType()) {
            tellOnce("window", &m_window);
            if (hasRows(watched))
                tellOnce("rows", &m_rows);
        }
        return false;
    }

private:
    /// Later: the paint is still to come, and to be flushed.
    void tellOnce(const char *what, bool *told)
    {
        if (std::exchange(*told, true))
            return;
        QTimer::singleShot(0, this, [what] {
            std::printf("%s %s\n", what, residentKilobytes().constData());
            std::fflush(stdout);
        });
    }

    bool m_window = false;
    bool m_rows = false;
};

void watchPaints()
{
    QCoreApplication::instance()->installEventFilter(new PaintWatch(QCoreApplication::instance()));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watchPaints)
