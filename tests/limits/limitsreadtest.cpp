// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is read of limits files and unit files: which count, which hide others, what cannot be read.
#include "tests/limits/limitshost.h"

#include "helper/pamlimits.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr MemoryLimit unlimited{unlimitedMemory, unlimitedMemory};

MemoryLimit mebibytes(quint64 count)
{
    return {{count << 20}, {count << 20}};
}

bool notes(const LimitsState &state, NoteCode code, const QString &subject)
{
    return std::ranges::any_of(state.notes,
                               [&](const Note &note) { return note.code == code && note.subject == subject; });
}

std::optional<MemoryLimit> limitOf(const LimitsState &state, const QString &unit)
{
    const auto found = state.live.units.find(unit);
    return found == state.live.units.end() || !found->second.winner ? std::nullopt
                                                                    : std::optional(found->second.winner->limit);
}

} // namespace

class LimitsReadTest : public QObject {
    Q_OBJECT
private slots:
    void everyRuleHasItsPlace()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.conf"_s, "# one\n* - memlock 64\nbroken\n");
        host.fake.files().write(u"/etc/security/limits.d/90-x.conf"_s, "@rdma hard memlock unlimited\n");
        host.fake.files().write(u"/etc/security/limits.d/not-read"_s, "* - memlock 1\n");
        host.fake.files().write(ownLimitsFile, "alice - memlock unlimited\n");
        const LimitsState state = host.state();
        const std::vector<ShownRule> rules{
            {u"/etc/security/limits.conf"_s, 2, u"*"_s, LimitRule::Both, {64 << 10}},
            {u"/etc/security/limits.d/90-x.conf"_s, 1, u"@rdma"_s, LimitRule::Hard, unlimitedMemory},
            {ownLimitsFile, 1, u"alice"_s, LimitRule::Both, unlimitedMemory}};
        QCOMPARE(state.live.rules, rules);
        QCOMPARE(state.live.problems.size(), 1u);
        QCOMPARE(state.live.problems.front().line, 3);
        QCOMPARE(state.config.users.size(), 1u);
        QCOMPARE(state.config.users.begin()->first.text(), u"alice"_s);
        QVERIFY(state.notes.empty());
    }

    void aVendorsFileCountsWhereEtcHasNone()
    {
        LimitsHost host;
        host.fake.files().write(u"/usr/etc/security/limits.conf"_s, "* - memlock 1\n");
        host.fake.files().write(u"/usr/etc/security/limits.d/10-v.conf"_s, "* - memlock 2\n");
        QCOMPARE(host.state().live.rules.size(), 1u);
        QCOMPARE(host.state().live.rules.front().path, u"/usr/etc/security/limits.d/10-v.conf"_s);
    }

    void FS_01_aLinkIsShownAndNotEdited()
    {
        LimitsHost host;
        host.fake.files().write(u"/srv/limits"_s, "alice - memlock 64\n");
        host.fake.files().link(ownLimitsFile, u"/srv/limits"_s);
        const LimitsState state = host.state();
        QCOMPARE(state.live.rules.size(), 1u);
        QVERIFY(state.config.users.empty());
        QVERIFY(notes(state, NoteCode::UnreadableFile, ownLimitsFile));
        QCOMPARE(host.plan(userWish(u"alice"_s, bothSides(u"unlimited"_s))).error().code, ErrorCode::UnsafeFile);
    }

    void theSystemsPamIsToldByItsFiles_data()
    {
        QTest::addColumn<QByteArray>("release");
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<bool>("readsWords");
        QTest::addColumn<bool>("isDebians");
        const QByteArray old = "\x7f\0ELF invalid line '%s' - skipped\0"_ba;
        const QByteArray today = "\x7f\0ELF invalid line %llu in '%s' - skipped\0"_ba;
        QTest::newRow("Debian 12") << "ID=debian\n"_ba << old << true << true;
        QTest::newRow("Debian 13") << "ID=debian\n"_ba << today << false << true;
        QTest::newRow("Ubuntu") << "ID=ubuntu\nID_LIKE=debian\n"_ba << today << false << true;
        QTest::newRow("RHEL 9") << "ID=\"rhel\"\nID_LIKE=\"fedora\"\n"_ba << old << true << false;
        QTest::newRow("not Debian") << "ID=fedora\nVARIANT_ID=debian\n"_ba << today << false << false;
        QTest::newRow("nothing known") << QByteArray() << QByteArray() << false << false;
    }
    void theSystemsPamIsToldByItsFiles()
    {
        QFETCH(QByteArray, release);
        QFETCH(QByteArray, module);
        FakeMachine fake;
        fake.files().write(u"/usr/lib/os-release"_s, release);
        fake.files().makeDirectory(u"/etc"_s);
        fake.files().link(u"/etc/os-release"_s, u"../usr/lib/os-release"_s);
        fake.files().write(u"/usr/lib/x86_64-linux-gnu/security/pam_limits.so"_s, module);
        const PamLimits pam = readPamLimits(fake.host());
        QTEST(pam.readsWords, "readsWords");
        QTEST(pam.isDebians, "isDebians");
    }

    void ofUnitsTheStrongestFileCounts()
    {
        LimitsHost host;
        FakeHostRoot &files = host.fake.files();
        files.write(u"/usr/lib/systemd/system/a.service"_s, "[Service]\nLimitMEMLOCK=1M\n");
        files.write(u"/usr/lib/systemd/system/hidden.service"_s, "[Service]\nLimitMEMLOCK=1M\n");
        files.write(u"/etc/systemd/system/hidden.service"_s, "[Service]\n");
        files.write(u"/usr/lib/systemd/system/masked.service"_s, "[Service]\nLimitMEMLOCK=1M\n");
        files.link(u"/etc/systemd/system/masked.service"_s, u"/dev/null"_s);
        files.link(u"/etc/systemd/system/other-name.service"_s, u"/usr/lib/systemd/system/a.service"_s);
        files.write(u"/etc/systemd/system/opensm.service.d/x.conf"_s, "[Service]\nLimitMEMLOCK=infinity\n");
        files.write(u"/etc/systemd/system/srp_daemon_port@one.service.d/x.conf"_s, "[Service]\nLimitMEMLOCK=2M\n");
        files.write(u"/run/systemd/system/gone.service.d/x.conf"_s, "[Service]\nLimitMEMLOCK=2M\n");
        const LimitsState state = host.state();
        QCOMPARE(limitOf(state, u"a.service"_s), mebibytes(1));
        QCOMPARE(limitOf(state, u"opensm.service"_s), unlimited);
        QCOMPARE(limitOf(state, u"srp_daemon_port@one.service"_s), mebibytes(2));
        QCOMPARE(state.live.units.size(), 3u);
        QCOMPARE(state.live.services, (QStringList{u"a.service"_s, u"hidden.service"_s, u"opensm.service"_s,
                                                   u"srp_daemon_port@.service"_s, u"user@.service"_s}));
        QVERIFY(state.config.units.empty());
        QVERIFY(state.notes.empty());
    }

    void aServiceHasTheDropInsOfItsOtherNames()
    {
        LimitsHost host;
        FakeHostRoot &files = host.fake.files();
        files.link(u"/etc/systemd/system/fabric.service"_s, u"/usr/lib/systemd/system/opensm.service"_s);
        files.link(u"/etc/systemd/system/sm.service"_s, u"fabric.service"_s);
        files.link(u"/etc/systemd/system/round.service"_s, u"about.service"_s);
        files.link(u"/etc/systemd/system/about.service"_s, u"round.service"_s);
        files.write(u"/etc/systemd/system/sm.service.d/z.conf"_s, "[Service]\nLimitMEMLOCK=infinity\n");
        files.write(opensmDropIn, "[Service]\nLimitMEMLOCK=1M\n");
        const LimitsState state = host.state();
        QCOMPARE(limitOf(state, u"opensm.service"_s), unlimited);
        QCOMPARE(state.live.units.size(), 1u);
        const auto answer = host.answer({.unit = u"sm.service"_s});
        QCOMPARE(answer->answer->unit, state.live.units.at(u"opensm.service"_s));
        QVERIFY(!host.answer({.unit = u"round.service"_s}));
    }

    void aDropInForAllIsAboutEachService()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/systemd/system/service.d/x.conf"_s, "[Service]\nLimitMEMLOCK=3M\n");
        const LimitsState state = host.state();
        QCOMPARE(state.live.units.size(), state.live.services.size());
        QCOMPARE(limitOf(state, u"opensm.service"_s), mebibytes(3));
    }

    void ourDropInIsAWish()
    {
        LimitsHost host;
        host.fake.files().write(opensmDropIn, memlockDropInOf(unlimited));
        host.fake.files().write(u"/etc/systemd/system/gone.service.d/50-rdma-memlock.conf"_s,
                                memlockDropInOf(mebibytes(1)));
        host.fake.files().write(u"/etc/systemd/system/user@.service.d/50-rdma-memlock.conf"_s,
                                "[Service]\nLimitMEMLOCK=1M\nNice=3\n");
        const LimitsState state = host.state();
        const std::map<QString, MemoryLimit> wishes{{u"gone.service"_s, mebibytes(1)},
                                                    {u"opensm.service"_s, unlimited}};
        QCOMPARE(state.config.units, wishes);
        QVERIFY(notes(state, NoteCode::UnreadableFile, u"/etc/systemd/system/user@.service.d/50-rdma-memlock.conf"_s));
    }

    void DB_11_ofPrivateFilesThePlaceAlone()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.d/a.conf"_s, "bob - memlock 64\nsecret words\n", 0600);
        host.fake.files().write(u"/root/secret"_s, "secret - memlock 65\nsecret words\n", 0644);
        host.fake.files().link(u"/etc/security/limits.d/b.conf"_s, u"/root/secret"_s);
        const LimitsState state = host.state();
        const auto hidden = [](const char *name, int line) {
            return ShownRule{u"/etc/security/limits.d/"_s + QLatin1StringView(name), line, {}, LimitRule::Both, {}};
        };
        QCOMPARE(state.live.rules, (std::vector{hidden("a.conf", 1), hidden("b.conf", 1)}));
        QCOMPARE(state.live.problems.size(), 2u);
        for (const ShownLimitProblem &problem : state.live.problems)
            QCOMPARE(problem.said, QString());
    }

    void whetherLimitsMayBeRaised()
    {
        LimitsHost host;
        QVERIFY(host.state().live.start.mayRaise);
        host.fake.files().write(u"/proc/1/status"_s, "Name:\tsystemd\nCapBnd:\t000001ffffffffff\n");
        host.fake.files().write(u"/proc/self/uid_map"_s, "         0          0 4294967295\n");
        QVERIFY(host.state().live.start.mayRaise);
        host.fake.files().write(u"/proc/self/uid_map"_s, "         0     100000      65536\n");
        QVERIFY(!host.state().live.start.mayRaise);
        host.fake.files().remove(u"/proc/self/uid_map"_s);
        host.fake.files().write(u"/proc/1/status"_s, "CapBnd:\t000001fffeffffff\n");
        QVERIFY(!host.state().live.start.mayRaise);
    }

    void defaultsOfSystemd()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/systemd/system.conf"_s, "[Manager]\n#DefaultLimitMEMLOCK=8M\n");
        host.fake.files().write(u"/usr/lib/systemd/system.conf.d/10.conf"_s, "[Manager]\nDefaultLimitMEMLOCK=16M\n");
        host.fake.files().write(u"/etc/systemd/user.conf"_s, "[Manager]\nDefaultLimitMEMLOCK=infinity\n");
        const LimitsState state = host.state();
        QCOMPARE(state.live.system.winner->limit, mebibytes(16));
        QCOMPARE(state.live.user.winner->limit, unlimited);
        QCOMPARE(state.live.usual, mebibytes(8));
        QCOMPARE(state.live.start.inherited, mebibytes(16));
    }

    void whatAServiceUsuallyHasIsOurOwnLimit()
    {
        LimitsHost host;
        host.fake.files().write(u"/proc/self/limits"_s,
                                "Max locked memory         65536                65536                bytes     \n");
        QCOMPARE(host.state().live.usual, (MemoryLimit{{65536}, {65536}}));
        QCOMPARE(host.state().live.start.inherited, host.state().live.usual);
    }

    void membersAreTheGroups()
    {
        LimitsHost host;
        QCOMPARE(host.state().live.members, QStringList{u"alice"_s});
        host.fake.files().write(u"/etc/group"_s, "root:x:0:\n");
        QCOMPARE(host.state().live.members, std::nullopt);
    }

    /// Of a host with 400 services and as many drop-ins a read takes a small part of a preview's five seconds.
    void manyUnitsAreReadQuickly()
    {
        LimitsHost host;
        for (int i = 0; i < 400; ++i) {
            const QByteArray text = "[Service]\n" + QByteArray(1500, '#') + "\nExecStart=/bin/true\n";
            host.fake.files().write(u"/usr/lib/systemd/system/s%1.service"_s.arg(i), text);
            host.fake.files().write(u"/etc/systemd/system/s%1.service.d/x.conf"_s.arg(i), "[Service]\nNice=1\n");
        }
        host.fake.files().write(u"/etc/systemd/system/service.d/y.conf"_s, "[Service]\nLimitMEMLOCK=3M\n");
        QElapsedTimer clock;
        clock.start();
        const std::size_t found = host.state().live.units.size();
        qInfo("%d services in %lld ms", int(found), clock.elapsed());
        QCOMPARE(found, 403u);
    }

private:
    static QByteArray memlockDropInOf(const MemoryLimit &limit)
    {
        return "[Service]\nLimitMEMLOCK=" + unitLimitText(limit) + "\n";
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::LimitsReadTest)
#include "limitsreadtest.moc"
