// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Attaching disks: logging in, what is shown of it, timeouts, looking for LUNs, logging out, and what is remembered.
#include "helper/authorizer.h"
#include "tests/srp/initiatorhost.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class SrpInitiatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void portsThatCanLogIn();
    void loggingInLoadsTheModuleAndShowsTheDisk();
    void overRdmaCmTheWayIsRemembered();
    void refusedIsUndone();
    void aSessionWithoutDisksIsOne();
    void KI_05_successWithoutASessionIsNone();
    void aSessionOfOthersIsShownAndNotRemembered();
    void KI_06_twiceIsAConflict();
    void whatOthersDidMeanwhileStays();
    void aLoginThatAKilledHelperBeganIsFinished();
    void anUnrelatedWishWritesNothing();
    void timeoutsChangeInLegalSteps();
    void aRescanFindsWhatIsNew();
    void KI_04_cancelledIsUndone();
    void onlyTheFileIsWrittenForTheBoot();
    void AU_06_aLoginAtBootNeedsWhatALoginNeeds();
    void AU_12_eachBootLoginIsShownOrCounted();
    void bootLoginsThatAreSwitchedOffAreSaid_data();
    void bootLoginsThatAreSwitchedOffAreSaid();
    void whatIsWishedIsChecked_data();
    void whatIsWishedIsChecked();
    void aFileOfOthersIsNotOverwritten();
};

void SrpInitiatorTest::portsThatCanLogIn()
{
    InitiatorHost host;
    const SrpInitiatorState before = host.state();
    QVERIFY(!before.live.moduleLoaded);
    const InitiatorPort &port = before.live.ports.at(ibTarget.port);
    QCOMPARE(port.linkLayer, LinkLayer::InfiniBand);
    QCOMPARE(port.state, PortState::Active);
    QVERIFY(!port.ready);
    QVERIFY(port.guid && port.smLid);
    QCOMPARE(port.subnet, Guid{0xfe80000000000000});
    QCOMPARE(before.live.ports.at(cmTarget.port).linkLayer, LinkLayer::Ethernet);
    QVERIFY(!before.live.ports.at(cmTarget.port).smLid);
    host.demo.srp().loadModule();
    QVERIFY(host.state().live.ports.at(ibTarget.port).ready);
}

void SrpInitiatorTest::loggingInLoadsTheModuleAndShowsTheDisk()
{
    InitiatorHost host;
    const auto plan = host.plan(ibConnected);
    QVERIFY(plan);
    QCOMPARE(kinds(*plan), (QStringList{u"load-module"_s, u"connect-srp"_s, u"write-file"_s}));
    QCOMPARE(viewOf(plan->steps[1], host.machine.host).commands,
             QStringList(u"echo 'id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,"
                         "dgid=fe80000000000000001175000077dd7e,pkey=ffff,service_id=001175000077dd7e' > "
                         "/sys/class/infiniband_srp/srp-mlx4_0-1/add_target"_s));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    const SrpInitiatorState state = host.state();
    QVERIFY(state.live.moduleLoaded);
    QCOMPARE(state.config.targets.at(ibTarget), (KnownTarget{.login = {ibPath, {}}, .connected = true}));
    const SrpSession &session = state.live.sessions.at(ibTarget).front();
    QCOMPARE(session.host, 7);
    QCOMPARE(session.state, SrpSessionState::Running);
    const SrpLun &lun = session.luns.at(0);
    QCOMPARE(lun.address, u"7:0:0:0"_s);
    QCOMPARE(lun.disk.vendor, u"LIO-ORG"_s);
    QCOMPARE(lun.disk.model, u"vol1"_s);
    QCOMPARE(lun.disk.serial, u"608e5e69-vol1"_s);
    QCOMPARE(lun.disk.size, quint64{83} << 30);
    QCOMPARE(lun.disk.path, "/dev/"_L1 + host.demo.srp().diskOf(7, 0));
    QVERIFY(host.plan(ibConnected)->steps.empty());
}

