// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services around RDMA in plain words.
#include "gui/words/servicewords.h"

#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct RoleRow {
    ServiceRole role;
    const char *name;
    const char *purpose;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::ServiceWords)
public:
    static constexpr RoleRow roles[] = {
        {ServiceRole::RdmaStack, QT_TR_NOOP("RDMA service"),
         QT_TR_NOOP("Loads at boot what /etc/rdma/rdma.conf says.")},
        {ServiceRole::Hardware, QT_TR_NOOP("RDMA hardware"),
         QT_TR_NOOP("Is reached when an RDMA device appears; other services wait for it.")},
        {ServiceRole::ModuleList, QT_TR_NOOP("Module list"),
         QT_TR_NOOP("Loads the modules of one list in /etc/rdma/modules when its hardware appears.")},
        {ServiceRole::SrpDaemon, QT_TR_NOOP("SRP daemon"),
         QT_TR_NOOP("Looks for SRP targets on InfiniBand ports, and logs in to them.")},
        {ServiceRole::SubnetManager, QT_TR_NOOP("Subnet manager"),
         QT_TR_NOOP("Gives the ports of an InfiniBand fabric their addresses. One on the fabric is enough.")},
        {ServiceRole::TargetRestore, QT_TR_NOOP("Saved exports"),
         QT_TR_NOOP("Brings the exported disks back after a boot.")},
        {ServiceRole::PortMapper, QT_TR_NOOP("iWARP port mapper"),
         QT_TR_NOOP("Keeps iWARP connections from using a TCP port that another program has.")},
        {ServiceRole::AddressCache, QT_TR_NOOP("Address cache"),
         QT_TR_NOOP("Remembers routes and addresses of an InfiniBand fabric for programs.")},
        {ServiceRole::NodeNames, QT_TR_NOOP("Node names"),
         QT_TR_NOOP("Tells the fabric this computer’s name, which diagnostics then show.")},
        {ServiceRole::MlnxOfed, QT_TR_NOOP("MLNX_OFED"),
         QT_TR_NOOP("Loads at boot what /etc/infiniband/openib.conf says.")},
    };

    static constexpr std::pair<ServiceBar, const char *> bars[] = {
        {ServiceBar::ByHardware,
         QT_TR_NOOP("It has no setting for the boot: udev starts it when RDMA hardware appears.")},
        {ServiceBar::RefusesStop,
         QT_TR_NOOP("It refuses to be stopped by hand (RefuseManualStop=yes); it ends with a reboot.")},
        {ServiceBar::EndsExports, QT_TR_NOOP("Starting or stopping it by hand takes every exported disk away. The page "
                                             "“Export Disks” exports and removes them disk by disk.")},
        {ServiceBar::ElsewhereKept, QT_TR_NOOP("It is switched on and off port by port, on the page “Attach Disks”.")},
        {ServiceBar::ShownOnly, QT_TR_NOOP("It is only shown here; its own package says how to switch it.")},
    };

    static constexpr std::pair<QLatin1StringView, const char *> results[] = {
        {"exit-code"_L1, QT_TR_NOOP("Its program ended with an error.")},
        {"signal"_L1, QT_TR_NOOP("Its program was ended by a signal.")},
        {"core-dump"_L1, QT_TR_NOOP("Its program crashed.")},
        {"timeout"_L1, QT_TR_NOOP("It did not become ready in time.")},
        {"watchdog"_L1, QT_TR_NOOP("It stopped answering.")},
        {"start-limit-hit"_L1, QT_TR_NOOP("It was started too often in a short time.")},
        {"oom-kill"_L1, QT_TR_NOOP("The kernel ended it for want of memory.")},
        {"resources"_L1, QT_TR_NOOP("systemd lacked something to start it with.")},
        {"protocol"_L1, QT_TR_NOOP("Its program did not do what its unit file promises.")},
    };
};

const RoleRow &rowOf(ServiceRole role)
{
    return *std::ranges::find(Words::roles, role, &RoleRow::role);
}

} // namespace

QString serviceRoleName(ServiceRole role)
{
    return Words::tr(rowOf(role).name);
}

QString serviceRolePurpose(ServiceRole role)
{
    return Words::tr(rowOf(role).purpose);
}

QString serviceStateWords(const ServiceLive &service)
{
    switch (service.standing.activity) {
    case ServiceActivity::Failed:
        return Words::tr("failed");
    case ServiceActivity::Activating:
        return Words::tr("starting");
    case ServiceActivity::Deactivating:
        return Words::tr("stopping");
    case ServiceActivity::Active:
    case ServiceActivity::Inactive:
    case ServiceActivity::Unknown:
        break;
    }
    if (service.role == ServiceRole::Hardware)
        return service.unit.active ? Words::tr("reached") : Words::tr("not reached");
    if (!service.unit.active)
        return Words::tr("not running");
    return service.standing.detail == "exited"_L1 ? Words::tr("done") : Words::tr("running");
}

QString serviceBootWords(const ServiceLive &service, bool enabled)
{
    if (isMasked(service.unit))
        return Words::tr("masked");
    if (service.enabling == ServiceBar::ByHardware)
        return Words::tr("when hardware appears");
    return enabled ? Words::tr("yes") : Words::tr("no");
}

QString serviceSinceWords(const QDateTime &since)
{
    return since.isValid() ? fill(Words::tr("since %1"), QLocale().toString(since.toLocalTime(), QLocale::ShortFormat))
                           : QString();
}

QString serviceResultWords(const QString &result)
{
    const auto row =
        std::ranges::find_if(Words::results, [&](const auto &candidate) { return candidate.first == result; });
    return row == std::end(Words::results) ? fill(Words::tr("It failed (%1)."), technical(result))
                                           : Words::tr(row->second);
}

QString serviceBarWords(ServiceBar bar)
{
    const auto row = std::ranges::find_if(Words::bars, [&](const auto &candidate) { return candidate.first == bar; });
    return row == std::end(Words::bars) ? QString() : Words::tr(row->second);
}

QStringList serviceBarWords(const ServiceLive &service)
{
    if (service.enabling == ServiceBar::ByHardware && service.stopping != ServiceBar::RefusesStop)
        return {serviceBarWords(ServiceBar::ByHardware)};
    QStringList words;
    for (const ServiceBar bar : {service.enabling, service.starting, service.stopping})
        if (const QString why = serviceBarWords(bar); !why.isEmpty() && !words.contains(why))
            words.append(why);
    return words;
}

} // namespace rdma
