// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that srp_daemon would bring: it is missed where it is set, its rules allow the target, and it does not run.
#include "srpscene.h"

#include <QtTest>

using namespace rdma;

namespace {

/// The chapter's target before a login, where srp_daemon is set and stopped.
SrpScene stopped()
{
    SrpScene scene = overInfiniBand();
    scene.logOut();
    scene.live.stoppedDaemons = {scene.target.port};
    return scene;
}

} // namespace

class SrpChainDaemonTest : public QObject {
    Q_OBJECT
private slots:
    void theLoginMissesTheDaemon()
    {
        const auto broken = stopped().broken().value();
        QCOMPARE(broken.link, ChainLink::Login);
        QCOMPARE(broken.fact, ChainFact::DaemonStopped);
        QCOMPARE(broken.cure, LoginCure::StartDaemon);
    }

    void itsRulesDecide()
    {
        SrpScene scene = stopped();
        scene.config.rules = {{.allow = false, .idExt = scene.target.idExt.value}};
        QCOMPARE(scene.broken()->cure, LoginCure::Connect);
        scene.config.rules = {{.allow = false, .idExt = 5}, {.allow = true}, {.allow = false}};
        QCOMPARE(scene.broken()->cure, LoginCure::StartDaemon);
    }

    void whatFailedWouldFailAgain()
    {
        SrpScene scene = stopped();
        scene.log = chapter::logOf(chapter::refusedAtInitiator);
        QCOMPARE(scene.broken()->cure, LoginCure::AllowInitiator);
    }

    void itLooksOnItsPortsAndNowhereElse()
    {
        SrpScene scene = stopped();
        scene.live.stoppedDaemons = {{u"qib0"_s, 2}};
        QCOMPARE(scene.broken()->cure, LoginCure::Connect);
        SrpScene ethernet = onOneHost(); // over RDMA/CM it logs in nowhere
        ethernet.logOut();
        ethernet.live.stoppedDaemons = {ethernet.target.port};
        QCOMPARE(ethernet.broken()->cure, LoginCure::Connect);
    }
};

QTEST_GUILESS_MAIN(SrpChainDaemonTest)
#include "srpchaindaemontest.moc"
