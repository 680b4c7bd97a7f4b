// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells: text, JSON, exit codes.
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto wish = uR"({"interfaces":{"f4521403007bcba1:ffff":{"name":"mlx4_ib0","ruleName":"mlx4_ib0"}}})";

QJsonObject parsed(const QByteArray &text)
{
    return parseObject(text, maxStateBytes).value_or(QJsonObject{{u"not JSON"_s, QString::fromUtf8(text)}});
}

constexpr auto planGolden =
    R"( 1. Create the file /etc/udev/rules.d/70-persistent-ipoib.rules so that the name survives a reboot
      --- /dev/null
      +++ /etc/udev/rules.d/70-persistent-ipoib.rules
      @@ -0,0 +1 @@
      +ACTION=="add", NAME="mlx4_ib0"
    By hand:
      editor /etc/udev/rules.d/70-persistent-ipoib.rules
 2. Rename interface ib0 to mlx4_ib0 now
    By hand:
      ip link set dev ib0 name mlx4_ib0
 ! ib0 goes down for a moment to be renamed: its IPv6 addresses and its routes are lost until they are set up again.
 - The file /etc/udev/rules.d/70-persistent-ipoib.rules does not exist yet and will be created.
You will be asked for a password.
)";

constexpr auto progressGolden =
    R"([1/2] running: Create the file /etc/udev/rules.d/70-persistent-ipoib.rules so that the name survives a reboot
[1/2] done: Create the file /etc/udev/rules.d/70-persistent-ipoib.rules so that the name survives a reboot
[2/2] running: Rename interface ib0 to mlx4_ib0 now
[2/2] done: Rename interface ib0 to mlx4_ib0 now
The change is made.
)";

} // namespace

class CtlTest : public QObject {
    Q_OBJECT

private slots:
    void helpNamesEveryExitCode();
    void version();

    void readPrintsTheStateAsJson();
    void namesTable();
    void namesOfAnEmptyMachine();
    void jobsTable();
    void previewText();
    void previewJsonRoundTrip();
    void applyTellsStepByStep();
    void applyAsJsonIsOneDocument();
    void applyWithNothingToDo();
    void renameMakesTheWish();
    void renameAtBootOnly();
    void renameOfWhatCannotBeRenamed_data();
    void renameOfWhatCannotBeRenamed();
    void undoOfAJob();
    void undoOfTheLatest();
    void undoWithNothingToUndo();
    void watchTellsTopics();

    void errorsHaveExitCodes_data();
    void errorsHaveExitCodes();
    void errorsAsJson();
    void failedJobSaysWhatWasTakenBack();
    void lostJobIsUnknown();
    void absentHelper();
    void unreachableBus();

    void LC_14_hostileStateIsShownHarmlessly();
};

void CtlTest::helpNamesEveryExitCode()
{
    CtlStage stage;
    const auto outcome = stage.run({u"--help"_s});
    QCOMPARE(outcome.code, 0);
    for (const char *line :
         {"\n  0  ", "\n  1  ", "\n  2  ", "\n  3  ", "\n  4  ", "\n  5  ", "names rename IFACE NEWNAME"})
        QVERIFY2(outcome.out.contains(line), line);
    for (const QByteArray &line : outcome.out.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
}

void CtlTest::version()
{
    CtlStage stage;
    const auto outcome = stage.run({u"--version"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.startsWith("rdma-managerctl 0."));
}

void CtlTest::readPrintsTheStateAsJson()
{
    CtlStage stage;
    const auto outcome = stage.run({u"read"_s, u"names"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(parsed(outcome.out)[u"live"_s].toObject(), toJson(stage.live));
    const auto names = stage.run({u"names"_s, u"--json"_s});
    QCOMPARE(names.out, outcome.out);
    QVERIFY(stage.run({u"read"_s, u"names"_s, uR"({"detail":1})"_s}).code == 0);
    QCOMPARE(stage.names.calls.constLast().arguments().constFirst().toString(), uR"({"detail":1})"_s);
}

void CtlTest::namesTable()
{
    CtlStage stage;
    const auto outcome = stage.run({u"names"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(
        outcome.out,
        R"(INTERFACE  DEVICE  PORT  STATE  AFTER REBOOT          NAMED BY                                            PORT GUID:P_KEY
ib0        mlx4_0  1     up     chosen by the kernel  kernel                                              f4521403007bcba1:ffff
ib0.8001   mlx4_0  1     up     ib0.8001              whoever creates it                                  f4521403007bcba1:8001
mlx4_ib1   mlx4_0  2     up     mlx4_ib1              rule /etc/udev/rules.d/70-persistent-ipoib.rules:3  f4521403007bcba2:ffff
)"_ba);
}

void CtlTest::namesOfAnEmptyMachine()
{
    CtlStage stage;
    stage.live.interfaces.clear();
    const auto outcome = stage.run({u"names"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, "This computer has no IPoIB interface.\n"_ba);
}

void CtlTest::jobsTable()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"jobs"_s}).out, "Nothing has been changed yet.\n"_ba);
    auto old = renameJob(JobState::Done, StepState::Done, StepState::Done);
    auto undone = old;
    old.started = 86'400'000;
    old.uid = 4711;
    undone.started = 2 * 86'400'000LL;
    undone.undoneBy = u"ff"_s;
    stage.history.jobs[u"11111111111111111111111111111111"_s] = old;
    stage.history.jobs[u"22222222222222222222222222222222"_s] = undone;
    const auto lines = stage.run({u"jobs"_s}).out.split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("JOB "));
    QVERIFY(lines[1].startsWith("22222222222222222222222222222222  1970-01-0"));
    QVERIFY(lines[1].endsWith("  root       undone  Rename interface ib0 to mlx4_ib0 now, and 1 more"));
    QVERIFY(lines[2].endsWith("  user 4711  done    Rename interface ib0 to mlx4_ib0 now, and 1 more"));
}

void CtlTest::previewText()
{
    CtlStage stage;
    const auto outcome = stage.run({u"preview"_s, u"names"_s, QString::fromUtf16(wish)});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, planGolden);
    QCOMPARE(stage.names.countOf(u"Apply"_s), 0);
}

void CtlTest::previewJsonRoundTrip()
{
    CtlStage stage;
    const auto outcome = stage.run({u"preview"_s, u"names"_s, QString::fromUtf16(wish), u"--json"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(planViewFromJson(parsed(outcome.out)).value() == stage.plan);
    QCOMPARE(QString::fromUtf8(canonical(stage.lastWish())), QString::fromUtf16(wish));
}

void CtlTest::applyTellsStepByStep()
{
    CtlStage stage;
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"--yes"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, QByteArray(planGolden) + progressGolden);
    QVERIFY(outcome.err.isEmpty());
    QCOMPARE(stage.names.calls.constLast().arguments(), (QVariantList{u"plan-1"_s, QString::fromUtf16(wish)}));
}

void CtlTest::applyAsJsonIsOneDocument()
{
    CtlStage stage;
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"-y"_s, u"--json"_s});
    QCOMPARE(outcome.code, 0);
    const QJsonObject told = parsed(outcome.out);
    QCOMPARE(told[u"job"_s].toString(), CtlStage::jobId);
    QVERIFY(planViewFromJson(told[u"plan"_s].toObject()).value() == stage.plan);
    QVERIFY(jobViewFromJson(told[u"result"_s].toObject()).value().state == JobState::Done);
}

