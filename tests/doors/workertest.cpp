// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Work handed to a unit of its own: what is refused there, and what comes back when it dies.
#include "helper/worker.h"
#include "helper/authorizer.h"
#include "helper/jobstore.h"
#include "helper/steps.h"
#include "helper/unittools.h"
#include "tests/fake/fakemachine.h"

#include <QTest>
#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString someId = u"0123456789abcdef0123456789abcdef"_s;
const QString workFolder = u"/run/rdma-manager/work"_s;

} // namespace

/// Nothing here loads a module: the machine that runs the tests keeps its own. The lab does.
class WorkerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeMachine> m_machine;

    [[nodiscard]] const Host &host() const { return m_machine->host(); }
    [[nodiscard]] QStringList leftovers() const { return host().list(workFolder); }

private slots:
    void init();

    void IV_03_onlyModulesOfTheListAreAccepted_data();
    void IV_03_onlyModulesOfTheListAreAccepted();
    void IV_03_onlyPortsAreScanned_data();
    void IV_03_onlyPortsAreScanned();
    void IV_03_onlyDeviceNumbersAreLookedFor_data();
    void IV_03_onlyDeviceNumbersAreLookedFor();
    void holdersAreFoundWithinAPreview();
    void previewsLookOneAtATime();
    void scanOfAPortIsOfItsUmad();
    void AU_06_workerRefusesToolsOfAnotherKind();
    void AU_06_otherFeaturesSwitchNoModules();
    void DB_09_idIsNoPath();
    void missingRequestIsNotFound();
    void unitIsNamedAfterKindAndRequest();
    void toolsOfTheHelperNeedNoUnit();
    void SP_03_writersOfFirmwareAndImagesAreWaitedFor();
    void allOfAnAnswerComesBack();
    void SP_15_helperThatStartsLeavesAWorkerAlone();
    void answerOfTheWorkerComesBack();
    void onlyALoginHearsOfACancel();
    void RX_05_largestAnswerHasRoom();
    void SP_07_workerThatDiesIsAFailure();
    void SP_07_unitThatFailsWithoutAnswerSaysWhatSystemdSaid();
    void RX_05_nothingIsLeftBehind();
    void stepIsBelievedOnlyWhenTheModuleIsThere();
};

void WorkerTest::init()
{
    m_machine = std::make_unique<FakeMachine>();
    QVERIFY(JobStore(host()).prepare({u"/etc"_s}));
}

void WorkerTest::IV_03_onlyModulesOfTheListAreAccepted_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *name : {"../x", "-r", "--install", "pci:v*", "net-pf-10", "vfat", "ib-umad", "IB_UMAD", "ib_umad ",
                             "ib_umad\n", "", "ib_umad ib_srp"})
        QTest::newRow(name) << QString::fromLatin1(name);
    QTest::newRow("long") << QString(64, u'a');
}

void WorkerTest::IV_03_onlyModulesOfTheListAreAccepted()
{
    QFETCH(QString, name);
    QCOMPARE(runTool({Tool::LoadModule, name}, host()).error(), (Error{ErrorCode::InvalidWish, name, u"module"_s}));
    QCOMPARE(runTool({Tool::UnloadModule, name}, host()).error().code, ErrorCode::InvalidWish);
    QVERIFY(!stepFromJson({{u"kind"_s, u"load-module"_s}, {u"name"_s, name}, {u"before"_s, false}}));
}

void WorkerTest::IV_03_onlyPortsAreScanned_data()
{
    QTest::addColumn<QString>("port");
    for (const auto *port :
         {"", "umad0", "/dev/infiniband/umad0", "mlx5_0/1/..", "../1", "mlx5_0/-1", "mlx5_0/01", "-v/x"})
        QTest::newRow(port) << QString::fromLatin1(port);
}

void WorkerTest::IV_03_onlyPortsAreScanned()
{
    QFETCH(QString, port);
    for (const Tool tool : {Tool::FindTargets, Tool::DescribeTargets})
        QCOMPARE(commandFor({tool, port}, host()).error().code, ErrorCode::InvalidWish);
}

