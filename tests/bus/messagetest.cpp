// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Messages that no client of ours sends: other types, thousands of entries, descriptors, no reply wanted, no interface.
#include "tests/bus/callables.h"
#include "tests/bus/monitor.h"
#include "tests/bus/stage.h"

#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDBusMessage callOf(const QString &method, const QVariantList &arguments)
{
    auto call = QDBusMessage::createMethodCall(u"org.rdmamanager.Helper1"_s, u"/org/rdmamanager/Helper1/names"_s,
                                               u"org.rdmamanager.Feature1"_s, method);
    call.setArguments(arguments);
    return call;
}

QVariant nestedVariant(int depth)
{
    return depth == 0 ? QVariant(u"{}"_s) : QVariant::fromValue(QDBusVariant(nestedVariant(depth - 1)));
}

/// Ours, or the bus's own on unanswered calls.
bool isLimit(const Error &error)
{
    return error.code == ErrorCode::TooMany || error.detail == "org.freedesktop.DBus.Error.LimitsExceeded"_L1;
}

qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System).size();
}

} // namespace

class MessageTest : public QObject {
    Q_OBJECT
private slots:
    void DB_04_dictionariesAreRefused();
    void DB_04_wishOfTenThousandKeysIsRefused();
    void DB_05_variantsAreRefused();
    void DB_05_deepWishesAreTyped_data();
    void DB_05_deepWishesAreTyped();
    void DB_06_edgesOfNumbersAreTyped_data();
    void DB_06_edgesOfNumbersAreTyped();
    void DB_07_interfaceTakesNoDescriptor();
    void DB_07_RX_06_descriptorsAreNotKept();
    void DB_08_callWithoutReplyIsAuthorizedAllTheSame();
    void DB_08_nothingIsAnsweredUnasked();
    void AU_19_callWithoutInterfaceIsAuthorizedAllTheSame();
    void RX_06_slowReaderCostsNobodyElse();
    void RX_07_pingsDoNotKeepTheHelper();
};

void MessageTest::DB_04_dictionariesAreRefused()
{
    Stage stage;
    QVariantMap map;
    for (int i = 0; i < 60'000; ++i)
        map.insert(QString::number(i), i);
    for (const char *method : {"Read", "Preview", "Cancel"})
        QCOMPARE(Caller::wait(stage.caller.send(QString::fromLatin1(method), {map})).error().code, ErrorCode::Internal);
    QVERIFY(stage.caller.read());
    QVERIFY(stage.isUntouched());
}

void MessageTest::DB_04_wishOfTenThousandKeysIsRefused()
{
    Stage stage;
    QJsonObject interfaces;
    for (int i = 1; i <= 10'000; ++i)
        interfaces[u"%1:ffff"_s.arg(i, 16, 16, QChar(u'0'))] = QJsonObject{{u"name"_s, u"a%1"_s.arg(i)}};
    const auto refused = stage.caller.preview(canonical({{u"interfaces"_s, interfaces}}));
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QVERIFY(refused.error().detail.size() < 200);
    QVERIFY(stage.isUntouched());
}

void MessageTest::DB_05_variantsAreRefused()
{
    Stage stage;
    for (const int depth : {1, 5, 30})
        QCOMPARE(Caller::wait(stage.caller.send(u"Read"_s, {nestedVariant(depth)})).error().code, ErrorCode::Internal);
    QVERIFY(stage.caller.read());
}

void MessageTest::DB_05_deepWishesAreTyped_data()
{
    QTest::addColumn<int>("depth");
    for (const int depth : {100, 1'000, 1'023, 1'024, 1'025, 100'000})
        QTest::addRow("%d", depth) << depth;
}

void MessageTest::DB_05_deepWishesAreTyped()
{
    QFETCH(int, depth);
    Stage stage;
    const QByteArray wish = QByteArray(R"({"a":)").repeated(depth) + '1' + QByteArray("}").repeated(depth);
    QCOMPARE(stage.caller.preview(wish).error().code, ErrorCode::InvalidWish);
    QVERIFY(stage.caller.read());
}

void MessageTest::DB_06_edgesOfNumbersAreTyped_data()
{
    QTest::addColumn<QByteArray>("wish");
    for (const char *value : {"-1", "4294967295", "18446744073709551616", "1e999", "NaN", "-0", "[]", "true", "null"})
        QTest::newRow(value) << R"({"interfaces":{"f4521403007bcba1:ffff":{"name":)" + QByteArray(value) + "}}}";
    QTest::newRow("twice") << QByteArray(R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"a","name":"b"}}})");
    QTest::newRow("twice, once escaped") << QByteArray(
        R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"a","n\u0061me":"b"}}})");
    QTest::newRow("an interface twice") << QByteArray(
        R"({"interfaces":{"f4521403007bcba1:ffff":{},"f4521403007bcba1:ffff":{"name":"a","ruleName":"a"}}})");
}

void MessageTest::DB_06_edgesOfNumbersAreTyped()
{
    QFETCH(QByteArray, wish);
    Stage stage;
    QCOMPARE(stage.caller.preview(wish).error().code, ErrorCode::InvalidWish);
    QVERIFY(stage.isUntouched());
}

