// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Following a job: with the helper's signals, without them, and through its death.
#include "gui/client/jobwatch.h"
#include "model/json.h"
#include "tests/client/mockhelper.h"
#include "tests/mockbus/privatebus.h"

#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto jobId = "0123456789abcdef0123456789abcdef"_L1;

JobView job(JobState state, StepState step)
{
    JobView view;
    view.feature = u"names"_s;
    view.state = state;
    view.steps = {{{u"rename-interface"_s, u"ib0"_s, u"ib0"_s, u"x"_s, {}, {}, {}, true}, step, {}}};
    return view;
}

MockReply stateWith(const JobView &view)
{
    const QJsonObject live{{u"jobs"_s, QJsonObject{{jobId, toJson(view)}}}};
    const QJsonObject state{{u"config"_s, QJsonObject()}, {u"live"_s, live}, {u"notes"_s, QJsonArray()}};
    return MockReply::text(QString::fromUtf8(canonical(state)));
}

} // namespace

class JobWatchTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void followsTheSignalsToTheEnd();
    void readsOnceASecondWithoutSignals();
    void isSilentWhenNothingChanged();
    void unknownJobIsLost();
    void survivesARestartOfTheHelper();
    void isLostWhenTheHelperStaysAway();
    void mayBeDeletedWhenItTells();

private:
    void show(JobState state, StepState step) { m_shown = job(state, step); }
    void helperSays(MockHelper &helper)
    {
        helper.decide = [this](const QDBusMessage &call) {
            return call.member() == "Read"_L1 ? stateWith(m_shown) : MockReply{};
        };
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<MockHelper> m_helper;
    JobView m_shown;
    int m_round = 0;

    [[nodiscard]] QString unique(const QString &name) const { return name + QString::number(m_round); }
    [[nodiscard]] QDBusConnection client() const { return m_bus->connect(unique(u"client"_s)); }
};

void JobWatchTest::init()
{
    ++m_round;
    m_bus = std::make_unique<PrivateBus>();
    const auto connection = m_bus->connect(unique(u"helper"_s));
    m_helper = std::make_unique<MockHelper>(connection, u"jobs"_s);
    helperSays(*m_helper);
    takeHelperName(connection);
    show(JobState::Running, StepState::Pending);
}

void JobWatchTest::cleanup()
{
    m_helper.reset();
    m_bus.reset();
}

void JobWatchTest::followsTheSignalsToTheEnd()
{
    JobWatch watch(client(), jobId);
    QCOMPARE(watch.job(), jobId);
    QSignalSpy updated(&watch, &JobWatch::updated);
    QSignalSpy finished(&watch, &JobWatch::finished);
    QTRY_COMPARE(updated.size(), 1);
    QTRY_COMPARE(m_helper->countOf(u"Watch"_s), 1);
    show(JobState::Running, StepState::Running);
    m_helper->emitChanged(u"job"_s);
    QVERIFY(updated.wait(900)); // sooner than the second of the safety net
    show(JobState::Done, StepState::Done);
    m_helper->emitChanged(u"job"_s);
    QVERIFY(finished.wait(900));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(updated.size(), 3);
    QVERIFY(qvariant_cast<JobView>(finished[0][0]) == m_shown);
    const int reads = m_helper->countOf(u"Read"_s);
    QTest::qWait(1500);
    QCOMPARE(m_helper->countOf(u"Read"_s), reads); // over is over
}

void JobWatchTest::readsOnceASecondWithoutSignals()
{
    JobWatch watch(client(), jobId);
    QSignalSpy updated(&watch, &JobWatch::updated);
    QSignalSpy finished(&watch, &JobWatch::finished);
    QTRY_COMPARE(updated.size(), 1);
    show(JobState::Undone, StepState::Undone);
    QVERIFY(finished.wait(3000));
}

void JobWatchTest::isSilentWhenNothingChanged()
{
    JobWatch watch(client(), jobId);
    QSignalSpy updated(&watch, &JobWatch::updated);
    QTRY_VERIFY(m_helper->countOf(u"Read"_s) >= 3);
    QCOMPARE(updated.size(), 1);
}

void JobWatchTest::unknownJobIsLost()
{
    JobWatch watch(client(), u"ffffffffffffffffffffffffffffffff"_s);
    QSignalSpy lost(&watch, &JobWatch::lost);
    QVERIFY(lost.wait());
    QCOMPARE(qvariant_cast<Error>(lost[0][0]).code, ErrorCode::NotFound);
}

void JobWatchTest::survivesARestartOfTheHelper()
{
    JobWatch watch(client(), jobId);
    QSignalSpy updated(&watch, &JobWatch::updated);
    QSignalSpy finished(&watch, &JobWatch::finished);
    QTRY_COMPARE(updated.size(), 1);
    QDBusConnection::disconnectFromBus(unique(u"helper"_s));
    QTest::qWait(1500);
    show(JobState::Interrupted, StepState::Left);
    const auto connection = m_bus->connect(unique(u"again"_s));
    MockHelper again(connection, u"jobs"_s);
    helperSays(again);
    takeHelperName(connection);
    QVERIFY(finished.wait(3000));
    QCOMPARE(qvariant_cast<JobView>(finished[0][0]).state, JobState::Interrupted);
}

void JobWatchTest::isLostWhenTheHelperStaysAway()
{
    JobWatch watch(client(), jobId, nullptr, 1500ms);
    QSignalSpy updated(&watch, &JobWatch::updated);
    QSignalSpy lost(&watch, &JobWatch::lost);
    QTRY_COMPARE(updated.size(), 1);
    QDBusConnection::disconnectFromBus(unique(u"helper"_s));
    QVERIFY(lost.wait(6000));
    QCOMPARE(qvariant_cast<Error>(lost[0][0]).code, ErrorCode::NoHelper);
}

void JobWatchTest::mayBeDeletedWhenItTells()
{
    show(JobState::Done, StepState::Done);
    auto *watch = new JobWatch(client(), jobId);
    bool told = false;
    connect(watch, &JobWatch::updated, this, [&] {
        told = true;
        delete watch;
    });
    QTRY_VERIFY(told);
    QTest::qWait(50);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JobWatchTest)
#include "jobwatchtest.moc"
