// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The detail of the selected device: while it is read, when it does not answer, when another card has the name.
#include "tests/gui/devicesstage.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rdma {

namespace {

const QString copying = u"Copy the device as the text of ibstat"_s;

} // namespace

class DeviceDetailTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsStillReadIsNotMissing();
    void aDetailThatDoesNotAnswerIsTold();
    void aDetailThatFailsLaterIsTold();
    void aSilentDeviceIsNotAwaited();
    void anotherCardOfThatNameHasItsOwnDetail();
};

void DeviceDetailTest::whatIsStillReadIsNotMissing()
{
    DevicesStage stage;
    stage.machine.detailDelay = 2s;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"Reading…"_s));
    QVERIFY(!stage.person.sees(u"not reported"_s));
    QVERIFY(!buttonNamed(stage.person, copying)->isEnabled());
    QVERIFY(stage.person.waitToSee(u"storage1 mlx4_0"_s));
    QVERIFY(!stage.person.sees(u"Reading…"_s));
    stage.machine.detailDelay = 1h; // what was read stays while it is read again; what the list knows is the news
    stage.machine.devices.devices[u"mlx4_0"_s].ports[1].state = PortState::Down;
    stage.machine.devices.devices[u"mlx4_0"_s].ports[1].physicalState = PhysicalState::Polling;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"no cable is plugged in"_s));
    QVERIFY(stage.person.sees(u"storage1 mlx4_0"_s));
    stage.choose(1, 0);
    QVERIFY(stage.person.waitToSee(u"Reading…"_s));
    QVERIFY(!stage.person.sees(u"storage1 mlx4_0"_s));
}

void DeviceDetailTest::aDetailThatDoesNotAnswerIsTold()
{
    DevicesStage stage;
    stage.machine.silentDetail = u"mlx4_0"_s;
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(u"no answer"_s));
    QVERIFY(stage.person.sees(u"The port works."_s) && !stage.person.sees(u"Reading…"_s));
    QVERIFY(!buttonNamed(stage.person, copying)->isEnabled());
    stage.machine.silentDetail.clear();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"storage1 mlx4_0"_s));
    QVERIFY(!stage.person.sees(u"no answer"_s));
}

void DeviceDetailTest::aDetailThatFailsLaterIsTold()
{
    DevicesStage stage;
    QVERIFY(stage.openDetail());
    stage.machine.detailFailure = Error{ErrorCode::Timeout, {}, {}};
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"no answer"_s));
    QVERIFY(!stage.person.sees(u"storage1 mlx4_0"_s));
    QVERIFY(!buttonNamed(stage.person, copying)->isEnabled());
    stage.machine.detailFailure.reset();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"storage1 mlx4_0"_s));
}

/// Its detail answers, but nobody knows whether it is that of this card.
void DeviceDetailTest::aSilentDeviceIsNotAwaited()
{
    DevicesStage stage;
    QVERIFY(stage.openDetail());
    stage.machine.silentSummary = u"mlx4_0"_s;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(1).contains(u"Does not answer"_s); }));
    stage.rows()->setCurrentIndex(stage.rows()->model()->index(0, 0));
    QVERIFY(stage.person.waitToSee(u"no answer"_s));
    QVERIFY(!stage.person.sees(u"Reading…"_s));
}

void DeviceDetailTest::anotherCardOfThatNameHasItsOwnDetail()
{
    DevicesStage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(u"storage1 mlx4_0"_s));
    stage.machine.detailDelay = 2s;
    stage.machine.devices.devices[u"mlx4_0"_s].nodeGuid = Guid{0xf452140300aabb00};
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"f452:1403:00aa:bb00"_s));
    QVERIFY(stage.person.sees(u"Reading…"_s) && !stage.person.sees(u"storage1 mlx4_0"_s));
    QVERIFY(stage.person.waitToSee(u"storage1 mlx4_0"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::DeviceDetailTest)
#include "devicedetailtest.moc"
