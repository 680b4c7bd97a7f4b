// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who has a device open: on made-up trees of processes, and on real ones. Character devices stand for disks, which not
// everybody may have open.
#include "helper/holderwalk.h"

#include "tests/fake/fakemachine.h"

#include <QProcess>
#include <QTest>
#include <fcntl.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr DeviceNumber null{1, 3};
constexpr DeviceNumber zero{1, 5};

} // namespace

class HolderWalkTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeMachine> m_machine;

    void addProcess(int pid, const QByteArray &comm, const QStringList &open = {u"/dev/null"_s},
                    const QByteArray &group = "0::/user.slice/user-1000.slice/session-1.scope\n");
    [[nodiscard]] Result<Holders> found(const std::set<DeviceNumber> &devices = {null, zero},
                                        NodeKind kind = NodeKind::Character) const;
    [[nodiscard]] static Result<std::set<DeviceNumber>> openInReal(qint64 pid);

private slots:
    void init() { m_machine = std::make_unique<FakeMachine>(); }

    void whoHasItOpenIsNamed();
    void aBlockDeviceIsNoCharacterDevice();
    void onlyWhatWasAskedForIsTold();
    void servicesThatOpenEveryDiskAreLeftOut_data();
    void servicesThatOpenEveryDiskAreLeftOut();
    void IV_02_whatAProgramCallsItselfIsHarmless();
    void KI_02_aProcessThatEndsMeanwhileIsSkipped();
    void KI_02_aRealProcessThatEndsMeanwhileIsSkipped();
    void whereNobodyMayLookNobodyKnows();
    void RX_05_fewAreNamedAndAllCounted();
    void realProcesses();
    void aPathIsNotOpened();
    void answersComeBackAsTheyWere();
    void IV_03_answersOfAnotherShapeAreRefused_data();
    void IV_03_answersOfAnotherShapeAreRefused();
    void tooManyDevicesAreNotAskedAbout();
};

void HolderWalkTest::addProcess(int pid, const QByteArray &comm, const QStringList &open, const QByteArray &group)
{
    const QString process = u"/proc/%1/"_s.arg(pid);
    m_machine->files().write(process + u"comm"_s, comm + '\n');
    m_machine->files().write(process + u"cgroup"_s, group);
    m_machine->files().makeDirectory(process + u"fd"_s);
    for (qsizetype i = 0; i < open.size(); ++i)
        m_machine->files().link(process + u"fd/%1"_s.arg(i), open[i]);
}

Result<Holders> HolderWalkTest::found(const std::set<DeviceNumber> &devices, NodeKind kind) const
{
    return m_machine->host().directory(u"/proc"_s).and_then([&](const HostDirectory &proc) {
        return holdersIn(proc, devices, kind);
    });
}

Result<std::set<DeviceNumber>> HolderWalkTest::openInReal(qint64 pid)
{
    const auto host = Host::open(u"/"_s);
    const auto process = host->directory(u"/proc/%1"_s.arg(pid));
    return openIn(process.value(), {null, zero}, NodeKind::Character);
}

void HolderWalkTest::whoHasItOpenIsNamed()
{
    addProcess(4711, "dd", {u"/dev/null"_s, u"/dev/zero"_s, u"/dev/null"_s, u"socket:[1]"_s});
    addProcess(4712, "cat", {u"/etc"_s});
    m_machine->files().write(u"/proc/uptime"_s, "1 1\n");
    const DiskHolder dd{4711, u"dd"_s, ::geteuid()};
    QCOMPARE(found().value(), (Holders{{null, {{dd}, 0}}, {zero, {{dd}, 0}}}));
}

/// 254:0 is a clock and may be a map.
void HolderWalkTest::aBlockDeviceIsNoCharacterDevice()
{
    addProcess(4711, "dd");
    QCOMPARE(found({null}, NodeKind::Block).value(), Holders());
    QCOMPARE(found({null}, NodeKind::Character).value().size(), 1UL);
}

void HolderWalkTest::onlyWhatWasAskedForIsTold()
{
    addProcess(4711, "dd");
    QCOMPARE(found({zero}).value(), Holders());
}

