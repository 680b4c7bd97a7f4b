// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// srp_daemon that is set and does not run: on which ports that is so, and which steps start it.
#include "helper/srpdaemon.h"
#include "helper/stepview.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const PortId first{u"mlx5_0"_s, 1};
const PortId second{u"mlx5_0"_s, 2};

/// A host whose srp_daemon is enabled for both of its InfiniBand ports and stopped.
struct StoppedDaemon {
    explicit StoppedDaemon(DaemonKind kind)
    {
        machine.units().install(srpDaemonUnit);
        if (kind == DaemonKind::PerPort)
            machine.units().install(u"srp_daemon_port@.service"_s);
        if (!machine.units().act(Tool::EnableUnit, srpDaemonUnit))
            qFatal("not enabled");
    }

    [[nodiscard]] DaemonState state() const { return readDaemon(machine.host(), {first, second}).value(); }

    /// What a wish for it to start, and to look on these ports, would do.
    [[nodiscard]] QStringList commands(const std::map<PortId, bool> &daemons) const
    {
        const DaemonState now = state();
        const SrpInitiatorConfig config{.targets = {}, .rules = now.rules, .daemons = now.enabled};
        SrpInitiatorConfig wanted = config;
        wanted.startDaemon = true;
        wanted.daemons = daemons;
        const std::vector<Step> steps = daemonSteps(now, config, wanted).value();
        QStringList commands;
        for (const Step &step : steps)
            commands += viewOf(step, machine.host()).commands;
        return commands;
    }

    mutable FakeMachine machine;
};

const std::map<PortId, bool> both{{first, true}, {second, true}};

} // namespace

class SrpDaemonStartTest : public QObject {
    Q_OBJECT
private slots:
    void theServiceStartsAll()
    {
        for (const DaemonKind kind : {DaemonKind::PerPort, DaemonKind::One}) {
            const StoppedDaemon host(kind);
            QCOMPARE(host.state().stopped, (std::vector<PortId>{first, second}));
            QCOMPARE(host.commands(both), QStringList(u"systemctl start srp_daemon.service"_s));
        }
    }

    void anInstanceThatEndedIsStartedAlone()
    {
        StoppedDaemon host(DaemonKind::PerPort);
        host.machine.units().setActive(srpDaemonUnit, true);
        host.machine.units().setActive(srpDaemonPortUnit(first), true);
        QCOMPARE(host.state().stopped, std::vector<PortId>{second});
        QCOMPARE(host.commands(both).size(), 1);
        QVERIFY(host.commands(both).constFirst().startsWith(u"systemctl start "_s));
        QVERIFY(host.commands(both).constFirst().contains(u"mlx5_0:2"_s));
        host.machine.units().setActive(srpDaemonPortUnit(second), true);
        QVERIFY(host.state().stopped.empty() && host.commands(both).isEmpty());
    }

    void whoWantsItNowhereDoesNotStartIt()
    {
        const StoppedDaemon host(DaemonKind::One);
        QCOMPARE(host.commands({{first, false}, {second, false}}),
                 QStringList(u"systemctl disable srp_daemon.service"_s));
    }

    void whereItIsNotSetItIsNotMissed()
    {
        StoppedDaemon host(DaemonKind::PerPort);
        QVERIFY(host.machine.units().act(Tool::DisableUnit, srpDaemonUnit));
        QVERIFY(host.state().stopped.empty());
    }

    void withRulesThatItRefusesItCouldNotRun()
    {
        StoppedDaemon host(DaemonKind::PerPort);
        host.machine.files().write(daemonRulesPath, "x\n");
        QVERIFY(host.state().rulesError && host.state().stopped.empty());
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpDaemonStartTest)
#include "srpdaemonstarttest.moc"
