// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of locked memory, and how it sets limits.
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr MemoryAmount mebibytes(quint64 number)
{
    return {number << 20};
}

const ShownRule everyone{u"/etc/security/limits.conf"_s, 12, u"*"_s, LimitRule::Both, mebibytes(64)};
const ShownRule group{rdmaLimitsFile, 2, u"@rdma"_s, LimitRule::Both, unlimitedMemory};

LimitHolder holder(const QString &text)
{
    return LimitHolder::fromText(text).value();
}

void fill(CtlStage &stage)
{
    stage.locking.users[holder(u"@rdma"_s)] = {unlimitedMemory, unlimitedMemory};
    stage.locking.units[u"opensm.service"_s] = {mebibytes(64), mebibytes(64)};
    stage.locked.rules = {everyone, group};
    stage.locked.problems = {
        {u"/etc/security/limits.d/90-site.conf"_s, 4, LimitProblem::UnknownItem, u"unknown limit item 'memlok'"_s}};
    stage.locked.usual = {mebibytes(8), mebibytes(8)};
}

LimitsConfig wished(const CtlStage &stage)
{
    return limitsConfigFromJson(mergePatch(toJson(stage.locking), stage.lastWish())).value();
}

} // namespace

class CtlLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void rules();
    void noRules();
    void asJson();
    void explainsAUser();
    void explainsAService();
    void explainsAProcessToWhoMayLook();
    void noSuchUser();
    void running();
    void setsBothSides();
    void setsADifferentSoftLimit();
    void removes();
    void setsAndRemovesAUnit();
    void nothingToRemove();
    void badCommandLines_data();
    void badCommandLines();
};

void CtlLimitsTest::rules()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"limits"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(
        outcome.out,
        "FILE AND LINE                          FOR         LIMIT          AMOUNT     REMARK\n"
        "/etc/security/limits.conf:12           everyone    soft and hard  64 MiB     -\n"
        "/etc/security/limits.d/90-site.conf:4  -           -              -          does nothing: unknown item\n"
        "/etc/security/limits.d/rdma.conf:2     group rdma  soft and hard  unlimited  -\n"
        " ! /etc/security/limits.d/90-site.conf:4: pam_limits skips the line. For locked memory the item is called "
        "memlock. pam_limits says: unknown limit item 'memlok'\n"
        " - Services of which nobody says anything have 8 MiB, systemd’s own default.\n");
}

void CtlLimitsTest::noRules()
{
    CtlStage stage;
    stage.locked.usual = {mebibytes(8), mebibytes(8)};
    QVERIFY(stage.run({u"limits"_s}).out.startsWith("No file says anything about locked memory.\n"));
}

void CtlLimitsTest::asJson()
{
    CtlStage stage;
    fill(stage);
    const auto state = parseObject(stage.run({u"--json"_s, u"limits"_s}).out, maxStateBytes);
    QVERIFY(state);
    QVERIFY(limitsConfigFromJson((*state)[u"config"_s].toObject()) == stage.locking);
}

void CtlLimitsTest::explainsAUser()
{
    CtlStage stage;
    fill(stage);
    LoginLimit login{.outcome = LimitOutcome::Set, .effective = {unlimitedMemory, unlimitedMemory}};
    login.soft = login.hard = {group, {{everyone, LimitLoss::Rank}}};
    stage.whose = LimitAnswer{login, {}, {}};
    const auto outcome = stage.run({u"limits"_s, u"explain"_s, u"--user"_s, u"alice"_s});
    QCOMPARE(outcome.code, 0);
    const QList<QByteArray> lines = outcome.out.split('\n');
    QCOMPARE(lines.value(0), "User alice: unlimited");
    QCOMPARE(lines.value(1), "Both limits are set by /etc/security/limits.d/rdma.conf:2 (group rdma: soft and hard, "
                             "unlimited).");
    QVERIFY(lines.value(4).endsWith("unlimited  wins"));
    QVERIFY(lines.value(5).endsWith("64 MiB     loses: lower rank"));
    QVERIFY(lines.value(6).startsWith(" - /etc/security/limits.conf:12: /etc/security/limits.d/rdma.conf:2 ranks "));
    QVERIFY(outcome.out.contains("takes effect with their next login"));
}

