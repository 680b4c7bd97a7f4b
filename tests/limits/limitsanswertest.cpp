// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds for a user, a group, a service, a process; and who may ask for which.
#include "tests/limits/limitshost.h"

#include "helper/authorizer.h"
#include "helper/runninglimits.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr MemoryLimit unlimited{unlimitedMemory, unlimitedMemory};
constexpr MemoryLimit small{{64 << 10}, {64 << 10}};

ErrorCode codeOf(const auto &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

class LimitsAnswerTest : public QObject {
    Q_OBJECT
private slots:
    void aUserHasWhatTheirStrongestRuleGives()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/security/limits.conf"_s, "* - memlock 64\n");
        host.fake.files().write(ownLimitsFile, "@rdma - memlock unlimited\n");
        const auto alice = host.answer({.user = u"alice"_s});
        QCOMPARE(alice->answer->login->effective, unlimited);
        QCOMPARE(alice->answer->login->hard.winner->domain, u"@rdma"_s);
        QCOMPARE(alice->answer->login->hard.losers.front().why, LimitLoss::Rank);
        QCOMPARE(host.answer({.user = u"bob"_s})->answer->login->effective, small);
        QCOMPARE(host.answer({.user = u"root"_s})->answer->login->outcome, LimitOutcome::Inherited);
        QVERIFY(alice->rules.empty()); // what was asked, and nothing else
        QCOMPARE(codeOf(host.ask({.user = u"mallory"_s})), ErrorCode::NotFound);
    }

    void DB_11_ofPrivateFilesTheAnswerAlone()
    {
        LimitsHost host;
        const QString path = u"/etc/security/limits.d/a.conf"_s;
        host.fake.files().write(path, "@rdma - memlock 1\n@rdma - memlock 64\n", 0600);
        const auto login = host.answer({.user = u"alice"_s})->answer->login;
        QCOMPARE(login->effective, small);
        QCOMPARE(login->soft.winner, (ShownRule{path, 2, {}, LimitRule::Both, {}}));
        QCOMPARE(login->soft.losers.front().rule, (ShownRule{path, 1, {}, LimitRule::Both, {}}));
    }

    void aGroupIsAMemberOfWhomNothingElseIsKnown()
    {
        LimitsHost host;
        host.fake.files().write(ownLimitsFile, "* - memlock 64\n@hpc - memlock unlimited\nalice - memlock 1\n");
        QCOMPARE(host.answer({.group = u"hpc"_s})->answer->login->effective, unlimited);
        QCOMPARE(host.answer({.group = u"users"_s})->answer->login->effective, small);
        QCOMPARE(codeOf(host.ask({.group = u"nobody"_s})), ErrorCode::NotFound);
    }

    void aServiceHasWhatItsFilesSay()
    {
        LimitsHost host;
        QCOMPARE(host.answer({.unit = u"opensm.service"_s})->answer->unit, UnitMemlock{});
        host.fake.files().write(opensmDropIn, "[Service]\nLimitMEMLOCK=infinity\n");
        QCOMPARE(host.answer({.unit = u"opensm.service"_s})->answer->unit->winner,
                 (PlacedLimit{opensmDropIn, 2, unlimited}));
        QCOMPARE(codeOf(host.ask({.unit = u"nothing.service"_s})), ErrorCode::NotFound);
    }

    void aProcessIsLookedAtByAWorker()
    {
        LimitsHost host;
        const RunningProcess bash{4711, u"bash"_s, 1000, u"session-4.scope"_s, small};
        host.fake.tools().script(Tool::FindLimits, ToolOutcome{runningText({{bash}, 0})});
        const auto answer = host.answer({.pid = 4711})->answer;
        QCOMPARE(host.fake.tools().runs(), (QList<ToolCall>{{Tool::FindLimits, u"4711"_s}}));
        QCOMPARE(answer->process, (RunningLimit{4711, u"bash"_s, u"alice"_s, u"session-4.scope"_s, small}));
        QVERIFY(answer->login);
        QVERIFY(!answer->unit);
    }

    /// systemd gives it to user@UID.service before PAM is asked, which sets what the rules are about and nothing else.
    void whatUserManagersGetStartsWithTheirUnit()
    {
        LimitsHost host;
        host.fake.files().write(u"/etc/systemd/system/user@.service.d/x.conf"_s, "[Service]\nLimitMEMLOCK=infinity\n");
        const RunningProcess manager{40, u"systemd"_s, 1000, u"user@1000.service"_s, unlimited};
        host.fake.tools().script(Tool::FindLimits, ToolOutcome{runningText({{manager}, 0})});
        auto alice = host.answer({.user = u"alice"_s})->answer;
        QCOMPARE(alice->manager->effective, unlimited);
        QVERIFY(alice->login->effective != unlimited);
        const auto running = host.answer({.pid = 40})->answer;
        QCOMPARE(running->login, alice->manager);
        QCOMPARE(running->unit->winner->limit, unlimited);
        host.fake.files().write(ownLimitsFile, "alice soft memlock 64\n");
        alice = host.answer({.user = u"alice"_s})->answer;
        QCOMPARE(alice->manager->effective, (MemoryLimit{small.soft, unlimitedMemory}));
        host.fake.files().write(ownLimitsFile, "alice - memlock 64\n");
        QCOMPARE(host.answer({.user = u"alice"_s})->answer->manager->effective, small);
        QVERIFY(!host.answer({.group = u"rdma"_s})->answer->manager);
    }

    void aProcessOfAServiceIsNoLogin()
    {
        LimitsHost host;
        const RunningProcess opensm{12, u"opensm"_s, 77, u"opensm.service"_s, unlimited};
        host.fake.tools().script(Tool::FindLimits, ToolOutcome{runningText({{opensm}, 0})});
        const auto answer = host.answer({.pid = 12})->answer;
        QCOMPARE(answer->process->user, u"77"_s); // nobody has that uid
        QVERIFY(answer->unit);
        QVERIFY(!answer->login);
    }

    void KI_02_aProcessThatEndedIsNotFound()
    {
        LimitsHost host;
        host.fake.tools().script(Tool::FindLimits, fail(ErrorCode::NotFound, u"4711"_s));
        QCOMPARE(codeOf(host.ask({.pid = 4711})), ErrorCode::NotFound);
        host.fake.tools().script(Tool::FindLimits, ToolOutcome{runningText({})});
        QCOMPARE(codeOf(host.ask({.pid = 4711})), ErrorCode::NotFound);
    }

    void whatRunsIsListedAndTheRestCounted()
    {
        LimitsHost host;
        const RunningProcess one{12, u"opensm"_s, 0, u"opensm.service"_s, unlimited};
        host.fake.tools().script(Tool::FindLimits, ToolOutcome{runningText({{one}, 3})});
        const auto state = host.ask({.running = true});
        const auto live = limitsLiveFromJson((*state)[u"live"_s].toObject());
        QCOMPARE(live->running,
                 (std::vector<RunningLimit>{{12, u"opensm"_s, u"root"_s, u"opensm.service"_s, unlimited}}));
        QCOMPARE(notesFromJson((*state)[u"notes"_s].toArray()),
                 (std::vector<Note>{{NoteCode::MoreRunning, {}, u"3"_s}}));
    }

    void IV_03_aWorkersAnswerIsBelievedWholeOrNotAtAll_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char *name, const QByteArray &process) {
            QTest::newRow(name) << R"({"more":0,"processes":[{)" + process + "}]}";
        };
        row("a program with a newline", R"("pid":1,"program":"a\nb","uid":0,"unit":"","soft":"0","hard":"0")");
        row("markup is not ASCII text's end", R"("pid":1,"program":"ä","uid":0,"unit":"","soft":"0","hard":"0")");
        row("a unit that is none", R"("pid":1,"program":"a","uid":0,"unit":"<b>.service","soft":"0","hard":"0")");
        row("pid 0", R"("pid":0,"program":"a","uid":0,"unit":"","soft":"0","hard":"0")");
        row("no limit", R"("pid":1,"program":"a","uid":0,"unit":"","soft":"0")");
        row("more", R"("pid":1,"program":"a","uid":0,"unit":"","soft":"0","hard":"0","x":1)");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no list") << R"({"more":0})"_ba;
    }
    void IV_03_aWorkersAnswerIsBelievedWholeOrNotAtAll()
    {
        QFETCH(QByteArray, answer);
        QVERIFY(!runningFromText(answer));
    }

    void IV_03_onlyPidsAreLookedFor()
    {
        for (const char *object : {"", "0", "-1", "01", " 1", "1 ", "1\n", "self", "1/..", "Running", "4194305", "0x1"})
            QCOMPARE(codeOf(pidFromObject(QString::fromLatin1(object))), ErrorCode::InvalidWish);
        QCOMPARE(pidFromObject(u"4194304"_s), Result<std::optional<int>>(4194304));
        QCOMPARE(pidFromObject(u"running"_s), Result<std::optional<int>>(std::nullopt));
    }

    void AU_16_onlyProcessesNeedARight()
    {
        const auto needs = [](const LimitsQuery &query) {
            return rightToRead(u"limits"_s, toJson(query)).value_or(Right{}).action;
        };
        QCOMPARE(needs({}), QString());
        QCOMPARE(needs({.user = u"alice"_s}), QString());
        QCOMPARE(needs({.group = u"rdma"_s}), QString());
        QCOMPARE(needs({.unit = u"opensm.service"_s}), QString());
        QCOMPARE(needs({.pid = 1}), u"org.rdmamanager.inspect"_s);
        QCOMPARE(needs({.running = true}), u"org.rdmamanager.inspect"_s);
        QVERIFY(rightToRead(u"log"_s, {{u"kernel"_s, u""_s}}));
        QVERIFY(!rightToRead(u"log"_s, {}));
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::LimitsAnswerTest)
#include "limitsanswertest.moc"
