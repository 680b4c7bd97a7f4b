// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The calls of a feature: what goes out, what comes back, what each failure becomes.
#include "gui/client/featureclient.h"
#include "model/json.h"
#include "tests/client/mockhelper.h"
#include "tests/client/waiting.h"
#include "tests/mockbus/privatebus.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PlanView examplePlan()
{
    PlanView plan;
    plan.id = u"0123"_s;
    plan.action = u"org.rdmamanager.names.rename"_s;
    plan.permission = Permission::Ask;
    plan.steps = {
        {u"rename-interface"_s, u"ib0"_s, u"ib0"_s, u"mlx4_ib0"_s, {}, {u"ip link set ib0 name mlx4_ib0"_s}, {}, true}};
    return plan;
}

} // namespace

class FeatureClientTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void readSendsTheQueryAndReturnsTheState();
    void previewIsDecoded();
    void applyReturnsTheJob();
    void cancelSendsTheJob();
    void onlyCallsThatMayAskAllowInteraction();
    void aPasswordPromptIsOutlived();
    void helperErrorsKeepTheirMeaning();
    void busErrorsAreMapped_data();
    void busErrorsAreMapped();
    void LC_14_hostileAnswersAreInternalErrors_data();
    void LC_14_hostileAnswersAreInternalErrors();
    void LC_14_hugeAnswerIsRefused();
    void unknownKeysOfANewerHelperAreIgnored();
    void unknownFeatureIsNotSupported();
    void helperErrorWithoutJsonIsBounded();
    void destroyedContextDropsTheAnswer();
    void destroyedClientDropsTheAnswer();
    void changedIsForwarded();
    void changedOfAStrangerIsIgnored();
    void watchIsRenewedWhenTheHelperRestarts();
    void unwatchEndsIt();
    void refusedWatchIsToldAndAskedForAgain();
    void helperThatExitedAfterTheCheckIsReplaced();
    void applyIsNotSentTwice();

private:
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<MockHelper> m_helper;
    std::unique_ptr<FeatureClient> m_client;
    int m_round = 0;

    [[nodiscard]] QString unique(const QString &name) const { return name + QString::number(m_round); }
    void decide(const MockReply &reply)
    {
        m_helper->decide = [reply](const QDBusMessage &) { return reply; };
    }
    [[nodiscard]] Result<QJsonObject> read()
    {
        Awaited<QJsonObject> state;
        m_client->read({}, this, state.answer());
        return state.wait(20000);
    }
};

void FeatureClientTest::init()
{
    ++m_round;
    m_bus = std::make_unique<PrivateBus>();
    const auto connection = m_bus->connect(unique(u"helper"_s));
    m_helper = std::make_unique<MockHelper>(connection, u"names"_s);
    takeHelperName(connection);
    m_client = std::make_unique<FeatureClient>(m_bus->connect(unique(u"client"_s)), u"names"_s);
}

void FeatureClientTest::cleanup()
{
    m_client.reset();
    m_helper.reset();
    m_bus.reset();
}

void FeatureClientTest::readSendsTheQueryAndReturnsTheState()
{
    decide(MockReply::text(uR"({"config": {"interfaces": {}}, "live": {"x": 1}, "notes": []})"_s));
    Awaited<QJsonObject> state;
    m_client->read({{u"detail"_s, true}}, this, state.answer());
    QVERIFY(!state.isThere());
    QCOMPARE(state.wait().value()[u"live"_s][u"x"_s].toInt(), 1);
    QCOMPARE(m_helper->calls.constLast().arguments(), QVariantList{uR"({"detail":true})"_s});
    QCOMPARE(m_client->feature(), u"names"_s);
}

void FeatureClientTest::previewIsDecoded()
{
    decide(MockReply::text(QString::fromUtf8(canonical(toJson(examplePlan())))));
    Awaited<PlanView> plan;
    m_client->preview({{u"interfaces"_s, QJsonObject()}}, this, plan.answer());
    QVERIFY(plan.wait() == examplePlan());
    QCOMPARE(m_helper->calls.constLast().arguments(), QVariantList{uR"({"interfaces":{}})"_s});
}