void HolderWalkTest::servicesThatOpenEveryDiskAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<bool>("isLeftOut");
    const auto row = [](const char *group, bool isLeftOut) {
        QTest::newRow(QByteArray(group).simplified()) << QByteArray(group) << isLeftOut;
    };
    row("0::/system.slice/multipathd.service\n", true);
    row("0::/system.slice/systemd-udevd.service/udev\n", true);
    row("0::/system.slice/rdma-manager-helper.service\n", true);
    row("0::/system.slice/system-rdma\\x2dmanager\\x2dholders.slice/rdma-manager-holders@0.service\n", true);
    row("12:pids:/system.slice/multipathd.service\n1:name=systemd:/system.slice/multipathd.service\n", true);
    row("1:name=systemd:/\n0::/system.slice/systemd-udevd.service\n", true);
    row("12:pids:/system.slice/multipathd.service\n1:name=systemd:/user.slice\n", false);
    row("0::/user.slice/user-1000.slice/user@1000.service/app.slice/multipathd.service\n", false);
    row("0::/user.slice/user-1000.slice/user@1000.service/system.slice/multipathd.service\n", false);
    row("0::/system.slice/multipathd.services\n", false);
    row("0::/system.slice/multipathd\n", false);
    row("0::/system.slice\n", false);
    row("0::/../system.slice/multipathd.service\n", false);
    row("/system.slice/multipathd.service\n", false);
    row(":/system.slice/multipathd.service\n", false);
    row("::\n", false);
}

/// Whoever calls himself multipathd is none by that.
void HolderWalkTest::servicesThatOpenEveryDiskAreLeftOut()
{
    QFETCH(QByteArray, group);
    QFETCH(bool, isLeftOut);
    addProcess(4711, "multipathd", {u"/dev/null"_s}, group);
    QCOMPARE(found().value().empty(), isLeftOut);
}

void HolderWalkTest::IV_02_whatAProgramCallsItselfIsHarmless()
{
    QCOMPARE(programName("(udev-worker)"), u"(udev-worker)"_s);
    QCOMPARE(programName("a\x1b[2J\n\r\t\x7f%1"), u"a?[2J????%1"_s);
    QCOMPARE(programName("\xe2\x80\xae\xff"), u"????"_s);
    QCOMPARE(programName(QByteArray("a\0b", 3)), u"a?b"_s);
    QCOMPARE(programName(QByteArray(64, 'x')), QString(32, u'x'));
    QCOMPARE(programName({}), u"?"_s);
    addProcess(4711, "<b>\x1b\n0::/x");
    QCOMPARE(found().value().at(null).named.front().program, u"<b>??0::/x"_s);
}

void HolderWalkTest::KI_02_aProcessThatEndsMeanwhileIsSkipped()
{
    addProcess(4711, "dd");
    m_machine->files().makeDirectory(u"/proc/4712"_s); // before its descriptors were listed
    addProcess(4713, "gone");
    m_machine->files().remove(u"/proc/4713/comm"_s); // after that
    addProcess(4714, "closed", {u"/nowhere/at/all"_s});
    QCOMPARE(found().value(), (Holders{{null, {{{4711, u"dd"_s, ::geteuid()}}, 0}}}));
}

void HolderWalkTest::KI_02_aRealProcessThatEndsMeanwhileIsSkipped()
{
    QProcess child;
    child.setStandardInputFile(QProcess::nullDevice());
    child.start(u"/usr/bin/sleep"_s, {u"60"_s});
    QVERIFY(child.waitForStarted());
    const auto host = Host::open(u"/"_s);
    const auto process = host->directory(u"/proc/%1"_s.arg(child.processId()));
    QVERIFY(process);
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(openIn(*process, {null}, NodeKind::Character).value(), std::set<DeviceNumber>());
}

/// An empty answer would say that nobody has the disk open. And no link is followed on the way.
void HolderWalkTest::whereNobodyMayLookNobodyKnows()
{
    addProcess(4711, "dd");
    m_machine->files().rename(u"/proc/4711/fd"_s, u"/proc/elsewhere"_s);
    m_machine->files().link(u"/proc/4711/fd"_s, u"../elsewhere"_s);
    QCOMPARE(found().error().subject, u"/proc/4711/fd"_s);
}

