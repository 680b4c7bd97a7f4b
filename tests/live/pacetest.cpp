// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many events, few beats, and none is missed.
#include "helper/pace.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace std::chrono_literals;

class PaceTest : public QObject {
    Q_OBJECT
private slots:
    void firstEventIsHeardAtOnceAndOnceMore();
    void RX_09_thousandEventsAtOnceAreTwoBeats();
    void RX_09_beatsKeepTheirDistance();
    void silenceIsSilent();
};

void PaceTest::firstEventIsHeardAtOnceAndOnceMore()
{
    Pace pace(50ms);
    QSignalSpy beats(&pace, &Pace::beat);
    pace.event();
    QCOMPARE(beats.size(), 1);
    QTRY_COMPARE(beats.size(), 2); // what the event announced may not have been there yet
    QVERIFY(!beats.wait(300));
}

void PaceTest::RX_09_thousandEventsAtOnceAreTwoBeats()
{
    Pace pace(50ms);
    QSignalSpy beats(&pace, &Pace::beat);
    for (int i = 0; i < 1000; ++i)
        pace.event();
    QTRY_COMPARE(beats.size(), 2);
    QVERIFY(!beats.wait(300));
}

void PaceTest::RX_09_beatsKeepTheirDistance()
{
    Pace pace(40ms);
    QElapsedTimer clock;
    clock.start();
    qint64 last = -40;
    qint64 shortest = 1000;
    int beats = 0;
    connect(&pace, &Pace::beat, this, [&] {
        shortest = std::min(shortest, clock.elapsed() - last);
        last = clock.elapsed();
        ++beats;
    });
    QTimer storm;
    connect(&storm, &QTimer::timeout, &pace, &Pace::event);
    storm.start(1ms);
    QTRY_VERIFY(beats >= 10);
    QVERIFY2(shortest >= 38, qPrintable(QString::number(shortest))); // two roundings to whole milliseconds
}

void PaceTest::silenceIsSilent()
{
    Pace pace(20ms);
    QSignalSpy beats(&pace, &Pace::beat);
    QVERIFY(!beats.wait(200));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PaceTest)
#include "pacetest.moc"
