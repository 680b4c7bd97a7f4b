// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// srp_daemon at boot: what each distribution has, which steps lead from one setting to another, and back.
#include "helper/srpdaemon.h"
#include "helper/authorizer.h"
#include "helper/steps.h"
#include "helper/stepview.h"
#include "helper/units.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const PortId first{u"mlx5_0"_s, 1};
const PortId second{u"mlx5_0"_s, 2};
const QString firstUnit = srpDaemonPortUnit(first);
const QString secondUnit = srpDaemonPortUnit(second);
const QString rulesFile = daemonRulesPath;

/// A host with two InfiniBand ports.
struct DaemonHost {
    explicit DaemonHost(DaemonKind kind = DaemonKind::PerPort)
    {
        if (kind != DaemonKind::None)
            machine.units().install(srpDaemonUnit);
        if (kind == DaemonKind::PerPort)
            machine.units().install(u"srp_daemon_port@.service"_s);
    }

    [[nodiscard]] DaemonState state() const { return readDaemon(machine.host(), {first, second}).value(); }
    [[nodiscard]] SrpInitiatorConfig config() const
    {
        const DaemonState now = state();
        return {.targets = {}, .rules = now.rules, .daemons = now.enabled};
    }
    [[nodiscard]] Result<std::vector<Step>> plan(const SrpInitiatorConfig &wanted) const
    {
        return daemonSteps(state(), config(), wanted);
    }
    [[nodiscard]] Result<std::vector<Step>> plan(std::map<PortId, bool> daemons) const
    {
        SrpInitiatorConfig wanted = config();
        wanted.daemons = std::move(daemons);
        return plan(wanted);
    }
    /// Carries it out, and looks whether it is so.
    std::vector<Step> wish(const std::map<PortId, bool> &daemons)
    {
        const auto steps = plan(daemons).value();
        Machine doors = machine.machine();
        for (const Step &step : steps)
            if (const auto done = perform(step, doors); !done)
                qFatal("%s: %s", qPrintable(subjectOf(step)), qPrintable(done.error().detail));
        return steps;
    }
    [[nodiscard]] UnitState unit(const QString &name) const { return readUnit(machine.host(), name); }
    [[nodiscard]] QMap<QString, QByteArray> files() const
    {
        auto all = machine.files().snapshot({u"/etc"_s, u"/run/systemd"_s});
        return all;
    }
    void act(Tool verb, const QString &name) { QVERIFY(machine.units().act(verb, name)); }

    mutable FakeMachine machine;
};

QStringList commandsOf(const std::vector<Step> &steps, const Host &host)
{
    QStringList commands;
    for (const Step &step : steps)
        commands += viewOf(step, host).commands;
    return commands;
}

using Links = std::map<QString, QString>;

} // namespace

class SrpDaemonTest : public QObject {
    Q_OBJECT
private slots:
    void whatEachDistributionHas()
    {
        QCOMPARE(DaemonHost(DaemonKind::None).state().kind, DaemonKind::None);
        QCOMPARE(DaemonHost(DaemonKind::One).state().kind, DaemonKind::One);
        QCOMPARE(DaemonHost(DaemonKind::PerPort).state().kind, DaemonKind::PerPort);
        DaemonHost debian(DaemonKind::None);
        debian.machine.units().install(u"srp_daemon_port@.service"_s, u"/lib/systemd/system"_s);
        QCOMPARE(debian.state().kind, DaemonKind::PerPort);
        QVERIFY(DaemonHost(DaemonKind::None).state().units.empty());
    }

    void nothingIsOnAtFirst()
    {
        const DaemonState state = DaemonHost().state();
        QCOMPARE(state.enabled, (std::map<PortId, bool>{{first, false}, {second, false}}));
        QCOMPARE(state.rulesFile, rulesFile);
        QVERIFY(!state.rulesBytes && state.rules.empty() && state.notes.empty() && !state.multipathd);
    }

    void masksAndWishesOfAllDirectoriesCount_data();
    void masksAndWishesOfAllDirectoriesCount()
    {
        QFETCH(Links, links);
        QFETCH(bool, enabled);
        QFETCH(bool, masked);
        QFETCH(bool, maskedUntilBoot);
        DaemonHost host;
        for (const auto &[path, target] : links)
            host.machine.files().link(path, target);
        const UnitState expected{
            .enabled = enabled, .masked = masked, .active = false, .maskedUntilBoot = maskedUntilBoot};
        QCOMPARE(host.unit(srpDaemonUnit), expected);
    }

