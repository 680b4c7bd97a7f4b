// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which services may be switched, and how systemd spells those of a port.
#include "model/serviceunits.h"
#include "model/step.h"

#include <QTest>
#include <algorithm>

using namespace rdma;
using namespace Qt::StringLiterals;

class UnitStepTest : public QObject {
    Q_OBJECT
private slots:
    void instancesAreEscapedAsSystemdDoes_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("unit");
        QTest::newRow("usual") << u"mlx5_0"_s << u"srp_daemon_port@mlx5_0:1.service"_s;
        QTest::newRow("udev's") << u"ibp65s0f0"_s << u"srp_daemon_port@ibp65s0f0:1.service"_s;
        QTest::newRow("minus") << u"ib-card"_s << uR"(srp_daemon_port@ib\x2dcard:1.service)"_s;
        QTest::newRow("dot") << u".a.b"_s << uR"(srp_daemon_port@\x2ea.b:1.service)"_s;
        QTest::newRow("blank and more") << u"a b@\\"_s << uR"(srp_daemon_port@a\x20b\x40\x5c:1.service)"_s;
        QTest::newRow("UTF-8") << u"ü"_s << uR"(srp_daemon_port@\xc3\xbc:1.service)"_s;
    }

    void instancesAreEscapedAsSystemdDoes()
    {
        QFETCH(QString, device);
        QFETCH(QString, unit);
        QCOMPARE(srpDaemonPortUnit({device, 1}), unit);
        QVERIFY(isSwitchableUnit(unit));
    }

    void servicesThatMayBeSwitchedAreThoseWithoutABar()
    {
        for (const ServiceUnit &one : serviceUnits) {
            const auto bars = {one.enabling, one.starting, one.stopping};
            const bool isFree = std::ranges::contains(bars, ServiceBar::None);
            QCOMPARE(isSwitchableUnit(one.unit), isFree || one.unit == srpDaemonUnit);
            QCOMPARE(serviceUnit(QString(one.unit)), &one);
        }
        QVERIFY(!serviceUnit(u"sshd.service"));
    }

    void aBarIsAboutWhatDiffers()
    {
        const UnitState off;
        const UnitState on{.enabled = true, .active = true};
        const ServiceUnit &stack = *serviceUnit(u"rdma.service");
        QCOMPARE(barBetween(stack, off, on), ServiceBar::None);
        QCOMPARE(barBetween(stack, on, off), ServiceBar::RefusesStop);
        QCOMPARE(barBetween(*serviceUnit(u"target.service"), on, off), ServiceBar::EndsExports);
        QCOMPARE(barBetween(*serviceUnit(u"target.service"), off, on), ServiceBar::EndsExports);
        QCOMPARE(barBetween(*serviceUnit(u"rtslib-fb-targetctl.service"), off, {.enabled = true}), ServiceBar::None);
        QCOMPARE(barBetween(*serviceUnit(u"target.service"), on, {.active = true}), ServiceBar::None);
        QCOMPARE(barBetween(*serviceUnit(u"rdma-hw.target"), off, {.enabled = true}), ServiceBar::ByHardware);
        QCOMPARE(barBetween(*serviceUnit(u"ibacm.service"), off, on), ServiceBar::ShownOnly);
        QCOMPARE(barBetween(*serviceUnit(u"ibacm.service"), on, on), ServiceBar::None);
        QCOMPARE(barBetween(*serviceUnit(u"opensmd.service"), on, off), ServiceBar::None);
    }

    void IV_03_aBarHoldsForTheWayBackAsWell()
    {
        const UnitState off;
        const UnitState runs{.active = true};
        QCOMPARE(barAgainst({u"rdma.service"_s, runs, off}), ServiceBar::RefusesStop);
        QVERIFY(staysWhenUndone(SwitchUnit{u"rdma.service"_s, off, runs}));
        QVERIFY(!staysWhenUndone(SwitchUnit{u"rdma.service"_s, off, {.enabled = true}}));
        QVERIFY(staysWhenUndone(SwitchUnit{u"target.service"_s, runs, off}));
        QVERIFY(!staysWhenUndone(SwitchUnit{u"opensm.service"_s, off, runs}));
        QVERIFY(!staysWhenUndone(SwitchUnit{srpDaemonUnit, off, runs})); // another page's
        QVERIFY(!staysWhenUndone(SwitchUnit{srpConnectUnit, off, runs}));
    }

    void IV_03_noOtherServiceMayBeSwitched_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char *unit : {"",
                                 "sshd.service",
                                 "srp_daemon",
                                 "srp_daemon.service ",
                                 "--root=/tmp",
                                 "srp_daemon.service\nsshd.service",
                                 "../srp_daemon.service",
                                 "/etc/srp_daemon.service",
                                 "srp_daemon_port@.service",
                                 "srp_daemon_port@mlx5_0.service",
                                 "srp_daemon_port@mlx5_0:01.service",
                                 "srp_daemon_port@mlx5_0:256.service",
                                 "srp_daemon_port@mlx5_0:1.timer",
                                 "srp_daemon_port@mlx5/0:1.service",
                                 R"(srp_daemon_port@mlx5\x2f0:1.service)",
                                 "srp_daemon_port@ib-card:1.service",
                                 R"(srp_daemon_port@mlx5\x5f0:1.service)",
                                 R"(srp_daemon_port@ib\x2Dcard:1.service)",
                                 R"(srp_daemon_port@a\xzz:1.service)",
                                 R"(srp_daemon_port@\x2d)",
                                 "srp_daemon_port@*:1.service",
                                 "rdma-manager-helper.service",
                                 "srp_daemon_port@..:1.service"})
            QTest::newRow(unit) << QString::fromLatin1(unit);
    }

    void IV_03_noOtherServiceMayBeSwitched()
    {
        QFETCH(QString, unit);
        QVERIFY(!isSwitchableUnit(unit));
        QJsonObject step = toJson(Step(SwitchUnit{srpDaemonUnit, {}, {true, false, true}}));
        QVERIFY(stepFromJson(step));
        step[u"unit"_s] = unit;
        QVERIFY(!stepFromJson(step));
    }

    void kindsAndInverses()
    {
        const Step on = SwitchUnit{srpConnectUnit, {}, {true, false, true}};
        QCOMPARE(kindOf(on), u"switch-unit"_s);
        QCOMPARE(subjectOf(on), u"rdma-manager-srp-connect.service"_s);
        QVERIFY(inverseOf(on) == Step(SwitchUnit{srpConnectUnit, {true, false, true}, {}}));
        const Step rules = WriteFile{u"/etc/srp_daemon.conf"_s, {}, "d\n"_ba, Reader::SrpDaemon};
        QCOMPARE(kindOf(rules), u"write-daemon-rules"_s);
        QCOMPARE(kindOf(*inverseOf(rules)), u"write-daemon-rules"_s);
        QJsonObject other = toJson(rules);
        other[u"kind"_s] = u"write-file"_s;
        QVERIFY(!stepFromJson(other)); // its action is another
    }
};

QTEST_GUILESS_MAIN(UnitStepTest)
#include "unitsteptest.moc"
