// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real mstconfig, on a machine without a card: what it answers is what we take it for.
#include "model/mstconfig.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString nowhere = u"fff0:ff:1f.7"_s; // a last domain, bus, device and function, lest a setting meets a card

/// An exit code of -1 is that of a tool that did not run or did not end by itself.
MstAnswer run(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"LC_ALL"_s, u"C"_s);
    environment.insert(u"PATH"_s, u"/usr/sbin:/usr/bin:/sbin:/bin"_s);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(u"/usr/bin/mstconfig"_s, arguments);
    const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class RealMstConfigTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY2(!QFileInfo::exists(u"/sys/bus/pci/devices/"_s + nowhere),
                 "there is such a card, and this test would set it");
    }

    void itsVersion()
    {
        const MstAnswer answer = run(mstVersionArguments());
        QCOMPARE(answer.exitCode, 0);
        const auto version = mstVersionFrom(answer.out);
        QVERIFY2(version.has_value(), answer.out.constData());
        QVERIFY(*version >= (MstVersion{4, 31, 0}));
        QVERIFY(!knowsConnectX3(*version));
    }

    void SP_08_aQueryOfNoCard()
    {
        const MstAnswer answer = run(mstQueryArguments(nowhere).value());
        QCOMPARE(answer.exitCode, 3);
        const auto card = mstCardFrom(answer);
        QVERIFY(!card.has_value());
        QVERIFY(card.error() == (MstFailure{MstProblem::CannotOpen, u"Failed to open the device"_s, {}}));
    }

    void SP_08_aSettingOfNoCard()
    {
        const MstAnswer answer =
            run(mstSetArguments(nowhere, {{1, PortType::Ethernet}, {2, PortType::InfiniBand}}).value());
        QCOMPARE(answer.exitCode, 3);
        const auto outcome = mstSetOutcome(answer);
        QVERIFY(!outcome.has_value());
        QVERIFY(outcome.error() == (MstFailure{MstProblem::CannotOpen, u"Failed to open the device"_s, {}}));
    }

    void optionsStandBeforeTheCommand()
    {
        const MstAnswer answer = run({u"-d"_s, nowhere, u"set"_s, u"-y"_s, u"LINK_TYPE_P1=2"_s});
        QCOMPARE(answer.exitCode, 3);
        QVERIFY2(answer.out.count('\n') > 20, "the help follows");
        QVERIFY(mstFailureIn(answer) == (MstFailure{MstProblem::Misuse, u"Invalid Configuration argument -y"_s, {}}));
    }

    void IV_16_onePortTwiceIsRefused()
    {
        const MstAnswer answer = run({u"-d"_s, nowhere, u"-y"_s, u"set"_s, u"LINK_TYPE_P1=1"_s, u"LINK_TYPE_P1=2"_s});
        QCOMPARE(answer.exitCode, 3);
        QCOMPARE(mstFailureIn(answer).problem, MstProblem::Misuse);
    }

    /// Root is told more on stderr, others are not: the reason is the same.
    void lowLevelTextsAreNoReason()
    {
        const MstAnswer answer = run({u"-d"_s, u"garbage"_s, u"q"_s});
        QCOMPARE(answer.exitCode, 3);
        QVERIFY(mstFailureIn(answer) == (MstFailure{MstProblem::CannotOpen, u"Failed to open the device"_s, {}}));
        QVERIFY(!namesSemaphore(answer));
    }
};

QTEST_GUILESS_MAIN(RealMstConfigTest)
#include "realmstconfigtest.moc"
