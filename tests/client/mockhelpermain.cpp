// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mock helper as a process of its own, for activation by the bus.
#include "tests/client/mockhelper.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const auto bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_STARTER_ADDRESS"), u"activated"_s);
    rdma::MockHelper names(bus, u"names"_s);
    rdma::takeHelperName(bus);
    return QCoreApplication::exec();
}