void CtlTest::applyWithNothingToDo()
{
    CtlStage stage;
    stage.plan.steps.clear();
    const auto outcome = stage.run({u"apply"_s, u"names"_s, u"{}"_s}); // without --yes: there is nothing to ask
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, "Nothing to do: everything is already as wished.\n"_ba);
    QCOMPARE(stage.names.countOf(u"Apply"_s), 0);
    QVERIFY(parsed(stage.run({u"apply"_s, u"names"_s, u"{}"_s, u"--json"_s, u"--yes"_s}).out).contains(u"plan"_s));
}

void CtlTest::renameMakesTheWish()
{
    CtlStage stage;
    const auto outcome = stage.run({u"names"_s, u"rename"_s, u"ib0"_s, u"mlx4_ib0"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(QString::fromUtf8(canonical(stage.lastWish())), QString::fromUtf16(wish));
}

void CtlTest::renameAtBootOnly()
{
    CtlStage stage;
    const auto outcome = stage.run({u"names"_s, u"rename"_s, u"ib0"_s, u"x"_s, u"--at-boot-only"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(canonical(stage.lastWish()), R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":"x"}}})"_ba);
}

void CtlTest::renameOfWhatCannotBeRenamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("absent") << u"ib7"_s << "ib7 does not exist, or no longer does."_ba;
    QTest::newRow("child") << u"ib0.8001"_s << "The P_Key interface ib0.8001 is named by whoever creates it."_ba;
}

void CtlTest::renameOfWhatCannotBeRenamed()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, said);
    CtlStage stage;
    const auto outcome = stage.run({u"names"_s, u"rename"_s, name, u"x"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.startsWith(said), outcome.err.constData());
    QCOMPARE(stage.names.countOf(u"Preview"_s), 0);
}

void CtlTest::undoOfAJob()
{
    CtlStage stage;
    const auto outcome = stage.run({u"jobs"_s, u"undo"_s, u"11111111111111111111111111111111"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(canonical(stage.lastWish()), R"({"jobs":{"11111111111111111111111111111111":{"effect":"none"}}})"_ba);
    QCOMPARE(stage.jobs.countOf(u"Apply"_s), 1);
}

void CtlTest::undoOfTheLatest()
{
    CtlStage stage;
    auto job = renameJob(JobState::Done, StepState::Done, StepState::Done);
    stage.history.jobs[u"11111111111111111111111111111111"_s] = job;
    job.started += 5;
    stage.history.jobs[u"22222222222222222222222222222222"_s] = job;
    job.started += 5;
    job.undoes = u"33333333333333333333333333333333"_s;
    stage.history.jobs[u"44444444444444444444444444444444"_s] = job; // an undo itself
    job.undoes.clear();
    job.feature = u"limits"_s;
    stage.history.jobs[u"55555555555555555555555555555555"_s] = job;
    const auto outcome = stage.run({u"undo"_s, u"names"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(canonical(stage.lastWish()), R"({"jobs":{"22222222222222222222222222222222":{"effect":"none"}}})"_ba);
}

void CtlTest::undoWithNothingToUndo()
{
    CtlStage stage;
    const auto outcome = stage.run({u"undo"_s, u"names"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.startsWith("Nothing of “names” can be taken back."));
}

void CtlTest::watchTellsTopics()
{
    CtlStage stage;
    QProcess process;
    process.start(QStringLiteral(CTL), {u"watch"_s, u"names"_s, u"--json"_s, u"--bus"_s, stage.bus.address()});
    QTRY_COMPARE(stage.names.countOf(u"Watch"_s), 1);
    stage.names.emitChanged(u"live"_s);
    QTRY_VERIFY(process.bytesAvailable() > 0);
    QCOMPARE(process.readAllStandardOutput(), "{\"changed\":\"live\"}\n"_ba);
    process.terminate();
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
}

void CtlTest::errorsHaveExitCodes_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("code");
    const auto row = [](ErrorCode error, int code) {
        QTest::newRow(qPrintable(codeName(error))) << static_cast<int>(error) << code;
    };
    row(ErrorCode::Stale, 1);
    row(ErrorCode::Busy, 1);
    row(ErrorCode::InvalidWish, 1);
    row(ErrorCode::NothingToDo, 0);
    row(ErrorCode::NotAuthorized, 3);
    row(ErrorCode::NoAgent, 3);
    row(ErrorCode::Dismissed, 3);
    row(ErrorCode::Timeout, 5);
}

void CtlTest::errorsHaveExitCodes()
{
    QFETCH(int, error);
    QFETCH(int, code);
    CtlStage stage;
    stage.applyRefusal = ctlRefusal(static_cast<ErrorCode>(error));
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"--yes"_s});
    QCOMPARE(outcome.code, code);
    QVERIFY(outcome.err.size() > 20);
}

void CtlTest::errorsAsJson()
{
    CtlStage stage;
    stage.applyRefusal = ctlRefusal(ErrorCode::ReadOnly, u"/etc/x"_s, u"immutable"_s);
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"--yes"_s, u"--json"_s});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(parsed(outcome.out)[u"error"_s].toObject(),
             toJson(Error{ErrorCode::ReadOnly, u"/etc/x"_s, u"immutable"_s}));
    QVERIFY(outcome.err.contains("chattr -i /etc/x"));
}

void CtlTest::failedJobSaysWhatWasTakenBack()
{
    CtlStage stage;
    auto failed = renameJob(JobState::Undone, StepState::Undone, StepState::Failed);
    failed.error = Error{ErrorCode::Exists, u"mlx4_ib0"_s, u"EEXIST"_s};
    stage.jobStates = {failed};
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"--yes"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.out.endsWith("The name mlx4_ib0 is already taken.\nEverything that had been done was taken back.\n"
                                 "Choose another name.\n"));
}

void CtlTest::lostJobIsUnknown()
{
    CtlStage stage;
    stage.history.jobs.clear();
    stage.names.decide = [&stage](const QDBusMessage &call) {
        return call.member() == "Apply"_L1 ? MockReply::text(u"no such job"_s)
                                           : MockReply::text(QString::fromUtf8(canonical(toJson(stage.plan))));
    };
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"--yes"_s});
    QCOMPARE(outcome.code, 5);
}

