// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pending edits of limits of locked memory: the wish, its words, what is wrong with it, what becomes of it.
#include "gui/pages/limitsrunning.h"
#include "gui/words/limitsverdict.h"
#include "gui/words/limitswords.h"
#include "model/json.h"
#include "tests/gui/mocklimits.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString words(const LimitsEdits &edits)
{
    return changeWords(someLimits().state.config, edits, placesOf(edits).front());
}

LimitsEdits about(const QString &who, const std::optional<WantedLimit> &limit)
{
    return {{{holder(who), limit}}, {}};
}

} // namespace

class LimitsEditTest : public QObject {
    Q_OBJECT

private slots:
    void wishIsAMergePatch();
    void oneSideIsTakenAway();
    void whatIsFulfilledIsNoEdit();
    void saysWhatEachEditDoes();
    void saysWhyAnEditCannotBe();
    void amountsInWords();
    void holdersInWords_data();
    void holdersInWords();
    void allRulesInOrder();
    void everyLossHasItsReason();
    void everyEndHasItsWords();
    void whatAServiceGets();
    void whatItWouldGetThatReplacesWhatRuns();
    void aUserManagersLineLosesToLimitsFiles();
};

void LimitsEditTest::wishIsAMergePatch()
{
    const LimitsConfig config = someLimits().state.config;
    LimitsEdits edits;
    edits.users[holder(u"@rdma"_s)] = std::nullopt;
    edits.users[holder(u"bob"_s)] = {mebibytes(64), mebibytes(128)};
    edits.units[u"opensm.service"_s] = std::nullopt;
    const QJsonObject wish = wishFor(config, edits);
    QCOMPARE(canonical(wish), "{\"units\":{\"opensm.service\":null},\"users\":{\"@rdma\":null,"
                              "\"bob\":{\"hard\":\"134217728\",\"soft\":\"67108864\"}}}"_ba);
    const auto made = limitsConfigFromJson(mergePatch(toJson(config), wish));
    QVERIFY(made && *made == afterEdits(config, edits));
}

void LimitsEditTest::oneSideIsTakenAway()
{
    const LimitsConfig config = someLimits().state.config;
    const QJsonObject wish = wishFor(config, about(u"@rdma"_s, WantedLimit{{}, unlimitedMemory}));
    QCOMPARE(canonical(wish), "{\"users\":{\"@rdma\":{\"soft\":null}}}"_ba);
}

void LimitsEditTest::whatIsFulfilledIsNoEdit()
{
    const LimitsConfig config = someLimits().state.config;
    LimitsEdits edits = about(u"@rdma"_s, WantedLimit{unlimitedMemory, unlimitedMemory});
    edits.users[holder(u"bob"_s)] = std::nullopt; // has none
    edits.units[u"opensm.service"_s] = sameFor(mebibytes(1));
    const LimitsEdits open = stillOpen(config, edits);
    QVERIFY(open.users.empty());
    QCOMPARE(open.units.size(), 1U);
}

void LimitsEditTest::saysWhatEachEditDoes()
{
    QCOMPARE(words(about(u"@rdma"_s, std::nullopt)), u"Take the limit for group rdma away"_s);
    QCOMPARE(words(about(u"@rdma"_s, WantedLimit{mebibytes(64), mebibytes(64)})),
             u"Change the limit for group rdma to 64 MiB"_s);
    QCOMPARE(words(about(u"*"_s, WantedLimit{unlimitedMemory, unlimitedMemory})), u"Limit for everyone: unlimited"_s);
    QCOMPARE(words(about(u"bob"_s, WantedLimit{{}, mebibytes(2)})), u"Limit for user bob: 2 MiB (hard)"_s);
    QCOMPARE(words({{}, {{u"a.service"_s, MemoryLimit{mebibytes(1), unlimitedMemory}}}}),
             u"Limit for the service a.service: 1 MiB (soft), unlimited (hard)"_s);
    QCOMPARE(words({{}, {{u"opensm.service"_s, std::nullopt}}}),
             u"Take the limit for the service opensm.service away"_s);
}

