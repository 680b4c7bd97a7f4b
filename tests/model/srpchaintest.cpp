// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which link of the chain from cable to disk is named as broken, what shows it, and what mends it.
#include "srpscene.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

using Break = std::function<void(SrpScene &)>;

const QString ownId = u"0x0000000000000000505400fffe123456"_s;

SrpTarget &ownTargetOf(SrpScene &scene)
{
    return scene.exports->targets.begin()->second;
}

QStringList onHost(int host, const QStringList &words)
{
    QStringList lines;
    for (const QString &one : words)
        lines += u"scsi host%1: "_s.arg(host) + one;
    return lines;
}

QStringList disabledAtTarget()
{
    return {u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0000:5054:00ff:fe12:3456, t_port_id "
            "5054:00ff:fe12:3456:5054:00ff:fe12:3456 and it_iu_len 8260 on port 1 "
            "(guid=fe80:0000:0000:0000:5054:00ff:fe12:3456); pkey 0xffff"_s,
            u"ib_srpt rejected SRP_LOGIN_REQ because target port rxe0_1 has not yet been enabled"_s,
            u"ib_srpt Rejecting login with reason 0x10001"_s};
}

FoundTarget foundAs(const SrpScene &scene)
{
    return {.idExt = scene.target.idExt, .iocGuid = scene.target.iocGuid, .path = {chapter::targetGid, 0xffff, {}}};
}

} // namespace

Q_DECLARE_METATYPE(Break)

class SrpChainTest : public QObject {
    Q_OBJECT
private slots:
    void nothingIsBrokenWhereADiskIs()
    {
        for (const SrpScene &scene : {overInfiniBand(), onOneHost()}) {
            const auto chain = scene.chain();
            QCOMPARE(chain.size(), 9U);
            QCOMPARE(firstBroken(chain), nullptr);
            for (std::size_t at = 0; at < chain.size(); ++at)
                QCOMPARE(chain[at].link, static_cast<ChainLink>(at));
            QCOMPARE(chain.back().text, u"/dev/sdb"_s);
        }
        QCOMPARE(overInfiniBand().check(ChainLink::SubnetManager).number, 1U);
        QCOMPARE(onOneHost().check(ChainLink::SubnetManager).standing, ChainStanding::DoesNotApply);
        QCOMPARE(overInfiniBand().check(ChainLink::Login).number, 7U);
    }

    void theFirstBrokenOneIsNamed_data();
    void theFirstBrokenOneIsNamed()
    {
        QFETCH(Break, breakIt);
        QFETCH(ChainLink, link);
        QFETCH(ChainFact, fact);
        QFETCH(LoginCure, cure);
        SrpScene scene = overInfiniBand();
        breakIt(scene);
        const auto chain = scene.chain();
        const ChainCheck *broken = firstBroken(chain);
        QVERIFY(broken);
        QCOMPARE(broken->link, link);
        QCOMPARE(broken->fact, fact);
        QCOMPARE(broken->cure, cure);
        QCOMPARE(chain.size(), 9U);
        for (std::size_t at = static_cast<std::size_t>(link) + 1; at < chain.size(); ++at) {
            QCOMPARE(chain[at].standing, ChainStanding::NotKnown);
            QCOMPARE(chain[at].fact, ChainFact::AfterBroken);
        }
    }

    // Nobody is asked for a password for a log that could add nothing.
    void theLogTellsOfLoginsAndOfNothingElse()
    {
        SrpScene scene = overInfiniBand();
        QVERIFY(!logMayTell(scene.chain()));
        scene.session().luns.clear();
        QVERIFY(!logMayTell(scene.chain()));
        for (const auto state : {SrpSessionState::Blocked, SrpSessionState::FailFast, SrpSessionState::Lost}) {
            scene.session().state = state;
            QVERIFY(!logMayTell(scene.chain()));
        }
        scene.logOut();
        QVERIFY(logMayTell(scene.chain()));
        scene.port().physicalState = PhysicalState::Polling;
        QVERIFY(!logMayTell(scene.chain()));
        scene = onOneHost();
        scene.logOut();
        ownTargetOf(scene).acls.clear();
        QCOMPARE(scene.broken()->link, ChainLink::Permission);
        QVERIFY(logMayTell(scene.chain()));
    }

    void anEthernetPortNeedsNoSubnetManagerAndIsNotDiscovered()
    {
        SrpScene scene = onOneHost();
        scene.logOut();
        QCOMPARE(scene.check(ChainLink::Discovery).standing, ChainStanding::DoesNotApply);
        QCOMPARE(scene.check(ChainLink::Discovery).fact, ChainFact::CannotBeFound);
        scene.port().state = PortState::Initializing;
        QCOMPARE(scene.broken()->link, ChainLink::PortState);
    }

