// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's size and place between two runs, in the user's state directory.
#include "gui/window/windowstate.h"

#include <QMainWindow>
#include <QSettings>
#include <QStandardPaths>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString stateFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::StateLocation) % u"/window.conf"_s;
}

} // namespace

void restoreWindow(QMainWindow *window)
{
    const QSettings settings(stateFile(), QSettings::IniFormat);
    if (window->restoreGeometry(settings.value("geometry"_L1).toByteArray()))
        return;
    const QFontMetrics metrics = window->fontMetrics();
    window->resize(metrics.averageCharWidth() * 166, metrics.lineSpacing() * 48);
}

void saveWindow(const QMainWindow &window)
{
    QSettings settings(stateFile(), QSettings::IniFormat);
    settings.setValue("geometry"_L1, window.saveGeometry());
}

} // namespace rdma