void SrpInitiatorTest::overRdmaCmTheWayIsRemembered()
{
    InitiatorHost host;
    QCOMPARE(host.apply(cmConnected).state, JobState::Done);
    QCOMPARE(host.state().config.targets.at(cmTarget).login.path, SrpPath(cmPath));
    QCOMPARE(host.machine.host.modeOf(knownTargetsPath), 0600U); // an initiator_ext is half of a way in
    host.demo.files().remove(knownTargetsPath);
    QVERIFY(!host.state().config.targets.at(cmTarget).login.path);
    const auto plan = host.plan(targetWish(cmTarget, QJsonValue::Null));
    QVERIFY(!viewOf(plan->steps.front(), host.machine.host).reversible);
}

void SrpInitiatorTest::refusedIsUndone()
{
    InitiatorHost host;
    host.demo.srp().addTarget({.idExt = ibTarget.idExt, .iocGuid = ibTarget.iocGuid, .path = cmPath, .enabled = false});
    host.demo.srp().loadModule(); // which stays in any case
    const auto before = host.snapshot();
    const Job job = host.apply(targetWish(ibTarget, known(cmPath, true)));
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Io);
    QCOMPARE(job.error->subject, ibTarget.text());
    QCOMPARE(job.error->detail, u"ECONNRESET"_s);
    QCOMPARE(host.snapshot(), before);
}

void SrpInitiatorTest::aSessionWithoutDisksIsOne()
{
    InitiatorHost host;
    const SrpTargetId bare{ibTarget.port, {0x1234}, {0x1234}};
    host.demo.srp().addTarget({.idExt = bare.idExt, .iocGuid = bare.iocGuid, .path = ibPath});
    QCOMPARE(host.apply(targetWish(bare, known(ibPath, true))).state, JobState::Done);
    QVERIFY(host.state().live.sessions.at(bare).front().luns.empty());
}

/// "SCSI scan failed - removing SCSI host"
void SrpInitiatorTest::KI_05_successWithoutASessionIsNone()
{
    InitiatorHost host;
    const SrpTargetId dying{ibTarget.port, {0x1234}, {0x1234}};
    host.demo.srp().addTarget({.idExt = dying.idExt, .iocGuid = dying.iocGuid, .path = ibPath, .loses = true});
    const Job job = host.apply(targetWish(dying, known(ibPath, true)));
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::ToolFailed);
    QCOMPARE(job.error->detail, u"no session"_s);
}

void SrpInitiatorTest::aSessionOfOthersIsShownAndNotRemembered()
{
    InitiatorHost host;
    host.demo.srp().loadModule();
    QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {}})));
    QCOMPARE(host.state().config.targets.at(ibTarget).login.path, SrpPath(ibPath));
    QCOMPARE(host.apply(cmConnected).state, JobState::Done);
    QVERIFY(!host.demo.files().read(knownTargetsPath).contains("mlx4_0"));
    QCOMPARE(host.apply(targetWish(ibTarget, QJsonValue::Null)).state, JobState::Done);
    QVERIFY(!host.state().config.targets.contains(ibTarget));
}

void SrpInitiatorTest::KI_06_twiceIsAConflict()
{
    InitiatorHost host;
    const auto plan = host.plan(ibConnected);
    host.demo.srp().loadModule();
    QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {}})));
    Plan late = *plan;
    late.steps.erase(late.steps.begin()); // the module is there by now
    const Job job = host.run(late);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QCOMPARE(host.state().live.sessions.at(ibTarget).size(), 1UL); // it is not ours to take back
}

void SrpInitiatorTest::whatOthersDidMeanwhileStays()
{
    InitiatorHost host;
    const auto plan = host.plan(ibConnected);
    host.demo.srp().loadModule();
    const Job job = host.run(*plan);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QVERIFY(host.state().live.moduleLoaded);
    host.demo.tools().script(Tool::AddSrpTarget, fail(ErrorCode::Exists, ibTarget.text(), u"EEXIST"_s));
    const auto late = host.plan(cmConnected);
    QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {}})));
    QVERIFY(host.run(*late).state != JobState::LeftOver);
    QCOMPARE(host.state().live.sessions.at(ibTarget).size(), 1UL);
}

