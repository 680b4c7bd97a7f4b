// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logging out: what goes, what stays because somebody uses it, and what can be made again.
#include "helper/srpholders.h"
#include "tests/srp/initiatorhost.h"

#include <QRegularExpression>
#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const DiskHolder dd{4711, u"dd"_s, 0};

void open(InitiatorHost &host, const QString &device, const DeviceHolders &holders)
{
    const auto number = DeviceNumber::fromText(QString::fromLatin1(host.demo.block().numberOf(device)));
    host.demo.tools().setHolders({{*number, holders}});
}

std::vector<GoingDevice> many(unsigned count)
{
    std::vector<GoingDevice> devices;
    for (unsigned minor = 0; minor < count; ++minor)
        devices.push_back({{8, minor}, u"sd%1"_s.arg(minor), u"/dev/sd%1"_s.arg(minor)});
    return devices;
}

/// The same target from the card's other port.
SrpTargetId otherPath()
{
    SrpTargetId other = ibTarget;
    other.port.port = 2;
    return other;
}

/// The disk from both ports, which is two disks.
QStringList attachTwice(InitiatorHost &host)
{
    host.apply(ibConnected);
    host.apply(targetWish(otherPath(), known(ibPath, true)));
    return {host.demo.srp().diskOf(7, 0), host.demo.srp().diskOf(8, 0)};
}

} // namespace

class SrpLogoutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loggingOutTakesTheDisksAway();
    void KI_10_aMountedDiskStays();
    void mountedSinceThePlanItStays();
    void KI_10_whatIsHeldOutOfSightStays();
    void aSignatureIsNoUse();
    void bothPathsAtOnceAreRefused();
    void onlyWhatIsKnownWholeCanBeMadeAgain();
    void anotherPathKeepsTheDisk();
    void aPlanNamesWhoHasItsDisksOpen();
    void KI_10_anOpenDiskStays();
    void KI_10_anOpenPartitionOrMapStays();
    void KI_10_anOpenPathStaysThoughItsMapIsKept();
    void ofManyDevicesEachIsAskedAbout();
    void RX_05_ofManyDevicesFewHoldersAreNamed();
    void whereNobodyKnowsThePlanSaysSo();
    void KI_10_whatNobodyCanTellSinceThePlanStays();
    void whatThePlanHasSaidKeepsNoSession();
    void takingALoginBackNeedsNobodysWord();
    void whatDoesNotEndNobodyAsksAbout();
    void IV_02_aProgramsNameIsNoMoreThanThat();
    void cancelledWhileAskingItStays();
    void undoingALoginAsksToo();
    void undoLogsInAgain();
    void undoingTheFirstLoginLeavesOthersAlone();
};

void SrpLogoutTest::loggingOutTakesTheDisksAway()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const auto plan = host.plan(with(ibTarget, u"connected"_s, false));
    QCOMPARE(kinds(*plan), QStringList(u"disconnect-srp"_s)); // it stays remembered
    QCOMPARE(host.run(*plan).state, JobState::Done);
    const SrpInitiatorState state = host.state();
    QVERIFY(state.live.sessions.empty());
    QVERIFY(!state.config.targets.at(ibTarget).connected);
    QCOMPARE(host.apply(targetWish(ibTarget, QJsonValue::Null)).state, JobState::Done);
    QVERIFY(host.state().config.targets.empty());
}

void SrpLogoutTest::KI_10_aMountedDiskStays()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const QString disk = host.demo.srp().diskOf(7, 0);
    host.demo.block().mount(disk, "/srv/data");
    for (const QJsonObject &wish : {with(ibTarget, u"connected"_s, false), targetWish(ibTarget, QJsonValue::Null)}) {
        const auto plan = host.plan(wish);
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::Busy, disk, u"mounted /srv/data"_s}));
    }
}