void HolderWalkTest::RX_05_fewAreNamedAndAllCounted()
{
    for (int pid = 1001; pid <= 1040; ++pid)
        addProcess(pid, "dd");
    addProcess(1041, "dd", {u"/dev/zero"_s});
    const Holders holders = found().value();
    QCOMPARE(holders.at(null).named.size(), 32UL);
    QCOMPARE(holders.at(null).more, 8);
    QCOMPARE(holders.at(zero), (DeviceHolders{{}, 1}));
}

void HolderWalkTest::realProcesses()
{
    QProcess child;
    child.setStandardInputFile(QProcess::nullDevice());
    child.start(u"/usr/bin/sleep"_s, {u"60"_s});
    QVERIFY(child.waitForStarted());
    QTRY_COMPARE(openInReal(child.processId()).value(), std::set{null});
    child.kill();
    QVERIFY(child.waitForFinished());
}

/// It needs no right to the disk: anybody could keep a session so.
void HolderWalkTest::aPathIsNotOpened()
{
    const Descriptor path(::open("/dev/zero", O_PATH | O_CLOEXEC));
    QVERIFY(path.valid());
    QVERIFY(!openInReal(::getpid()).value().contains(zero));
    const Descriptor opened(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
    QVERIFY(opened.valid());
    QVERIFY(openInReal(::getpid()).value().contains(zero));
}

void HolderWalkTest::answersComeBackAsTheyWere()
{
    const Holders holders{{{8, 16}, {{{4711, u"dd"_s, 0}, {4712, u"a \"b\""_s, 4294967295}}, 3}}, {{254, 3}, {{}, 9}}};
    QCOMPARE(holdersFromText(holdersText(holders)).value(), holders);
    QCOMPARE(holdersText({{{8, 16}, {{{4711, u"dd"_s, 0}}, 0}}}),
             R"({"devices":{"8:16":{"more":0,"processes":[{"pid":4711,"program":"dd","uid":0}]}}})"_ba);
}

void HolderWalkTest::IV_03_answersOfAnotherShapeAreRefused_data()
{
    QTest::addColumn<QByteArray>("process");
    for (const auto *process : {R"({"pid":0,"program":"dd","uid":0})", R"({"pid":4194305,"program":"dd","uid":0})",
                                R"({"pid":1,"program":"","uid":0})", R"({"pid":1,"program":"a\u001b","uid":0})",
                                R"({"pid":1,"program":"\u202ea","uid":0})", R"({"pid":1,"program":"dd","uid":-1})",
                                R"({"pid":1,"program":"dd"})", R"({"pid":1,"program":"dd","uid":0,"x":1})", "7"})
        QTest::newRow(process) << QByteArray(process);
    QTest::newRow("long name") << R"({"pid":1,"uid":0,"program":")" + QByteArray(33, 'x') + R"("})";
    QTest::newRow("too many") << QByteArray(R"({"pid":1,"program":"dd","uid":0},)").repeated(33).chopped(1);
}

void HolderWalkTest::IV_03_answersOfAnotherShapeAreRefused()
{
    QFETCH(QByteArray, process);
    const auto answer = [](const QByteArray &device, const QByteArray &processes) {
        return QByteArray(R"({"devices":{")" + device + R"(":{"more":0,"processes":[)" + processes + "]}}}");
    };
    QVERIFY(holdersFromText(answer("8:16", R"({"pid":1,"program":"dd","uid":0})")));
    QVERIFY(!holdersFromText(answer("8:16", process)));
    QVERIFY(!holdersFromText(answer("sdb", "")));
    QVERIFY(!holdersFromText({}));
}

void HolderWalkTest::tooManyDevicesAreNotAskedAbout()
{
    std::set<DeviceNumber> devices;
    for (unsigned minor = 0; minor < 300; ++minor)
        devices.insert({4095, 1048575 - minor});
    for (const NodeKind kind : {NodeKind::Block, NodeKind::Character}) {
        const QString object = holdersObject({devices, kind}).value();
        QVERIFY(object.size() <= 4096);
        QCOMPARE(askedFromObject(object).value(), (AskedNodes{devices, kind}));
        QCOMPARE(askedFromObject(object + u",8:16"_s).error().code, ErrorCode::InvalidWish);
    }
    devices.insert({8, 16});
    QCOMPARE(holdersObject({devices}).error().code, ErrorCode::TooMany);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HolderWalkTest)
#include "holderwalktest.moc"
