// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logging out: what goes, what stays because somebody uses it, and what can be made again.
#include "tests/srp/initiatorhost.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

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
    SrpTargetId other = ibTarget;
    other.port.port = 2;
    host.apply(ibConnected);
    host.apply(targetWish(other, known(ibPath, true)));
    const QStringList paths{host.demo.srp().diskOf(7, 0), host.demo.srp().diskOf(8, 0)};
    host.demo.block().mount(host.demo.block().addMultipath(u"mpatha"_s, "36001405608e5e69d594", paths), "/srv/data");
    const QJsonObject gone{{u"connected"_s, false}};
    const QJsonObject both{{ibTarget.text(), gone}, {other.text(), gone}};
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
    SrpTargetId other = ibTarget;
    other.port.port = 2;
    host.apply(ibConnected);
    host.apply(targetWish(other, known(ibPath, true)));
    const QStringList paths{host.demo.srp().diskOf(7, 0), host.demo.srp().diskOf(8, 0)};
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
