// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The root service: real machine, system bus, nothing to configure.
#include "helper/bootconnect.h"
#include "helper/bootrestore.h"
#include "helper/kernelevents.h"
#include "helper/linuxkernel.h"
#include "helper/service.h"
#include "helper/systemaccounts.h"
#include "helper/systemjournal.h"
#include "helper/systemservices.h"
#include "helper/unittools.h"
#include "helper/worker.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSocketNotifier>
#include <csignal>
#include <malloc.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Before any thread starts, so that all of them have SIGTERM blocked.
int openTermination()
{
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    pthread_sigmask(SIG_BLOCK, &endings, nullptr);
    return signalfd(-1, &endings, SFD_CLOEXEC | SFD_NONBLOCK);
}

void letTerminationThrough()
{
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    pthread_sigmask(SIG_UNBLOCK, &endings, nullptr);
}

int complain(const rdma::Error &error)
{
    qCritical("%s %s %s", qPrintable(rdma::codeName(error.code)), qPrintable(error.subject), qPrintable(error.detail));
    return EXIT_FAILURE;
}

int finish(const rdma::Result<void> &done)
{
    return done ? EXIT_SUCCESS : complain(done.error());
}

/// With no job running, only reads and devices being opened or closed can be stuck, in a driver that may hang for ever.
/// The name is given back and SIGTERM read by nobody any more, while systemd starts no other helper beside this one.
void endSoon()
{
    constexpr unsigned patience = 2; // seconds
    std::signal(SIGALRM, [](int) { ::_exit(EXIT_SUCCESS); });
    ::alarm(patience);
}

} // namespace

int main(int argc, char *argv[])
{
    clearenv(); // whoever started us has nothing to tell us
    setenv("LC_ALL", "C.UTF-8", 1);
    umask(0077);
    mallopt(M_ARENA_MAX, 1); // else each reading thread keeps what its largest read took (mallopt(3))
    // One line of the journal for each call with wrong arguments: any user could fill it.
    QLoggingCategory::setFilterRules(u"qt.dbus.integration.warning=false"_s);
    const int termination = openTermination();
    QCoreApplication application(argc, argv);

    auto host = rdma::Host::open(QStringLiteral("/"));
    if (!host)
        return complain(host.error());
    const QStringList words = QCoreApplication::arguments().sliced(1);
    if (words.size() == 3 && words.front() == "--work"_L1) // in a unit rdma-manager-KIND@ID.service
        return finish(rdma::work(*host, words[1], words[2]));
    rdma::LinuxKernel kernel;
    rdma::UnitTools tools(*host);
    const rdma::SystemJournal journal;
    const rdma::SystemServices services;
    const rdma::SystemAccounts accounts;
    if (words == QStringList(u"--restore"_s)) { // in rdma-manager-srp-restore.service
        rdma::Machine machine{*host, kernel, tools, journal, services, accounts};
        return finish(rdma::restoreOncePerBoot(machine));
    }
    if (words == QStringList(u"--connect"_s)) { // in rdma-manager-srp-connect.service
        letTerminationThrough();                // it waits for minutes, and what it began is found in the record
        rdma::Machine machine{*host, kernel, tools, journal, services, accounts};
        return finish(rdma::connectAtBoot(machine));
    }
    rdma::KernelEvents events(*host);
    const auto bus = QDBusConnection::systemBus();
    rdma::Service service({*host, kernel, tools, journal, services, accounts}, events, bus);
    QObject::connect(&service, &rdma::Service::ended, &application, &QCoreApplication::quit);
    QSocketNotifier terminated(termination, QSocketNotifier::Read);
    QObject::connect(&terminated, &QSocketNotifier::activated, &service, [&] {
        terminated.setEnabled(false);
        service.terminate();
    });
    QDBusConnection(bus).connect({}, QStringLiteral("/org/freedesktop/DBus/Local"),
                                 QStringLiteral("org.freedesktop.DBus.Local"), QStringLiteral("Disconnected"),
                                 &application, SLOT(quit()));

    if (const auto started = service.start(); !started)
        return complain(started.error());
    const int code = QCoreApplication::exec();
    service.finishJob();
    endSoon();
    return code;
}