void WorkerTest::IV_03_onlyDeviceNumbersAreLookedFor_data()
{
    QTest::addColumn<QString>("object");
    for (const auto *object :
         {"",          ",",      "8",      "8:",        ":16",       "8:16,",         ",8:16",    "8:16,,8:17",
          "8:16 ",     " 8:16",  "8:16\n", "08:16",     "8:016",     "+8:16",         "-8:16",    "8:-16",
          "8:0x10",    "4096:0", "char",   "char ",     "char  8:1", "char char 8:1", "Char 8:1", "8:1,char 8:1",
          "8:1048576", "8:16:1", "8.16",   "8:16;8:17", "/dev/sdb",  "sdb",           "..",       "self"})
        QTest::newRow(object) << QString::fromLatin1(object);
    QTest::newRow("other digits") << u"\u0668:\u0661\u0666"_s;
    QTest::newRow("NUL") << u"8:16"_s + QChar(u'\0');
    QTest::newRow("long") << QString(5000, u'1');
}

void WorkerTest::IV_03_onlyDeviceNumbersAreLookedFor()
{
    QFETCH(QString, object);
    QCOMPARE(runTool({Tool::FindHolders, object}, host()).error().code, ErrorCode::InvalidWish);
}

/// A preview answers within five seconds, with what else it reads.
void WorkerTest::holdersAreFoundWithinAPreview()
{
    std::optional<Patience> given;
    UnitTools tools(host(), [&](const QString &, const Patience &patience, const std::atomic<bool> &) {
        given = patience;
        return fail(ErrorCode::Timeout, u"/usr/bin/systemctl"_s);
    });
    QCOMPARE(tools.run({Tool::GlimpseHolders, u"8:16"_s}).error().code, ErrorCode::Timeout);
    QVERIFY(given->work + given->end < std::chrono::seconds(4));
    QCOMPARE(tools.run({Tool::FindLimits, u"running"_s}).error().code, ErrorCode::Timeout);
    QVERIFY(given->work + given->end < std::chrono::seconds(4));
    QCOMPARE(tools.run({Tool::FindHolders, u"8:16"_s}).error().code, ErrorCode::Timeout);
    QVERIFY(given->work >= std::chrono::seconds(30)); // a step's
    QCOMPARE(leftovers(), QStringList());
}

/// Or one user's previews would keep all of the threads that read.
void WorkerTest::previewsLookOneAtATime()
{
    QList<ErrorCode> meanwhile;
    UnitTools *another = nullptr;
    int started = 0;
    UnitTools tools(host(), [&](const QString &, const Patience &, const std::atomic<bool> &) -> Result<void> {
        if (++started == 1)
            for (const Tool tool : {Tool::GlimpseHolders, Tool::FindHolders})
                std::thread([&] { meanwhile.append(another->run({tool, u"8:16"_s}).error().code); }).join();
        return fail(ErrorCode::Timeout, u"/usr/bin/systemctl"_s);
    });
    another = &tools;
    QCOMPARE(tools.run({Tool::GlimpseHolders, u"8:16"_s}).error().code, ErrorCode::Timeout);
    QCOMPARE(meanwhile, (QList{ErrorCode::TooMany, ErrorCode::Timeout})); // a step waits for nobody
    QCOMPARE(tools.run({Tool::GlimpseHolders, u"8:16"_s}).error().code, ErrorCode::Timeout);
    QCOMPARE(started, 3);
    QCOMPARE(leftovers(), QStringList());
}

void WorkerTest::scanOfAPortIsOfItsUmad()
{
    const auto serve = [&](const QString &name, const QByteArray &device, const QByteArray &port) {
        m_machine->files().write(u"/sys/class/infiniband_mad/%1/ibdev"_s.arg(name), device + '\n');
        m_machine->files().write(u"/sys/class/infiniband_mad/%1/port"_s.arg(name), port + '\n');
    };
    const ToolCall find{Tool::FindTargets, u"-x/2"_s};
    QCOMPARE(commandFor(find, host()).error(), (Error{ErrorCode::NotFound, u"-x/2"_s, u"umad"_s}));
    serve(u"issm7"_s, "-x", "2");
    serve(u"umad1 "_s, "-x", "2");
    QVERIFY(!commandFor(find, host()));
    serve(u"umad3"_s, "-x", "1");
    serve(u"umad12"_s, "-x", "2");
    const auto lines = commandFor(find, host()).value();
    QCOMPARE(lines.program, u"/usr/sbin/ibsrpdm"_s);
    QCOMPARE(lines.words, (QStringList{u"-c"_s, u"-d"_s, u"/dev/infiniband/umad12"_s}));
    const auto words = commandFor({Tool::DescribeTargets, u"-x/2"_s}, host()).value();
    QCOMPARE(words.words, (QStringList{u"-d"_s, u"/dev/infiniband/umad12"_s}));
    QVERIFY(lines.deadline + words.deadline < std::chrono::seconds(90));
}

