// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What our unit logs in to after a boot, and what not.
#include "helper/bootconnect.h"
#include "tests/srp/initiatorhost.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class BootConnectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatIsWishedForTheBoot();
    void aLateTargetIsTriedAgain();
    void whoIsGoneIsSaidAndTriedSoManyTimes();
    void oncePerBoot();
};

namespace {

constexpr ConnectPatience short3{.first = 1ms, .attempts = 3, .between = 0ms};

int logins(InitiatorHost &host)
{
    return int(std::ranges::count(host.demo.tools().runs(), Tool::AddSrpTarget, &ToolCall::tool));
}

} // namespace

void BootConnectTest::onlyWhatIsWishedForTheBoot()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.apply(targetWish(ibTarget, known(ibPath, false)));
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
    QVERIFY(!host.state().config.targets.at(ibTarget).connected);
    QCOMPARE(host.store.jobs().size(), qsizetype{3});
    const auto isBoot = [](const Job &job) { return job.action == "boot"_L1 && job.state == JobState::Done; };
    QCOMPARE(std::ranges::count_if(host.store.jobs(), isBoot), 1);
}

void BootConnectTest::aLateTargetIsTriedAgain()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.demo.tools().script(Tool::AddSrpTarget, fail(ErrorCode::Io, cmTarget.text(), u"ECONNRESET"_s));
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
    QCOMPARE(logins(host), 2);
}

void BootConnectTest::whoIsGoneIsSaidAndTriedSoManyTimes()
{
    InitiatorHost host;
    const SrpTargetId gone{cmTarget.port, {0x77}, {0x77}};
    host.apply(targetWish(gone, known(cmPath, false, true)));
    const auto connected = connectAtBoot(host.machine, short3);
    QVERIFY(!connected);
    QCOMPARE(connected.error().subject, gone.text());
    QCOMPARE(logins(host), 3);
}

void BootConnectTest::oncePerBoot()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    QVERIFY(connectOncePerBoot(host.machine));
    host.apply(targetWish(cmTarget, QJsonObject{{u"connected"_s, false}}));
    QVERIFY(connectOncePerBoot(host.machine));
    QVERIFY(!host.state().config.targets.at(cmTarget).connected);
}

QTEST_GUILESS_MAIN(BootConnectTest)
#include "bootconnecttest.moc"