void FeatureClientTest::applyReturnsTheJob()
{
    decide(MockReply::text(u"0123456789abcdef0123456789abcdef"_s));
    Awaited<QString> job;
    m_client->apply(u"plan"_s, {}, this, job.answer());
    QCOMPARE(job.wait(), u"0123456789abcdef0123456789abcdef"_s);
    QCOMPARE(m_helper->calls.constLast().arguments(), (QVariantList{u"plan"_s, u"{}"_s}));
}

void FeatureClientTest::cancelSendsTheJob()
{
    Awaited<void> done;
    m_client->cancel(u"abc"_s, this, done.answer());
    QVERIFY(done.wait());
    QCOMPARE(m_helper->calls.constLast().arguments(), QVariantList{u"abc"_s});
}

void FeatureClientTest::onlyCallsThatMayAskAllowInteraction()
{
    Awaited<QJsonObject> state;
    Awaited<QJsonObject> inspected;
    Awaited<QString> job;
    Awaited<void> stopped;
    const QJsonObject query{{u"kernel"_s, u""_s}};
    m_client->read(query, this, state.answer());
    m_client->inspect(query, this, inspected.answer());
    m_client->apply(u"plan"_s, {}, this, job.answer());
    m_client->cancel(u"job"_s, this, stopped.answer());
    QVERIFY(state.wait() && inspected.wait() && job.wait() && stopped.wait());
    QCOMPARE(m_helper->calls.size(), 4);
    QCOMPARE(m_helper->calls[1].arguments(), m_helper->calls[0].arguments());
    for (qsizetype i = 0; i < 4; ++i)
        QCOMPARE(m_helper->calls[i].isInteractiveAuthorizationAllowed(), i > 0);
}

void FeatureClientTest::aPasswordPromptIsOutlived()
{
    QCOMPARE(patienceFor(Asks::Person), 10min);
    QCOMPARE(patienceFor(Asks::Nobody), 30s);
}

void FeatureClientTest::helperErrorsKeepTheirMeaning()
{
    const Error error{ErrorCode::UnsafeFile, u"/etc/x"_s, u"symlink to /etc/shadow"_s};
    decide(MockReply::error(u"org.rdmamanager.Error"_s, QString::fromUtf8(canonical(toJson(error)))));
    QCOMPARE(read().error(), error);
}

void FeatureClientTest::busErrorsAreMapped_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, ErrorCode code) {
        QTest::newRow(name) << QString::fromLatin1(name) << static_cast<int>(code);
    };
    row("org.freedesktop.DBus.Error.AccessDenied", ErrorCode::NoHelper);
    row("org.freedesktop.DBus.Error.Spawn.ChildExited", ErrorCode::NoHelper);
    row("org.freedesktop.DBus.Error.Disconnected", ErrorCode::NoHelper);
    row("org.freedesktop.systemd1.UnitMasked", ErrorCode::NoHelper);
    row("org.freedesktop.DBus.Error.NoReply", ErrorCode::Timeout);
    row("org.freedesktop.DBus.Error.Timeout", ErrorCode::Timeout);
    row("org.freedesktop.DBus.Error.TimedOut", ErrorCode::Timeout);
    row("org.freedesktop.DBus.Error.LimitsExceeded", ErrorCode::TooMany);
    row("org.freedesktop.DBus.Error.UnknownMethod", ErrorCode::NotSupported);
    row("org.freedesktop.DBus.Error.UnknownObject", ErrorCode::NotSupported);
    row("org.freedesktop.DBus.Error.NoMemory", ErrorCode::Internal);
    row("org.example.Anything", ErrorCode::Internal);
}

void FeatureClientTest::busErrorsAreMapped()
{
    QFETCH(QString, name);
    QFETCH(int, code);
    decide(MockReply::error(name, u"why"_s));
    const Error error = read().error();
    QCOMPARE(static_cast<int>(error.code), code);
    QCOMPARE(error.detail, name + u": why"_s);
}

void FeatureClientTest::LC_14_hostileAnswersAreInternalErrors_data()
{
    QTest::addColumn<QVariantList>("values");
    const QString deep = u"{\"a\":"_s.repeated(5000) + u'1' + u"}"_s.repeated(5000);
    QTest::newRow("no JSON") << QVariantList{u"<html>"_s};
    QTest::newRow("empty") << QVariantList{QString()};
    QTest::newRow("array") << QVariantList{u"[1, 2]"_s};
    QTest::newRow("deep") << QVariantList{deep};
    QTest::newRow("number") << QVariantList{42};
    QTest::newRow("nothing") << QVariantList{};
    QTest::newRow("two texts") << QVariantList{u"{}"_s, u"{}"_s};
}

