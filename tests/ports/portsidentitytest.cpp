// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a card is known by: another one in its slot is not taken for it.
#include "tests/ports/portshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class PortsIdentityTest : public QObject {
    Q_OBJECT
private slots:
    void KI_03_aCardIsKnownByMoreThanItsSlot()
    {
        PortsHost host;
        const auto identity = [&](const QString &slot) {
            return readMellanoxCards(host.machine.host).at(slot).identity;
        };
        QCOMPARE(identity(newCard), (CardIdentity{u"15b3:1017 15b3:0008"_s, u"506b:4b03:00e4:1c1f"_s, {}}));
        const QString device = u"/sys/devices/pci0000:00/"_s + plainCard;
        const QString guid = identity(plainCard).guid;
        QVERIFY(!guid.isEmpty());
        host.demo.kernel().bootPortTypes(plainCard, {u"eth"_s, u"eth"_s});
        QCOMPARE(identity(plainCard), (CardIdentity{u"15b3:1003 15b3:0050"_s, guid, u"f4:52:14:00:00:01"_s}));
        host.demo.files().remove(device + u"/infiniband"_s); // mlx4_ib is not loaded
        QCOMPARE(identity(plainCard), (CardIdentity{u"15b3:1003 15b3:0050"_s, {}, u"f4:52:14:00:00:01"_s}));
        host.demo.files().write(device + u"/net/enp5s0/addr_assign_type"_s, "3\n"); // a bond's
        QCOMPARE(identity(plainCard), (CardIdentity{u"15b3:1003 15b3:0050"_s, {}, {}}));
    }

    void KI_03_whatAnotherCardSaidIsForgotten()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.card(newCard).reason, RoadReason::LinkTypeRows);
        host.exchange(u"mlx5_0"_s);
        QCOMPARE(host.card(newCard).reason, RoadReason::NotRead);
        QVERIFY(!host.card(newCard).reading);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsIdentityTest)
#include "portsidentitytest.moc"