/// It died between add_target and the timeouts.
void SrpInitiatorTest::aLoginThatAKilledHelperBeganIsFinished()
{
    InitiatorHost host;
    const SrpTimeouts wanted{10, 5, 60};
    const ChangeSession step{ibTarget, std::nullopt, SrpSetup{{ibPath, {}}, wanted}};
    host.demo.srp().loadModule();
    QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {}})));
    QCOMPARE(standingOf(step, host.machine), Standing::Partly);
    QVERIFY(perform(step, host.machine));
    QCOMPARE(standingOf(step, host.machine), Standing::After);
    QCOMPARE(host.state().config.targets.at(ibTarget).timeouts, wanted);
}

/// Though the session has other timeouts than those that are remembered.
void SrpInitiatorTest::anUnrelatedWishWritesNothing()
{
    InitiatorHost host;
    host.apply(targetWish(ibTarget, known(ibPath, false, true)));
    host.demo.srp().loadModule();
    QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {}})));
    QVERIFY(host.demo.srp().store(remotePortPath(7) + "/fast_io_fail_tmo"_L1, "5"));
    const QByteArray file = host.demo.files().read(knownTargetsPath);
    QVERIFY(host.plan({})->steps.empty());
    QCOMPARE(kinds(*host.plan(with(ibTarget, u"rescan"_s, true))), QStringList(u"rescan-srp"_s));
    QCOMPARE(host.demo.files().read(knownTargetsPath), file);
}

void SrpInitiatorTest::timeoutsChangeInLegalSteps()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const QJsonObject patient{{u"fastIoFail"_s, QJsonValue::Null}, {u"devLoss"_s, QJsonValue::Null}};
    const auto plan = host.plan(with(ibTarget, u"timeouts"_s, patient));
    QCOMPARE(kinds(*plan), (QStringList{u"set-srp-timeouts"_s, u"write-file"_s}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.state().config.targets.at(ibTarget).timeouts, (SrpTimeouts{10, std::nullopt, std::nullopt}));
    const QJsonObject illegal{{u"fastIoFail"_s, 20}, {u"devLoss"_s, 20}};
    QCOMPARE(host.plan(with(ibTarget, u"timeouts"_s, illegal)).error().code, ErrorCode::InvalidWish);
    host.demo.kernel().failNext(FakeKernel::Call::StoreSession, ErrorCode::Io);
    const Job failed = host.apply(with(ibTarget, u"timeouts"_s, QJsonObject{{u"fastIoFail"_s, 5}, {u"devLoss"_s, 60}}));
    QCOMPARE(failed.state, JobState::Undone);
    QCOMPARE(host.state().config.targets.at(ibTarget).timeouts, (SrpTimeouts{10, std::nullopt, std::nullopt}));
}

void SrpInitiatorTest::aRescanFindsWhatIsNew()
{
    InitiatorHost host;
    host.apply(ibConnected);
    host.demo.srp().addDisk(7, exportedDisk("vol2", "6001405222"));
    const auto plan = host.plan(with(ibTarget, u"rescan"_s, true));
    QCOMPARE(kinds(*plan), QStringList(u"rescan-srp"_s));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.state().live.sessions.at(ibTarget).front().luns.size(), 2UL);
    QCOMPARE(host.plan(with(cmTarget, u"rescan"_s, true)).error().code, ErrorCode::InvalidWish);
    host.demo.srp().setState(7, "blocked");
    QCOMPARE(host.apply(with(ibTarget, u"rescan"_s, true)).error->code, ErrorCode::NotSupported);
}

void SrpInitiatorTest::KI_04_cancelledIsUndone()
{
    InitiatorHost host;
    host.demo.srp().loadModule();
    const auto before = host.snapshot();
    host.demo.tools().script(Tool::AddSrpTarget, fail(ErrorCode::Cancelled));
    const Job job = host.apply(ibConnected);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Cancelled);
    QCOMPARE(host.snapshot(), before);
}

void SrpInitiatorTest::onlyTheFileIsWrittenForTheBoot()
{
    InitiatorHost host;
    const auto plan = host.plan(targetWish(cmTarget, known(cmPath, false, true)));
    QCOMPARE(kinds(*plan), QStringList(u"write-boot-logins"_s));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.state().config.targets.at(cmTarget), (KnownTarget{.login = {cmPath, {}}, .atBoot = true}));
}