void CtlLimitsTest::explainsAService()
{
    CtlStage stage;
    fill(stage);
    stage.whose = LimitAnswer{{}, UnitMemlock(), {}};
    const auto outcome = stage.run({u"limits"_s, u"explain"_s, u"--unit"_s, u"cups.service"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.startsWith("Service cups.service: 8 MiB\nNo file of this service says anything about it."));
}

void CtlLimitsTest::explainsAProcessToWhoMayLook()
{
    CtlStage stage;
    fill(stage);
    const RunningLimit process{4711, u"mpirun"_s, u"bob"_s, u"session-6.scope"_s, {mebibytes(8), mebibytes(8)}};
    stage.whose = LimitAnswer{{}, {}, process};
    const auto outcome = stage.run({u"limits"_s, u"explain"_s, u"--pid"_s, u"4711"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.startsWith("Process 4711, mpirun: 8 MiB\nIt runs for user bob in session-6.scope."));
}

void CtlLimitsTest::noSuchUser()
{
    CtlStage stage;
    const auto outcome = stage.run({u"limits"_s, u"explain"_s, u"--user"_s, u"carol"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("There is no user carol on this computer."), outcome.err);
}

void CtlLimitsTest::running()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"limits"_s, u"running"_s}).out, "No session and no service runs.\n");
    stage.holding = {{744, u"opensm"_s, u"root"_s, u"opensm.service"_s, {mebibytes(64), unlimitedMemory}}};
    QCOMPARE(stage.run({u"limits"_s, u"running"_s}).out, "USER  UNIT            PROCESS     SOFT    HARD\n"
                                                         "root  opensm.service  744 opensm  64 MiB  unlimited\n");
}

void CtlLimitsTest::setsBothSides()
{
    CtlStage stage;
    fill(stage);
    stage.plan.steps = {{.kind = u"write-file"_s, .subject = rdmaLimitsFile, .after = u"changed"_s}};
    const auto outcome = stage.run({u"--yes"_s, u"limits"_s, u"set"_s, u"1000:2000"_s, u"64MiB"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("Change the file /etc/security/limits.d/rdma.conf, which limits the locked memory"));
    QVERIFY(wished(stage).users.at(holder(u"1000:2000"_s)) == WantedLimit(mebibytes(64), mebibytes(64)));
    QVERIFY(wished(stage).users.contains(holder(u"@rdma"_s)));
}

void CtlLimitsTest::setsADifferentSoftLimit()
{
    CtlStage stage;
    fill(stage);
    const QStringList words{u"--yes"_s, u"limits"_s, u"set"_s, u"bob"_s, u"unlimited"_s, u"--soft"_s, u"1 GiB"_s};
    QCOMPARE(stage.run(words).code, 0);
    QVERIFY(wished(stage).users.at(holder(u"bob"_s)) == WantedLimit(mebibytes(1024), unlimitedMemory));
}

void CtlLimitsTest::removes()
{
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run({u"--yes"_s, u"limits"_s, u"remove"_s, u"@rdma"_s}).code, 0);
    QVERIFY(wished(stage).users.empty());
}

void CtlLimitsTest::setsAndRemovesAUnit()
{
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run({u"--yes"_s, u"limits"_s, u"set-unit"_s, u"ibacm.service"_s, u"unlimited"_s}).code, 0);
    QVERIFY(wished(stage).units.at(u"ibacm.service"_s) == MemoryLimit(unlimitedMemory, unlimitedMemory));
    QCOMPARE(stage.run({u"--yes"_s, u"limits"_s, u"remove-unit"_s, u"opensm.service"_s}).code, 0);
    QVERIFY(wished(stage).units.empty());
}

void CtlLimitsTest::nothingToRemove()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--yes"_s, u"limits"_s, u"remove"_s, u"bob"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("This program gave user bob no limit"), outcome.err);
    QCOMPARE(stage.limits.countOf(u"Preview"_s), 0);
}

void CtlLimitsTest::badCommandLines_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char *name, const QString &words, const char *complaint) {
        QTest::newRow(name) << words.split(u' ') << QByteArray(complaint);
    };
    row("nobody", u"limits explain"_s, "Say about whom: one of --user");
    row("two", u"limits explain --user alice --pid 7"_s, "Say about whom: one of --user");
    row("process", u"limits explain --pid x"_s, "“x” is no process: give its number.");
    row("elsewhere", u"limits --user alice"_s, "belong to “limits explain”");
    row("holder", u"--yes limits set @ unlimited"_s, "“@” is nobody to whom a limit can be given here.");
    row("amount", u"--yes limits set bob lots"_s, "“lots” is no amount of memory.");
    row("soft amount", u"--yes limits set bob 1M --soft x"_s, "“x” is no amount of memory.");
    row("soft", u"--yes limits remove bob --soft 1M"_s, "--soft belongs to “limits set”");
    row("unit", u"--yes limits set-unit opensm 1M"_s, "“opensm” is not the name of a service.");
    row("no amount", u"--yes limits set bob"_s, "Something is missing after “limits set”.");
    row("asking back", u"--json limits remove bob"_s, "--json cannot ask back");
}

void CtlLimitsTest::badCommandLines()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, complaint);
    CtlStage stage;
    const auto outcome = stage.run(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(complaint), outcome.err);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlLimitsTest)
#include "ctllimitstest.moc"