void LimitsEditTest::saysWhyAnEditCannotBe()
{
    const auto problem = [](const LimitsEdits &edits) { return problemWith(edits, placesOf(edits).front()); };
    QVERIFY(problem(about(u"bob"_s, WantedLimit{mebibytes(2), mebibytes(1)}))
                .startsWith("The soft limit of user bob would be more than the hard one."_L1));
    QVERIFY(problem(about(u"bob"_s, WantedLimit{MemoryAmount{1000}, MemoryAmount{1000}}))
                .startsWith("The file with the limits cannot hold this amount for user bob: 1000 bytes."_L1));
    QVERIFY(problem(about(u"bob"_s, WantedLimit{})).startsWith("For user bob neither a soft nor a hard limit"_L1));
    QVERIFY(problem({{}, {{u"a.service"_s, MemoryLimit{mebibytes(2), mebibytes(1)}}}})
                .contains("more than the hard one"_L1));
    QCOMPARE(problem(about(u"bob"_s, std::nullopt)), QString());
    QCOMPARE(problem(about(u"bob"_s, WantedLimit{mebibytes(1), mebibytes(2)})), QString());
}

void LimitsEditTest::amountsInWords()
{
    QCOMPARE(memoryWords(unlimitedMemory), u"unlimited"_s);
    QCOMPARE(memoryWords(mebibytes(2048)), u"2 GiB"_s);
    QCOMPARE(limitWords({mebibytes(1), mebibytes(1)}), u"1 MiB"_s);
    QCOMPARE(limitWords({mebibytes(1), unlimitedMemory}), u"1 MiB (soft), unlimited (hard)"_s);
}

void LimitsEditTest::holdersInWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, const char *words) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(words);
    };
    row("*", "everyone");
    row("alice", "user alice");
    row("@rdma", "group rdma");
    row("1000:2000", "user ids 1000 to 2000");
    row("1000:", "user ids from 1000");
    row(":1000", "user id 1000");
    row("@100:200", "group ids 100 to 200");
    row("@100:", "group ids from 100");
    row("@:100", "group id 100");
}

void LimitsEditTest::holdersInWords()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    QCOMPARE(domainWords(text), words);
}

/// limits.conf first, then limits.d by name, whether a line is a rule or a problem; then systemd's.
void LimitsEditTest::allRulesInOrder()
{
    LimitsLive live = someLimits().state.live;
    live.problems.push_back({u"/etc/security/limits.conf"_s, 3, LimitProblem::ExemptsNobody, {}});
    live.system.winner = {u"/etc/systemd/system.conf.d/10-site.conf"_s, 2, sameFor(mebibytes(16))};
    QStringList places;
    for (const LimitLine &line : ruleLines(live))
        places.append(line.cells.front() + (line.isProblem ? u" !"_s : QString()));
    QCOMPARE(
        places,
        (QStringList{u"/etc/security/limits.conf:3 !"_s, u"/etc/security/limits.conf:12"_s,
                     u"/etc/security/limits.d/90-site.conf:4 !"_s, u"/etc/security/limits.d/rdma.conf:2"_s,
                     u"/etc/security/limits.d/rdma.conf:3"_s, u"/etc/systemd/system.conf.d/10-site.conf:2"_s,
                     u"/usr/lib/systemd/system/mpi-broker.service:7"_s, u"/usr/lib/systemd/system/opensm.service:9"_s,
                     u"/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf:2"_s}));
}

void LimitsEditTest::everyLossHasItsReason()
{
    QSet<QString> words;
    const ShownRule winner{u"/etc/security/limits.conf"_s, 7, u"bob"_s, LimitRule::Both, mebibytes(1)};
    for (const LimitLoss why :
         {LimitLoss::Rank, LimitLoss::LaterLine, LimitLoss::WithItsSoft, LimitLoss::SparesRoot, LimitLoss::Exempt})
        words.insert(lossWords(why, winner));
    QCOMPARE(words.size(), 5);
    QVERIFY(lossWords(LimitLoss::Rank, winner).startsWith("/etc/security/limits.conf:7 ranks higher"_L1));
}

