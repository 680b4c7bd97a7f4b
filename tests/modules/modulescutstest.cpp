// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Unloading what somebody is reached over: it is part of the step, and looked at again before it is done.
#include "helper/authorizer.h"
#include "helper/stepview.h"
#include "tests/modules/moduleshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Somebody at 10.0.0.9 is logged in over ib0, whose address is 192.168.7.4, at a port that is listened on: 22.
constexpr auto sockets =
    R"(  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 0407A8C0:0016 0900000A:D431 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1
   2: 0407A8C0:9C40 0900000A:0050 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 20 4 30 10 -1
)";
constexpr auto another =
    R"(   3: 0407A8C0:0016 0A00000A:D432 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0 20 4 30 10 -1
)";
constexpr auto defaultRoute = R"(Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
ib0 00000000 0107A8C0 0003 0 0 100 00000000 0 0 0
)";
const QString tcp = u"/proc/self/net/tcp"_s;

struct ReachedHost : ModulesHost {
    ReachedHost()
    {
        demo.modules().load(u"ib_ipoib"_s);
        demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        demo.files().write(tcp, sockets);
    }
};

} // namespace

class ModulesCutsTest : public QObject {
    Q_OBJECT
private slots:
    void KI_15_whatIsCutIsPartOfTheStep()
    {
        ReachedHost host;
        host.demo.files().write(u"/proc/self/net/route"_s, defaultRoute);
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"unload-used-module ib_ipoib"_s));
        QCOMPARE(std::get<SwitchModule>(plan->steps.front()).cuts,
                 (QStringList{u"ib0: default route"_s, u"ib0: 10.0.0.9, port 22"_s, u"ib0: 10.0.0.9, port 80"_s}));
        QCOMPARE(viewOf(plan->steps.front(), host.machine.host).after,
                 u"ib0: default route; ib0: 10.0.0.9, port 22; ib0: 10.0.0.9, port 80"_s);
        QVERIFY(plan->warnings.front() ==
                (Note{NoteCode::EndsWithModule, u"ib_ipoib"_s, u"interface ib0, 192.168.7.4"_s}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::Ipoib).loaded);
    }

    void AU_12_thePromptSaysWhatIsCut()
    {
        ReachedHost host;
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QCOMPARE(detailsFor(*plan)[u"subject"_s],
                 u"ib_ipoib, over which ib0: 10.0.0.9, port 22; ib0: 10.0.0.9, port 80"_s);
    }

    void AU_12_whatHasNoRoomIsMarked()
    {
        SwitchModule step{u"ib_ipoib"_s, true, false};
        for (int i = 0; i < 100; ++i)
            step.cuts.append(u"ib0: 10.0.0.%1, port 22"_s.arg(i));
        const QString subject = detailsFor(Plan{.feature = u"modules"_s, .steps = {step}})[u"subject"_s];
        QVERIFY(subject.startsWith("ib_ipoib, over which ib0: 10.0.0.0, port 22; "_L1));
        QVERIFY(subject.endsWith("..."_L1) && subject.size() < 256);
    }

    void KI_15_aConnectionMoreIsNotCut()
    {
        ReachedHost host;
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        host.demo.files().write(tcp, QByteArray(sockets) + another);
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(*job.error, (Error{ErrorCode::Conflict, u"ib_ipoib"_s, u"ib0: 10.0.0.10, port 22"_s}));
        QVERIFY(host.state().config.protocols.at(Protocol::Ipoib).loaded);
        QVERIFY(planId(*plan) != planId(host.plan(loaded(Protocol::Ipoib, false)).value()));
    }

    void KI_15_whatIsNotKnownIsCut()
    {
        ReachedHost host;
        host.demo.files().write(tcp, QByteArray(5 * 1024 * 1024, '\n'));
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QVERIFY(plan);
        QVERIFY(std::get<SwitchModule>(plan->steps.front()).cuts.contains(u"ib0: ?"_s));
    }

    void KI_15_mountsThatAreNotKnownAreCut()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_ipoib"_s);
        QCOMPARE(kindsOf(*host.plan(loaded(Protocol::Ipoib, false))), QStringList(u"unload-module ib_ipoib"_s));
        host.demo.files().write(u"/proc/1/mountinfo"_s, QByteArray(5 * 1024 * 1024, '\n'));
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"unload-used-module ib_ipoib"_s));
        QVERIFY(std::get<SwitchModule>(plan->steps.front()).cuts.contains(u"ib0: ?"_s));
    }

    void KI_15_mountsThatAreNotKnownKeepModules()
    {
        ModulesHost host;
        host.demo.plugInCards(); // with rxe0
        host.demo.modules().load(u"rpcrdma"_s);
        host.demo.modules().load(u"rdma_rxe"_s);
        QVERIFY(host.plan(loaded(Protocol::NfsClient, false)));
        QVERIFY(host.plan(loaded(Protocol::SoftRoce, false)));
        host.demo.files().write(u"/proc/1/mountinfo"_s, QByteArray(5 * 1024 * 1024, '\n'));
        for (const Protocol protocol : {Protocol::NfsClient, Protocol::SoftRoce}) {
            const auto plan = host.plan(loaded(protocol, false));
            QVERIFY(!plan);
            QCOMPARE(plan.error().code, ErrorCode::Busy);
            QCOMPARE(plan.error().detail, u"unknown"_s);
        }
    }

    void KI_15_whoeverComesBetweenKeepsIt()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_iser"_s);
        const auto plan = host.plan(loaded(Protocol::Iser, false));
        host.demo.modules().hold(u"ib_iser"_s, 1);
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(*job.error, (Error{ErrorCode::Busy, u"ib_iser"_s, u"unknown 1"_s}));
    }

    void KI_15_aModuleThatCameBetweenKeepsIt()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_uverbs"_s);
        const auto plan = host.plan(loaded(Protocol::Uverbs, false));
        host.demo.modules().load(u"rdma_ucm"_s);
        QCOMPARE(host.run(*plan).error->detail, u"module rdma_ucm"_s);
    }

    void KI_15_takingALoadBackNamesWhatItCuts()
    {
        ModulesHost host;
        const Job job = host.apply(loaded(Protocol::Ipoib, true));
        host.demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        host.demo.files().write(tcp, sockets);
        const QJsonObject undo{{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
        const auto plan = jobsFeature().plan(host.machine, undo);
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"unload-used-module ib_ipoib"_s));
        QCOMPARE(host.run(*plan).state, JobState::Done);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesCutsTest)
#include "modulescutstest.moc"