void WorkerTest::AU_06_workerRefusesToolsOfAnotherKind()
{
    QVERIFY(putRequest(host(), QString(someId).replace(u'0', u'e'), {Tool::FindTargets, u"mlx5_0/1"_s}));
    QCOMPARE(work(host(), u"module"_s, QString(someId).replace(u'0', u'e')).error().code, ErrorCode::NotAuthorized);
    QVERIFY(putRequest(host(), someId, {Tool::ReloadUdevRules}));
    QCOMPARE(work(host(), u"module"_s, someId).error().code, ErrorCode::NotAuthorized);
    QVERIFY(putRequest(host(), QString(someId).replace(u'0', u'f'), {Tool::LoadModule, u"ib_umad"_s}));
    QVERIFY(putRequest(host(), QString(someId).replace(u'0', u'd'), {Tool::FindHolders, u"8:16"_s}));
    QCOMPARE(work(host(), u"scan"_s, QString(someId).replace(u'0', u'd')).error().code, ErrorCode::NotAuthorized);
    QCOMPARE(work(host(), u"firmware"_s, QString(someId).replace(u'0', u'f')).error().code, ErrorCode::NotAuthorized);
    QVERIFY(
        putRequest(host(), QString(someId).replace(u'0', u'c'), {Tool::SetCardTypes, u"0000:05:00.0 1=ethernet"_s}));
    QCOMPARE(work(host(), u"image"_s, QString(someId).replace(u'0', u'c')).error().code, ErrorCode::NotAuthorized);
}

void WorkerTest::AU_06_otherFeaturesSwitchNoModules()
{
    for (const QString &feature : {u"names"_s, u"jobs"_s, u"log"_s}) {
        const Plan plan{.feature = feature, .steps = {SwitchModule{u"ib_srp"_s, false, true}}};
        QCOMPARE(actionFor(plan).error().code, ErrorCode::NotAuthorized);
    }
}

void WorkerTest::DB_09_idIsNoPath()
{
    for (const auto *id : {"../jobs/0123456789abcdef0123456789abcde", "", "0123456789ABCDEF0123456789ABCDEF"})
        QCOMPARE(work(host(), u"module"_s, QString::fromLatin1(id)).error().code, ErrorCode::InvalidWish);
}

void WorkerTest::missingRequestIsNotFound()
{
    QCOMPARE(work(host(), u"module"_s, someId).error().code, ErrorCode::NotFound);
    m_machine->files().write(workFolder + u'/' + someId + u".json"_s, R"({"tool":"load-module","object":"x","y":1})",
                             0600);
    QCOMPARE(work(host(), u"module"_s, someId).error().code, ErrorCode::InvalidWish);
}

void WorkerTest::unitIsNamedAfterKindAndRequest()
{
    QString unit;
    UnitTools tools(host(), [&](const QString &name, const Patience &, const std::atomic<bool> &) {
        unit = name;
        return Result<void>();
    });
    std::ignore = tools.run({Tool::LoadModule, u"ib_umad"_s});
    QVERIFY(unit.startsWith(u"rdma-manager-module@"_s));
    QVERIFY(unit.endsWith(u".service"_s));
    QCOMPARE(unit.size(), u"rdma-manager-module@.service"_s.size() + 32);
}

void WorkerTest::toolsOfTheHelperNeedNoUnit()
{
    QVERIFY(!workKindOf(Tool::ReloadUdevRules));
    QVERIFY(!workKindOf(Tool::ReloadSystemd));
    QCOMPARE(workKindOf(Tool::LoadModule), WorkKind::Module);
    QCOMPARE(workKindOf(Tool::UnloadModule), WorkKind::Module);
    QCOMPARE(workKindOf(Tool::FindTargets), WorkKind::Scan);
    QCOMPARE(workKindOf(Tool::DescribeTargets), WorkKind::Scan);
    QCOMPARE(workKindOf(Tool::FindHolders), WorkKind::Holders);
    QCOMPARE(workKindOf(Tool::GlimpseHolders), WorkKind::Holders);
    QCOMPARE(workKindOf(Tool::FindLimits), WorkKind::Holders);
    for (const Tool tool : {Tool::TellMstVersion, Tool::QueryCard, Tool::SetCardTypes})
        QCOMPARE(workKindOf(tool), WorkKind::Firmware);
    for (const Tool tool : {Tool::ListBootImage, Tool::RebuildBootImage})
        QCOMPARE(workKindOf(tool), WorkKind::Image);
}

