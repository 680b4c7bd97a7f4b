// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-module-switch load|unload NAME: the step as the helper does it, for a guest whose modules may come and go.
#include "helper/linuxkernel.h"
#include "helper/steps.h"
#include "helper/systemaccounts.h"
#include "helper/systemjournal.h"
#include "helper/systemservices.h"
#include "helper/unittools.h"
#include "helper/worker.h"

#include <QTextStream>

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    const bool load = argc == 3 && argv[1] == "load"_ba;
    auto host = rdma::Host::open(u"/"_s);
    if (argc != 3 || !host || !rdma::prepareWork(*host))
        return EXIT_FAILURE;
    rdma::LinuxKernel kernel;
    rdma::UnitTools tools(*host);
    const rdma::SystemJournal journal;
    const rdma::SystemServices services;
    const rdma::SystemAccounts accounts;
    rdma::Machine machine{*host, kernel, tools, journal, services, accounts};
    const auto done = rdma::perform(rdma::SwitchModule{QString::fromUtf8(argv[2]), !load, load}, machine);
    if (!done)
        QTextStream(stdout) << rdma::codeName(done.error().code) << u' ' << done.error().subject << u' '
                            << done.error().detail << u'\n';
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