void SrpLogoutTest::mountedSinceThePlanItStays()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const auto plan = host.plan(with(ibTarget, u"connected"_s, false));
    host.demo.block().mount(host.demo.srp().diskOf(7, 0), "/srv/data");
    const Job job = host.run(*plan);
    QCOMPARE(job.error->code, ErrorCode::Busy);
    QCOMPARE(host.state().live.sessions.at(ibTarget).size(), 1UL);
}

/// By a mount of a container, a pool of ZFS, an export of this host's own.
void SrpLogoutTest::KI_10_whatIsHeldOutOfSightStays()
{
    InitiatorHost host;
    host.apply(ibConnected);
    host.demo.kernel().holdDisk("/dev/"_L1 + host.demo.srp().diskOf(7, 0));
    const Job job = host.apply(with(ibTarget, u"connected"_s, false));
    QCOMPARE(job.error->code, ErrorCode::Busy);
    QCOMPARE(job.error->detail, u"held exclusively"_s);
    QCOMPARE(host.state().live.sessions.at(ibTarget).size(), 1UL);
}

/// Of a volume group that is not active.
void SrpLogoutTest::aSignatureIsNoUse()
{
    InitiatorHost host;
    host.apply(ibConnected);
    host.demo.block().setContent(host.demo.srp().diskOf(7, 0), "LVM2_member", "raid");
    QCOMPARE(host.apply(with(ibTarget, u"connected"_s, false)).state, JobState::Done);
}

void SrpLogoutTest::bothPathsAtOnceAreRefused()
{
    InitiatorHost host;
    const QStringList paths = attachTwice(host);
    host.demo.block().mount(host.demo.block().addMultipath(u"mpatha"_s, "36001405608e5e69d594", paths), "/srv/data");
    const QJsonObject gone{{u"connected"_s, false}};
    const QJsonObject both{{ibTarget.text(), gone}, {otherPath().text(), gone}};
    QCOMPARE(host.plan({{u"targets"_s, both}}).error().code, ErrorCode::Busy);
}

/// The kernel shows no initiator_ext, which srp_daemon sets.
void SrpLogoutTest::onlyWhatIsKnownWholeCanBeMadeAgain()
{
    InitiatorHost host;
    host.apply(cmConnected);
    QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {.initiatorExt = 1}})));
    QVERIFY(!inverseOf(host.plan(with(ibTarget, u"connected"_s, false))->steps.front()));
    QVERIFY(inverseOf(host.plan(with(cmTarget, u"connected"_s, false))->steps.front()));
}

void SrpLogoutTest::anotherPathKeepsTheDisk()
{
    InitiatorHost host;
    const QStringList paths = attachTwice(host);
    const QString map = host.demo.block().addMultipath(u"mpatha"_s, "36001405608e5e69d594", paths);
    host.demo.block().mount(map, "/srv/data");
    const SrpInitiatorState state = host.state();
    QCOMPARE(state.live.sessions.at(ibTarget).front().luns.front().multipath, u"mpatha"_s);
    QCOMPARE(state.live.sessions.at(ibTarget).front().luns.front().disk.uses.front(),
             (DeviceUse{BlockUse::Mounted, u"/srv/data"_s}));
    QVERIFY(host.plan(with(ibTarget, u"connected"_s, false)));
    host.demo.srp().setState(8, "blocked");
    QCOMPARE(host.plan(with(ibTarget, u"connected"_s, false)).error().code, ErrorCode::Busy);
}

void SrpLogoutTest::aPlanNamesWhoHasItsDisksOpen()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const auto before = host.plan(with(ibTarget, u"connected"_s, false));
    QVERIFY(before->warnings.empty());
    const DiskHolder qemu{12, u"qemu"_s, 107};
    open(host, host.demo.srp().diskOf(7, 0), {{dd, qemu}, 3});
    const auto plan = host.plan(with(ibTarget, u"connected"_s, false));
    const QString path = "/dev/"_L1 + host.demo.srp().diskOf(7, 0);
    QCOMPARE(plan->warnings, (std::vector<Note>{{NoteCode::DiskOpen, path, u"4711 dd"_s},
                                                {NoteCode::DiskOpen, path, u"12 qemu"_s},
                                                {NoteCode::DiskOpenByMore, path, u"3"_s}}));
    QCOMPARE(plan->steps, before->steps);
}

