// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's start: who it is, in which language, on which bus.
#include "gui/agent/passwordagent.h"
#include "gui/client/bus.h"
#include "gui/window/appearance.h"
#include "gui/window/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    rdma::prepareApplication(&application);
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Administers RDMA hardware and storage."));
    parser.addOption({u"bus"_s, QCoreApplication::translate("main", "Talk to the helper on this bus."), u"address"_s});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    const QString address = parser.value(u"bus"_s);

    rdma::MainWindow window([address] { return rdma::openBus(address); });
    std::unique_ptr<rdma::PasswordAgent> agent; // few sessions ever need it
    window.setAgent([&] {
        if (!agent)
            agent = std::make_unique<rdma::PasswordAgent>(&window);
        return agent->registerForThisProcess();
    });
    window.show();
    return QApplication::exec();
}
