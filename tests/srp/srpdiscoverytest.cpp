// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looking for targets on a port: what is asked before a tool is started, and what its answers and its silence mean.
#include "helper/srpdiscovery.h"
#include "helper/authorizer.h"
#include "helper/features/features.h"
#include "model/scanproblem.h"
#include "tests/fake/fakemachine.h"
#include "tests/model/chaptertarget.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const PortId port{u"mlx5_0"_s, 1};
const QByteArray &line = chapterLine;
const QByteArray &words = chapterWords;

/// A host with one InfiniBand port that can be asked.
struct Subnet {
    Subnet()
    {
        put("link_layer", "InfiniBand");
        put("state", "4: ACTIVE");
        put("sm_lid", "0x1");
        machine.files().write(u"/sys/class/infiniband_mad/umad0/ibdev"_s, "mlx5_0\n");
        machine.files().write(u"/sys/class/infiniband_mad/umad0/port"_s, "1\n");
    }
    void put(const char *attribute, const QByteArray &value)
    {
        machine.files().write("/sys/class/infiniband/mlx5_0/ports/1/"_L1 + QLatin1StringView(attribute), value + '\n');
    }
    [[nodiscard]] Result<std::vector<FoundTarget>> discover(const PortId &where = port)
    {
        Machine doors = machine.machine();
        return discoverTargets(doors, where);
    }
    [[nodiscard]] Error refusal() { return discover().error_or(Error{}); }
    void answer(const QByteArray &lines, const Result<ToolOutcome> &description = ToolOutcome{words})
    {
        machine.tools().script(Tool::FindTargets, ToolOutcome{lines});
        machine.tools().script(Tool::DescribeTargets, description);
    }

    FakeMachine machine;
};

Error refusalFor(ScanProblem problem)
{
    return {ErrorCode::NotSupported, u"mlx5_0/1"_s, nameOf(problem)};
}

} // namespace

class SrpDiscoveryTest : public QObject {
    Q_OBJECT
private slots:
    void targetsWithTheirNames()
    {
        Subnet subnet;
        subnet.answer(line);
        const auto found = subnet.discover().value();
        QCOMPARE(found.size(), 1U);
        QCOMPARE(found[0].controller, u"Linux SRP target"_s);
        QCOMPARE(subnet.machine.tools().runs(),
                 (QList<ToolCall>{{Tool::FindTargets, u"mlx5_0/1"_s}, {Tool::DescribeTargets, u"mlx5_0/1"_s}}));
    }

    void silenceIsNoTarget()
    {
        Subnet subnet;
        subnet.answer({});
        QVERIFY(subnet.discover().value().empty());
        QCOMPARE(subnet.machine.tools().runs().size(), 1); // and nobody is asked for its name
    }

    void complaintsBesideTheLinesAreNoLines()
    {
        Subnet subnet;
        subnet.machine.tools().script(Tool::FindTargets,
                                      ToolOutcome{line, false, "failed to get iou info for dlid 0x5\n"});
        QCOMPARE(subnet.discover().value().size(), 1U);
    }

    void SP_13_namesAreAHelpAndNoMore_data()
    {
        QTest::addColumn<bool>("late");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("late") << true << ""_ba;
        QTest::newRow("garbage") << false << QByteArray(100'000, '\xff');
        QTest::newRow("cut") << false << words.first(150);
    }

    void SP_13_namesAreAHelpAndNoMore()
    {
        QFETCH(bool, late);
        QFETCH(QByteArray, said);
        Subnet subnet;
        subnet.answer(line, late ? fail(ErrorCode::Timeout, u"/usr/sbin/ibsrpdm"_s)
                                 : Result<ToolOutcome>(ToolOutcome{said, true}));
        const auto found = subnet.discover().value();
        QCOMPARE(found.size(), 1U);
        QCOMPARE(found[0].controller, QString());
    }

    void portsThatCannotBeAsked_data()
    {
        QTest::addColumn<QByteArray>("attribute");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<ScanProblem>("problem");
        QTest::newRow("Ethernet") << "link_layer"_ba << "Ethernet"_ba << ScanProblem::NotInfiniBand;
        QTest::newRow("down") << "state"_ba << "1: DOWN"_ba << ScanProblem::NotActive;
        QTest::newRow("no SM yet") << "state"_ba << "2: INIT"_ba << ScanProblem::NotActive;
        QTest::newRow("SM gone") << "sm_lid"_ba << "0x0"_ba << ScanProblem::NoSubnetManager;
    }

    void portsThatCannotBeAsked()
    {
        QFETCH(QByteArray, attribute);
        QFETCH(QByteArray, value);
        QFETCH(ScanProblem, problem);
        Subnet subnet;
        subnet.put(attribute.constData(), value);
        QCOMPARE(subnet.refusal(), refusalFor(problem));
        QVERIFY(subnet.machine.tools().runs().isEmpty()); // nothing is started
    }

    void withoutPortOrUmadNothingIsStarted()
    {
        Subnet subnet;
        QCOMPARE(subnet.discover({u"mlx5_9"_s, 1}).error(), (Error{ErrorCode::NotFound, u"mlx5_9/1"_s, {}}));
        subnet.machine.files().remove(u"/sys/class/infiniband_mad/umad0"_s);
        QCOMPARE(subnet.refusal(), refusalFor(ScanProblem::NoUmad));
        QVERIFY(subnet.machine.tools().runs().isEmpty());
    }

    void whatIbsrpdmSaysIsUnderstood_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<ScanProblem>("problem");
        QTest::newRow("no SM") << u"exit 1: SM LID is 0, maybe no SM is running\nQuerying SRP targets failed"_s
                               << ScanProblem::NoSubnetManager;
        QTest::newRow("no umad")
            << u"exit 1: umad_open_port failed for device mlx5_0 port 1\nResource allocation failed"_s
            << ScanProblem::NoUmad;
        QTest::newRow("Ethernet") << u"exit 1: Unsupported link layer Ethernet"_s << ScanProblem::NotInfiniBand;
        QTest::newRow("silent SM") << u"exit 1: umad_recv from 1 failed - -110\nQuerying SRP targets failed"_s
                                   << ScanProblem::Unanswered;
    }

