// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words for mstconfig and how a setting ends.
#include "model/mstconfig.h"
#include "fixtures.h"
#include "random.h"

#include <QRegularExpression>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString address = u"0000:05:00.0"_s;
constexpr PortType ib = PortType::InfiniBand;
constexpr PortType eth = PortType::Ethernet;

MstAnswer answer(int exitCode, const char *name)
{
    return {exitCode, fixture(u"mstconfig/%1.txt"_s.arg(QLatin1StringView(name))), {}};
}

} // namespace

class MstConfigTest : public QObject {
    Q_OBJECT
private slots:
    void versions_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<std::optional<MstVersion>>("version");
        const auto row = [](const char *said, std::optional<MstVersion> version) {
            QTest::newRow(said) << QByteArray(said) << version;
        };
        row("mstconfig, mstflint 4.21.0, Git SHA Hash: N/A\n", MstVersion{4, 21, 0});
        row("mstconfig, mstflint 4.31.0, Git SHA Hash: 0a1b2c3\n", MstVersion{4, 31, 0});
        row("mstconfig, mstflint 4.15.0, built on Jan 02 2020, 03:04:05. Git SHA Hash: N/A", MstVersion{4, 15, 0});
        row("mstconfig, mstflint 4.35.0-1.6, Git SHA Hash: N/A", MstVersion{4, 35, 0});
        row("mlxconfig, mft 4.30.1-8, built on Oct 31 2024, 07:16:23. Git SHA Hash: N/A\n", MstVersion{4, 30, 1});
        row("mlxconfig, mft 4.36.0-147, built on Jul 06 2026, 11:12:13. Git SHA Hash: N/A\n", MstVersion{4, 36, 0});
        row("1.2.3 mstflint 4.9.12", MstVersion{4, 9, 12});
        row("mstconfig, mstflint 4.21, Git SHA Hash: 1.2", {});
        row("mstconfig 4.21.0", {});
        row("mlxconfig, mft 4.30, Git SHA Hash: 1.2", {});
        row("mlxconfig, soft 4.30.1, xmft 4.30.1", {});
        row("mstflint 99999999999.1.1", {});
        row("", {});
    }

    void versions()
    {
        QFETCH(QByteArray, said);
        QFETCH(std::optional<MstVersion>, version);
        QVERIFY(mstVersionFrom(said) == version);
    }

    void whatAVersionCan()
    {
        QVERIFY((MstVersion{4, 9, 0} < MstVersion{4, 21, 0}));
        QVERIFY(knowsConnectX3({4, 25, 9}) && !knowsConnectX3({4, 26, 0}) && !knowsConnectX3({5, 0, 0}));
    }

    void SO_07_theWordsOfEachCommand()
    {
        QCOMPARE(mstVersionArguments(), QStringList{u"-v"_s});
        QCOMPARE(mstQueryArguments(address).value(), (QStringList{u"-d"_s, address, u"-e"_s, u"q"_s}));
        QCOMPARE(mstSetArguments(address, {{2, eth}, {1, ib}}).value(),
                 (QStringList{u"-d"_s, address, u"-y"_s, u"set"_s, u"LINK_TYPE_P1=1"_s, u"LINK_TYPE_P2=2"_s}));
        QCOMPARE(mstSetArguments(address, {{1, PortType::Auto}}, AutoType::Allowed).value().last(),
                 u"LINK_TYPE_P1=3"_s);
    }

    void SO_07_onlyACanonicalAddress()
    {
        for (const auto &bad :
             {u""_s, u"05:00.0"_s, u"mlx5_0"_s, u"0000:05:00.0;reboot"_s, u"-yy"_s, u"0000:0B:00.0"_s}) {
            QCOMPARE(mstQueryArguments(bad).error(), (Error{ErrorCode::InvalidWish, u"device"_s, bad}));
            QCOMPARE(mstSetArguments(bad, {{1, ib}}).error(), (Error{ErrorCode::InvalidWish, u"device"_s, bad}));
        }
    }

    void IV_16_whatNoPortCanBe()
    {
        const auto errorOf = [](const PortTypes &wanted) { return mstSetArguments(address, wanted).error(); };
        QCOMPARE(errorOf({}), (Error{ErrorCode::InvalidWish, u"ports"_s, {}}));
        QCOMPARE(errorOf({{1, ib}, {2, PortType::Unknown}}),
                 (Error{ErrorCode::InvalidWish, u"ports/2"_s, u"unknown"_s}));
        QCOMPARE(errorOf({{1, PortType::Auto}}), (Error{ErrorCode::InvalidWish, u"ports/1"_s, u"auto"_s}));
        QCOMPARE(errorOf({{1, static_cast<PortType>(77)}}), (Error{ErrorCode::InvalidWish, u"ports/1"_s, {}}));
        for (const int port : {-1, 0, 9, 10, 999})
            QCOMPARE(errorOf({{port, ib}}).subject, u"ports/%1"_s.arg(port));
    }

    /// Whatever is wished, each word is one of those that we know, and there is one yes and no option behind the
    /// command.
    void IV_16_everyWordIsKnown()
    {
        static const QRegularExpression known(
            QRegularExpression::anchoredPattern(u"-d 0000:05:00\\.0 -y set( LINK_TYPE_P[1-8]=[12])+"_s));
        int made = 0;
        for (int i = 0; i < 5'000; ++i) {
            PortTypes wanted;
            for (int left = random::below(4); left > 0; --left)
                wanted[random::below(11) - 1] = static_cast<PortType>(random::below(4));
            const auto words = mstSetArguments(address, wanted);
            made += words ? 1 : 0;
            QVERIFY(!words || known.match(words->join(u' ')).hasMatch());
            QVERIFY(!words || words->size() == 4 + static_cast<qsizetype>(wanted.size()));
        }
        QVERIFY(made > 500);
    }

    void SP_08_applied_data()
    {
        QTest::addColumn<MstRestart>("restart");
        QTest::newRow("4.5-set") << MstRestart::Reboot;
        QTest::newRow("4.21-set") << MstRestart::Reboot;
        QTest::newRow("4.31-set-power-cycle") << MstRestart::PowerCycle;
        QTest::newRow("4.34-set-unprepared") << MstRestart::PreparationSkipped;
        QTest::newRow("4.21-set-unsaid") << MstRestart::Unsaid;
    }

    void SP_08_applied()
    {
        const auto outcome = mstSetOutcome(answer(0, QTest::currentDataTag()));
        QVERIFY(outcome.has_value());
        QTEST(*outcome, "restart");
        QVERIFY(!mstSetOutcome(answer(3, QTest::currentDataTag())).has_value());
    }

    void SP_08_notApplied_data()
    {
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<MstFailure>("failure");
        const QString five = u"ConnectX5"_s;
        QTest::newRow("4.21-set-cut") << 0 << MstFailure{MstProblem::Unexpected, {}, five};
        QTest::newRow("4.15-verbose") << 0 << MstFailure{MstProblem::Unexpected, {}, five};
        QTest::newRow("4.21-set-rejected")
            << 3
            << MstFailure{MstProblem::Rejected,
                          u"Failed to set nv_laboratory settings: The configuration is rejected (12)"_s, five};
        QTest::newRow("4.21-set-too-large")
            << 3
            << MstFailure{MstProblem::UnknownValue, u"Parameter NUM_OF_VFS' value is larger than maximum allowed 127"_s,
                          five};
        QTest::newRow("4.21-set-refused") << 2 << MstFailure{MstProblem::Aborted, u"Aborted by user."_s, five};
        QTest::newRow("4.31-misuse") << 3 << MstFailure{MstProblem::Misuse, u"Invalid Configuration argument -y"_s, {}};
    }

    void SP_08_notApplied()
    {
        QFETCH(int, exitCode);
        QFETCH(MstFailure, failure);
        const auto outcome = mstSetOutcome(answer(exitCode, QTest::currentDataTag()));
        QVERIFY(!outcome.has_value());
        QCOMPARE(outcome.error().detail, failure.detail);
        QVERIFY(outcome.error() == failure);
    }

    void SP_08_failedWithSuccessIsUnexpected()
    {
        const auto outcome = mstSetOutcome(answer(0, "4.21-set-rejected"));
        QCOMPARE(outcome.error().problem, MstProblem::Unexpected);
        QVERIFY(outcome.error().detail.contains(u"rejected"_s));
    }

    void theGreatestRestartCounts()
    {
        MstAnswer both = answer(0, "4.31-set-power-cycle");
        both.out += "-I- Please reboot machine to load new configurations.\n";
        QCOMPARE(mstSetOutcome(both), MstRestart::PowerCycle);
    }
};

QTEST_APPLESS_MAIN(MstConfigTest)
#include "mstconfigtest.moc"
