// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-job-program ROOT done|fails: applies the plan as the helper's executor does, for a test that kills it on the
// way.
#include "helper/jobrun.h"
#include "helper/systemaccounts.h"
#include "helper/systemjournal.h"
#include "helper/systemservices.h"
#include "helper/unittools.h"
#include "tests/doors/directorykernel.h"
#include "tests/doors/killedjob.h"

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    if (argc != 3)
        return EXIT_FAILURE;
    const QString root = QString::fromUtf8(argv[1]);
    const auto host = rdma::Host::open(root);
    if (!host)
        return EXIT_FAILURE;
    rdma::DirectoryKernel kernel(root, *host);
    rdma::UnitTools tools(*host);
    const rdma::SystemJournal journal;
    const rdma::SystemServices services;
    const rdma::SystemAccounts accounts;
    rdma::Machine machine{const_cast<rdma::Host &>(*host), kernel, tools, journal, services, accounts};
    const rdma::JobStore store(*host);
    const std::atomic<bool> cancelled = false;
    const rdma::Job job = rdma::newJob(rdma::killed::plan(argv[2] == "fails"_ba), u"org.rdmamanager.names.rename"_s, 0);
    const auto lock = store.prepare().and_then([&] { return store.lock(std::chrono::milliseconds(0)); });
    if (!lock || !store.save(job))
        return EXIT_FAILURE;
    std::ignore = rdma::runJob(job, {machine, store, cancelled, [] {}});
    return EXIT_SUCCESS;
}
