// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may do what, over the bus: every answer goes to its own caller, anything but a yes changes nothing.
#include "tests/bus/stage.h"

#include <QDBusMessage>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class AuthorizationTest : public QObject {
    Q_OBJECT
private slots:
    void AU_01_subjectIsTheUniqueBusName();
    void AU_02_callerThatLeavesBeforeTheAnswerChangesNothing();
    void AU_03_noArgumentNamesTheCaller();
    void AU_04_brokenPolkitMeansNo();
    void AU_04_absentPolkitMeansNo();
    void AU_06_deniedCallerChangesNothing_data();
    void AU_06_deniedCallerChangesNothing();
    void AU_08_answersReachTheirOwnCaller_data();
    void AU_08_answersReachTheirOwnCaller();
    void AU_11_secondCallDoesNotChangeTheFirst();
    void AU_12_detailsArePrintableAscii();
    void AU_13_liveRenameIsNotTheKeptAction();
    void AU_15_readAndPreviewNeverPrompt();
    void AU_16_callThatForbidsPromptsGetsNone();
    void AU_17_onePromptACaller();
    void LC_01_promptOfADeadCallerIsCancelled();
};

void AuthorizationTest::AU_01_subjectIsTheUniqueBusName()
{
    Stage stage;
    QVERIFY(stage.caller.previewAndApply(renameIb0));
    QVERIFY(!stage.polkit.asked.isEmpty());
    for (const PolkitQuestion &question : stage.polkit.asked)
        QCOMPARE(question.sender, stage.caller.bus.baseService());
}

void AuthorizationTest::AU_02_callerThatLeavesBeforeTheAnswerChangesNothing()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    Caller leaver = stage.newCaller();
    const auto call = leaver.sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    const QString question = stage.polkit.waiting().first();
    stage.disconnect(leaver);
    QTRY_COMPARE(stage.polkit.cancelled, QStringList{question});
    stage.polkit.answer(question, PolkitVerdict::Yes);
    QVERIFY(stage.caller.read()); // the helper lives, and has dealt with the late answer
    QVERIFY(stage.isUntouched());
}

void AuthorizationTest::AU_03_noArgumentNamesTheCaller()
{
    Stage stage;
    stage.polkit.decide = [&](const PolkitQuestion &question) {
        return question.sender == stage.caller.bus.baseService() ? PolkitVerdict::Yes : PolkitVerdict::No;
    };
    const Caller other = stage.newCaller();
    QCOMPARE(other.previewAndApply(renameIb0).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.isUntouched());
}

void AuthorizationTest::AU_04_brokenPolkitMeansNo()
{
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Broken; };
    QCOMPARE(stage.caller.preview(renameIb0)->permission, Permission::No);
    QCOMPARE(stage.caller.previewAndApply(renameIb0).error().code, ErrorCode::NoPolkit);
    QVERIFY(stage.isUntouched());
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; };
    QVERIFY(stage.caller.previewAndApply(renameIb0)); // the next call works
}

void AuthorizationTest::AU_04_absentPolkitMeansNo()
{
    Stage stage;
    QDBusConnection(stage.bus.connect(u"polkit"_s)).unregisterService(u"org.freedesktop.PolicyKit1"_s);
    QCOMPARE(stage.caller.previewAndApply(renameIb0).error().code, ErrorCode::NoPolkit);
    QVERIFY(stage.isUntouched());
}

void AuthorizationTest::AU_06_deniedCallerChangesNothing_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("code");
    QTest::newRow("no") << int(PolkitVerdict::No) << int(ErrorCode::NotAuthorized);
    QTest::newRow("AU_18 nobody to ask") << int(PolkitVerdict::Challenge) << int(ErrorCode::NoAgent);
    QTest::newRow("AU_18 dismissed") << int(PolkitVerdict::Dismissed) << int(ErrorCode::Dismissed);
}

void AuthorizationTest::AU_06_deniedCallerChangesNothing()
{
    QFETCH(int, verdict);
    QFETCH(int, code);
    Stage stage;
    stage.polkit.decide = [verdict](const PolkitQuestion &) { return PolkitVerdict(verdict); };
    QCOMPARE(stage.caller.previewAndApply(renameIb0).error().code, ErrorCode(code));
    QVERIFY(stage.isUntouched());
}

void AuthorizationTest::AU_08_answersReachTheirOwnCaller_data()
{
    addOrdersOfTwo();
}