void SrpInitiatorTest::AU_06_aLoginAtBootNeedsWhatALoginNeeds()
{
    InitiatorHost host;
    const auto needs = [&](const QJsonObject &wish) { return actionFor(*host.plan(wish)).value(); };
    const QString remember = u"org.rdmamanager.srpinitiator.remember"_s;
    const QString connect = u"org.rdmamanager.srpinitiator.connect"_s;
    QCOMPARE(needs(targetWish(cmTarget, known(cmPath, false))), remember);
    const QJsonObject atBoot = targetWish(cmTarget, known(cmPath, false, true));
    QCOMPARE(needs(atBoot), connect);
    const auto chosen = host.plan(atBoot);
    QVERIFY(detailsFor(*chosen).value(u"subject"_s).contains("at boot rxe0/1: id_ext=505400fffe000002"_L1));
    QVERIFY(stepFromJson(toJson(chosen->steps.front())));
    QCOMPARE(host.run(*chosen).state, JobState::Done);
    QCOMPARE(needs(targetWish(ibTarget, known(ibPath, false))), remember); // the other one stays as it is
    const RdmaCmPath elsewhere{IpAddress::fromText(u"192.0.2.8").value(), 5555};
    QCOMPARE(needs(targetWish(cmTarget, known(elsewhere, false, true))), connect);
    QCOMPARE(needs(with(cmTarget, u"atBoot"_s, false)), remember);
    const auto forgotten = host.plan(targetWish(cmTarget, QJsonValue::Null));
    QCOMPARE(actionFor(*forgotten).value(), remember);
    QCOMPARE(kindOf(*inverseOf(forgotten->steps.front())), u"write-boot-logins"_s); // taking it back logs in again
}

void SrpInitiatorTest::AU_12_eachBootLoginIsShownOrCounted()
{
    InitiatorHost host;
    QJsonObject targets;
    for (quint64 id = 1; id <= 3; ++id)
        targets[SrpTargetId{cmTarget.port, {id}, {id}}.text()] = known(cmPath, false, true);
    const auto plan = host.plan({{u"targets"_s, targets}});
    QCOMPARE(kinds(*plan), QStringList(u"write-boot-logins"_s));
    const QString subject = detailsFor(*plan).value(u"subject"_s);
    QVERIFY2(subject.endsWith("dest=192.0.2.7:5555 and 1 more"_L1), qPrintable(subject));
    QCOMPARE(subject.count("at boot rxe0/1: id_ext="_L1), 2);
}

void SrpInitiatorTest::bootLoginsThatAreSwitchedOffAreSaid_data()
{
    QTest::addColumn<bool>("isEnabled");
    QTest::addColumn<QList<Tool>>("masks");
    QTest::addColumn<QString>("cure");
    const QString unmask = "systemctl unmask "_L1 + srpConnectUnit;
    const QString enable = "systemctl enable "_L1 + srpConnectUnit;
    const QString untilBoot = "systemctl unmask --runtime "_L1 + srpConnectUnit;
    QTest::newRow("on") << true << QList<Tool>() << QString();
    QTest::newRow("disabled") << false << QList<Tool>() << enable;
    QTest::newRow("masked") << true << QList{Tool::MaskUnit} << unmask;
    QTest::newRow("masked until the boot") << true << QList{Tool::MaskUnitUntilBoot} << untilBoot;
    QTest::newRow("all") << false << QList{Tool::MaskUnit, Tool::MaskUnitUntilBoot}
                         << QString(unmask + " && "_L1 + untilBoot + " && "_L1 + enable);
}

