// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// When two cards are the same one, and steps that name theirs.
#include "model/cardidentity.h"
#include "model/json.h"
#include "model/step.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const CardIdentity whole{u"15b3:1003 15b3:0050"_s, u"f452:1403:009c:2a13"_s, u"f4:52:14:9c:2a:11"_s};

} // namespace

class CardIdentityTest : public QObject {
    Q_OBJECT
private slots:
    void same_data()
    {
        QTest::addColumn<CardIdentity>("other");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *what, const CardIdentity &other, bool same) {
            QTest::newRow(what) << other << same;
        };
        row("itself", whole, true);
        row("nothing is told", {}, true);
        row("its Ethernet ports have no RDMA device", {whole.ids, {}, whole.address}, true);
        row("its port 1 is InfiniBand", {whole.ids, whole.guid, {}}, true);
        row("another model", {u"15b3:1003 103c:18d6"_s, {}, {}}, false);
        row("another of the model", {whole.ids, u"f452:1403:009c:2a23"_s, {}}, false);
        row("another of the model, without RDMA device", {whole.ids, {}, u"f4:52:14:9c:2a:21"_s}, false);
    }

    void same()
    {
        QFETCH(CardIdentity, other);
        QTEST(isSameCard(whole, other), "same");
        QTEST(isSameCard(other, whole), "same");
    }

    void stepsNameTheirCard()
    {
        const PortTypes before{{1, PortType::InfiniBand}};
        const PortTypes after{{1, PortType::Ethernet}};
        for (const Step &step : {Step(SetFirmwareTypes{u"0000:05:00.0"_s, before, after, whole}),
                                 Step(RetypePorts{u"0000:05:00.0"_s, before, after, {}, whole})}) {
            QCOMPARE(stepFromJson(toJson(step)).value(), step);
            QVERIFY(toJson(step).contains(u"card"_s));
            const Step inverse = inverseOf(step).value();
            const auto *set = std::get_if<SetFirmwareTypes>(&inverse);
            QCOMPARE(set ? set->card : std::get<RetypePorts>(inverse).card, whole);
        }
    }

    void olderStepsNameNone()
    {
        const Step step(SetFirmwareTypes{u"0000:05:00.0"_s, {{1, PortType::InfiniBand}}, {{1, PortType::Ethernet}}});
        const QJsonObject object = toJson(step);
        QVERIFY(!object.contains(u"card"_s));
        QCOMPARE(stepFromJson(object).value(), step);
        QJsonObject odd = object;
        odd[u"card"_s] = QJsonObject{{u"serial"_s, u"1"_s}};
        QVERIFY(!stepFromJson(odd));
    }
};

QTEST_APPLESS_MAIN(CardIdentityTest)
#include "cardidentitytest.moc"