void SrpLogoutTest::KI_10_anOpenDiskStays()
{
    InitiatorHost host;
    host.apply(cmConnected);
    const QString disk = host.demo.srp().diskOf(7, 1);
    open(host, disk, {{dd}, 0});
    const auto before = host.snapshot();
    const Job job = host.apply(with(cmTarget, u"connected"_s, false));
    QCOMPARE(job.error, (Error{ErrorCode::Busy, disk, u"dd, process 4711, has /dev/%1 open"_s.arg(disk)}));
    QCOMPARE(host.snapshot(), before);
    open(host, disk, {{}, 2}); // of those that an answer has no room for
    QCOMPARE(host.apply(with(cmTarget, u"connected"_s, false)).error->detail,
             u"2 programs have /dev/%1 open"_s.arg(disk));
    host.demo.tools().setHolders({});
    QCOMPARE(host.apply(with(cmTarget, u"connected"_s, false)).state, JobState::Done);
}

void SrpLogoutTest::KI_10_anOpenPartitionOrMapStays()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const QString disk = host.demo.srp().diskOf(7, 0);
    const QString part = host.demo.block().addPartition(disk, 1, quint64{1} << 30);
    const QString map = host.demo.block().addMultipath(u"mpatha"_s, "36001405608e5e69d594", {disk});
    for (const auto &[device, path] : {std::pair<QString, QString>(part, "/dev/"_L1 + part),
                                       std::pair<QString, QString>(map, u"/dev/mapper/mpatha"_s)}) {
        open(host, device, {{dd}, 0});
        const auto plan = host.plan(with(ibTarget, u"connected"_s, false));
        QCOMPARE(plan->warnings, (std::vector<Note>{{NoteCode::DiskOpen, path, u"4711 dd"_s}}));
        QCOMPARE(host.run(*plan).error, (Error{ErrorCode::Busy, disk, u"dd, process 4711, has %1 open"_s.arg(path)}));
    }
}

void SrpLogoutTest::KI_10_anOpenPathStaysThoughItsMapIsKept()
{
    InitiatorHost host;
    const QStringList paths = attachTwice(host);
    const QString map = host.demo.block().addMultipath(u"mpatha"_s, "36001405608e5e69d594", paths);
    open(host, paths[0], {{dd}, 0});
    QCOMPARE(host.apply(with(ibTarget, u"connected"_s, false)).error->subject, paths[0]);
    open(host, map, {{dd}, 0}); // which has another path
    QVERIFY(host.plan(with(ibTarget, u"connected"_s, false))->warnings.empty());
    QCOMPARE(host.apply(with(ibTarget, u"connected"_s, false)).state, JobState::Done);
}

void SrpLogoutTest::ofManyDevicesEachIsAskedAbout()
{
    InitiatorHost host;
    const auto devices = many(601);
    host.demo.tools().setHolders({{devices.front().number, {{dd}, 0}}, {devices.back().number, {{}, 2}}});
    QCOMPARE(holdersOf(devices, host.machine, Tool::FindHolders).value(),
             (Holders{{devices.front().number, {{dd}, 0}}, {devices.back().number, {{}, 2}}}));
    QCOMPARE(expectNotOpen({devices.back()}, host.machine).error().code, ErrorCode::Busy);
    host.demo.tools().setHolders({{devices.back().number, {{dd}, 0}}});
    QCOMPARE(expectNotOpen(devices, host.machine).error().subject, devices.back().disk);
}

