// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our window as main() makes it, on the bus whose address is the one argument, up to its first paint.
#include "gui/client/bus.h"
#include "gui/window/appearance.h"
#include "gui/window/mainwindow.h"
#include "tests/bench/firstpaint.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    rdma::prepareApplication(&application);
    const QString address = QApplication::arguments().value(1);
    rdma::MainWindow window([address] { return rdma::openBus(address); });
    const rdma::FirstPaint firstPaint(&window);
    window.show();
    return QApplication::exec();
}
