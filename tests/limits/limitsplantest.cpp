// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may be wished of locked memory, what is refused and why, and the files that come of it.
#include "tests/limits/limitshost.h"

#include "helper/authorizer.h"
#include "helper/steps.h"
#include "tests/limits/slowaccounts.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString all = u"unlimited"_s;

ErrorCode codeOf(const Result<Plan> &plan)
{
    return plan ? ErrorCode::Internal : plan.error().code;
}

LimitsConfig wishFor(const QStringList &names)
{
    LimitsConfig config;
    for (const QString &name : names)
        config.users[LimitHolder::fromText(name).value()] = {unlimitedMemory, unlimitedMemory};
    return config;
}

WriteFile onlyStepOf(const Result<Plan> &plan)
{
    return plan && plan->steps.size() == 1 ? std::get<WriteFile>(plan->steps.front()) : WriteFile{};
}

} // namespace

class LimitsPlanTest : public QObject {
    Q_OBJECT
private slots:
    void IV_13_onlyThoseWhoAreThereGetALimit_data()
    {
        QTest::addColumn<QString>("holder");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *holder, ErrorCode code) {
            QTest::newRow(holder) << QString::fromLatin1(holder) << code;
        };
        row("mallory", ErrorCode::NotFound);
        row("@mallory", ErrorCode::NotFound);
        row("@alice2", ErrorCode::NotFound);
        row("ALICE", ErrorCode::NotFound);
        for (const char *holder :
             {"",           " ",      "alice bob", "alice\nbob", "alice#", "*\t-",       "@",          "@@rdma",
              "%rdma",      "%",      "1000",      "1000:",      ":1000",  "01000:2000", "2000:1000",  "0:4294967295",
              "@1000:2000", "-alice", "alice/..",  "al\u00efce", "root:x", "*x",         "@rdma,alice"})
            row(holder, ErrorCode::InvalidWish);
        QTest::newRow("NUL") << u"alice"_s + QChar(u'\0') << ErrorCode::InvalidWish;
        QTest::newRow("long") << QString(65, u'a') << ErrorCode::InvalidWish;
    }
    void IV_13_onlyThoseWhoAreThereGetALimit()
    {
        QFETCH(QString, holder);
        LimitsHost host;
        QTEST(codeOf(host.plan(userWish(holder, bothSides(all)))), "code");
    }

    void RX_05_theFirstStrangerIsEnough()
    {
        LimitsHost host;
        const SlowAccounts accounts(0ms);
        const auto found = strangersIn(wishFor({u"aaa"_s, u"stranger1"_s, u"stranger2"_s}), host.state(), accounts);
        QCOMPARE(found->size(), 1u);
        QCOMPARE(accounts.looks(), 2);
    }

    void RX_05_aSlowDirectoryIsGivenUp()
    {
        LimitsHost host;
        QStringList names;
        for (int i = 0; i < 500; ++i)
            names.append(u"user%1"_s.arg(i));
        const SlowAccounts accounts(20ms);
        const auto found = strangersIn(wishFor(names), host.state(), accounts, 50ms);
        QVERIFY(!found && found.error().code == ErrorCode::Timeout);
        QVERIFY(accounts.looks() <= 4);
    }

    void IV_13_whoWasWrittenDownEarlierMayBeGone()
    {
        LimitsHost host;
        host.fake.files().write(ownLimitsFile, "mallory - memlock 64\n");
        QCOMPARE(onlyStepOf(host.plan(userWish(u"alice"_s, bothSides(u"65536"_s)))).after,
                 "mallory - memlock 64\n"
                 "alice   soft    memlock         64\n"
                 "alice   hard    memlock         64\n"_ba);
        QCOMPARE(codeOf(host.plan(userWish(u"mallory"_s, bothSides(all)))), ErrorCode::NotFound);
        QVERIFY(host.plan(userWish(u"mallory"_s, QJsonValue::Null)));
    }

    void IV_13_onlyServicesOfThisSystemGetADropIn_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *unit, ErrorCode code) {
            QTest::newRow(unit) << QString::fromLatin1(unit) << code;
        };
        row("nothing.service", ErrorCode::NotFound);
        row("nothing@one.service", ErrorCode::NotFound);
        row("masked.service", ErrorCode::NotFound);
        row("another-name.service", ErrorCode::NotFound);
        for (const char *unit : {"opensm", "opensm.socket", "../opensm.service", "/opensm.service", "open sm.service",
                                 "opensm.service\n", ".service", "@x.service", "opensm.service.d/x.service"})
            row(unit, ErrorCode::InvalidWish);
        QTest::newRow("long") << QString(300, u'a') + u".service"_s << ErrorCode::InvalidWish;
    }
    void IV_13_onlyServicesOfThisSystemGetADropIn()
    {
        QFETCH(QString, unit);
        LimitsHost host;
        host.fake.files().link(u"/etc/systemd/system/masked.service"_s, u"/dev/null"_s);
        host.fake.files().link(u"/etc/systemd/system/another-name.service"_s,
                               u"/usr/lib/systemd/system/opensm.service"_s);
        QTEST(codeOf(host.plan(unitWish(unit, bothSides(all)))), "code");
    }

    void IV_14_amounts_data()
    {
        QTest::addColumn<QJsonObject>("limit");
        const auto row = [](const char *name, const QJsonValue &soft, const QJsonValue &hard) {
            QTest::newRow(name) << QJsonObject{{u"soft"_s, soft}, {u"hard"_s, hard}};
        };
        row("a number", 65536, 65536);
        row("with a unit", u"64K"_s, u"64K"_s);
        row("below zero", u"-1"_s, u"-1"_s);
        row("hexadecimal", u"0x10000"_s, u"0x10000"_s);
        row("more than there is", u"18446744073709551616"_s, all);
        row("more soft than hard", all, u"65536"_s);
        row("empty", u""_s, u""_s);
        row("a line more", u"65536\n* - memlock unlimited"_s, all);
        row("another word", u"infinity"_s, u"infinity"_s);
    }
    void IV_14_amounts()
    {
        QFETCH(QJsonObject, limit);
        LimitsHost host;
        QCOMPARE(codeOf(host.plan(userWish(u"alice"_s, limit))), ErrorCode::InvalidWish);
        QCOMPARE(codeOf(host.plan(unitWish(u"opensm.service"_s, limit))), ErrorCode::InvalidWish);
    }

    void IV_14_whatTheFileCannotSay()
    {
        LimitsHost host;
        QCOMPARE(codeOf(host.plan(userWish(u"alice"_s, bothSides(u"1000"_s)))), ErrorCode::InvalidWish);
        QCOMPARE(codeOf(host.plan(userWish(u"alice"_s, bothSides(u"18446744073709551614"_s)))), ErrorCode::InvalidWish);
        QVERIFY(host.plan(unitWish(u"opensm.service"_s, bothSides(u"1000"_s))));
    }

    void IV_14_boundedNumbers()
    {
        LimitsHost host;
        QJsonObject users;
        for (int i = 0; i < 1001; ++i)
            users[u"%1:%1"_s.arg(i)] = bothSides(all);
        QCOMPARE(codeOf(host.plan({{u"users"_s, users}})), ErrorCode::NotSupported);
        QJsonObject units;
        for (int i = 0; i < 65; ++i)
            units[u"user@%1.service"_s.arg(i)] = bothSides(all);
        QCOMPARE(codeOf(host.plan({{u"units"_s, units}})), ErrorCode::TooMany);
    }

    void theFileOfTheGuide()
    {
        LimitsHost host;
        const auto plan = host.plan(userWish(u"*"_s, bothSides(all)));
        const WriteFile step = onlyStepOf(plan);
        QCOMPARE(step.path, ownLimitsFile);
        QCOMPARE(step.before, std::nullopt);
        QCOMPARE(wantedLimitsIn(*step.after, {}).size(), 1u);
        QVERIFY(step.after->startsWith("# configuration for rdma tuning\n"));
        QCOMPARE(actionFor(*plan), Result<QString>(u"org.rdmamanager.limits.everyone"_s));
    }

    void AU_06_everybodysLimitIsAPermissionOfItsOwn()
    {
        LimitsHost host;
        const auto actionOf = [&](const QJsonObject &wish) {
            return host.plan(wish).and_then(actionFor).value_or(QString());
        };
        const QString edit = u"org.rdmamanager.limits.edit"_s;
        QCOMPARE(actionOf(userWish(u"@rdma"_s, bothSides(all))), edit);
        QCOMPARE(actionOf(userWish(u"*"_s, bothSides(u"67108864"_s))), edit);
        QCOMPARE(actionOf(unitWish(u"opensm.service"_s, bothSides(all))), edit);
        QCOMPARE(actionOf(userWish(u"1000:60000"_s, bothSides(all))), u"org.rdmamanager.limits.everyone"_s);
    }

    void AU_06_whatLetsPeopleInIsEverybodys()
    {
        LimitsHost host;
        const auto actionOf = [&](const QString &unit, const QString &amount) {
            return host.plan(unitWish(unit, bothSides(amount))).and_then(actionFor).value_or(QString());
        };
        const QString everyone = u"org.rdmamanager.limits.everyone"_s;
        QCOMPARE(actionOf(u"user@.service"_s, all), everyone);
        QCOMPARE(actionOf(u"user@1000.service"_s, u"17179869184"_s), everyone);
        QCOMPARE(actionOf(u"user@.service"_s, u"67108864"_s), u"org.rdmamanager.limits.edit"_s);
    }

    void FS_17_onlyOurFileIsEdited()
    {
        LimitsHost host;
        const QByteArray others = "alice - memlock 64\n* - memlock 64\n";
        host.fake.files().write(u"/etc/security/limits.conf"_s, others);
        host.fake.files().write(u"/etc/security/limits.d/zz.conf"_s, others);
        const QByteArray mine = "# mine\nalice hard nofile 9\n@hpc - memlock 1 # kept\n";
        host.fake.files().write(ownLimitsFile, mine);
        const WriteFile step = onlyStepOf(host.plan(userWish(u"alice"_s, bothSides(all))));
        QCOMPARE(step.path, ownLimitsFile);
        QCOMPARE(step.before, mine);
        QVERIFY(step.after->startsWith(mine));
        QCOMPARE(step.reader, Reader::Nobody);
    }

    void FS_17_aDropInOfOthersStays()
    {
        LimitsHost host;
        const QString path = opensmDropIn;
        host.fake.files().write(path, "[Service]\nLimitMEMLOCK=1M\nNice=3\n");
        const auto plan = host.plan(unitWish(u"opensm.service"_s, bothSides(all)));
        QCOMPARE(plan.error(), (Error{ErrorCode::BadFile, path, u"not our drop-in"_s}));
        host.fake.files().remove(path);
        host.fake.files().write(u"/srv/x"_s, "");
        host.fake.files().link(path, u"/srv/x"_s);
        QCOMPARE(codeOf(host.plan(unitWish(u"opensm.service"_s, bothSides(all)))), ErrorCode::UnsafeFile);
    }

    void aServiceGetsADropInThatSystemdReads()
    {
        LimitsHost host;
        const auto plan = host.plan(unitWish(u"opensm.service"_s, bothSides(all)));
        const WriteFile step = onlyStepOf(plan);
        QCOMPARE(step.path, opensmDropIn);
        QCOMPARE(step.after, "[Service]\nLimitMEMLOCK=infinity\n"_ba);
        QCOMPARE(step.reader, Reader::Systemd);
        QVERIFY(perform(step, host.machine));
        QCOMPARE(host.fake.tools().runs(), QList<ToolCall>{{Tool::ReloadSystemd}});
        QCOMPARE(host.fake.host().modeOf(opensmDropIn.section(u'/', 0, -2)), 0755u);
        QCOMPARE(host.state().config.units.size(), 1u);
        QVERIFY(undo(step, host.machine));
        QCOMPARE(host.fake.tools().runs().size(), 2);
        QVERIFY(!host.fake.files().exists(opensmDropIn));
    }

    void templatesAndInstancesGetOneAsWell()
    {
        LimitsHost host;
        for (const QString &unit : {u"user@.service"_s, u"user@1000.service"_s, u"srp_daemon_port@mlx5_0:1.service"_s})
            QCOMPARE(onlyStepOf(host.plan(unitWish(unit, bothSides(all)))).path,
                     u"/etc/systemd/system/%1.d/50-rdma-memlock.conf"_s.arg(unit));
    }

    void whatIsWishedNoMoreGoes()
    {
        LimitsHost host;
        host.fake.files().write(opensmDropIn, "[Service]\nLimitMEMLOCK=infinity\n");
        const WriteFile step = onlyStepOf(host.plan(unitWish(u"opensm.service"_s, QJsonValue::Null)));
        QCOMPARE(step.path, opensmDropIn);
        QCOMPARE(step.after, std::nullopt);
        QCOMPARE(step.reader, Reader::Systemd);
    }

    void limitsDIsMadeForEverybodyToRead()
    {
        LimitsHost host;
        host.fake.files().remove(u"/etc/security/limits.d"_s);
        QVERIFY(perform(onlyStepOf(host.plan(userWish(u"alice"_s, bothSides(all)))), host.machine));
        QCOMPARE(host.fake.host().modeOf(u"/etc/security/limits.d"_s), 0755u);
        QCOMPARE(host.fake.host().modeOf(ownLimitsFile), 0644u);
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::LimitsPlanTest)
#include "limitsplantest.moc"
