// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Watchers stay current while nobody can look at the ports.
#include "helper/livewatch.h"
#include "tests/bus/gatedkernel.h"
#include "tests/fake/fakemachine.h"

#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace std::chrono_literals;

namespace {

/// What hangs in every thread that there is.
void occupy(ReadPool &reads, Gate &gate)
{
    for (int i = 0; i < ReadPool::maxThreads; ++i)
        reads.run<int>(
            [&gate] {
                gate.pass();
                return 0;
            },
            [](const Result<int> &) {});
}

} // namespace

class LiveWatchTest : public QObject {
    Q_OBJECT
private slots:
    void KI_16_overdueLookIsAnEventEverySecond();
};

void LiveWatchTest::KI_16_overdueLookIsAnEventEverySecond()
{
    FakeMachine machine;
    Gate gate;
    ReadPool reads(500ms); // a busy machine needs more than a look takes
    gate.hold();
    occupy(reads, gate);
    LiveWatch watch(machine.host(), machine.events(), reads);
    QSignalSpy changed(&watch, &LiveWatch::changed);
    watch.follow(true);
    const bool told = QTest::qWaitFor([&] { return changed.size() >= 6; }, 10'000); // two are of the beginning itself
    gate.release();
    QVERIFY(told);
    QTRY_VERIFY(reads.isIdle());
    QTest::qWait(2'000);
    changed.clear();
    QVERIFY(!changed.wait(2'500)); // looked at again, it is silent when nothing happens
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LiveWatchTest)
#include "livewatchtest.moc"