void SrpLogoutTest::RX_05_ofManyDevicesFewHoldersAreNamed()
{
    InitiatorHost host;
    const auto devices = many(601);
    const DeviceHolders twenty{std::vector<DiskHolder>(20, dd), 1};
    host.demo.tools().setHolders({{devices[0].number, twenty}, {devices[300].number, twenty}});
    const DeviceHolders rest{std::vector<DiskHolder>(12, dd), 9};
    QCOMPARE(holdersOf(devices, host.machine, Tool::FindHolders).value(),
             (Holders{{devices[0].number, twenty}, {devices[300].number, rest}}));
}

void SrpLogoutTest::whereNobodyKnowsThePlanSaysSo()
{
    InitiatorHost host;
    host.apply(cmConnected);
    const QString paths = u"/dev/%1, /dev/%2"_s.arg(host.demo.srp().diskOf(7, 0), host.demo.srp().diskOf(7, 1));
    for (const Result<ToolOutcome> &answer :
         {Result<ToolOutcome>(fail(ErrorCode::Timeout, u"/usr/bin/systemctl"_s)), Result<ToolOutcome>(ToolOutcome{})}) {
        host.demo.tools().script(Tool::GlimpseHolders, answer);
        const auto plan = host.plan(with(cmTarget, u"connected"_s, false));
        const QString why = codeName(answer ? ErrorCode::InvalidWish : ErrorCode::Timeout);
        QCOMPARE(plan->warnings, (std::vector<Note>{{NoteCode::HoldersUnknown, paths, why}}));
    }
}

/// Who holds one exclusively would be found; who merely has it open would lose it.
void SrpLogoutTest::KI_10_whatNobodyCanTellSinceThePlanStays()
{
    InitiatorHost host;
    host.apply(cmConnected);
    const Error unknown{ErrorCode::Busy, host.demo.srp().diskOf(7, 0), u"holders unknown"_s};
    const auto plan = host.plan(with(cmTarget, u"connected"_s, false));
    host.demo.tools().script(Tool::FindHolders, fail(ErrorCode::ToolFailed, u"x"_s));
    QCOMPARE(host.run(*plan).error, unknown);
    host.demo.tools().script(Tool::GlimpseHolders, fail(ErrorCode::TooMany)); // which another look would tell
    const auto later = host.plan(with(cmTarget, u"connected"_s, false));
    host.demo.tools().script(Tool::FindHolders, fail(ErrorCode::ToolFailed, u"x"_s));
    QCOMPARE(host.run(*later).error, unknown);
    QCOMPARE(host.state().live.sessions.at(cmTarget).size(), 1UL);
}