void FeatureClientTest::LC_14_hostileAnswersAreInternalErrors()
{
    QFETCH(QVariantList, values);
    decide({values, {}, {}, {}});
    Awaited<PlanView> plan;
    m_client->preview({}, this, plan.answer());
    const Error error = plan.wait().error();
    QCOMPARE(error.code, ErrorCode::Internal);
    QCOMPARE(error.subject, u"answer"_s);
    QVERIFY(error.detail.size() <= 500);
}

void FeatureClientTest::LC_14_hugeAnswerIsRefused()
{
    decide(MockReply::text(uR"({"a":")"_s + QString(maxStateBytes, u'x') + uR"("})"_s));
    const auto state = read();
    QCOMPARE(state.error().code, ErrorCode::Internal);
    QVERIFY(state.error().detail.startsWith("larger than"_L1));
}

void FeatureClientTest::unknownKeysOfANewerHelperAreIgnored()
{
    QJsonObject plan = toJson(examplePlan());
    plan[u"fromTheFuture"_s] = 1;
    decide(MockReply::text(QString::fromUtf8(canonical(plan))));
    Awaited<PlanView> decoded;
    m_client->preview({}, this, decoded.answer());
    QVERIFY(decoded.wait() == examplePlan());
}

void FeatureClientTest::unknownFeatureIsNotSupported()
{
    FeatureClient other(m_bus->connect(unique(u"other"_s)), u"teleport"_s);
    Awaited<QJsonObject> state;
    other.read({}, this, state.answer());
    QCOMPARE(state.wait().error().code, ErrorCode::NotSupported);
}

void FeatureClientTest::helperErrorWithoutJsonIsBounded()
{
    decide(MockReply::error(u"org.rdmamanager.Error"_s, QString(1'000'000, u'x')));
    const Error error = read().error();
    QCOMPARE(error.code, ErrorCode::Internal);
    QVERIFY(error.detail.size() <= 500);
}

void FeatureClientTest::destroyedContextDropsTheAnswer()
{
    decide({{u"{}"_s}, {}, {}, 100ms});
    auto context = std::make_unique<QObject>();
    bool answered = false;
    m_client->read({}, context.get(), [&answered](const auto &) { answered = true; });
    QTRY_COMPARE(m_helper->countOf(u"Read"_s), 1);
    context.reset();
    QVERIFY(read()); // a later answer has come: the dropped one would have
    QVERIFY(!answered);
}

void FeatureClientTest::destroyedClientDropsTheAnswer()
{
    bool answered = false;
    m_client->read({}, this, [&answered](const auto &) { answered = true; });
    m_client.reset();
    QTest::qWait(200);
    QVERIFY(!answered);
    QCOMPARE(m_helper->countOf(u"Read"_s), 0);
}

void FeatureClientTest::changedIsForwarded()
{
    QSignalSpy changed(m_client.get(), &FeatureClient::changed);
    m_client->watch();
    QTRY_COMPARE(m_helper->countOf(u"Watch"_s), 1);
    for (const auto &topic : {u"config"_s, u"<img src=x>"_s, u"live"_s, u"job"_s})
        m_helper->emitChanged(topic);
    QTRY_COMPARE(changed.size(), 3);
    QCOMPARE(changed[0][0].toString(), u"config"_s);
    QCOMPARE(changed[1][0].toString(), u"live"_s);
    QCOMPARE(changed[2][0].toString(), u"job"_s);
}

void FeatureClientTest::changedOfAStrangerIsIgnored()
{
    QSignalSpy changed(m_client.get(), &FeatureClient::changed);
    m_client->watch();
    QTRY_COMPARE(m_helper->countOf(u"Watch"_s), 1);
    MockHelper stranger(m_bus->connect(unique(u"stranger"_s)), u"names"_s);
    stranger.emitChanged(u"config"_s);
    m_helper->emitChanged(u"job"_s);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), u"job"_s);
}