    void withoutALookNobodyKnowsWhatIsThere()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        QCOMPARE(scene.check(ChainLink::Discovery).fact, ChainFact::NotLookedFor);
        QCOMPARE(scene.broken()->link, ChainLink::Login);
        scene.found = std::vector{foundAs(scene)};
        QCOMPARE(scene.check(ChainLink::Discovery).fact, ChainFact::Found);
    }

    /// The chapter: the target answers and refuses. What is broken is the ACL.
    void theChaptersRefusalIsAMissingPermission()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        scene.log = chapter::logOf(chapter::refusedAtInitiator);
        QCOMPARE(scene.check(ChainLink::Login).fact, ChainFact::Answered);
        const auto broken = scene.broken().value();
        QCOMPARE(broken.link, ChainLink::Permission);
        QCOMPARE(broken.fact, ChainFact::NotPermitted);
        QCOMPARE(broken.text, chapter::initiatorId);
        QCOMPARE(broken.cure, LoginCure::AllowInitiator);
        QCOMPARE(broken.failure->reason, std::optional<quint32>(0x00010006));
    }

    void whatFailedBeforeALoginIsMended()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        scene.log = chapter::logOf(chapter::refusedAtInitiator + chapter::loggedIn);
        QCOMPARE(scene.broken()->fact, ChainFact::NotTried);
        scene.log = chapter::logOf(chapter::loggedIn + chapter::refusedAtInitiator);
        QCOMPARE(scene.broken()->fact, ChainFact::NotPermitted);
        QStringList others = chapter::loggedIn;
        others.replaceInStrings(u"001175000077dd7e pkey"_s, u"001175000077dd7f pkey"_s); // its ioc_guid
        scene.log = chapter::logOf(chapter::refusedAtInitiator + others);
        QCOMPARE(scene.broken()->fact, ChainFact::NotPermitted);
        others = chapter::loggedIn;
        others.replaceInStrings(u"77:d708"_s, u"77:d709"_s); // from another of our ports
        scene.log = chapter::logOf(chapter::refusedAtInitiator + others);
        QCOMPARE(scene.broken()->fact, ChainFact::NotPermitted);
    }

    void theLogKnowsTheIdBetterThanWeDo()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        scene.config.targets[scene.target].login.options.initiatorExt.reset(); // srp_daemon logged in, not we
        scene.log = chapter::logOf(chapter::refusedAtTarget + chapter::refusedAtInitiator);
        QCOMPARE(scene.broken()->text, chapter::initiatorId);
    }

    void anothersFailureIsNotOurs()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        QStringList lines = chapter::refusedAtInitiator;
        lines.replaceInStrings(u"77:dd7e"_s, u"77:dd7f"_s);
        scene.log = chapter::logOf(lines);
        QCOMPARE(scene.broken()->fact, ChainFact::NotTried);
        lines = chapter::refusedAtInitiator;
        lines.replaceInStrings(u"77:d708"_s, u"77:d709"_s);
        scene.log = chapter::logOf(lines);
        QCOMPARE(scene.broken()->fact, ChainFact::NotTried);
    }

    void aLineThatNamesNobodyCountsWhereOneTargetWaits()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        scene.log = chapter::logOf(onHost(5, {u"  REJ reason 0x8"_s, u"ib_srp: Connection 0/2 failed"_s}));
        QCOMPARE(scene.broken()->failure->cause, LoginCause::NoListener);
        SrpTargetId other = scene.target;
        other.idExt = Guid{5};
        scene.config.targets[other] = {};
        QCOMPARE(scene.broken()->fact, ChainFact::NotTried);
    }

    void overRdmaCmTheAddressTells()
    {
        SrpScene scene = onOneHost();
        scene.exports.reset();
        scene.logOut();
        const auto failAt = [&](const QString &address) {
            scene.log = chapter::logOf(
                onHost(2, {u"  REJ reason 0x8"_s, u"ib_srp: Connection 0/2 to "_s + address + u" failed"_s}));
            return scene.broken()->fact;
        };
        QCOMPARE(failAt(u"192.168.200.1"_s), ChainFact::LoginFailed);
        QCOMPARE(failAt(u"192.168.200.2"_s), ChainFact::NotTried);
        scene.config.targets[scene.target].login.path = RdmaCmPath{IpAddress::fromText(u"fd00::1").value(), 5555};
        QCOMPARE(failAt(u"fd00:0000:0000:0000:0000:0000:0000:0001"_s), ChainFact::LoginFailed);
        QCOMPARE(failAt(u"fd00:0000:0000:0000:0000:0000:0000:0002"_s), ChainFact::NotTried);
    }

    // This host is the target: what it holds against itself is known without a try.
    void onOneHostTheAclIsKnown()
    {
        SrpScene scene = onOneHost();
        scene.logOut();
        QCOMPARE(ownTarget(scene.scene()), u"0xfe80000000000000505400fffe123456"_s);
        QCOMPARE(scene.broken()->fact, ChainFact::NotLoggedIn);
        ownTargetOf(scene).acls.clear();
        QCOMPARE(scene.check(ChainLink::Login).standing, ChainStanding::NotKnown);
        QCOMPARE(scene.broken()->link, ChainLink::Permission);
        QCOMPARE(scene.broken()->text, ownId);
        ownTargetOf(scene).enabled = false;
        QCOMPARE(scene.broken()->fact, ChainFact::TargetDisabled);
        QCOMPARE(scene.broken()->cure, LoginCure::EnablePort);
    }

    void whoIsAllowedByNowTriesAgain()
    {
        SrpScene scene = onOneHost();
        scene.logOut();
        scene.log = chapter::logOf(onHost(2, {u"ib_srp: SRP LOGIN REJECTED, reason 0x00010006"_s,
                                              u"ib_srp: Connection 0/2 to 192.168.200.1 failed"_s}));
        QCOMPARE(scene.broken()->fact, ChainFact::Permitted);
        QCOMPARE(scene.broken()->cure, LoginCure::Connect);
        ownTargetOf(scene).acls.clear();
        QCOMPARE(scene.broken()->fact, ChainFact::NotPermitted);
    }

    void onOneHostADisabledTargetIsToldFromNoMemory()
    {
        SrpScene scene = onOneHost();
        scene.logOut();
        scene.log = chapter::logOf(onHost(2, {u"ib_srp: SRP LOGIN REJECTED, reason 0x00010001"_s,
                                              u"ib_srp: Connection 0/2 to 192.168.200.1 failed"_s}));
        QCOMPARE(scene.broken()->failure->cause, LoginCause::DisabledOrNoResources);
        QCOMPARE(scene.broken()->cure, LoginCure::Connect); // it is enabled: the next attempt tells
        ownTargetOf(scene).enabled = false;
        QCOMPARE(scene.broken()->failure->cause, LoginCause::PortDisabled);
        QCOMPARE(scene.broken()->cure, LoginCure::EnablePort);
    }

    void whoseTargetIsEnabledByNowTriesAgain()
    {
        SrpScene scene = onOneHost();
        scene.logOut();
        scene.log =
            chapter::logOf(disabledAtTarget() + onHost(2, {u"ib_srp: SRP LOGIN REJECTED, reason 0x00010001"_s,
                                                           u"ib_srp: Connection 0/2 to 192.168.200.1 failed"_s}));
        QCOMPARE(scene.broken()->link, ChainLink::Login);
        QCOMPARE(scene.broken()->failure->cause, LoginCause::PortDisabled);
        QCOMPARE(scene.broken()->fact, ChainFact::Permitted);
        QCOMPARE(scene.broken()->cure, LoginCure::Connect);
        ownTargetOf(scene).acls.clear();
        QCOMPARE(scene.broken()->cure, LoginCure::AllowInitiator);
        ownTargetOf(scene).enabled = false;
        QCOMPARE(scene.broken()->fact, ChainFact::LoginFailed);
        QCOMPARE(scene.broken()->cure, LoginCure::EnablePort);
    }

    void loggedInAndNoLunHasItsOwnCure()
    {
        SrpScene scene = onOneHost();
        scene.session().luns.clear();
        QCOMPARE(scene.check(ChainLink::Login).standing, ChainStanding::Good);
        QCOMPARE(scene.broken()->fact, ChainFact::MappedAndNotSeen);
        QCOMPARE(scene.broken()->cure, LoginCure::Rescan);
        ownTargetOf(scene).acls[ownId].luns.clear();
        QCOMPARE(scene.broken()->fact, ChainFact::NoLunMapped);
        QCOMPARE(scene.broken()->cure, LoginCure::MapLun);
    }

    void ofSeveralSessionsTheOneThatWorksCounts()
    {
        SrpScene scene = overInfiniBand();
        SrpSession other = scene.session();
        other.state = SrpSessionState::Lost;
        scene.live.sessions[scene.target].insert(scene.live.sessions[scene.target].begin(), other);
        QVERIFY(!scene.broken());
        scene.live.sessions[scene.target].back().state = SrpSessionState::Blocked;
        QCOMPARE(scene.broken()->link, ChainLink::Login);
    }
};

