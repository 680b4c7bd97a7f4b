// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random calls by somebody whom polkit refuses: the helper lives, its errors are of its vocabulary, nothing changes.
#include "helper/authorizer.h"
#include "tests/bus/callables.h"
#include "tests/bus/hostility.h"
#include "tests/bus/stage.h"

#include <QDBusMessage>
#include <QDBusPendingReply>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int callsABatch = 20;
constexpr int defaultCalls = 2'000;
constexpr qsizetype longestMessage = 2'048;

/// What QtDBus answers by itself before a call reaches us.
const QStringList foreignErrors{
    u"org.freedesktop.DBus.Error.UnknownMethod"_s,    u"org.freedesktop.DBus.Error.UnknownObject"_s,
    u"org.freedesktop.DBus.Error.UnknownInterface"_s, u"org.freedesktop.DBus.Error.UnknownProperty"_s,
    u"org.freedesktop.DBus.Error.InvalidArgs"_s,      u"org.freedesktop.DBus.Error.InvalidSignature"_s,
    u"org.freedesktop.DBus.Error.PropertyReadOnly"_s};

quint32 seedOfThisRun()
{
    const QByteArray wanted = qgetenv("RDMA_FUZZ_SEED");
    return wanted.isEmpty() ? QRandomGenerator::system()->generate() : wanted.toUInt();
}

/// 0: until it is stopped.
int callsOfThisRun()
{
    const QByteArray wanted = qgetenv("RDMA_FUZZ_CALLS");
    return wanted.isEmpty() ? defaultCalls : wanted.toInt();
}

bool isOfTheVocabulary(const QDBusError &error)
{
    if (error.name() != "org.rdmamanager.Error"_L1)
        return foreignErrors.contains(error.name());
    const auto object = parseObject(error.message().toUtf8(), longestMessage);
    return object && object->keys() == QStringList{u"code"_s, u"detail"_s, u"subject"_s} &&
           toJson(errorFromJson(*object)) == *object;
}

} // namespace

class BusFuzzTest : public QObject {
    Q_OBJECT
private slots:
    void DB_02_LC_06_randomCallsAreHarmless();

private:
    struct Batch {
        QList<QDBusPendingCall> calls;
        QStringList sent;
        int previews = 0;
        int applies = 0;     ///< of a plan that there is
        int inspections = 0; ///< reads of what not everybody may see
    };

    static QDBusMessage callOf(const Callable &target, Hostility &hostile);
    static Batch sendBatch(Stage &stage, const std::vector<Callable> &targets, const QStringList &planIds,
                           Hostility &hostile);
    static void checkAnswers(const Batch &batch);
    static void checkQuestions(Stage &stage, const Batch &batch);
};

QDBusMessage BusFuzzTest::callOf(const Callable &target, Hostility &hostile)
{
    auto call = QDBusMessage::createMethodCall(u"org.rdmamanager.Helper1"_s,
                                               hostile.oneIn(40) ? u"/org/rdmamanager/x"_s : target.path,
                                               hostile.oneIn(8) ? QString() : target.interface, target.method);
    call.setArguments(hostile.arguments(target.signatures));
    call.setInteractiveAuthorizationAllowed(!hostile.oneIn(4));
    return call;
}

BusFuzzTest::Batch BusFuzzTest::sendBatch(Stage &stage, const std::vector<Callable> &targets,
                                          const QStringList &planIds, Hostility &hostile)
{
    Batch batch;
    for (int i = 0; i < callsABatch; ++i) {
        const Callable &target = targets[static_cast<std::size_t>(hostile.below(static_cast<int>(targets.size())))];
        const QDBusMessage call = callOf(target, hostile);
        batch.previews += call.member() == "Preview"_L1;
        batch.applies += call.member() == "Apply"_L1 && planIds.contains(call.arguments().value(0).toString());
        batch.inspections += call.member() == "Read"_L1 && call.path().endsWith("/log"_L1);
        batch.sent += u"%1.%2 %3"_s.arg(call.path(), call.member(), call.signature());
        if (hostile.oneIn(10))
            QDBusConnection(stage.caller.bus).send(call); // wants no reply
        else
            batch.calls += stage.caller.bus.asyncCall(call);
    }
    return batch;
}

void BusFuzzTest::checkAnswers(const Batch &batch)
{
    for (const QDBusPendingCall &call : batch.calls) {
        QVERIFY2(QTest::qWaitFor([&] { return call.isFinished(); }, 30'000), qPrintable(batch.sent.join(u'\n')));
        const QDBusError error = call.error();
        QVERIFY2(!call.isError() || isOfTheVocabulary(error), qPrintable(error.name() + u": "_s + error.message()));
    }
}

/// Polkit hears of plans, and of reads of the log: of a Preview silently, of an Apply whose plan there is with a
/// prompt.
void BusFuzzTest::checkQuestions(Stage &stage, const Batch &batch)
{
    const auto prompts = std::ranges::count_if(stage.polkit.asked, &PolkitQuestion::interactive);
    QCOMPARE_LE(prompts, batch.applies + batch.inspections);
    QCOMPARE_LE(stage.polkit.asked.size(), batch.previews + batch.applies + batch.inspections);
    for (const PolkitQuestion &question : stage.polkit.asked)
        QVERIFY2(allActions().contains(question.action), qPrintable(question.action));
    stage.polkit.asked.clear();
}

void BusFuzzTest::DB_02_LC_06_randomCallsAreHarmless()
{
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    const quint32 seed = seedOfThisRun();
    qInfo("again with: RDMA_FUZZ_SEED=%u", seed);
    Hostility hostile(seed);
    auto targets = callablesOf(stage.caller);
    std::erase_if(targets,
                  [](const Callable &one) { return one.method == "GetMachineId"_L1; }); // libdbus's own business
    QCOMPARE_GE(targets.size(), 10); // five methods on each of two objects, and those of every D-Bus object
    QStringList planIds;
    for (const QByteArray &wish : {renameIb0, ruleOnlyIb0}) {
        planIds += stage.caller.preview(wish).value().id;
        hostile.learn(planIds.last(), QString::fromUtf8(wish));
    }
    hostile.learn(planIds.last(), uR"({"kernel":""})"_s);
    const QJsonObject before = stage.caller.read().value();
    stage.polkit.asked.clear();
    const int wanted = callsOfThisRun();
    for (int sent = 0; wanted == 0 || sent < wanted; sent += callsABatch) {
        const Batch batch = sendBatch(stage, targets, planIds, hostile);
        checkAnswers(batch);
        QTRY_COMPARE(stage.caller.read(), before); // answers as if nothing had been
        checkQuestions(stage, batch);
        QVERIFY2(stage.isUntouched(), qPrintable(batch.sent.join(u'\n')));
        QCOMPARE(stage.demo.journal().reads(), 0);
        if (QTest::currentTestFailed())
            return;
    }
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::BusFuzzTest)
#include "busfuzztest.moc"
