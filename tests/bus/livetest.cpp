// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who watches the devices hears of it when the machine changes by itself; nobody else costs anything.
#include "helper/descriptor.h"
#include "tests/bus/signallog.h"
#include "tests/bus/stage.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <sys/inotify.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString mlx4State = u"/sys/class/infiniband/mlx4_0/ports/1/state"_s;

/// A watcher of the devices and what it has heard.
struct Watcher {
    explicit Watcher(Stage &where) : stage(where), caller(where.newCaller().on(u"devices"_s))
    {
        caller.bus.connect(u"org.rdmamanager.Helper1"_s, u"/org/rdmamanager/Helper1/devices"_s,
                           u"org.rdmamanager.Feature1"_s, u"Changed"_s, &log, SLOT(note(QString)));
        if (!Caller::wait(caller.send(u"Watch"_s, {})))
            qFatal("Watch failed");
    }
    [[nodiscard]] int heard() const { return int(log.topics.count(u"live"_s)); }
    /// Until nothing more comes of what was before.
    void settle()
    {
        for (qsizetype before = -1; before != log.topics.size(); QTest::qWait(700))
            before = log.topics.size();
        log.topics.clear();
    }
    void leave() { Stage::disconnect(caller); }
    [[nodiscard]] bool call(const QString &method) const { return Caller::wait(caller.send(method, {})).has_value(); }

    Stage &stage;
    SignalLog log;
    Caller caller;
};

/// How often somebody opened a file, as the kernel tells.
class Openings {
public:
    explicit Openings(const QString &path) : m_events(inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        if (inotify_add_watch(m_events.get(), path.toLocal8Bit().constData(), IN_OPEN) < 0)
            qFatal("inotify_add_watch failed");
    }
    /// An event of a watched file has no name behind it: all are of one size (inotify(7)).
    [[nodiscard]] qsizetype count()
    {
        std::array<inotify_event, 64> events{};
        const ssize_t bytes = ::read(m_events.get(), events.data(), sizeof(events));
        return m_count += std::max<ssize_t>(bytes, 0) / qsizetype(sizeof(inotify_event));
    }

private:
    Descriptor m_events;
    qsizetype m_count = 0;
};

const Step loadSrp = SwitchModule{u"ib_srp"_s, false, true};
const Step ruleFile = WriteFile{u"/etc/udev/rules.d/1.rules"_s, {}, "#\n"};

/// An executor beside a device that is held open, for plans that no feature makes yet.
struct Workshop {
    Workshop()
    {
        demo.events().setReporting({u"mlx4_0"_s});
        demo.events().listen();
        if (!store.prepare({u"/etc/udev/rules.d"_s}))
            qFatal("no place for jobs");
    }
    /// The answer to a job whose end was waited for.
    Result<QString> start(const std::vector<Step> &steps)
    {
        Result<QString> answer = fail(ErrorCode::Internal);
        executor.start(newJob({.feature = u"names"_s, .steps = steps}, u"action"_s, 0),
                       [&](const Result<QString> &recorded) { answer = recorded; });
        if (!QTest::qWaitFor([this] { return !executor.isBusy(); }, 20'000))
            qFatal("the job does not end");
        return answer;
    }

    DemoHost demo;
    Machine machine = demo.machine();
    JobStore store{demo.host()};
    Executor executor{machine, demo.events(), store};
};

} // namespace

class LiveTest : public QObject {
    Q_OBJECT
private slots:
    void nobodyListensUnlessWatched();
    void lastWatcherEndsIt();
    void RX_09_unwatchedPortsAreLeftAlone();
    void unwatchIsOfOneConnection();
    void comingAndGoingOpensNothingAnew();
    void firstWatcherIsToldToReadAgain();
    void eventIsTold();
    void RX_09_stormIsTwoSignals();
    void RX_09_neverMoreThanFourASecond();
    void otherFeaturesHearNothing();
    void portsWithoutEventsAreLookedAt();
    void portsWithEventsAreNot();
    void devicesAreLetGoForAStepThatNeedsIt();
    void jobDoesNotStartWhileADeviceIsHeld();
    void devicesStayOpenForAnyOtherJob();
};

void LiveTest::nobodyListensUnlessWatched()
{
    Stage stage;
    QVERIFY(!stage.demo.events().isListening());
    QVERIFY(stage.caller.on(u"devices"_s).read());
    QVERIFY(Caller::wait(stage.caller.send(u"Watch"_s, {}))); // the names
    QVERIFY(!stage.demo.events().isListening());
    const Watcher watcher(stage);
    QVERIFY(stage.demo.events().isListening());
}

void LiveTest::lastWatcherEndsIt()
{
    Stage stage({.linger = 100ms});
    Watcher one(stage);
    Watcher other(stage);
    one.leave();
    QTest::qWait(300);
    QVERIFY(stage.demo.events().isListening());
    other.leave();
    QTRY_VERIFY(!stage.demo.events().isListening());
    Watcher again(stage);
    QVERIFY(stage.demo.events().isListening());
    again.settle();
    stage.demo.events().happen();
    QTRY_VERIFY(again.heard() > 0);
}

void LiveTest::RX_09_unwatchedPortsAreLeftAlone()
{
    Stage stage({.linger = 100ms});
    const Watcher watcher(stage);
    Openings looks(stage.demo.files().inside(mlx4State));
    QTRY_VERIFY(looks.count() > 0);
    QVERIFY(watcher.call(u"Unwatch"_s));
    QTRY_VERIFY(!stage.demo.events().isListening());
    QTest::qWait(200); // a look may have been under way
    const qsizetype before = looks.count();
    QTest::qWait(2'500);
    QCOMPARE(looks.count(), before);
    QVERIFY(watcher.call(u"Watch"_s));
    QTRY_VERIFY(looks.count() > before);
    QVERIFY(stage.demo.events().isListening());
}

void LiveTest::unwatchIsOfOneConnection()
{
    Stage stage({.linger = 100ms});
    const Watcher one(stage);
    Watcher other(stage);
    QVERIFY(other.call(u"Watch"_s));
    for (int i = 0; i < 2; ++i)
        QVERIFY(one.call(u"Unwatch"_s)); // the second takes nothing from anybody
    QVERIFY(Caller::wait(other.caller.on(u"names"_s).send(u"Unwatch"_s, {})));
    other.settle();
    stage.demo.files().write(mlx4State, "1: DOWN\n");
    QTRY_COMPARE(other.heard(), 2);
    QVERIFY(other.call(u"Unwatch"_s)); // it watched twice, which is once
    QTRY_VERIFY(!stage.demo.events().isListening());
}

void LiveTest::comingAndGoingOpensNothingAnew()
{
    Stage stage({.linger = 1h});
    Watcher(stage).leave();
    QTest::qWait(500);
    QVERIFY(stage.demo.events().isListening());
    Watcher again(stage);
    QTRY_VERIFY(again.heard() > 0); // told to read all the same
}

void LiveTest::firstWatcherIsToldToReadAgain()
{
    Stage stage;
    const Watcher watcher(stage);
    QTRY_VERIFY(watcher.heard() > 0); // its own read may be older than our ears
}

void LiveTest::eventIsTold()
{
    Stage stage;
    Watcher watcher(stage);
    watcher.settle();
    stage.demo.events().happen();
    QTRY_COMPARE(watcher.heard(), 2);
    QCOMPARE(watcher.log.topics.size(), 2); // "live" and nothing else
}

void LiveTest::RX_09_stormIsTwoSignals()
{
    Stage stage;
    Watcher watcher(stage);
    watcher.settle();
    for (int i = 0; i < 1000; ++i)
        stage.demo.events().happen();
    QTRY_COMPARE(watcher.heard(), 2); // at once, and when it is over
    QTest::qWait(700);
    QCOMPARE(watcher.heard(), 2);
}

void LiveTest::RX_09_neverMoreThanFourASecond()
{
    Stage stage;
    Watcher watcher(stage);
    watcher.settle();
    QTimer storm;
    connect(&storm, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 10; ++i)
            stage.demo.events().happen();
    });
    QElapsedTimer clock;
    clock.start();
    storm.start(10);
    QTRY_VERIFY(watcher.heard() >= 6);
    const int heard = watcher.heard();
    const qint64 elapsed = clock.elapsed();
    QVERIFY2(heard <= elapsed / 250 + 1, qPrintable(u"%1 signals in %2 ms"_s.arg(heard).arg(elapsed)));
}