void SrpChainTest::theFirstBrokenOneIsNamed_data()
{
    QTest::addColumn<Break>("breakIt");
    QTest::addColumn<ChainLink>("link");
    QTest::addColumn<ChainFact>("fact");
    QTest::addColumn<LoginCure>("cure");
    const auto row = [](const char *name, const Break &breakIt, ChainLink link, ChainFact fact, LoginCure cure) {
        QTest::newRow(name) << breakIt << link << fact << cure;
    };
    using enum ChainLink;
    const auto physical = [](PhysicalState state) { return [state](SrpScene &s) { s.port().physicalState = state; }; };
    row("port gone", [](SrpScene &s) { s.live.ports.clear(); }, Cable, ChainFact::PortGone, LoginCure::None);
    row("no cable", physical(PhysicalState::Polling), Cable, ChainFact::NoCable, LoginCure::PlugCable);
    row("switched off", physical(PhysicalState::Disabled), Cable, ChainFact::SwitchedOff, LoginCure::None);
    row("training", physical(PhysicalState::Training), Cable, ChainFact::LinkTrains, LoginCure::PlugCable);
    row(
        "down", [](SrpScene &s) { s.port().state = rdma::PortState::Down; }, ChainLink::PortState, ChainFact::PortDown,
        LoginCure::PlugCable);
    row(
        "no SM", [](SrpScene &s) { s.port().smLid = 0; }, SubnetManager, ChainFact::NoSubnetManager,
        LoginCure::StartSubnetManager);
    row(
        "waits, no SM",
        [](SrpScene &s) {
            s.port().state = rdma::PortState::Initializing;
            s.port().smLid = 0;
        },
        SubnetManager, ChainFact::NoSubnetManager, LoginCure::StartSubnetManager);
    row(
        "waits, silent SM", [](SrpScene &s) { s.port().state = rdma::PortState::Initializing; }, SubnetManager,
        ChainFact::SubnetManagerSilent, LoginCure::StartSubnetManager);
    row(
        "no module", [](SrpScene &s) { s.live.moduleLoaded = false; }, Module, ChainFact::ModuleMissing,
        LoginCure::LoadInitiator);
    row(
        "port not served", [](SrpScene &s) { s.port().ready = false; }, Module, ChainFact::PortNotServed,
        LoginCure::None);
    const auto found = [](const std::function<void(FoundTarget &)> &change) {
        return [change](SrpScene &s) {
            s.logOut();
            FoundTarget target = foundAs(s);
            change(target);
            s.found = std::vector{target};
        };
    };
    row(
        "nothing found",
        [](SrpScene &s) {
            s.logOut();
            s.found = std::vector<FoundTarget>();
        },
        Discovery, ChainFact::NotFound, LoginCure::LoadTargetModule);
    row("other ids", found([](FoundTarget &one) { one.iocGuid = Guid{1}; }), Discovery, ChainFact::FoundElse,
        LoginCure::DiscoverAgain);
    row("another port", found([](FoundTarget &one) { one.path.dgid = chapter::initiatorGid; }), Discovery,
        ChainFact::FoundElse, LoginCure::DiscoverAgain);
    row("not logged in", [](SrpScene &s) { s.logOut(); }, Login, ChainFact::NotLoggedIn, LoginCure::Connect);
    row(
        "not tried",
        [](SrpScene &s) {
            s.logOut();
            s.log.emplace();
        },
        Login, ChainFact::NotTried, LoginCure::Connect);
    row(
        "not known",
        [](SrpScene &s) {
            s.logOut();
            s.config.targets.clear();
        },
        Login, ChainFact::UnknownTarget, LoginCure::Connect);
    const auto state = [](SrpSessionState one) { return [one](SrpScene &s) { s.session().state = one; }; };
    row("blocked", state(SrpSessionState::Blocked), Login, ChainFact::ConnectionBlocked, LoginCure::Reconnect);
    row("fail fast", state(SrpSessionState::FailFast), Login, ChainFact::ConnectionFailsFast, LoginCure::Reconnect);
    row("lost", state(SrpSessionState::Lost), Login, ChainFact::ConnectionLost, LoginCure::Reconnect);
    row("no LUN", [](SrpScene &s) { s.session().luns.clear(); }, MappedLun, ChainFact::NoLunSeen, LoginCure::MapLun);
    row(
        "no disk", [](SrpScene &s) { s.session().luns.front().disk = {}; }, Disk, ChainFact::NoDiskMade,
        LoginCure::Rescan);
    row(
        "offline", [](SrpScene &s) { s.session().luns.front().state = u"offline"_s; }, Disk, ChainFact::DiskOffline,
        LoginCure::Reconnect);
}

QTEST_GUILESS_MAIN(SrpChainTest)
#include "srpchaintest.moc"
