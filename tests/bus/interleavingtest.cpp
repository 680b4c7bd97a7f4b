// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Twenty callers with a prompt each, answered, dismissed or killed in any order: each answer reaches its own caller.
#include "tests/bus/otheruser.h"
#include "tests/bus/stage.h"

#include <QRandomGenerator>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int callerCount = 20;
constexpr int promptsOfUser = 4; // more are refused before anybody is asked
constexpr int interleavings = 20;

enum class Fate { Granted, Refused, Dismissed, Gone };

struct Petition {
    Caller caller;
    QDBusPendingCall call;
    Fate fate;
};

QString questionOf(const Stage &stage, const QString &sender)
{
    for (const PolkitQuestion &question : stage.polkit.asked)
        if (question.interactive && question.sender == sender)
            return question.cancellation;
    return {};
}

void meet(Fate fate, Stage &stage, Petition &petition)
{
    const QString question = questionOf(stage, petition.caller.bus.baseService());
    if (fate == Fate::Gone)
        Stage::disconnect(petition.caller);
    else
        stage.polkit.answer(question, fate == Fate::Granted   ? PolkitVerdict::Yes
                                      : fate == Fate::Refused ? PolkitVerdict::No
                                                              : PolkitVerdict::Dismissed);
}

} // namespace

class InterleavingTest : public QObject {
    Q_OBJECT
private slots:
    void AU_08_eachAnswerReachesItsOwnCaller_data();
    void AU_08_eachAnswerReachesItsOwnCaller();

private:
    static std::vector<Petition> petitions(Stage &stage, QRandomGenerator &random);
    static void checkEnd(const Petition &petition);
};

void InterleavingTest::AU_08_eachAnswerReachesItsOwnCaller_data()
{
    QTest::addColumn<quint32>("seed");
    for (int i = 0; i < interleavings; ++i) {
        const quint32 seed = QRandomGenerator::system()->generate();
        QTest::addRow("seed %u", seed) << seed;
    }
}

/// One caller's grant, somewhere among the others' refusals and deaths.
std::vector<Petition> InterleavingTest::petitions(Stage &stage, QRandomGenerator &random)
{
    std::vector<Petition> all;
    const int granted = static_cast<int>(random.bounded(callerCount));
    const QString plan = stage.caller.preview(renameIb0).value().id;
    for (int i = 0; i < callerCount; ++i) { // of daemon, bin, sys …: a bus knows only users that there are
        const Caller caller = callerOf(1 + static_cast<uid_t>(i / promptsOfUser), stage.bus);
        const auto call = caller.send(u"Apply"_s, {plan, QString::fromUtf8(renameIb0)});
        const auto fate = i == granted ? Fate::Granted : static_cast<Fate>(1 + random.bounded(3));
        all.push_back({caller, call, fate});
    }
    return all;
}

void InterleavingTest::checkEnd(const Petition &petition)
{
    const auto end = Caller::wait(petition.call);
    if (petition.fate == Fate::Granted)
        QVERIFY2(end, qPrintable(end ? QString() : codeName(end.error().code)));
    else
        QCOMPARE(end.error().code, petition.fate == Fate::Refused ? ErrorCode::NotAuthorized : ErrorCode::Dismissed);
}

void InterleavingTest::AU_08_eachAnswerReachesItsOwnCaller()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Stage stage;
    stage.polkit.decide = promptAndWait;
    auto all = petitions(stage, random);
    QTRY_COMPARE(stage.polkit.waiting().size(), callerCount);
    std::ranges::shuffle(all, random);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool jobRan = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                                        [](const Petition &one) { return one.fate == Fate::Granted; });
        QCOMPARE(stage.jobs().size(), jobRan ? 1U : 0U); // nobody but the granted caller has one
        for (std::size_t later = i; later < all.size(); ++later)
            QVERIFY2(!all[later].call.isFinished(), "answered before its own answer came");
        meet(all[i].fate, stage, all[i]);
        if (all[i].fate != Fate::Gone)
            checkEnd(all[i]);
        QTRY_VERIFY(!stage.service.isBusy()); // a job that ends is in two folders for a moment
    }
    QCOMPARE(stage.jobs().size(), 1U);
    const auto gone = std::ranges::count(all, Fate::Gone, &Petition::fate);
    QTRY_COMPARE(stage.polkit.cancelled.size(), gone); // the prompts of the dead are closed
    QTRY_VERIFY(!stage.service.isBusy());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::InterleavingTest)
#include "interleavingtest.moc"
