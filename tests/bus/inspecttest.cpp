// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads that not everybody may do: whom polkit is asked about, and that nothing is read before its answer.
#include "model/log.h"
#include "tests/bus/stage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString newest = uR"({"kernel":""})"_s;
const QString ours = u"ib_srpt Rejecting login with reason 0x10006"_s;
const QString others = u"audit: type=1400 apparmor=DENIED name=/home/alice/secret"_s;

struct LogStage : Stage {
    LogStage()
    {
        demo.journal().say(others);
        demo.journal().say(ours);
    }

    [[nodiscard]] QDBusPendingCall send(const Caller &who, const QString &query = newest, bool mayPrompt = true) const
    {
        return who.on(u"log"_s).send(u"Read"_s, {query}, mayPrompt);
    }
    [[nodiscard]] static Result<LogLive> wait(const QDBusPendingCall &call)
    {
        return Caller::wait(call)
            .and_then([](const QString &text) { return parseObject(text.toUtf8(), maxStateBytes); })
            .and_then([](const QJsonObject &state) { return logLiveFromJson(state[u"live"_s].toObject()); });
    }
    [[nodiscard]] Result<LogLive> read(const QString &query = newest) const { return wait(send(caller, query)); }
    void answer(const Caller &who, PolkitVerdict verdict)
    {
        for (const PolkitQuestion &question : polkit.asked)
            if (question.sender == who.bus.baseService() && polkit.waiting().contains(question.cancellation))
                polkit.answer(question.cancellation, verdict);
    }
};

/// mlx9, whose first port can be asked for targets.
void addSubnetPort(Stage &stage)
{
    const QString device = u"/sys/class/infiniband/mlx9/ports/1/"_s;
    for (const auto &[name, value] : {std::pair(u"link_layer"_s, "InfiniBand"), std::pair(u"state"_s, "4: ACTIVE")})
        stage.demo.files().write(device + name, value);
    stage.demo.files().write(u"/sys/class/infiniband_mad/umad9/ibdev"_s, "mlx9\n");
    stage.demo.files().write(u"/sys/class/infiniband_mad/umad9/port"_s, "1\n");
}

} // namespace

class InspectTest : public QObject {
    Q_OBJECT
private slots:
    void AU_15_emptyQueryAsksNobodyAndReadsNothing();
    void DB_11_onlyLinesAboutRdmaLeave();
    void linesAfterACursor();
    void withoutAJournal();
    void AU_05_nothingIsReadBeforeTheAnswer();
    void AU_05_nothingIsStartedBeforeTheAnswer();
    void AU_06_deniedCallerReadsNothing_data();
    void AU_06_deniedCallerReadsNothing();
    void AU_08_answersReachTheirOwnReader_data();
    void AU_08_answersReachTheirOwnReader();
    void AU_12_detailsArePrintableAscii();
    void AU_13_readingIsNoChange();
    void AU_16_callThatForbidsPromptsGetsNone();
    void AU_17_onePromptACaller();
    void IV_01_queryThatIsNoneAsksNobody_data();
    void IV_01_queryThatIsNoneAsksNobody();
    void LC_01_readerThatLeavesReadsNothing();
    void LC_01_lookThatNobodyWaitsForEnds();
    void LC_11_noGrantIsRemembered();
};

void InspectTest::AU_15_emptyQueryAsksNobodyAndReadsNothing()
{
    LogStage stage;
    QCOMPARE(stage.read(u"{}"_s).value(), LogLive{});
    QVERIFY(stage.polkit.asked.isEmpty());
    QCOMPARE(stage.demo.journal().reads(), 0);
}

void InspectTest::DB_11_onlyLinesAboutRdmaLeave()
{
    const LogStage stage;
    const auto told = Caller::wait(stage.send(stage.caller)).value();
    QVERIFY(told.contains(ours));
    QVERIFY(!told.contains(u"secret"));
}

void InspectTest::linesAfterACursor()
{
    LogStage stage;
    const LogLive first = stage.read().value();
    QCOMPARE(first.lines.size(), 1U);
    const QString query = u"{\"kernel\":\"%1\"}"_s.arg(first.cursor);
    QVERIFY(stage.read(query).value().lines.empty());
    stage.demo.journal().say(u"ib_srpt what came later"_s);
    const LogLive later = stage.read(query).value();
    QCOMPARE(later.lines.size(), 1U);
    QCOMPARE(later.lines.front().text, u"ib_srpt what came later"_s);
    QVERIFY(!later.older);
}

void InspectTest::withoutAJournal()
{
    LogStage stage;
    stage.demo.journal().keepNone();
    QCOMPARE(stage.read().error(), (Error{ErrorCode::NotFound, u"journal"_s, u"no journal"_s}));
}

