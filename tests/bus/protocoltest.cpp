// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bad input, stale plans, busy helpers, idle ends: each a typed error, nothing changed, the helper alive.
#include "model/names.h"
#include "tests/bus/stage.h"

#include "tests/bus/signallog.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QFile>
#include <QJsonDocument>
#include <QMetaProperty>
#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString stateOf(const Stage &stage, const QString &job, int step)
{
    const auto jobs = stage.caller.on(u"jobs"_s).read().value();
    return jobs[u"live"_s][u"jobs"_s][job][u"steps"_s][step][u"state"_s].toString();
}

} // namespace

class ProtocolTest : public QObject {
    Q_OBJECT
private slots:
    void DB_01_wrongArgumentsAreRefused();
    void DB_02_badWishesAreTyped_data();
    void DB_02_badWishesAreTyped();
    void DB_03_hugeWishIsRefusedByItsLength();
    void DB_09_unknownObjectIsRefused();
    void AU_07_versionCannotBeSet();
    void otherPlanIdIsStale();
    void planOfAChangedMachineIsStale();
    void KI_02_vanishedInterfaceIsNotFound();
    void secondJobIsBusyOnlyAfterAuthorization();
    void applyAnswersBeforeTheFirstStep();
    void nothingToDoIsSaid();
    void jobsAreReadableWithoutBytes();
    void undoOverTheBusRestores();
    void changedIsAnnounced();
    void cancelOfAnUnknownJobIsNotFound();
    void devicesAreAskedInThreeWays();
    void stuckReadCostsOnlyItself();
    void RX_07_idleHelperEndsAndWatchersKeepIt();
    void RX_07_lastUnwatchLetsTheHelperEnd();
    void LC_05_callDuringTheEndIsAnswered();
};

void ProtocolTest::DB_01_wrongArgumentsAreRefused()
{
    Stage stage;
    QCOMPARE(Caller::wait(stage.caller.send(u"Read"_s, {5})).error().code, ErrorCode::Internal);
    QCOMPARE(Caller::wait(stage.caller.send(u"Read"_s, {})).error().code, ErrorCode::Internal);
    QCOMPARE(Caller::wait(stage.caller.send(u"Apply"_s, {u"x"_s})).error().code, ErrorCode::Internal);
    QCOMPARE(Caller::wait(stage.caller.send(u"deleteLater"_s, {})).error().code, ErrorCode::Internal);
    QVERIFY(stage.caller.read());
}

void ProtocolTest::DB_02_badWishesAreTyped_data()
{
    QTest::addColumn<QByteArray>("wish");
    QTest::newRow("not JSON") << QByteArray("{");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("unknown key") << QByteArray(R"({"interface":{}})");
    QTest::newRow("unknown key of an interface")
        << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":{"path":"/etc/shadow"}}})");
    QTest::newRow("wrong type") << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":{"name":7}}})");
    QTest::newRow("IV-07 a GUID of zeros")
        << QByteArray(R"({"interfaces":{"0000000000000000:ffff":{"name":"a","ruleName":"a"}}})");
    QTest::newRow("IV-07 no GUID") << QByteArray(R"({"interfaces":{"../../etc":{"name":"a","ruleName":"a"}}})");
    QTest::newRow("IV-01 a newline") << QByteArray(
        R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":"a\nRUN+=\"x\""}}})");
    QTest::newRow("IV-10 too long") << QByteArray(
        R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":"abcdefghijklmnop"}}})");
    QTest::newRow("IV-10 a template") << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":"ib%d"}}})");
    QTest::newRow("removing hardware") << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":null}})");
    QTest::newRow("a rule that disagrees")
        << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"a","ruleName":"b"}}})");
    QTest::newRow("a live name without a rule")
        << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"a"}}})");
}

void ProtocolTest::DB_02_badWishesAreTyped()
{
    QFETCH(QByteArray, wish);
    Stage stage;
    QCOMPARE(stage.caller.preview(wish).error().code, ErrorCode::InvalidWish);
    QCOMPARE(stage.caller.apply(u"0"_s, wish).error().code, ErrorCode::InvalidWish);
    QVERIFY(stage.polkit.asked.isEmpty());
    QVERIFY(stage.isUntouched());
}

void ProtocolTest::DB_03_hugeWishIsRefusedByItsLength()
{
    Stage stage;
    const QByteArray huge = "{\"x\":\"" + QByteArray(2 * 1024 * 1024, 'x') + "\"}";
    const auto refused = stage.caller.preview(huge);
    QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
    QVERIFY(refused.error().detail.contains(u"larger than"_s));
    QVERIFY(stage.caller.read());
}

void ProtocolTest::DB_09_unknownObjectIsRefused()
{
    Stage stage;
    QCOMPARE(stage.caller.on(u"../names"_s).read().error().code, ErrorCode::Internal);
    QCOMPARE(stage.caller.on(u"names/x"_s).read().error().code, ErrorCode::Internal);
}