/// Systemd gives the units 240 seconds and 18 minutes.
void WorkerTest::SP_03_writersOfFirmwareAndImagesAreWaitedFor()
{
    const std::atomic<bool> cancelled = true;
    std::map<QString, Patience> given;
    UnitTools tools(host(), [&](const QString &unit, const Patience &patience, const std::atomic<bool> &isCancelled) {
        given.insert_or_assign(unit.section(u'@', 0, 0), patience);
        return isCancelled ? fail(ErrorCode::Cancelled) : Result<void>();
    });
    for (const ToolCall &call :
         {ToolCall{Tool::SetCardTypes, u"0000:05:00.0 1=ethernet"_s}, ToolCall{Tool::RebuildBootImage, u"x"_s}})
        QCOMPARE(tools.run(call, cancelled).error().code, ErrorCode::ToolFailed); // it heard of no Cancel
    QVERIFY(given.at(u"rdma-manager-firmware"_s).work > std::chrono::seconds(240));
    QVERIFY(given.at(u"rdma-manager-image"_s).work > std::chrono::minutes(18));
    QCOMPARE(tools.run({Tool::QueryCard, u"0000:05:00.0"_s}, cancelled).error().code, ErrorCode::Cancelled);
    QCOMPARE(tools.run({Tool::ListBootImage, u"x"_s}, cancelled).error().code, ErrorCode::Cancelled);
}

void WorkerTest::allOfAnAnswerComesBack()
{
    UnitTools tools(host(), [&](const QString &unit, const Patience &, const std::atomic<bool> &) {
        const QString id = unit.section(u'@', 1).section(u'.', 0, 0);
        m_machine->files().write(workFolder + u'/' + id + u".answer.json"_s,
                                 R"({"output":"b3V0","truncated":true,"errors":"ZXJy","exitCode":3})", 0600);
        return Result<void>();
    });
    const auto answer = tools.run({Tool::QueryCard, u"0000:05:00.0"_s}).value();
    QCOMPARE(answer.output, "out"_ba);
    QCOMPARE(answer.errors, "err"_ba);
    QCOMPARE(answer.exitCode, 3);
    QVERIFY(answer.truncated);
}

/// The helper is killed and starts again, while the worker builds an image.
void WorkerTest::SP_15_helperThatStartsLeavesAWorkerAlone()
{
    const QString said = workFolder + u"/said"_s;
    const QString request = someId + u".json"_s;
    const QString other = QString(someId).replace(u'0', u'f') + u".json"_s;
    QVERIFY(putRequest(host(), someId, {Tool::RebuildBootImage, u"x"_s}));
    QVERIFY(putRequest(host(), QString(someId).replace(u'0', u'f'), {Tool::LoadModule, u"ib_umad"_s}));
    m_machine->files().write(said, "Generating\n", 0600);
    m_machine->files().write(workFolder + u"/lock-0000:05:00"_s, {}, 0600);
    {
        const auto working = host().lock(workFolder + u'/' + request, {}); // as work() has it
        QVERIFY(working);
        QVERIFY(JobStore(host()).prepare({u"/etc"_s}));
        QCOMPARE(leftovers(), (QStringList{request, u"lock-0000:05:00"_s, u"said"_s}));
        QCOMPARE(work(host(), u"image"_s, someId).error().code, ErrorCode::Busy); // nor does another do it again
    }
    QVERIFY(JobStore(host()).prepare({u"/etc"_s}));
    QCOMPARE(leftovers(), QStringList{u"lock-0000:05:00"_s});
}

void WorkerTest::answerOfTheWorkerComesBack()
{
    UnitTools tools(host(), [&](const QString &unit, const Patience &, const std::atomic<bool> &) {
        const QString id = unit.section(u'@', 1).section(u'.', 0, 0);
        std::ignore = work(host(), u"module"_s, id); // refuses the module, and says so
        return fail(ErrorCode::ToolFailed, u"/usr/bin/systemctl"_s, u"exit 1: see journalctl"_s);
    });
    QCOMPARE(tools.run({Tool::LoadModule, u"vfat"_s}).error(), (Error{ErrorCode::InvalidWish, u"vfat"_s, u"module"_s}));
}

