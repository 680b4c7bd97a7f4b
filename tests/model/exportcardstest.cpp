// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The cards of an exported port, why there is none, and what of a card is no longer right.
#include "model/exportcards.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString ibWwn = u"0xfe80000000000000001175000077dd7e"_s;
const QString roceWwn = u"0xfe80000000000000021175fffe77dd7e"_s;
const Guid service{0x0002c90300a0b0c0};
const InitiatorId chapterInitiator{0x7edd770000751100, 0x001175000077d708};
const InitiatorId other{0, 0x0002c903000a1b2c};

IpAddress address(const char *text)
{
    return IpAddress::fromText(QString::fromLatin1(text)).value();
}

struct Host {
    SrpTree now;
    SrpTargetLive live;

    Host()
    {
        now.rdmaCmPort = 5555;
        now.targets[ibWwn].enabled = now.targets[roceWwn].enabled = true;
        now.targets[ibWwn].acls[chapterInitiator.text()] = {};
        now.targets[ibWwn].acls[u"192.0.2.7"_s] = {};
        live.serviceGuid = service;
        live.hostName = u"storage1"_s;
        live.ports[{u"mlx4_0"_s, 1}] = {.wwn = ibWwn,
                                        .state = PortState::Active,
                                        .linkLayer = LinkLayer::InfiniBand,
                                        .netdev = {},
                                        .pkey = 0x8001,
                                        .addresses = {}};
        live.ports[{u"mlx4_0"_s, 2}] = {.wwn = roceWwn,
                                        .state = PortState::Active,
                                        .linkLayer = LinkLayer::Ethernet,
                                        .netdev = u"ens2d1"_s,
                                        .pkey = {},
                                        .addresses = {address("192.0.2.1"), address("2001:db8::1")}};
    }

    TargetPort &port(int number) { return live.ports[{u"mlx4_0"_s, number}]; }

    [[nodiscard]] auto cards(const QString &wwn) const { return exportCards(now, live, wwn); }
    [[nodiscard]] CardLack lack(const QString &wwn) const { return cards(wwn).error(); }
    [[nodiscard]] CardCheck check(const ExchangeCard &card) const { return checkCard(card, now, live); }
};

} // namespace

class ExportCardsTest : public QObject {
    Q_OBJECT
private slots:
    void oneOnInfiniBand()
    {
        const auto cards = Host().cards(ibWwn);
        QVERIFY(cards);
        QCOMPARE(cards->size(), 1U);
        QCOMPARE(cards->front(), (ExchangeCard{service,
                                               service,
                                               IbCmPath{u"fe80000000000000001175000077dd7e"_s, 0x8001, service},
                                               {chapterInitiator},
                                               u"storage1: mlx4_0 port 1"_s}));
        QVERIFY(cardText(cards->front()));
    }

    void oneForEachAddressOnEthernet()
    {
        const auto cards = Host().cards(roceWwn);
        QVERIFY(cards);
        QCOMPARE(cards->size(), 2U);
        QCOMPARE(std::get<RdmaCmPath>(cards->at(0).path), (RdmaCmPath{address("192.0.2.1"), 5555}));
        QCOMPARE(std::get<RdmaCmPath>(cards->at(1).path), (RdmaCmPath{address("2001:db8::1"), 5555}));
        QVERIFY(cards->at(1).allowed.empty());
    }

    void whatDoesNotFitIsLeftOut()
    {
        Host host;
        host.live.hostName = QString(90, u'h');
        for (quint64 guid = 1; guid <= 65; ++guid)
            host.now.targets[ibWwn].acls[InitiatorId{0, guid}.text()] = {};
        const auto cards = host.cards(ibWwn);
        QVERIFY(cards && cards->front().allowed.empty() && cards->front().label.isEmpty());
        QVERIFY(cardText(cards->front()));
        QCOMPARE(host.check(cards->front()).standing, CardStanding::Right);
    }