    void whatIbsrpdmSaysIsUnderstood()
    {
        QFETCH(QString, said);
        QFETCH(ScanProblem, problem);
        Subnet subnet;
        subnet.machine.tools().script(Tool::FindTargets, fail(ErrorCode::ToolFailed, u"/usr/sbin/ibsrpdm"_s, said));
        QCOMPARE(subnet.refusal(), refusalFor(problem));
    }

    void otherFailures()
    {
        Subnet subnet;
        const Error missing{ErrorCode::ToolMissing, u"/usr/sbin/ibsrpdm"_s, u"ENOENT"_s};
        subnet.machine.tools().script(Tool::FindTargets, std::unexpected(missing));
        QCOMPARE(subnet.refusal(), missing);
        subnet.machine.tools().script(Tool::FindTargets,
                                      fail(ErrorCode::Timeout, u"/usr/sbin/ibsrpdm"_s, u"late: x"_s));
        QCOMPARE(subnet.refusal(), (Error{ErrorCode::Timeout, u"mlx5_0/1"_s, {}}));
        subnet.machine.tools().script(Tool::FindTargets,
                                      fail(ErrorCode::ToolFailed, u"/usr/sbin/ibsrpdm"_s, u"SIGSEGV: <b>"_s));
        QCOMPARE(subnet.refusal(), (Error{ErrorCode::ToolFailed, u"mlx5_0/1"_s, u"ibsrpdm"_s}));
        subnet.machine.tools().script(Tool::FindTargets, ToolOutcome{line, true});
        QCOMPARE(subnet.refusal(), (Error{ErrorCode::ToolFailed, u"mlx5_0/1"_s, u"too many targets"_s}));
    }

    void SP_13_garbageIsNotBelieved()
    {
        Subnet subnet;
        subnet.answer("id_ext=$(reboot)\n" + line);
        QCOMPARE(subnet.discover().value().size(), 1U);
        subnet.answer("id_ext=$(reboot)\n");
        QCOMPARE(subnet.refusal(), (Error{ErrorCode::InvalidWish, u"ibsrpdm"_s, u"id_ext=$(reboot)"_s}));
    }

    void LC_01_lookIsGivenUp()
    {
        Subnet subnet;
        subnet.machine.tools().hangScans();
        const std::atomic<bool> cancelled = true;
        Machine doors = subnet.machine.machine();
        doors.cancelled = &cancelled;
        QCOMPARE(discoverTargets(doors, port).error().code, ErrorCode::Cancelled);
        QCOMPARE(subnet.machine.tools().runs().size(), 1);
    }

    void tenThousandTargetsAreAnswered()
    {
        Subnet subnet;
        QByteArray lines;
        for (int i = 1; i <= 10'000; ++i) {
            const QByteArray guid = "ioc_guid="_ba + QByteArray::number(i, 16).rightJustified(16, '0');
            lines += QByteArray(line).replace("ioc_guid=001175000077dd7e", guid);
        }
        subnet.answer(lines);
        QCOMPARE(subnet.discover().value().size(), 10'000U);
        QVERIFY(lines.size() < 2 * usualRoom);
    }

    void AU_15_scansNeedInspect()
    {
        const auto right = rightToRead(u"srp_initiator"_s, {{u"discover"_s, u"mlx5_0/1"_s}});
        QVERIFY(right);
        QCOMPARE(right->action, u"org.rdmamanager.inspect"_s);
        QVERIFY(!rightToRead(u"srp_initiator"_s, {}));
    }

    void scansHaveTheirOwnDeadline()
    {
        for (const Feature &feature : allFeatures()) {
            QVERIFY(!feature.deadline({}));
            if (feature.name == u"srp_initiator"_s)
                QCOMPARE(feature.deadline({{u"discover"_s, u"mlx5_0/1"_s}}), discoveryDeadline);
        }
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpDiscoveryTest)
#include "srpdiscoverytest.moc"