/// Or nobody could ever log out where the look never works.
void SrpLogoutTest::whatThePlanHasSaidKeepsNoSession()
{
    InitiatorHost host;
    host.apply(cmConnected);
    host.demo.tools().script(Tool::GlimpseHolders, fail(ErrorCode::ToolFailed, u"x"_s));
    const auto plan = host.plan(with(cmTarget, u"connected"_s, false));
    host.demo.tools().script(Tool::FindHolders, fail(ErrorCode::ToolFailed, u"x"_s, u"exit 1"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not known who has it open: ToolFailed exit 1"_s));
    QCOMPARE(host.run(*plan).state, JobState::Done);
}

/// No plan could have said that a login would be taken back.
void SrpLogoutTest::takingALoginBackNeedsNobodysWord()
{
    InitiatorHost host;
    SrpTargetId nowhere = cmTarget;
    nowhere.idExt = {1};
    const QJsonObject both = mergePatch(ibConnected, targetWish(nowhere, known(cmPath, true)));
    host.demo.tools().script(Tool::FindHolders, fail(ErrorCode::ToolFailed, u"x"_s));
    const Job job = host.apply(both);
    QCOMPARE(job.state, JobState::Undone);
    QVERIFY(std::ranges::contains(host.demo.tools().runs(), Tool::FindHolders, &ToolCall::tool));
    QVERIFY(host.state().live.sessions.empty());
}

void SrpLogoutTest::whatDoesNotEndNobodyAsksAbout()
{
    InitiatorHost host;
    host.apply(ibConnected);
    host.apply(cmConnected);
    host.apply(with(ibTarget, u"rescan"_s, true));
    QVERIFY(!std::ranges::contains(host.demo.tools().runs(), Tool::GlimpseHolders, &ToolCall::tool));
    QVERIFY(host.plan(with(ibTarget, u"connected"_s, false)));
    const QString disk = host.demo.srp().diskOf(7, 0);
    QCOMPARE(host.demo.tools().runs().last(),
             (ToolCall{Tool::GlimpseHolders, QString::fromLatin1(host.demo.block().numberOf(disk))}));
}

void SrpLogoutTest::IV_02_aProgramsNameIsNoMoreThanThat()
{
    InitiatorHost host;
    host.apply(ibConnected);
    open(host, host.demo.srp().diskOf(7, 0), {{{4711, u"%1 <b>%3"_s, 1000}}, 0});
    const QString disk = host.demo.srp().diskOf(7, 0);
    const auto plan = host.plan(with(ibTarget, u"connected"_s, false));
    QCOMPARE(plan->warnings.front().detail, u"4711 %1 <b>%3"_s);
    QCOMPARE(host.run(*plan).error->detail, u"%1 <b>%3, process 4711, has /dev/"_s + disk + u" open"_s);
}

void SrpLogoutTest::cancelledWhileAskingItStays()
{
    InitiatorHost host;
    host.apply(ibConnected);
    const auto plan = host.plan(with(ibTarget, u"connected"_s, false));
    host.demo.tools().script(Tool::FindHolders, fail(ErrorCode::Cancelled));
    QCOMPARE(host.run(*plan).error->code, ErrorCode::Cancelled);
    QCOMPARE(host.state().live.sessions.at(ibTarget).size(), 1UL);
}

void SrpLogoutTest::undoingALoginAsksToo()
{
    InitiatorHost host;
    const Job job = host.apply(ibConnected);
    const QString disk = host.demo.srp().diskOf(7, 0);
    open(host, disk, {{dd}, 0});
    const QJsonObject none{{u"effect"_s, u"none"_s}};
    const auto undo = jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{job.id, none}}}});
    QCOMPARE(undo->warnings, (std::vector<Note>{{NoteCode::DiskOpen, "/dev/"_L1 + disk, u"4711 dd"_s}}));
    QCOMPARE(host.run(*undo).error->code, ErrorCode::Busy);
}

void SrpLogoutTest::undoLogsInAgain()
{
    InitiatorHost host;
    host.apply(cmConnected);
    const Job job = host.apply(with(cmTarget, u"connected"_s, false));
    const QJsonObject none{{u"effect"_s, u"none"_s}};
    const auto undo = jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{job.id, none}}}});
    QVERIFY(undo);
    QCOMPARE(host.run(*undo).state, JobState::Done);
    QCOMPARE(host.state().live.sessions.at(cmTarget).front().luns.size(), 2UL);
}

/// Unloading ib_srp would end everybody's sessions.
void SrpLogoutTest::undoingTheFirstLoginLeavesOthersAlone()
{
    InitiatorHost host;
    const Job first = host.apply(ibConnected);
    QVERIFY(host.demo.srp().logIn(srpLoginObject(cmTarget, {cmPath, {}})));
    const QJsonObject none{{u"effect"_s, u"none"_s}};
    const auto undo = jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{first.id, none}}}});
    QVERIFY(undo);
    QVERIFY(!kinds(*undo).contains(u"unload-module"_s));
    QCOMPARE(host.run(*undo).state, JobState::Done);
    QVERIFY(!host.state().live.sessions.contains(ibTarget));
    QVERIFY(host.state().live.sessions.contains(cmTarget));
}

QTEST_GUILESS_MAIN(SrpLogoutTest)
#include "srplogouttest.moc"