void WorkerTest::onlyALoginHearsOfACancel()
{
    const std::atomic<bool> cancelled = true;
    UnitTools tools(host(), [](const QString &, const Patience &, const std::atomic<bool> &isCancelled) {
        return isCancelled ? fail(ErrorCode::Cancelled) : Result<void>();
    });
    QCOMPARE(tools.run({Tool::AddSrpTarget, u"x"_s}, cancelled).error().code, ErrorCode::Cancelled);
    QCOMPARE(tools.run({Tool::LoadModule, u"ib_umad"_s}, cancelled).error().code, ErrorCode::ToolFailed);
    QCOMPARE(leftovers(), QStringList());
}

/// What ibsrpdm says of 10,000 targets in words.
void WorkerTest::RX_05_largestAnswerHasRoom()
{
    const QByteArray said(6 * usualRoom, 'x');
    UnitTools tools(host(), [&](const QString &unit, const Patience &, const std::atomic<bool> &) {
        const QString id = unit.section(u'@', 1).section(u'.', 0, 0);
        m_machine->files().write(
            workFolder + u'/' + id + u".answer.json"_s,
            R"({"output":")" + said.toBase64() + R"(","truncated":false,"errors":"","exitCode":0})", 0600);
        return Result<void>();
    });
    const auto answer = tools.run({Tool::DescribeTargets, u"mlx5_0/1"_s});
    QCOMPARE(answer.value().output.size(), said.size());
    QVERIFY(answer->output == said);
}

void WorkerTest::SP_07_workerThatDiesIsAFailure()
{
    UnitTools tools(host(),
                    [](const QString &, const Patience &, const std::atomic<bool> &) { return Result<void>(); });
    const auto died = tools.run({Tool::LoadModule, u"ib_umad"_s});
    QCOMPARE(died.error().code, ErrorCode::ToolFailed);
    QCOMPARE(died.error().detail, u"ended without an answer"_s);
}

void WorkerTest::SP_07_unitThatFailsWithoutAnswerSaysWhatSystemdSaid()
{
    const Error said{ErrorCode::ToolFailed, u"/usr/bin/systemctl"_s, u"exit 1: Job failed"_s};
    UnitTools tools(host(), [&](const QString &, const Patience &, const std::atomic<bool> &) {
        return Result<void>(std::unexpected(said));
    });
    QCOMPARE(tools.run({Tool::LoadModule, u"ib_umad"_s}).error(), said);
}

void WorkerTest::RX_05_nothingIsLeftBehind()
{
    UnitTools tools(host(),
                    [](const QString &, const Patience &, const std::atomic<bool> &) { return Result<void>(); });
    std::ignore = tools.run({Tool::LoadModule, u"ib_umad"_s});
    QCOMPARE(leftovers(), QStringList());
    QVERIFY(putRequest(host(), someId, {Tool::LoadModule, u"ib_umad"_s})); // and its helper dies
    QVERIFY(JobStore(host()).prepare({u"/etc"_s}));
    QCOMPARE(leftovers(), QStringList());
}

void WorkerTest::stepIsBelievedOnlyWhenTheModuleIsThere()
{
    const Step load = SwitchModule{u"ib_srp"_s, false, true};
    Machine machine = m_machine->machine();
    m_machine->tools().script(Tool::LoadModule, ToolOutcome{});
    QCOMPARE(standingOf(load, machine).value(), Standing::Before);
    QCOMPARE(perform(load, machine).error().detail, u"noEffect"_s); // modprobe's exit code lied
    QCOMPARE(m_machine->tools().runs().last(), (ToolCall{Tool::LoadModule, u"ib_srp"_s}));
    m_machine->files().write(u"/sys/module/ib_srp/refcnt"_s, "0\n");
    QCOMPARE(standingOf(load, machine).value(), Standing::After);
    QCOMPARE(perform(load, machine).error().code, ErrorCode::Conflict); // somebody else loaded it: not ours to undo
    QCOMPARE(m_machine->tools().runs().size(), 1);
    QCOMPARE(kindOf(*inverseOf(load)), u"unload-module"_s);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::WorkerTest)
#include "workertest.moc"