void InspectTest::AU_05_nothingIsReadBeforeTheAnswer()
{
    LogStage stage;
    stage.polkit.decide = promptAndWait;
    const auto call = stage.send(stage.caller);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    QVERIFY(stage.caller.read()); // the helper has had time
    QCOMPARE(stage.demo.journal().reads(), 0);
    stage.answer(stage.caller, PolkitVerdict::Yes);
    QCOMPARE(LogStage::wait(call).value().lines.size(), 1U);
    QCOMPARE(stage.demo.journal().reads(), 1);
}

void InspectTest::AU_06_deniedCallerReadsNothing_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("code");
    QTest::newRow("no") << int(PolkitVerdict::No) << int(ErrorCode::NotAuthorized);
    QTest::newRow("AU_18 nobody to ask") << int(PolkitVerdict::Challenge) << int(ErrorCode::NoAgent);
    QTest::newRow("AU_18 dismissed") << int(PolkitVerdict::Dismissed) << int(ErrorCode::Dismissed);
    QTest::newRow("AU_04 broken polkit") << int(PolkitVerdict::Broken) << int(ErrorCode::NoPolkit);
}

void InspectTest::AU_06_deniedCallerReadsNothing()
{
    QFETCH(int, verdict);
    QFETCH(int, code);
    LogStage stage;
    stage.polkit.decide = [verdict](const PolkitQuestion &) { return PolkitVerdict(verdict); };
    const auto refused = Caller::wait(stage.send(stage.caller));
    QCOMPARE(refused.error().code, ErrorCode(code));
    QCOMPARE(stage.polkit.asked.size(), 1);
    QVERIFY(stage.caller.read());
    QCOMPARE(stage.demo.journal().reads(), 0);
}

/// A look at the fabric is answered by a tool: nobody is asked there before polkit has answered here.
void InspectTest::AU_05_nothingIsStartedBeforeTheAnswer()
{
    Stage stage;
    addSubnetPort(stage);
    const auto discover = [&] {
        return stage.caller.on(u"srp_initiator"_s).send(u"Read"_s, {uR"({"discover":"mlx9/1"})"_s});
    };
    const QList<ToolCall> looks{{Tool::FindTargets, u"mlx9/1"_s}};
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    QCOMPARE(Caller::wait(discover()).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.demo.tools().runs().isEmpty());
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; };
    QVERIFY(Caller::wait(discover()).value().contains("\"found\":[]"_L1));
    QCOMPARE(stage.demo.tools().runs(), looks);
    QCOMPARE(stage.polkit.asked.constLast().action, u"org.rdmamanager.inspect"_s);
}

void InspectTest::AU_08_answersReachTheirOwnReader_data()
{
    addOrdersOfTwo();
}

void InspectTest::AU_08_answersReachTheirOwnReader()
{
    QFETCH(bool, attackerFirst);
    QFETCH(bool, adminAnsweredFirst);
    LogStage stage;
    stage.polkit.decide = promptAndWait;
    const Caller attacker = stage.newCaller();
    const Caller &admin = stage.caller;
    const auto first = stage.send(attackerFirst ? attacker : admin);
    const auto second = stage.send(attackerFirst ? admin : attacker);
    QTRY_COMPARE(stage.polkit.waiting().size(), 2);
    const auto &ofAdmin = attackerFirst ? second : first;
    const auto &ofAttacker = attackerFirst ? first : second;
    if (adminAnsweredFirst) {
        stage.answer(admin, PolkitVerdict::Yes);
        QCOMPARE(LogStage::wait(ofAdmin).value().lines.size(), 1U);
        QVERIFY(!ofAttacker.isFinished());
        stage.answer(attacker, PolkitVerdict::No);
        QCOMPARE(LogStage::wait(ofAttacker).error().code, ErrorCode::NotAuthorized);
    } else {
        stage.answer(attacker, PolkitVerdict::No);
        QCOMPARE(LogStage::wait(ofAttacker).error().code, ErrorCode::NotAuthorized);
        QVERIFY(!ofAdmin.isFinished());
        QCOMPARE(stage.demo.journal().reads(), 0);
        stage.answer(admin, PolkitVerdict::Yes);
        QCOMPARE(LogStage::wait(ofAdmin).value().lines.size(), 1U);
    }
    QCOMPARE(stage.demo.journal().reads(), 1);
}