void MessageTest::DB_07_interfaceTakesNoDescriptor()
{
    Stage stage;
    int ours = 0;
    for (const Callable &one : callablesOf(stage.caller)) {
        if (one.interface != "org.rdmamanager.Feature1"_L1)
            continue;
        ++ours;
        for (const QString &signature : one.signatures)
            QCOMPARE(signature, u"s"_s); // no h, and no v or a in which one could hide
    }
    QCOMPARE_GE(ours, 10);
}

void MessageTest::DB_07_RX_06_descriptorsAreNotKept()
{
    Stage stage;
    const auto send = [&stage](int times) {
        const QVariantList sixteen(16, QVariant::fromValue(QDBusUnixFileDescriptor(0)));
        const QVariantList apply{u"0"_s, QString::fromUtf8(renameIb0)};
        for (int i = 0; i < times; ++i) {
            QVERIFY(!Caller::wait(stage.caller.send(u"Read"_s, sixteen)));
            QVERIFY(!Caller::wait(stage.caller.send(u"Apply"_s, apply + sixteen)));
        }
    };
    send(1);
    QVERIFY(stage.caller.read());
    const qsizetype before = openDescriptors();
    send(40);
    QTRY_COMPARE_LE(openDescriptors(), before);
    QVERIFY(stage.caller.read());
    QVERIFY(stage.isUntouched());
}

void MessageTest::DB_08_callWithoutReplyIsAuthorizedAllTheSame()
{
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    auto apply = callOf(u"Apply"_s, {stage.caller.preview(renameIb0).value().id, QString::fromUtf8(renameIb0)});
    stage.polkit.asked.clear();
    QVERIFY(QDBusConnection(stage.caller.bus).send(apply));
    QTRY_COMPARE(stage.polkit.asked.size(), 1);
    QVERIFY(stage.caller.read());
    QVERIFY(stage.isUntouched());
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; };
    QVERIFY(QDBusConnection(stage.caller.bus).send(apply));
    QTRY_COMPARE(stage.jobs().size(), 1U);
    QTRY_COMPARE(stage.jobs().front().state, JobState::Done);
}

void MessageTest::DB_08_nothingIsAnsweredUnasked()
{
    Stage stage;
    Monitor monitor(stage.bus);
    const Caller silent = stage.newCaller();
    for (const char *method : {"Read", "Preview", "Cancel"})
        QVERIFY(QDBusConnection(silent.bus).send(callOf(QString::fromLatin1(method), {u"{\"x\":1}"_s})));
    const auto answers = [&] {
        return std::ranges::count_if(monitor.messages(), [&](const WireMessage &one) {
            return one.heading.contains("destination="_L1 + silent.bus.baseService() + u' ') &&
                   one.heading.contains("sender="_L1 + stage.serviceBus.baseService() + u' ');
        });
    };
    QVERIFY(silent.read()); // one that is wanted, after all the others
    QTRY_VERIFY(answers() > 0);
    QTest::qWait(200);
    QCOMPARE(answers(), 1);
}

void MessageTest::AU_19_callWithoutInterfaceIsAuthorizedAllTheSame()
{
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    auto apply = QDBusMessage::createMethodCall(u"org.rdmamanager.Helper1"_s, u"/org/rdmamanager/Helper1/names"_s,
                                                QString(), u"Apply"_s);
    apply << stage.caller.preview(renameIb0).value().id << QString::fromUtf8(renameIb0);
    QCOMPARE(Caller::wait(stage.caller.bus.asyncCall(apply)).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.isUntouched());
}

/// Five hundred answers that nobody fetches wait at the bus, not in the helper.
void MessageTest::RX_06_slowReaderCostsNobodyElse()
{
    Stage stage;
    const Caller slow = stage.newCaller();
    QList<QDBusPendingCall> ignored;
    for (int i = 0; i < 500; ++i)
        ignored += slow.send(u"Read"_s, {u"{}"_s});
    const Caller other = stage.newCaller();
    QTRY_VERIFY(other.read());
    for (const QDBusPendingCall &call : ignored)
        if (const auto answer = Caller::wait(call); !answer)
            QVERIFY2(isLimit(answer.error()), qPrintable(answer.error().detail));
    QTRY_VERIFY(slow.read());
}

void MessageTest::RX_07_pingsDoNotKeepTheHelper()
{
    Stage stage({.patience = 500ms});
    QSignalSpy ended(&stage.service, &Service::ended);
    QTimer pinger;
    connect(&pinger, &QTimer::timeout, &pinger, [&] {
        for (const auto &[interface, method] :
             {std::pair{u"Peer"_s, u"Ping"_s}, {u"Introspectable"_s, u"Introspect"_s}})
            stage.caller.bus.asyncCall(QDBusMessage::createMethodCall(stage.serviceBus.baseService(), u"/"_s,
                                                                      "org.freedesktop.DBus."_L1 + interface, method));
    });
    pinger.start(50ms);
    QVERIFY(ended.wait(20'000));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::MessageTest)
#include "messagetest.moc"
