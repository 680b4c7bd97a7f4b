// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// LimitMEMLOCK= and DefaultLimitMEMLOCK=: values, files, their order, our drop-in.
#include "model/unitdropin.h"
#include "model/unitlines.h"
#include "model/unitorder.h"
#include "random.h"
#include "unitscene.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QStringList directories{u"/etc"_s, u"/run"_s, u"/usr"_s};

QStringList pathsOf(const std::vector<RulesFile> &files)
{
    QStringList paths;
    for (const RulesFile &file : files)
        paths.append(file.path);
    return paths;
}

std::vector<RulesFile> filesAt(const QStringList &paths)
{
    std::vector<RulesFile> files;
    for (const QString &path : paths)
        files.push_back({path, {}});
    return files;
}

} // namespace

class UnitMemlockTest : public QObject {
    Q_OBJECT
private slots:
    void values_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<quint64>("soft");
        QTest::addColumn<quint64>("hard");
        const auto row = [](const char *value, quint64 soft, quint64 hard) {
            QTest::newRow(value) << QByteArray(value) << soft << hard;
        };
        const quint64 all = unlimitedMemory.bytes;
        row("65536", 65536, 65536);
        row("64K", 65536, 65536);
        row("1.5K", 1536, 1536);
        row("1.K", 1024, 1024);
        row("1.9", 1, 1);
        row("1G 512M", 1610612736, 1610612736);
        row("5B", 5, 5);
        row("+5", 5, 5);
        row("15E", quint64{15} << 60, quint64{15} << 60);
        row("18446744073709551614", all - 1, all - 1);
        row("infinity", all, all);
        row("1K:infinity", 1024, all);
        row("1K:2K", 1024, 2048);
        row("5 : 6", 5, 6);
        row("5:6:", 5, 6);
        row("infinity:infinity", all, all);
    }

    void values()
    {
        QFETCH(QByteArray, value);
        QFETCH(quint64, soft);
        QFETCH(quint64, hard);
        QCOMPARE(unitLimitFrom(value).value(), (MemoryLimit{{soft}, {hard}}));
    }

    void refusedValues_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("problem");
        using enum UnitLimitProblem;
        const auto row = [](const char *value, UnitLimitProblem problem) {
            QTest::newRow(value) << QByteArray(value) << static_cast<int>(problem);
        };
        for (const char *value : {"", "1k", "1KB", "0x10", "512M 1G", "5 6", "5:", ":5", "5::5", "5:6:7", "unlimited",
                                  "Infinity", "\"5\"", ".5K", "1..K", "K", "5\\"})
            row(value, Malformed);
        for (const char *value : {"-5", "16E", "18446744073709551615", "99999999999999999999", "15E 1024P"})
            row(value, OutOfRange);
        row("6:5", SoftAboveHard);
        row("infinity:1K", SoftAboveHard);
    }

    void refusedValues()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, problem);
        QCOMPARE(static_cast<int>(unitLimitFrom(value).error()), problem);
    }

    void everyLimitReadsBack()
    {
        for (int left = 2000; left > 0; --left) {
            const auto any = [] {
                const int shift = random::below(50);
                return random::below(8) == 0
                           ? unlimitedMemory
                           : MemoryAmount{(random::source().generate64() >> random::below(64)) << shift};
            };
            const auto [soft, hard] = std::minmax({any(), any()});
            QCOMPARE(unitLimitFrom(unitLimitText({soft, hard})).value(), (MemoryLimit{soft, hard}));
        }
        QCOMPARE(unitLimitText({unlimitedMemory, unlimitedMemory}), "infinity");
        QCOMPARE(unitLimitText(bothSides(quint64{64} << 20)), "64M");
        QCOMPARE(unitLimitText({{1536}, unlimitedMemory}), "1536:infinity");
        QCOMPARE(unitLimitText(bothSides(0)), "0");
    }

    void FS_17_mangledDropIns_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<quint64>("expected");
        for (const MangledDropIn &dropIn : mangledDropIns)
            QTest::newRow(dropIn.name) << dropIn.bytes << dropIn.expected;
    }

    void FS_17_mangledDropIns()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(quint64, expected);
        const UnitMemlock memlock = unitMemlock({{u"a.service"_s, unitWith1536}, {u"b.conf"_s, bytes}});
        QCOMPARE(memlock.winner.value().limit, bothSides(expected));
        QCOMPARE(memlock.winner->path, expected == 1536 ? u"a.service"_s : u"b.conf"_s);
    }

    void FS_17_allSourcesAreTold()
    {
        const UnitMemlock memlock = unitMemlock({{u"a.service"_s, unitWith1536},
                                                 {u"b.conf"_s, "[Service]\nLimitMEMLOCK=\\\n 8K\nLimitMEMLOCK=\n"},
                                                 {u"c.conf"_s, "[Service]\nLimitMEMLOCK=9K\n[x\n"}});
        QCOMPARE(memlock, (UnitMemlock{PlacedLimit{u"c.conf"_s, 2, bothSides(9216)},
                                       {{u"a.service"_s, 3, bothSides(1536)}, {u"b.conf"_s, 2, bothSides(8192)}},
                                       {{u"b.conf"_s, 4, UnitLimitProblem::Malformed},
                                        {u"c.conf"_s, 3, UnitLimitProblem::BrokenFile}}}));
        QCOMPARE(unitMemlock({{u"a.service"_s, "[Service]\nExecStart=/bin/true\n"}}), UnitMemlock{});
    }

    void theManagersDefault()
    {
        const RulesFile main{u"system.conf"_s, "[Manager]\nDefaultLimitMEMLOCK=1K\nLimitMEMLOCK=2K\n"};
        const RulesFile broken{u"a.conf"_s, "[Manager]\nDefaultLimitMEMLOCK=3K\n[x\n"};
        const RulesFile last{u"b.conf"_s, "[Manager]\nDefaultLimitMEMLOCK=4K\n[Service]\nDefaultLimitMEMLOCK=5K\n"};
        QCOMPARE(managerMemlock({main}).winner.value().limit, bothSides(1024));
        QCOMPARE(managerMemlock({main, last}).winner.value(), (PlacedLimit{u"b.conf"_s, 2, bothSides(4096)}));
        QCOMPARE(managerMemlock({main, broken, last}).winner.value().limit, bothSides(3072));
    }

    void longLinesEndAFile()
    {
        const QByteArray longest(1024 * 1024, 'x');
        QVERIFY(!unitLinesIn("[a]\nb=" + longest.sliced(2) + "\n").brokenLine);
        QCOMPARE(unitLinesIn("[a]\nb=" + longest + "\nc=1\n").brokenLine, 2);
        QCOMPARE(unitLinesIn("[a]\nb=" + longest.sliced(2000) + "\\\n" + longest + "\n").brokenLine, 2);
    }

    void whereDropInsLie()
    {
        QCOMPARE(dropInDirectories(u"foo-bar@x.service"_s, {u"/etc"_s, u"/usr"_s}),
                 QStringList({u"/etc/foo-bar@x.service.d"_s, u"/etc/foo-bar@.service.d"_s, u"/etc/foo-.service.d"_s,
                              u"/etc/foo-@x.service.d"_s, u"/etc/foo-@.service.d"_s, u"/usr/foo-bar@x.service.d"_s,
                              u"/usr/foo-bar@.service.d"_s, u"/usr/foo-.service.d"_s, u"/usr/foo-@x.service.d"_s,
                              u"/usr/foo-@.service.d"_s, u"/etc/service.d"_s, u"/usr/service.d"_s}));
        QCOMPARE(dropInDirectories(u"a--.service"_s, {u"/etc"_s}),
                 QStringList({u"/etc/a--.service.d"_s, u"/etc/a-.service.d"_s, u"/etc/service.d"_s}));
        QCOMPARE(dropInDirectories(u"a-b-c.service"_s, {u"/etc"_s}),
                 QStringList({u"/etc/a-b-c.service.d"_s, u"/etc/a-b-.service.d"_s, u"/etc/a-.service.d"_s,
                              u"/etc/service.d"_s}));
    }

    void otherNamesComeAfterItsOwn()
    {
        QCOMPARE(dropInDirectories(u"a.service"_s, {u"/etc"_s, u"/usr"_s}, {u"b.service"_s}),
                 QStringList({u"/etc/a.service.d"_s, u"/usr/a.service.d"_s, u"/etc/b.service.d"_s,
                              u"/usr/b.service.d"_s, u"/etc/service.d"_s, u"/usr/service.d"_s}));
        QCOMPARE(templateOf(u"a@b.service"_s), u"a@.service"_s);
        QCOMPARE(templateOf(u"a@.service"_s), u"a@.service"_s);
        QCOMPARE(templateOf(u"a.service"_s), u"a.service"_s);
    }

    void FS_17_orderOfFiles()
    {
        const auto order = [](const QString &unit, const QStringList &paths) {
            return pathsOf(unitFilesInOrder(unit, directories, filesAt(paths)));
        };
        QCOMPARE(order(u"a.service"_s,
                       {u"/usr/a.service"_s, u"/run/a.service"_s, u"/usr/a.service.d/20.conf"_s,
                        u"/etc/a.service.d/10.conf"_s, u"/run/a.service.d/10.conf"_s, u"/etc/b.service.d/10.conf"_s,
                        u"/etc/a.service.d/x"_s, u"/etc/a.service.d/.x.conf"_s}),
                 QStringList({u"/run/a.service"_s, u"/etc/a.service.d/10.conf"_s, u"/usr/a.service.d/20.conf"_s}));
        // of one directory the more special one is stronger, but a stronger directory is before that
        QCOMPARE(order(u"a-b.service"_s,
                       {u"/usr/a-b.service"_s, u"/usr/a-b.service.d/x.conf"_s, u"/etc/a-.service.d/x.conf"_s}),
                 QStringList({u"/usr/a-b.service"_s, u"/etc/a-.service.d/x.conf"_s}));
        QCOMPARE(order(u"a-b.service"_s, {u"/etc/service.d/x.conf"_s, u"/usr/a-b.service.d/x.conf"_s}),
                 QStringList{u"/usr/a-b.service.d/x.conf"_s});
        QCOMPARE(order(u"a@1.service"_s, {u"/usr/a@.service"_s}), QStringList{u"/usr/a@.service"_s});
        QCOMPARE(order(u"a@1.service"_s, {u"/etc/a@.service"_s, u"/usr/a@1.service"_s}),
                 QStringList{u"/usr/a@1.service"_s});
        QCOMPARE(pathsOf(managerFilesInOrder(u"system.conf"_s, directories,
                                             filesAt({u"/usr/system.conf"_s, u"/etc/system.conf"_s,
                                                      u"/usr/system.conf.d/1.conf"_s, u"/etc/system.conf.d/0.conf"_s,
                                                      u"/etc/system.conf.d/1.conf"_s, u"/etc/user.conf.d/1.conf"_s}))),
                 QStringList({u"/etc/system.conf"_s, u"/etc/system.conf.d/0.conf"_s, u"/etc/system.conf.d/1.conf"_s}));
    }

    void SO_05_namesOfServices_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char *unit :
             {"", "a", "a.socket", ".service", "@.service", "@x.service", "../a.service", "/a.service", "a/b.service",
              "a b.service", "a.service\n", "a.service ", "--root=/.service\t", "*.service", "a;b.service",
              "a.service.d", "$(id).service", "a'.service", "a\".service"})
            QTest::newRow(unit) << QString::fromLatin1(unit);
        QTest::newRow("not ASCII") << u"\u00e4.service"_s;
        QTest::newRow("NUL") << u"a"_s + QChar(0) + u".service"_s;
        QTest::newRow("too long") << QString(248, u'a') + u".service"_s;
    }

    void SO_05_namesOfServices()
    {
        QFETCH(QString, unit);
        QVERIFY(!isServiceName(unit));
        QCOMPARE(memlockDropInPath(unit).error().code, ErrorCode::InvalidWish);
    }

    void namesThatAreOnes()
    {
        for (const auto &unit :
             {u"opensm.service"_s, uR"(srp_daemon_port@mlx5_0:1.service)"_s, u"user@1000.service"_s, u"a@.service"_s,
              uR"(a\x2db.service)"_s, u"a..b.service"_s, u"-.service"_s, QString(QString(247, u'a') + u".service"_s)})
            QVERIFY2(isServiceName(unit), qPrintable(unit));
        QCOMPARE(memlockDropInPath(u"opensm.service"_s).value(),
                 u"/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf"_s);
    }

    void ourDropIn()
    {
        QCOMPARE(memlockDropIn({unlimitedMemory, unlimitedMemory}).value(), "[Service]\nLimitMEMLOCK=infinity\n");
        QCOMPARE(memlockDropIn(bothSides(quint64{64} << 20)).value(), "[Service]\nLimitMEMLOCK=64M\n");
        for (const MemoryLimit &limit : {bothSides(0), bothSides(1000), MemoryLimit{{5}, unlimitedMemory}})
            QCOMPARE(memlockOfDropIn(memlockDropIn(limit).value()).value(), limit);
        QCOMPARE(memlockDropIn({{2}, {1}}).error().code, ErrorCode::InvalidWish);
    }

    void SO_05_othersWorkIsNotOurs()
    {
        for (const char *file : {"", "[Service]\n", "[Service]\nLimitMEMLOCK=64M\nExecStart=/bin/sh\n",
                                 "# mine\n[Service]\nLimitMEMLOCK=64M\n", "[Service]\nLimitMEMLOCK=65536K\n",
                                 "[Service]\nLimitMEMLOCK=lots\n", "[Service]\nLimitMEMLOCK=64M"})
            QCOMPARE(memlockOfDropIn(file).error().code, ErrorCode::BadFile);
    }
};

QTEST_APPLESS_MAIN(UnitMemlockTest)
#include "unitmemlocktest.moc"