    void whyThereIsNone()
    {
        const auto lack = [](auto change, const QString &wwn) {
            Host host;
            change(host);
            return host.lack(wwn);
        };
        QCOMPARE(lack([](Host &host) { host.now.targets.erase(ibWwn); }, ibWwn), CardLack::NoTarget);
        QCOMPARE(lack([](Host &host) { host.live.ports.clear(); }, ibWwn), CardLack::NoPort);
        QCOMPARE(lack([](Host &host) { host.live.serviceGuid.reset(); }, ibWwn), CardLack::NoServiceGuid);
        QCOMPARE(lack([](Host &host) { host.live.serviceGuid = Guid{}; }, ibWwn), CardLack::NoServiceGuid);
        QCOMPARE(lack([](Host &host) { host.port(1).state = PortState::Initializing; }, ibWwn), CardLack::PortDown);
        QCOMPARE(lack([](Host &host) { host.now.targets[ibWwn].enabled = false; }, ibWwn), CardLack::Disabled);
        QCOMPARE(lack([](Host &host) { host.port(1).pkey.reset(); }, ibWwn), CardLack::NoPkey);
        QCOMPARE(lack([](Host &host) { host.now.rdmaCmPort = 0; }, roceWwn), CardLack::NotListening);
        QCOMPARE(lack([](Host &host) { host.port(2).addresses.clear(); }, roceWwn), CardLack::NoAddress);
    }

    void ownCardsAreRight()
    {
        const Host host;
        for (const QString &wwn : {ibWwn, roceWwn}) {
            CardCheck right;
            right.standing = CardStanding::Right;
            right.wwn = wwn;
            const std::vector<ExchangeCard> cards = host.cards(wwn).value();
            QVERIFY(std::ranges::all_of(cards, [&](const ExchangeCard &card) { return host.check(card) == right; }));
        }
    }

    void everyFaultIsNamed()
    {
        const auto faults = [](const QString &wwn, auto change) {
            Host host;
            const ExchangeCard card = host.cards(wwn).value().front();
            change(host);
            const CardCheck check = host.check(card);
            return check.standing == CardStanding::Outdated && check.wwn == wwn ? check.faults : std::set<CardFault>();
        };
        using Faults = std::set<CardFault>;
        QCOMPARE(faults(ibWwn, [](Host &host) { host.live.serviceGuid = Guid{7}; }), Faults{CardFault::OtherIds});
        QCOMPARE(faults(roceWwn, [](Host &host) { host.live.serviceGuid = Guid{7}; }), Faults{CardFault::OtherIds});
        QCOMPARE(faults(ibWwn, [](Host &host) { host.port(1).pkey = 0xffff; }), Faults{CardFault::OtherPkey});
        QCOMPARE(faults(ibWwn, [](Host &host) { host.port(1).state = PortState::Down; }), Faults{CardFault::PortDown});
        QCOMPARE(faults(ibWwn, [](Host &host) { host.now.targets[ibWwn].enabled = false; }),
                 Faults{CardFault::Disabled});
        QCOMPARE(faults(ibWwn, [](Host &host) { host.now.targets.erase(ibWwn); }), Faults{CardFault::NoTarget});
        QCOMPARE(faults(roceWwn, [](Host &host) { host.now.rdmaCmPort = 0; }), Faults{CardFault::NotListening});
        QCOMPARE(faults(roceWwn, [](Host &host) { host.now.rdmaCmPort = 5556; }), Faults{CardFault::OtherListenPort});
    }

    void initiatorsThatCameAndWent()
    {
        Host host;
        const ExchangeCard card = host.cards(ibWwn).value().front();
        host.now.targets[ibWwn].acls.erase(chapterInitiator.text());
        host.now.targets[ibWwn].acls[other.text()] = {};
        const CardCheck check = host.check(card);
        QCOMPARE(check.standing, CardStanding::Outdated);
        QVERIFY(check.faults.empty());
        QCOMPARE(check.forbidden, std::set{chapterInitiator});
        QCOMPARE(check.added, std::set{other});
    }

    void whoseCardItIs()
    {
        Host host;
        ExchangeCard card = host.cards(roceWwn).value().front();
        host.port(2).addresses.erase(host.port(2).addresses.begin());
        QCOMPARE(host.check(card).standing, CardStanding::PortGone);
        QVERIFY(host.check(card).wwn.isEmpty());
        card.idExt = Guid{7};
        QCOMPARE(host.check(card).standing, CardStanding::NotOurs);
        host.live.serviceGuid.reset();
        QCOMPARE(host.check(card).standing, CardStanding::Unknown);
    }
};

QTEST_GUILESS_MAIN(ExportCardsTest)
#include "exportcardstest.moc"
