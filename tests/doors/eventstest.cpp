// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real sources of events, in a network of their own.
#include "helper/kernelevents.h"
#include "helper/linkevents.h"
#include "helper/udevevents.h"
#include "tests/doors/sandbox.h"
#include "tests/fake/fakemachine.h"
#include "tests/kernel/testlinks.h"

#include <QSignalSpy>
#include <QTest>
#include <fcntl.h>
#include <sys/socket.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void comeAndGo(int times)
{
    for (int i = 0; i < times; ++i)
        if (const auto index = addTestLink(u"rdmatest0"_s); !index || !removeTestLink(*index))
            qFatal("no test link can be made");
}

/// Hears no more of what came before.
void settle(QSignalSpy &spy)
{
    while (spy.wait(500)) {
    }
    spy.clear();
}

} // namespace

class EventsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { enterOwnNetwork(); }
    void linkThatComesAndGoesIsHeard();
    void RX_09_droppedEventsAreHeard();
    void udevSourceIsQuietWithoutEvents();
    void deadSourceSaysSo();
    void listensFromThreadToThread();
    void listensAgain();
    void letGoNeedsNobodyListening();
    void letGoEndsWhileListening();
};

void EventsTest::linkThatComesAndGoesIsHeard()
{
    const auto source = openLinkEvents();
    QCOMPARE((*source)->drain(), Result<bool>(false));
    comeAndGo(1);
    QCOMPARE((*source)->drain(), Result<bool>(true));
    QCOMPARE((*source)->drain(), Result<bool>(false));
}

void EventsTest::RX_09_droppedEventsAreHeard()
{
    const auto source = openLinkEvents();
    const auto witness = openLinkEvents();
    const int little = 1;
    for (const auto *one : {&source, &witness})
        QCOMPARE(::setsockopt((**one)->descriptor(), SOL_SOCKET, SO_RCVBUF, &little, sizeof little), 0);
    comeAndGo(20);
    std::array<char, 64> start{};
    QCOMPARE(::recv((*witness)->descriptor(), start.data(), start.size(), 0), -1);
    QCOMPARE(errno, ENOBUFS); // the kernel did drop some
    QCOMPARE((*source)->drain(), Result<bool>(true));
    QCOMPARE((*source)->drain(), Result<bool>(false));
    comeAndGo(1);
    QCOMPARE((*source)->drain(), Result<bool>(true)); // and is heard on
}

void EventsTest::udevSourceIsQuietWithoutEvents()
{
    const auto source = openUdevEvents();
    QVERIFY(source);
    QVERIFY((*source)->descriptor() >= 0);
    QCOMPARE((*source)->drain(), Result<bool>(false));
}

void EventsTest::deadSourceSaysSo()
{
    const auto source = openLinkEvents();
    const Descriptor directory(::open("/", O_RDONLY | O_CLOEXEC));
    QVERIFY(::dup2(directory.get(), (*source)->descriptor()) >= 0);
    QCOMPARE((*source)->drain().error().detail, u"ENOTSOCK"_s);
}

void EventsTest::listensFromThreadToThread()
{
    const FakeMachine machine;
    KernelEvents events(machine.host());
    QSignalSpy happened(&events, &Events::happened);
    QVERIFY(!happened.wait(100));
    events.listen();
    QTRY_VERIFY(happened.size() >= 1); // what came before could not be heard
    settle(happened);
    comeAndGo(1);
    QTRY_VERIFY(happened.size() >= 1);
    events.ignore();
    settle(happened);
    comeAndGo(5);
    QVERIFY(!happened.wait(500));
}

void EventsTest::listensAgain()
{
    const FakeMachine machine;
    KernelEvents events(machine.host());
    QSignalSpy happened(&events, &Events::happened);
    for (int i = 0; i < 3; ++i) {
        events.listen();
        QTRY_VERIFY(happened.size() >= 1);
        settle(happened);
        comeAndGo(1);
        QTRY_VERIFY(happened.size() >= 1);
        events.ignore();
        settle(happened);
    }
}

void EventsTest::letGoNeedsNobodyListening()
{
    const FakeMachine machine;
    KernelEvents events(machine.host());
    QVERIFY(events.letGo());
    events.takeUp();
}

void EventsTest::letGoEndsWhileListening()
{
    FakeMachine machine;
    machine.kernel().addCard({.rdmaDevice = u"mlx5_9"_s, .driver = u"mlx5_core"_s, .pci = u"0000:06:00.0"_s});
    KernelEvents events(machine.host());
    QSignalSpy happened(&events, &Events::happened);
    events.listen();
    QVERIFY(events.letGo()); // whatever the thread has done by now
    QCOMPARE(events.reporting(), QStringList());
    QTRY_VERIFY(happened.size() >= 1);
    settle(happened);
    events.takeUp();
    QTRY_VERIFY(happened.size() >= 1);           // what came meanwhile could not be heard
    QCOMPARE(events.reporting(), QStringList()); // this machine has no such card: it is looked at instead
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::EventsTest)
#include "eventstest.moc"