void ProtocolTest::AU_07_versionCannotBeSet()
{
    Stage stage;
    auto set = QDBusMessage::createMethodCall(u"org.rdmamanager.Helper1"_s, u"/org/rdmamanager/Helper1/names"_s,
                                              u"org.freedesktop.DBus.Properties"_s, u"Set"_s);
    set << u"org.rdmamanager.Feature1"_s << u"Version"_s << QVariant::fromValue(QDBusVariant(u"9"_s));
    QVERIFY(!Caller::wait(stage.caller.bus.asyncCall(set)));
    for (int i = 0; i < FeatureObject::staticMetaObject.propertyCount(); ++i) {
        const QMetaProperty property = FeatureObject::staticMetaObject.property(i);
        const int exported = FeatureObject::staticMetaObject.indexOfProperty(property.name());
        QVERIFY2(!FeatureObject::staticMetaObject.property(exported).isWritable(), property.name());
    }
}

void ProtocolTest::otherPlanIdIsStale()
{
    Stage stage;
    QCOMPARE(stage.caller.apply(stage.caller.preview(ruleOnlyIb0)->id, renameIb0).error().code, ErrorCode::Stale);
    QCOMPARE(stage.caller.apply(QString(64, u'0'), renameIb0).error().code, ErrorCode::Stale);
    QVERIFY(stage.isUntouched());
}

void ProtocolTest::planOfAChangedMachineIsStale()
{
    Stage stage;
    const auto plan = stage.caller.preview(renameIb0);
    const QString rules = stage.demo.root() + ipoibRulesPath;
    QFile file(rules);
    QVERIFY(file.open(QIODevice::Append));
    file.write("# somebody else was here\n");
    file.close();
    QCOMPARE(stage.caller.apply(plan->id, renameIb0).error().code, ErrorCode::Stale);
}

void ProtocolTest::KI_02_vanishedInterfaceIsNotFound()
{
    Stage stage;
    const auto plan = stage.caller.preview(renameIb0);
    stage.demo.kernel().removeLink(u"ib0"_s);
    const auto refused = stage.caller.apply(plan->id, renameIb0);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QCOMPARE(refused.error().subject, u"f4521403007bcba1:ffff"_s);
}

void ProtocolTest::secondJobIsBusyOnlyAfterAuthorization()
{
    Stage stage;
    stage.kernel.renameGate.hold();
    const auto job = stage.caller.previewAndApply(renameIb0);
    QTRY_COMPARE(stateOf(stage, *job, 1), u"running"_s);
    const Caller other = stage.newCaller();
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    const QByteArray removal = R"({"interfaces":{"f4521403007bcba2:ffff":{"ruleName":null}}})";
    QCOMPARE(other.previewAndApply(removal).error().code, ErrorCode::NotAuthorized);
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; };
    QCOMPARE(other.previewAndApply(removal).error().code, ErrorCode::Busy);
    stage.kernel.renameGate.release();
}

void ProtocolTest::applyAnswersBeforeTheFirstStep()
{
    Stage stage;
    stage.kernel.renameGate.hold();
    const auto job = stage.caller.previewAndApply(renameIb0);
    QVERIFY(job);
    const auto state = stage.caller.on(u"jobs"_s).read().value();
    QCOMPARE(state[u"live"_s][u"jobs"_s][*job][u"state"_s].toString(), u"running"_s);
    stage.kernel.renameGate.release();
    QTRY_COMPARE(stage.caller.on(u"jobs"_s).read().value()[u"live"_s][u"jobs"_s][*job][u"state"_s].toString(),
                 u"done"_s);
}

void ProtocolTest::nothingToDoIsSaid()
{
    Stage stage;
    const auto plan = stage.caller.preview("{}");
    QVERIFY(plan->steps.empty());
    QCOMPARE(stage.caller.apply(plan->id, "{}").error().code, ErrorCode::NothingToDo);
    QVERIFY(stage.polkit.asked.isEmpty());
}

void ProtocolTest::jobsAreReadableWithoutBytes()
{
    Stage stage;
    const auto job = stage.caller.previewAndApply(ruleOnlyIb0);
    QTRY_COMPARE(stage.caller.on(u"jobs"_s).read().value()[u"live"_s][u"jobs"_s][*job][u"state"_s].toString(),
                 u"done"_s);
    const QByteArray text = canonical(stage.caller.on(u"jobs"_s).read().value());
    QVERIFY(!text.contains("before64") && !text.contains(QByteArray("ACTION").toBase64().left(6)));
}

void ProtocolTest::undoOverTheBusRestores()
{
    Stage stage;
    const auto job = stage.caller.previewAndApply(renameIb0);
    const Caller jobs = stage.caller.on(u"jobs"_s);
    QTRY_COMPARE(jobs.read().value()[u"config"_s][u"jobs"_s][*job][u"effect"_s].toString(), u"all"_s);
    const QByteArray undo = R"({"jobs":{")" + job->toLatin1() + R"(":{"effect":"none"}}})";
    QCOMPARE(jobs.preview(undo)->action, u"org.rdmamanager.names.rename"_s); // what is needed to do it
    QVERIFY(jobs.previewAndApply(undo));
    QTRY_COMPARE(
        stage.caller.read().value()[u"config"_s][u"interfaces"_s][u"f4521403007bcba1:ffff"_s][u"name"_s].toString(),
        u"ib0"_s);
    QTRY_COMPARE(jobs.read().value()[u"live"_s][u"jobs"_s][*job][u"undoneBy"_s].toString().size(), 32);
}