void InspectTest::AU_12_detailsArePrintableAscii()
{
    LogStage stage;
    QVERIFY(stage.read());
    const PolkitQuestion question = stage.polkit.asked.constFirst();
    QCOMPARE(question.action, u"org.rdmamanager.inspect"_s);
    QCOMPARE(question.details.value(u"feature"_s), u"log"_s);
    for (const QString &detail : question.details)
        QVERIFY(!detail.isEmpty() &&
                std::ranges::all_of(detail, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; }));
}

/// It is kept for some minutes: it must cover nothing else.
void InspectTest::AU_13_readingIsNoChange()
{
    LogStage stage;
    stage.polkit.decide = [](const PolkitQuestion &question) {
        return question.action == "org.rdmamanager.inspect"_L1 ? PolkitVerdict::Yes : PolkitVerdict::No;
    };
    QVERIFY(stage.read());
    QCOMPARE(stage.caller.previewAndApply(ruleOnlyIb0).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.isUntouched());
}

void InspectTest::AU_16_callThatForbidsPromptsGetsNone()
{
    LogStage stage;
    QCOMPARE(LogStage::wait(stage.send(stage.caller, newest, false)).error().code, ErrorCode::NoAgent);
    QCOMPARE(stage.polkit.asked.size(), 1);
    QVERIFY(!stage.polkit.asked.constFirst().interactive);
    QCOMPARE(stage.demo.journal().reads(), 0);
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; }; // a kept authorization
    QVERIFY(LogStage::wait(stage.send(stage.caller, newest, false)));
}

void InspectTest::AU_17_onePromptACaller()
{
    LogStage stage;
    stage.polkit.decide = promptAndWait;
    const auto first = stage.send(stage.caller);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    QCOMPARE(LogStage::wait(stage.send(stage.caller)).error().code, ErrorCode::TooMany);
    QCOMPARE(Caller::wait(stage.caller.sendApply(ruleOnlyIb0)).error().code, ErrorCode::TooMany);
    QVERIFY(stage.read(u"{}"_s));
    stage.answer(stage.caller, PolkitVerdict::Yes);
    QVERIFY(LogStage::wait(first));
}

void InspectTest::IV_01_queryThatIsNoneAsksNobody_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("no cursor") << uR"({"kernel":"../../etc/shadow"})"_s;
    QTest::newRow("newline") << uR"({"kernel":"\n"})"_s;
    QTest::newRow("number") << uR"({"kernel":5})"_s;
    QTest::newRow("unknown key") << uR"({"kernel":"","file":"/etc/shadow"})"_s;
    QTest::newRow("another key") << uR"({"dmesg":""})"_s;
    QTest::newRow("no JSON") << u"kernel"_s;
}

void InspectTest::IV_01_queryThatIsNoneAsksNobody()
{
    QFETCH(QString, query);
    LogStage stage;
    QCOMPARE(stage.read(query).error().code, ErrorCode::InvalidWish);
    QVERIFY(stage.polkit.asked.isEmpty());
    QCOMPARE(stage.demo.journal().reads(), 0);
}

void InspectTest::LC_01_readerThatLeavesReadsNothing()
{
    LogStage stage;
    stage.polkit.decide = promptAndWait;
    Caller ghost = stage.newCaller();
    std::ignore = stage.send(ghost);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    const QString question = stage.polkit.waiting().constFirst();
    stage.disconnect(ghost);
    QTRY_COMPARE(stage.polkit.cancelled, QStringList{question});
    stage.polkit.answer(question, PolkitVerdict::Yes);
    QVERIFY(stage.caller.read());
    QCOMPARE(stage.demo.journal().reads(), 0);
}

void InspectTest::LC_01_lookThatNobodyWaitsForEnds()
{
    Stage stage;
    addSubnetPort(stage);
    stage.demo.tools().hangScans();
    Caller other = stage.newCaller();
    std::ignore = other.on(u"srp_initiator"_s).send(u"Read"_s, {uR"({"discover":"mlx9/1"})"_s});
    QTRY_COMPARE(stage.demo.tools().runs().size(), 1);
    QVERIFY(stage.caller.read());
    QCOMPARE(stage.demo.tools().cancelledScans(), 0); // another's calls are not its end
    Stage::disconnect(other);
    QTRY_COMPARE(stage.demo.tools().cancelledScans(), 1);
}

void InspectTest::LC_11_noGrantIsRemembered()
{
    LogStage stage;
    QVERIFY(stage.read());
    QVERIFY(stage.read());
    QCOMPARE(stage.polkit.asked.size(), 2);
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    QCOMPARE(stage.read().error().code, ErrorCode::NotAuthorized);
    QCOMPARE(stage.demo.journal().reads(), 2);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::InspectTest)
#include "inspecttest.moc"