void CtlTest::absentHelper()
{
    const PrivateBus bus;
    QProcess process;
    process.start(QStringLiteral(CTL), {u"names"_s, u"--bus"_s, bus.address()});
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 4);
    QVERIFY(process.readAllStandardError().contains("Install the package rdma-manager-helper"));
}

void CtlTest::unreachableBus()
{
    QProcess process;
    process.start(QStringLiteral(CTL), {u"names"_s, u"--json"_s, u"--bus"_s, u"unix:path=/nonexistent"_s});
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 4);
    QCOMPARE(parsed(process.readAllStandardOutput())[u"error"_s][u"code"_s].toString(), u"NoHelper"_s);
}

void CtlTest::LC_14_hostileStateIsShownHarmlessly()
{
    CtlStage stage;
    for (auto &[id, interface] : stage.live.interfaces)
        interface.name = u"\x1b[2J\u202E"_s + QString(100'000, u'x') + u"\nroot"_s;
    const auto outcome = stage.run({u"names"_s});
    QCOMPARE(outcome.code, 1); // the model refuses so long a name
    stage.live.interfaces.begin()->second.name.truncate(300);
    for (auto &[id, interface] : stage.live.interfaces)
        interface.name.truncate(300);
    const auto shown = stage.run({u"names"_s});
    QCOMPARE(shown.code, 0);
    QVERIFY(!shown.out.contains('\x1b'));
    QVERIFY(!QString::fromUtf8(shown.out).contains(QChar(0x202E)));
    QCOMPARE(shown.out.count('\n'), 4);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlTest)
#include "ctltest.moc"