void ProtocolTest::changedIsAnnounced()
{
    Stage stage;
    const Caller listener = stage.newCaller();
    SignalLog log;
    QVERIFY(QDBusConnection(listener.bus)
                .connect(u"org.rdmamanager.Helper1"_s, u"/org/rdmamanager/Helper1/names"_s,
                         u"org.rdmamanager.Feature1"_s, u"Changed"_s, &log, SLOT(note(QString))));
    QVERIFY(stage.caller.previewAndApply(renameIb0));
    QTRY_VERIFY(log.topics.contains(u"live"_s) && log.topics.contains(u"config"_s) && log.topics.contains(u"job"_s));
}

void ProtocolTest::cancelOfAnUnknownJobIsNotFound()
{
    Stage stage;
    QCOMPARE(Caller::wait(stage.caller.send(u"Cancel"_s, {QString(32, u'a')})).error().code, ErrorCode::NotFound);
}

void ProtocolTest::devicesAreAskedInThreeWays()
{
    Stage stage;
    const Caller devices = stage.caller.on(u"devices"_s);
    const auto ask = [&](const QString &query) { return Caller::wait(devices.send(u"Read"_s, {query})); };
    const auto live = [&](const QString &query) { return QJsonDocument::fromJson(ask(query)->toUtf8())[u"live"_s]; };
    QCOMPARE(live(u"{}"_s)[u"devices"_s][u"mlx4_0"_s][u"ports"_s].toObject().keys(), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(live(uR"({"device":"mlx4_0"})"_s)[u"devices"_s][u"mlx4_0"_s][u"ports"_s][u"1"_s][u"tables"_s].isObject());
    QCOMPARE(live(uR"({"counters":["mlx4_0/1"]})"_s)[u"counters"_s].toObject().keys(), QStringList(u"mlx4_0/1"_s));
    QCOMPARE(ask(uR"({"device":"mlx4_7"})"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(ask(uR"({"devices":1})"_s).error().code, ErrorCode::InvalidWish);
    QCOMPARE(devices.preview(uR"({"devices":{}})"_s.toUtf8()).error().code, ErrorCode::InvalidWish);
}

void ProtocolTest::stuckReadCostsOnlyItself()
{
    Stage stage({.readDeadline = 300ms});
    stage.kernel.linksGate.hold();
    QCOMPARE(stage.caller.read().error().code, ErrorCode::Timeout);
    QVERIFY(stage.caller.on(u"jobs"_s).read());
    stage.kernel.linksGate.release();
    QTRY_VERIFY(stage.caller.read());
}

void ProtocolTest::RX_07_idleHelperEndsAndWatchersKeepIt()
{
    Stage stage({.patience = 200ms});
    QSignalSpy ended(&stage.service, &Service::ended);
    Caller watcher = stage.newCaller();
    QVERIFY(Caller::wait(watcher.send(u"Watch"_s, {})));
    QVERIFY(!ended.wait(1000));
    stage.disconnect(watcher);
    QVERIFY(ended.wait(5000));
}

void ProtocolTest::RX_07_lastUnwatchLetsTheHelperEnd()
{
    Stage stage({.patience = 200ms});
    QSignalSpy ended(&stage.service, &Service::ended);
    const Caller devices = stage.caller.on(u"devices"_s);
    QVERIFY(Caller::wait(stage.caller.send(u"Watch"_s, {})));
    QVERIFY(Caller::wait(devices.send(u"Watch"_s, {})));
    QVERIFY(Caller::wait(devices.send(u"Unwatch"_s, {})));
    QVERIFY(!ended.wait(1000)); // the names are watched yet
    QVERIFY(Caller::wait(stage.caller.send(u"Unwatch"_s, {})));
    QVERIFY(ended.wait(5000));
}

void ProtocolTest::LC_05_callDuringTheEndIsAnswered()
{
    Stage stage({.patience = 100ms});
    QSignalSpy ended(&stage.service, &Service::ended);
    QVERIFY(QTest::qWaitFor(
        [&] { return !stage.caller.bus.interface()->isServiceRegistered(u"org.rdmamanager.Helper1"_s).value(); },
        5000));
    const QDBusMessage late =
        QDBusMessage::createMethodCall(stage.serviceBus.baseService(), u"/org/rdmamanager/Helper1/names"_s,
                                       u"org.rdmamanager.Feature1"_s, u"Read"_s)
        << u"{}"_s;
    QVERIFY(Caller::wait(stage.caller.bus.asyncCall(late)));
    QTRY_COMPARE(ended.size(), 1);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ProtocolTest)
#include "protocoltest.moc"