void AuthorizationTest::AU_08_answersReachTheirOwnCaller()
{
    QFETCH(bool, attackerFirst);
    QFETCH(bool, adminAnsweredFirst);
    Stage stage;
    stage.polkit.decide = promptAndWait;
    const Caller attacker = stage.newCaller();
    const Caller &admin = stage.caller;
    const auto first = (attackerFirst ? attacker : admin).sendApply(renameIb0);
    const auto second = (attackerFirst ? admin : attacker).sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 2);
    const auto answer = [&](const Caller &caller, PolkitVerdict verdict) {
        for (const PolkitQuestion &question : stage.polkit.asked)
            if (question.interactive && question.sender == caller.bus.baseService())
                stage.polkit.answer(question.cancellation, verdict);
    };
    const auto ofAdmin = attackerFirst ? second : first;
    const auto ofAttacker = attackerFirst ? first : second;
    if (adminAnsweredFirst) {
        answer(admin, PolkitVerdict::Yes);
        QVERIFY(Caller::wait(ofAdmin));
        QVERIFY(!ofAttacker.isFinished());
        answer(attacker, PolkitVerdict::No);
    } else {
        answer(attacker, PolkitVerdict::No);
        QCOMPARE(Caller::wait(ofAttacker).error().code, ErrorCode::NotAuthorized);
        QVERIFY(stage.isUntouched());
        answer(admin, PolkitVerdict::Yes);
    }
    QVERIFY(Caller::wait(ofAdmin));
    QCOMPARE(Caller::wait(ofAttacker).error().code, ErrorCode::NotAuthorized);
}

void AuthorizationTest::AU_11_secondCallDoesNotChangeTheFirst()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    const auto asked = stage.caller.sendApply(ruleOnlyIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    QVERIFY(stage.caller.preview(renameIb0)); // another wish of the same caller meanwhile
    stage.polkit.answer(stage.polkit.waiting().first(), PolkitVerdict::Yes);
    QVERIFY(Caller::wait(asked));
    QTRY_VERIFY(stage.caller.preview(ruleOnlyIb0)->steps.empty());
    QCOMPARE(stage.caller.read()->value(u"config"_s)[u"interfaces"_s][u"f4521403007bcba1:ffff"_s][u"name"_s].toString(),
             u"ib0"_s);
}

void AuthorizationTest::AU_12_detailsArePrintableAscii()
{
    const Plan plan{.feature = u"names"_s,
                    .steps = {RenameInterface{{}, u"a\n$(x)\u202e"_s + QString(500, u'y'), u"b"_s, false}}};
    for (const QString &detail : detailsFor(plan)) {
        QVERIFY(detail.size() <= 256);
        for (const QChar c : detail)
            QVERIFY(c.unicode() >= 0x20 && c.unicode() < 0x7f);
    }
}

void AuthorizationTest::AU_13_liveRenameIsNotTheKeptAction()
{
    Stage stage;
    QCOMPARE(stage.caller.preview(ruleOnlyIb0)->action, u"org.rdmamanager.names.edit"_s);
    QCOMPARE(stage.caller.preview(renameIb0)->action, u"org.rdmamanager.names.rename"_s);
}

void AuthorizationTest::AU_15_readAndPreviewNeverPrompt()
{
    Stage stage;
    QVERIFY(stage.caller.read());
    QVERIFY(stage.caller.on(u"jobs"_s).read());
    QCOMPARE(stage.caller.preview(renameIb0)->permission, Permission::Ask);
    QVERIFY(std::ranges::none_of(stage.polkit.asked, &PolkitQuestion::interactive));
    QVERIFY(stage.isUntouched());
}

void AuthorizationTest::AU_16_callThatForbidsPromptsGetsNone()
{
    Stage stage;
    QCOMPARE(Caller::wait(stage.caller.sendApply(renameIb0, false)).error().code, ErrorCode::NoAgent);
    QVERIFY(std::ranges::none_of(stage.polkit.asked, &PolkitQuestion::interactive));
    QVERIFY(stage.isUntouched());
}

void AuthorizationTest::AU_17_onePromptACaller()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    const auto first = stage.caller.sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    QCOMPARE(Caller::wait(stage.caller.sendApply(renameIb0)).error().code, ErrorCode::TooMany);
    stage.polkit.answer(stage.polkit.waiting().first(), PolkitVerdict::Yes);
    QVERIFY(Caller::wait(first));
}

void AuthorizationTest::LC_01_promptOfADeadCallerIsCancelled()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    Caller ghost = stage.newCaller();
    std::ignore = ghost.sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    stage.disconnect(ghost);
    QTRY_COMPARE(stage.polkit.cancelled.size(), 1);
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    QCOMPARE(stage.caller.previewAndApply(renameIb0).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.isUntouched());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::AuthorizationTest)
#include "authorizationtest.moc"