    void onePortIsTheOthersMaskedAndTheServiceStarted()
    {
        DaemonHost host;
        const auto steps = host.wish({{first, true}, {second, false}});
        QCOMPARE(commandsOf(steps, host.machine.host()),
                 (QStringList{u"systemctl mask "_s + secondUnit, u"systemctl enable --now srp_daemon.service"_s}));
        QCOMPARE(host.state().enabled, (std::map<PortId, bool>{{first, true}, {second, false}}));
        QCOMPARE(host.unit(srpDaemonUnit), (UnitState{.enabled = true, .masked = false, .active = true}));
    }

    void aPortThatComesInOrGoesIsItsInstance()
    {
        DaemonHost host;
        host.wish({{first, true}, {second, true}});
        host.machine.units().setActive(firstUnit, true); // as start_on_all_ports does
        QCOMPARE(commandsOf(host.wish({{first, false}}), host.machine.host()),
                 QStringList(u"systemctl mask --now "_s + firstUnit));
        QCOMPARE(host.state().enabled, (std::map<PortId, bool>{{first, false}, {second, true}}));
        QCOMPARE(commandsOf(host.wish({{first, true}}), host.machine.host()),
                 (QStringList{u"systemctl unmask "_s + firstUnit, u"systemctl start "_s + firstUnit}));
        QCOMPARE(host.unit(firstUnit), (UnitState{.enabled = false, .masked = false, .active = true}));
    }

    void allOffIsTheServiceOff()
    {
        DaemonHost host;
        host.wish({{first, true}, {second, true}});
        host.machine.units().setActive(secondUnit, true);
        QCOMPARE(commandsOf(host.wish({{first, false}, {second, false}}), host.machine.host()),
                 QStringList(u"systemctl disable --now srp_daemon.service"_s));
        QVERIFY(!host.unit(srpDaemonUnit).active && !host.unit(secondUnit).active && !host.unit(secondUnit).masked);
        QCOMPARE(host.state().enabled, (std::map<PortId, bool>{{first, false}, {second, false}}));
    }

    /// BindsTo=srp_daemon.service takes the service along, and that starts the other instances.
    void anInstanceThatIsEnabledMeansAll()
    {
        DaemonHost host;
        host.act(Tool::EnableUnit, firstUnit);
        QCOMPARE(host.state().enabled, (std::map<PortId, bool>{{first, true}, {second, true}}));
        QCOMPARE(commandsOf(host.wish({{first, false}, {second, false}}), host.machine.host()),
                 QStringList(u"systemctl disable "_s + firstUnit));
        QCOMPARE(host.state().enabled, (std::map<PortId, bool>{{first, false}, {second, false}}));
    }

    void aMaskedServiceStartsNothing()
    {
        DaemonHost host;
        host.act(Tool::EnableUnit, srpDaemonUnit);
        host.act(Tool::MaskUnit, srpDaemonUnit);
        QVERIFY(!host.state().enabled.at(first));
        host.wish({{first, true}, {second, true}});
        QVERIFY(host.state().enabled.at(first) && host.unit(srpDaemonUnit).active);
    }

    void oneServiceIsForAllPorts()
    {
        DaemonHost host(DaemonKind::One);
        QCOMPARE(host.plan({{first, true}}).error(),
                 (Error{ErrorCode::InvalidWish, u"daemons"_s, u"one service for all ports"_s}));
        QCOMPARE(commandsOf(host.wish({{first, true}, {second, true}}), host.machine.host()),
                 QStringList(u"systemctl enable --now srp_daemon.service"_s));
        QCOMPARE(host.state().enabled, (std::map<PortId, bool>{{first, true}, {second, true}}));
        QVERIFY(!host.plan({{second, false}}));
        host.wish({{first, false}, {second, false}});
        QVERIFY(!host.unit(srpDaemonUnit).active);
    }

    void whatCannotBeIsRefused()
    {
        const DaemonHost none(DaemonKind::None);
        QCOMPARE(none.plan({{first, true}}).error(), (Error{ErrorCode::ToolMissing, u"srp_daemon"_s, {}}));
        QVERIFY(none.plan({{first, false}}).value().empty());
        SrpInitiatorConfig wanted = none.config();
        wanted.rules = {DaemonRule{.allow = false}};
        QCOMPARE(none.plan(wanted).error().code, ErrorCode::ToolMissing);
        QCOMPARE(DaemonHost().plan({{{u"rxe0"_s, 1}, true}}).error(),
                 (Error{ErrorCode::InvalidWish, u"daemons.rxe0/1"_s, u"no InfiniBand port"_s}));
    }

    void aWishThatIsSoAlreadyIsNoStep()
    {
        DaemonHost host;
        host.wish({{first, true}, {second, false}});
        QVERIFY(host.plan({{first, true}, {second, false}}).value().empty());
        QVERIFY(host.plan({{second, false}}).value().empty());
        QVERIFY(host.plan(std::map<PortId, bool>()).value().empty());
    }