void SrpInitiatorTest::bootLoginsThatAreSwitchedOffAreSaid()
{
    QFETCH(bool, isEnabled);
    QFETCH(QList<Tool>, masks);
    QFETCH(QString, cure);
    InitiatorHost host;
    host.apply(targetWish(ibTarget, known(ibPath, false, true))); // before there was a unit
    host.demo.units().install(srpConnectUnit);
    if (isEnabled)
        QVERIFY(host.demo.units().act(Tool::EnableUnit, srpConnectUnit));
    for (const Tool mask : masks)
        QVERIFY(host.demo.units().act(mask, srpConnectUnit));
    const Note note{NoteCode::BootLoginsOff, srpConnectUnit, cure};
    QCOMPARE(std::ranges::contains(host.state().notes, note), !cure.isEmpty());
    QVERIFY(host.plan({})->steps.empty());
    const auto plan = host.plan(targetWish(cmTarget, known(cmPath, false, true)));
    QCOMPARE(kinds(*plan), cure.isEmpty() ? QStringList(u"write-boot-logins"_s)
                                          : (QStringList{u"write-boot-logins"_s, u"switch-unit"_s}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    const auto isNote = [](const Note &one) { return one.code == NoteCode::BootLoginsOff; };
    QVERIFY(std::ranges::none_of(host.state().notes, isNote));
    QVERIFY(host.demo.units().act(Tool::DisableUnit, srpConnectUnit));
    host.apply(targetWish(cmTarget, QJsonValue::Null));
    host.apply(targetWish(ibTarget, QJsonValue::Null));
    QVERIFY(std::ranges::none_of(host.state().notes, isNote)); // nobody waits for it
}

void SrpInitiatorTest::whatIsWishedIsChecked_data()
{
    QTest::addColumn<QJsonObject>("wish");
    QTest::addColumn<ErrorCode>("code");
    const auto at = [](const QString &id, const QJsonObject &target) {
        return QJsonObject{{u"targets"_s, QJsonObject{{id, target}}}};
    };
    const QString ids = u"/001175000077dd7e/001175000077dd7e"_s;
    const auto changed = [](const QString &key, const QJsonValue &value) {
        QJsonObject target = known(ibPath, true);
        QJsonObject login = target[u"login"_s].toObject();
        QJsonObject path = login[u"path"_s].toObject();
        path[key] = value;
        login[u"path"_s] = path;
        target[u"login"_s] = login;
        return target;
    };
    QTest::newRow("IV-19: no such port") << at("mlx9_0/1"_L1 + ids, known(ibPath, true)) << ErrorCode::NotFound;
    QTest::newRow("IV-19: a path in the port's name")
        << at("../mlx4_0/1"_L1 + ids, known(ibPath, true)) << ErrorCode::InvalidWish;
    QTest::newRow("no key") << at(u"mlx4_0/1"_s, known(ibPath, true)) << ErrorCode::InvalidWish;
    QTest::newRow("upper case") << at(u"mlx4_0/1/001175000077DD7E/001175000077dd7e"_s, known(ibPath, true))
                                << ErrorCode::InvalidWish;
    QTest::newRow("a colon in the dgid") << targetWish(ibTarget, changed(u"dgid"_s, u"fe80:0000"_s))
                                         << ErrorCode::InvalidWish;
    QTest::newRow("no dgid") << targetWish(ibTarget, changed(u"dgid"_s, QString(32, u'0'))) << ErrorCode::InvalidWish;
    QTest::newRow("IV-19: another key in the dgid")
        << targetWish(ibTarget, changed(u"dgid"_s, u"fe80000000000000001175000077dd7,x=1"_s)) << ErrorCode::InvalidWish;
    QTest::newRow("no service") << targetWish(ibTarget, changed(u"serviceId"_s, u"0000000000000000"_s))
                                << ErrorCode::InvalidWish;
    QTest::newRow("an unknown key") << targetWish(ibTarget, changed(u"x"_s, 1)) << ErrorCode::InvalidWish;
    QTest::newRow("nowhere") << targetWish(ibTarget,
                                           QJsonObject{{u"login"_s, QJsonObject()},
                                                       {u"connected"_s, true},
                                                       {u"atBoot"_s, false},
                                                       {u"timeouts"_s, QJsonObject{{u"reconnectDelay"_s, 10}}}})
                             << ErrorCode::InvalidWish;
}

void SrpInitiatorTest::whatIsWishedIsChecked()
{
    QFETCH(const QJsonObject, wish);
    QFETCH(const ErrorCode, code);
    InitiatorHost host;
    const auto plan = host.plan(wish);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, code);
}

void SrpInitiatorTest::aFileOfOthersIsNotOverwritten()
{
    InitiatorHost host;
    host.demo.files().write(knownTargetsPath, R"({"targets": {"x": {}}, "more": 1})");
    QCOMPARE(host.state().notes.front().code, NoteCode::UnreadableFile);
    const auto plan = host.plan(ibConnected);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::BadFile);
}

QTEST_GUILESS_MAIN(SrpInitiatorTest)
#include "srpinitiatortest.moc"
