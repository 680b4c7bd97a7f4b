// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The demo host: the real helper library on a fake machine that reacts like a kernel, on a bus of one's own.
#include "helper/service.h"
#include "tests/fake/demohost.h"
#include "tests/mockbus/mockpolkit.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Serves a fake IPoIB host to rdma-manager and rdma-managerctl."_s);
    parser.addOption({u"bus"_s, u"The bus to serve on."_s, u"address"_s});
    parser.addHelpOption();
    parser.process(application);
    const QString address = parser.value(u"bus"_s);

    const auto connect = [&](const QString &name) { return QDBusConnection::connectToBus(address, name); };
    const rdma::MockPolkit polkit(connect(u"polkit"_s));
    rdma::DemoHost demo;
    demo.furnish();
    demo.chooseModules();
    rdma::Service service(demo.machine(), demo.events(), connect(u"helper"_s), {.patience = std::chrono::hours(24)});
    if (const auto started = service.start(); !started) {
        QTextStream(stderr) << started.error().subject << ": " << started.error().detail << Qt::endl;
        return EXIT_FAILURE;
    }
    QTextStream(stdout) << "ready " << demo.root() << Qt::endl;
    return QCoreApplication::exec();
}