void FeatureClientTest::watchIsRenewedWhenTheHelperRestarts()
{
    QSignalSpy changed(m_client.get(), &FeatureClient::changed);
    QSignalSpy vanished(m_client.get(), &FeatureClient::helperVanished);
    m_client->watch();
    QTRY_COMPARE(m_helper->countOf(u"Watch"_s), 1);
    QDBusConnection::disconnectFromBus(unique(u"helper"_s));
    QTRY_COMPARE(vanished.size(), 1);
    QCOMPARE(changed.size(), 0);
    const auto connection = m_bus->connect(unique(u"restarted"_s));
    MockHelper restarted(connection, u"names"_s);
    takeHelperName(connection);
    QTRY_COMPARE(restarted.countOf(u"Watch"_s), 1);
    QTRY_COMPARE(changed.size(), 3);
    restarted.emitChanged(u"live"_s);
    QTRY_COMPARE(changed.size(), 4);
}

void FeatureClientTest::unwatchEndsIt()
{
    QSignalSpy changed(m_client.get(), &FeatureClient::changed);
    m_client->watch();
    m_client->unwatch(); // before the helper was even asked
    QVERIFY(read());
    QCOMPARE(m_helper->countOf(u"Watch"_s), 0);
    m_client->watch();
    QTRY_COMPARE(m_helper->countOf(u"Watch"_s), 1);
    m_client->unwatch();
    QTRY_COMPARE(m_helper->countOf(u"Unwatch"_s), 1);
    m_helper->emitChanged(u"live"_s);
    QVERIFY(read());
    QCOMPARE(changed.size(), 0);
    m_client->watch();
    QTRY_COMPARE(m_helper->countOf(u"Watch"_s), 2);
    m_helper->emitChanged(u"live"_s);
    QTRY_COMPARE(changed.size(), 1);
}

void FeatureClientTest::refusedWatchIsToldAndAskedForAgain()
{
    QSignalSpy granted(m_client.get(), &FeatureClient::watchGranted);
    QSignalSpy refused(m_client.get(), &FeatureClient::watchRefused);
    QSignalSpy changed(m_client.get(), &FeatureClient::changed);
    decide(MockReply::error(u"org.rdmamanager.Error"_s,
                            QString::fromUtf8(canonical(toJson(Error{ErrorCode::TooMany, {}, {}})))));
    m_client->watch();
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].value<Error>().code, ErrorCode::TooMany);
    m_client->watch();
    QTRY_COMPARE(refused.size(), 2);
    decide({});
    m_client->watch();
    QTRY_COMPARE(granted.size(), 1);
    m_client->watch(); // has it already
    QVERIFY(QTest::qWaitFor([&] { return m_helper->countOf(u"Watch"_s) == 3; }));
    changed.clear();
    m_helper->emitChanged(u"live"_s);
    QTRY_COMPARE(changed.size(), 1); // it is heard once, however often was asked
    QCOMPARE(m_helper->countOf(u"Watch"_s), 3);
}

void FeatureClientTest::helperThatExitedAfterTheCheckIsReplaced()
{
    const auto connection = m_bus->connect(unique(u"successor"_s));
    MockHelper successor(connection, u"names"_s);
    m_helper->onVersion = [&] {
        QTimer::singleShot(0, &successor, [&] {
            QDBusConnection::disconnectFromBus(unique(u"helper"_s));
            takeHelperName(connection);
        });
    };
    Awaited<QString> job;
    successor.decide = [](const QDBusMessage &) { return MockReply::text(u"job"_s); };
    m_client->apply(u"plan"_s, {}, this, job.answer());
    QCOMPARE(job.wait(), u"job"_s);
    QCOMPARE(m_helper->countOf(u"Apply"_s), 0);
    QCOMPARE(successor.countOf(u"Apply"_s), 1);
}

void FeatureClientTest::applyIsNotSentTwice()
{
    decide(MockReply::error(u"org.freedesktop.DBus.Error.NoReply"_s));
    Awaited<QString> job;
    m_client->apply(u"plan"_s, {}, this, job.answer());
    QCOMPARE(job.wait().error().code, ErrorCode::Timeout);
    QCOMPARE(m_helper->countOf(u"Apply"_s), 1);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::FeatureClientTest)
#include "featureclienttest.moc"