void LiveTest::otherFeaturesHearNothing()
{
    Stage stage;
    SignalLog names;
    stage.caller.bus.connect(u"org.rdmamanager.Helper1"_s, u"/org/rdmamanager/Helper1/names"_s,
                             u"org.rdmamanager.Feature1"_s, u"Changed"_s, &names, SLOT(note(QString)));
    Watcher watcher(stage);
    watcher.settle();
    stage.demo.events().happen();
    QTRY_COMPARE(watcher.heard(), 2);
    QCOMPARE(names.topics, QStringList());
}

void LiveTest::portsWithoutEventsAreLookedAt()
{
    Stage stage;
    Watcher watcher(stage);
    watcher.settle();
    stage.demo.files().write(mlx4State, "1: DOWN\n");
    QTRY_COMPARE(watcher.heard(), 2);
    watcher.settle();
    QTest::qWait(2'500); // two looks at an unchanged port
    QCOMPARE(watcher.heard(), 0);
}

void LiveTest::portsWithEventsAreNot()
{
    Stage stage;
    stage.demo.events().setReporting({u"mlx4_0"_s});
    Watcher watcher(stage);
    watcher.settle();
    stage.demo.files().write(mlx4State, "1: DOWN\n");
    QTest::qWait(2'500);
    QCOMPARE(watcher.heard(), 0);
}

void LiveTest::devicesAreLetGoForAStepThatNeedsIt()
{
    Workshop workshop;
    QVERIFY(workshop.start({loadSrp}));
    QVERIFY(!workshop.demo.events().holdsDevices()); // who heard finished() takes them up
}

void LiveTest::jobDoesNotStartWhileADeviceIsHeld()
{
    Workshop workshop;
    const Error stuck{ErrorCode::Timeout, u"/dev/infiniband"_s, u"close"_s};
    workshop.demo.events().failNextLetGo(stuck);
    QCOMPARE(workshop.start({ruleFile, loadSrp}).error(), stuck);
    QVERIFY(workshop.store.jobs().empty());
    QVERIFY(workshop.start({ruleFile, loadSrp})); // the next one may
}

void LiveTest::devicesStayOpenForAnyOtherJob()
{
    Stage stage;
    stage.demo.events().setReporting({u"mlx4_0"_s});
    stage.demo.events().failNextLetGo({ErrorCode::Timeout, u"/dev/infiniband"_s, u"close"_s});
    const Watcher watcher(stage);
    stage.kernel.renameGate.hold();
    QVERIFY(stage.caller.previewAndApply(renameIb0)); // a card that hangs refuses nobody a name
    QVERIFY(stage.demo.events().holdsDevices());
    stage.kernel.renameGate.release();
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(stage.jobs().front().state, JobState::Done);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LiveTest)
#include "livetest.moc"