    void rulesAreWrittenFirstAndReadAtOnce()
    {
        DaemonHost host;
        host.machine.files().write(rulesFile, "# mine\nd\n");
        SrpInitiatorConfig wanted = host.config();
        wanted.rules.insert(wanted.rules.begin(), DaemonRule{.idExt = 1});
        wanted.daemons = {{first, true}, {second, true}};
        const auto steps = host.plan(wanted).value();
        QCOMPARE(steps.size(), 2U);
        QCOMPARE(std::get<WriteFile>(steps[0]).after, "# mine\na id_ext=0000000000000001\nd\n"_ba);
        QCOMPARE(viewOf(steps[0], host.machine.host()).commands,
                 (QStringList{u"sudoedit /etc/srp_daemon.conf"_s, u"systemctl try-restart srp_daemon.service"_s}));
        Machine doors = host.machine.machine();
        QVERIFY(perform(steps[0], doors));
        QCOMPARE(host.state().rules, wanted.rules);
        QVERIFY(host.machine.tools().runs().contains(ToolCall{Tool::RestartSrpDaemon}));
        QVERIFY(undo(steps[0], doors));
        QCOMPARE(host.machine.files().read(rulesFile), "# mine\nd\n"_ba);
        QCOMPARE(host.machine.tools().runs().count(ToolCall{Tool::RestartSrpDaemon}), 2);
    }

    void aFileThatIsNotThereIsMade()
    {
        DaemonHost host;
        SrpInitiatorConfig wanted = host.config();
        wanted.rules = {DaemonRule{.allow = false}};
        const auto step = std::get<WriteFile>(host.plan(wanted).value().at(0));
        QCOMPARE(step.before, std::nullopt);
        QCOMPARE(step.after, "d\n"_ba);
        QCOMPARE(step.mode, 0644U);
    }

    void SO_02_fileThatIsRefusedIsSaidAndLeftAlone()
    {
        DaemonHost host;
        host.machine.files().write(rulesFile, "d id_ext=2\n\na id_ext=0x1\nd\n");
        const DaemonState state = host.state();
        const QString why = u"3: a key or a value that srp_daemon does not take"_s;
        QCOMPARE(state.notes, (std::vector<Note>{{NoteCode::RulesRefused, rulesFile, why + ": a id_ext=0x1"_L1}}));
        QVERIFY(state.rules.empty());
        SrpInitiatorConfig wanted = host.config();
        wanted.rules = {DaemonRule{.allow = false}};
        QCOMPARE(host.plan(wanted).error(), (Error{ErrorCode::BadFile, rulesFile, u"line 3"_s}));
        wanted.rules.clear();
        wanted.daemons[first] = true;
        QVERIFY(host.plan(wanted)); // what does not touch it goes on
    }

    void FS_04_linkInPlaceOfTheRulesIsNotFollowed()
    {
        DaemonHost host;
        host.machine.files().link(rulesFile, u"/etc/passwd"_s);
        const DaemonState state = host.state();
        QCOMPARE(state.notes.size(), 1U);
        QCOMPARE(state.notes[0].code, NoteCode::UnreadableFile);
        SrpInitiatorConfig wanted = host.config();
        wanted.rules = {DaemonRule{.allow = false}};
        QCOMPARE(host.plan(wanted).error().code, ErrorCode::UnsafeFile);
    }