void LimitsEditTest::everyEndHasItsWords()
{
    const auto words = [](LimitOutcome outcome) { return loginWords({.outcome = outcome}).join(u' '); };
    QVERIFY(words(LimitOutcome::Inherited).startsWith("No rule is about them"_L1));
    QVERIFY(words(LimitOutcome::Exempt).contains("exempt"_L1));
    QVERIFY(words(LimitOutcome::Refused).contains("does not let the hard limit be raised"_L1));
    QVERIFY(words(LimitOutcome::LoginRefused).startsWith("They cannot log in at all"_L1));
    LoginLimit clamped = someLimits().users.at(u"bob"_s);
    QVERIFY(loginWords(clamped).constFirst().startsWith("Both limits are set by /etc/security/limits.conf:12"_L1));
    clamped.isClamped = true;
    QVERIFY(loginWords(clamped).constLast().contains("cut to that"_L1));
    clamped.hard.winner.reset();
    QVERIFY(loginWords(clamped).join(u' ').contains("No rule is about the other one"_L1));
}

void LimitsEditTest::whatAServiceGets()
{
    const LimitsLive live = someLimits().state.live;
    const LimitAnswer told{{}, live.units.at(u"opensm.service"_s), {}};
    const LimitVerdict verdict = verdictOf({.unit = u"opensm.service"_s}, told, live);
    QCOMPARE(verdict.title, u"Service opensm.service: unlimited"_s);
    QCOMPARE(verdict.lines.size(), 2U);
    QVERIFY(verdict.effect.contains("when the service is restarted"_L1));
    QVERIFY(verdict.effect.contains("limits files do not reach them"_L1));
    const LimitVerdict silent = verdictOf({.unit = u"cups.service"_s}, {{}, UnitMemlock(), {}}, live);
    QCOMPARE(silent.title, u"Service cups.service: 8 MiB"_s);
    QVERIFY(silent.why.constFirst().contains(u"systemd’s own default"_s));
}

void LimitsEditTest::whatItWouldGetThatReplacesWhatRuns()
{
    LimitsLive live = someLimits().state.live;
    const MemoryLimit few = sameFor(mebibytes(64));
    const MemoryLimit all = sameFor(unlimitedMemory);
    const LimitAnswers answers{{u"alice"_s, LimitAnswer{.login = LoginLimit{.effective = few},
                                                        .unit = {},
                                                        .process = {},
                                                        .manager = LoginLimit{.effective = all}}},
                               {u"bob"_s, std::nullopt}};
    const auto next = [&](const QString &user, const QString &unit) {
        return nextLimitOf({1, u"x"_s, user, unit, few}, live, answers);
    };
    QCOMPARE(next(u"alice"_s, u"session-4.scope"_s), few);
    QCOMPARE(next(u"alice"_s, u"user@1000.service"_s), all);
    for (const auto &user : {u"bob"_s, u"carol"_s})
        QCOMPARE(next(user, u"user@1001.service"_s), std::nullopt);
    QCOMPARE(next(u"root"_s, u"init.scope"_s), std::nullopt);
    QCOMPARE(next(u"root"_s, u"srp_daemon_port@mlx5_0:1.service"_s), live.usual);
    live.units[u"srp_daemon_port@.service"_s] = {PlacedLimit{u"/x"_s, 1, all}, {}, {}};
    QCOMPARE(next(u"root"_s, u"srp_daemon_port@mlx5_0:1.service"_s), all);
    live.units[u"srp_daemon_port@mlx5_0:1.service"_s] = {PlacedLimit{u"/x"_s, 2, few}, {}, {}};
    QCOMPARE(next(u"root"_s, u"srp_daemon_port@mlx5_0:1.service"_s), few);
}

void LimitsEditTest::aUserManagersLineLosesToLimitsFiles()
{
    const LimitsLive live = someLimits().state.live;
    LimitAnswer told{LoginLimit{}, live.units.at(u"opensm.service"_s), someLimits().running.at(1)};
    const auto fares = [&] { return verdictOf({.pid = 2102}, told, live).lines.back().cells.constLast(); };
    told.unit->overridden.clear();
    QCOMPARE(fares(), u"wins"_s);
    told.login = someLimits().users.at(u"bob"_s);
    QCOMPARE(fares(), u"loses: limits files hold"_s);
    told = {someLimits().users.at(u"bob"_s), {}, {}, LoginLimit{.effective = sameFor(unlimitedMemory)}};
    QVERIFY(verdictOf({.user = u"bob"_s}, told, live).why.constLast().contains("such as a desktop, gets unlimited"_L1));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LimitsEditTest)
#include "limitsedittest.moc"
