// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The helper as its main() makes it, on a root and a bus of its own: rdma-bench-helper ROOT --bus ADDRESS. The demo
// host would spend most of its start on making a fake machine.
#include "helper/kernelevents.h"
#include "helper/linuxkernel.h"
#include "helper/service.h"
#include "helper/systemaccounts.h"
#include "helper/systemjournal.h"
#include "helper/systemservices.h"
#include "helper/unittools.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    auto host = rdma::Host::open(QCoreApplication::arguments().value(1));
    if (!host)
        return EXIT_FAILURE;
    rdma::LinuxKernel kernel;
    rdma::UnitTools tools(*host);
    const rdma::SystemJournal journal;
    const rdma::SystemServices services;
    const rdma::SystemAccounts accounts;
    rdma::KernelEvents events(*host);
    const auto bus =
        QDBusConnection::connectToBus(QCoreApplication::arguments().constLast(), QStringLiteral("bench helper"));
    rdma::Service service({*host, kernel, tools, journal, services, accounts}, events, bus);
    if (!service.start())
        return EXIT_FAILURE;
    return QCoreApplication::exec();
}