    void everyStepCanBeTakenBack()
    {
        DaemonHost host;
        host.wish({{first, true}, {second, true}});
        host.machine.units().setActive(firstUnit, true);
        for (const std::map<PortId, bool> &daemons :
             {std::map<PortId, bool>{{first, false}}, {{first, false}, {second, false}}}) {
            const auto before = host.files();
            const auto steps = host.wish(daemons);
            Machine doors = host.machine.machine();
            for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
                QCOMPARE(standingOf(*step, doors).value(), Standing::After);
                QVERIFY(undo(*step, doors));
                QCOMPARE(standingOf(*step, doors).value(), Standing::Before);
            }
            host.machine.units().setActive(firstUnit, true); // started again with the service
            QCOMPARE(host.files(), before);
        }
    }

    void RX_05_whatFailsHalfwayIsTakenBack()
    {
        DaemonHost host;
        const auto before = host.files();
        const Step step = SwitchUnit{srpDaemonUnit, {}, {.enabled = true, .masked = false, .active = true}};
        Machine doors = host.machine.machine();
        host.machine.tools().script(Tool::StartUnit, fail(ErrorCode::ToolFailed, u"/usr/bin/systemctl"_s, u"exit 1"_s));
        QCOMPARE(perform(step, doors).error().code, ErrorCode::ToolFailed);
        QCOMPARE(standingOf(step, doors).value(), Standing::Partly);
        QVERIFY(undo(step, doors));
        QCOMPARE(host.files(), before);
    }

    void aServiceThatEndsAtOnceIsAFailure()
    {
        DaemonHost host;
        host.machine.units().endsAtOnce(srpDaemonUnit);
        Machine doors = host.machine.machine();
        const Step step = SwitchUnit{srpDaemonUnit, {}, {.enabled = false, .masked = false, .active = true}};
        QCOMPARE(perform(step, doors).error(), (Error{ErrorCode::ToolFailed, srpDaemonUnit, u"did not stay so"_s}));
    }

    void whatSomebodyElseDidIsAConflict()
    {
        DaemonHost host;
        host.act(Tool::EnableUnit, srpDaemonUnit);
        Machine doors = host.machine.machine();
        const Step step = SwitchUnit{srpDaemonUnit, {}, {.enabled = true, .masked = false, .active = false}};
        QCOMPARE(perform(step, doors).error().code, ErrorCode::Conflict);
        QVERIFY(host.machine.tools().runs().isEmpty());
    }

    /// RHEL 7's systemd keeps no links of what runs; srp_daemon is a process there.
    void oldSystemdShowsControlGroups()
    {
        DaemonHost host(DaemonKind::One);
        QVERIFY(!host.unit(srpDaemonUnit).active);
        host.machine.files().write(u"/sys/fs/cgroup/systemd/system.slice/srp_daemon.service/tasks"_s, "1\n");
        QVERIFY(host.unit(srpDaemonUnit).active);
        const QString slice = u"/sys/fs/cgroup/system.slice/system-srp_daemon_port.slice/"_s;
        host.machine.files().write(slice + firstUnit + "/cgroup.procs"_L1, "1\n");
        QVERIFY(host.unit(firstUnit).active && !host.unit(secondUnit).active);
    }

    void multipathdIsSeen()
    {
        DaemonHost host;
        host.machine.units().setActive(u"multipathd.service"_s, true);
        QVERIFY(host.state().multipathd);
    }

    void AU_06_switchingNeedsMoreThanAnEdit()
    {
        const Step unit = SwitchUnit{srpDaemonUnit, {}, {true, false, true}};
        const Step rules = WriteFile{rulesFile, {}, "d\n"_ba, Reader::SrpDaemon};
        for (const Step &step : {unit, rules})
            QCOMPARE(actionFor({.feature = u"srp_initiator"_s, .steps = {step}}).value(),
                     u"org.rdmamanager.srpinitiator.connect"_s);
        for (const QString &feature : {u"names"_s, u"srp_target"_s, u"jobs"_s})
            QCOMPARE(actionFor({.feature = feature, .steps = {unit}}).error().code, ErrorCode::NotAuthorized);
    }
};

void SrpDaemonTest::masksAndWishesOfAllDirectoriesCount_data()
{
    QTest::addColumn<Links>("links");
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<bool>("masked");
    QTest::addColumn<bool>("maskedUntilBoot");
    const QString own = u"/etc/systemd/system/"_s;
    const QString sinceBoot = u"/run/systemd/system/"_s;
    const QString vendors = u"/usr/lib/systemd/system/"_s;
    const QString wish = "remote-fs-pre.target.wants/"_L1 + srpDaemonUnit;
    const QString file = vendors + srpDaemonUnit;
    const QString nothing = u"/dev/null"_s;
    QTest::newRow("nothing") << Links() << false << false << false;
    QTest::newRow("masked") << Links{{own + srpDaemonUnit, nothing}} << false << true << false;
    QTest::newRow("masked until the boot") << Links{{sinceBoot + srpDaemonUnit, nothing}} << false << false << true;
    QTest::newRow("masked in both ways") << Links{{sinceBoot + srpDaemonUnit, nothing}, {own + srpDaemonUnit, nothing}}
                                         << false << true << true;
    QTest::newRow("a mask that an administrator's unit hides")
        << Links{{sinceBoot + srpDaemonUnit, nothing}, {own + srpDaemonUnit, u"/opt/other.service"_s}} << false << false
        << false;
    QTest::newRow("wanted") << Links{{own + wish, file}} << true << false << false;
    QTest::newRow("wanted until the boot") << Links{{sinceBoot + wish, file}} << true << false << false;
    QTest::newRow("wanted by the distribution")
        << Links{{vendors + wish, u"../"_s + srpDaemonUnit}} << true << false << false;
    QTest::newRow("a wish that an administrator's link hides")
        << Links{{vendors + wish, u"../"_s + srpDaemonUnit}, {own + wish, nothing}} << false << false << false;
    QTest::newRow("required by the distribution")
        << Links{{vendors + "multi-user.target.requires/"_L1 + srpDaemonUnit, u"../"_s + srpDaemonUnit}} << true
        << false << false;
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpDaemonTest)
#include "srpdaemontest.moc"
