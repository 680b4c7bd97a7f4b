// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is open, what is missing, what was lost: no source stays silent, no device stays open.
#include "helper/listener.h"
#include "tests/fake/fakemachine.h"
#include "tests/live/fakeverbs.h"

#include <QSignalSpy>
#include <QTest>
#include <sys/eventfd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A source of events that a test makes happen; for function pointers, so there is one of each kind for all.
struct Script {
    Descriptor events{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    bool opens = true;
    bool dead = false;
    int opened = 0;
    std::function<void()> whileDrained = [] {};

    void happen() const
    {
        const quint64 one = 1;
        if (::write(events.get(), &one, sizeof one) != sizeof one)
            qFatal("eventfd");
    }
};

class ScriptedSource final : public EventSource {
public:
    explicit ScriptedSource(const Script &script) : m_script(script) {}
    int descriptor() const override { return m_script.events.get(); }
    Result<bool> drain() override
    {
        m_script.whileDrained();
        quint64 number = 0;
        const bool any = ::read(descriptor(), &number, sizeof number) == sizeof number;
        return m_script.dead ? Result<bool>(fail(ErrorCode::Io, u"source"_s, u"EIO"_s)) : any;
    }

private:
    const Script &m_script;
};

struct Scripts {
    Script devices;
    Script links;
    Script port; ///< the descriptor of an open device
};
std::unique_ptr<Scripts> scripts; // NOLINT

OpenedSource openScript(Script &script)
{
    if (!script.opens)
        return fail(ErrorCode::Io, u"source"_s, u"EMFILE"_s);
    ++script.opened;
    return std::make_unique<ScriptedSource>(script);
}

const EventSources scripted{.devices = [] { return openScript(scripts->devices); },
                            .links = [] { return openScript(scripts->links); },
                            .verbs = &loadFakeVerbs};

} // namespace

class ListenerTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void nothingIsOpenBefore();
    void eventsAreHeard();
    void lostSourceIsOpenedAgain();
    void absentSourceCountsAsAnEventEverySecond();
    void deviceIsHeldOpen();
    void newDeviceIsFound();
    void portEventIsHeard();
    void KI_03_fatalEventClosesIt();
    void KI_03_otherCardIsOpenedAnew();
    void goneDeviceIsClosed();
    void refusedDeviceIsTriedOnce();
    void refusalIsSaidOnce();
    void forbiddenDevicesAreNotOpened();
    void noFurtherDeviceIsOpenedOnceForbidden();
    void closedIsClosed();
    void lossAfterTheCloseOpensNothing();

private:
    void addCard(const QString &slot = u"0000:06:00.0"_s)
    {
        m_machine->kernel().addCard({.rdmaDevice = u"mlx5_0"_s, .driver = u"mlx5_core"_s, .pci = slot});
    }
    void removeCard() { m_machine->files().remove(u"/sys/class/infiniband/mlx5_0"_s); }
    void open()
    {
        m_listener->open();
        m_happened->clear();
    }

    std::unique_ptr<FakeMachine> m_machine;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<QSignalSpy> m_happened;
};

void ListenerTest::init()
{
    m_happened.reset();
    m_listener.reset();
    scripts = std::make_unique<Scripts>();
    fakeVerbs = FakeVerbs();
    fakeVerbs.descriptor = scripts->port.events.get();
    m_machine = std::make_unique<FakeMachine>();
    m_listener = std::make_unique<Listener>(m_machine->host(), scripted);
    m_happened = std::make_unique<QSignalSpy>(m_listener.get(), &Listener::happened);
}

void ListenerTest::nothingIsOpenBefore()
{
    addCard();
    QCOMPARE(scripts->devices.opened + scripts->links.opened, 0);
    m_listener->followDevices();
    QCOMPARE(fakeVerbs.log, QStringList());
    m_listener->open();
    QVERIFY(!m_happened->isEmpty()); // what came before could not be heard
}

void ListenerTest::eventsAreHeard()
{
    open();
    scripts->links.happen();
    QTRY_COMPARE(m_happened->size(), 1);
    scripts->devices.happen();
    QTRY_COMPARE(m_happened->size(), 2);
    QCOMPARE(fakeVerbs.log, QStringList()); // no device, no library
}

void ListenerTest::lostSourceIsOpenedAgain()
{
    open();
    QTest::ignoreMessage(QtWarningMsg, "no events of source: EIO");
    scripts->links.dead = true;
    scripts->links.happen();
    QTRY_COMPARE(m_happened->size(), 1); // the loss itself
    scripts->links.dead = false;
    QTRY_COMPARE(scripts->links.opened, 2);
    QTRY_VERIFY(m_happened->size() >= 2); // what came meanwhile
    m_happened->clear();
    scripts->links.happen();
    QTRY_COMPARE(m_happened->size(), 1);
    QCOMPARE(scripts->devices.opened, 1); // the others were left alone
}

void ListenerTest::absentSourceCountsAsAnEventEverySecond()
{
    QTest::ignoreMessage(QtWarningMsg, "no events of source: EMFILE"); // once
    scripts->devices.opens = false;
    open();
    QTRY_VERIFY(m_happened->size() >= 3);
    scripts->devices.opens = true;
    QTRY_COMPARE(scripts->devices.opened, 1);
    QTest::qWait(200);
    m_happened->clear();
    QVERIFY(!m_happened->wait(1'500)); // there again, it is silent when nothing happens
}

void ListenerTest::deviceIsHeldOpen()
{
    addCard();
    open();
    QCOMPARE(fakeVerbs.log, (QStringList{u"list"_s, u"open mlx5_0"_s, u"free"_s}));
    QCOMPARE(m_listener->reporting(), QStringList{u"mlx5_0"_s});
}

void ListenerTest::newDeviceIsFound()
{
    open();
    addCard();
    scripts->devices.happen();
    QTRY_COMPARE(m_listener->reporting(), QStringList{u"mlx5_0"_s});
}

void ListenerTest::portEventIsHeard()
{
    addCard();
    open();
    fakeVerbs.events = {IBV_EVENT_PORT_ERR};
    scripts->port.happen();
    QTRY_COMPARE(m_happened->size(), 1);
}

void ListenerTest::KI_03_fatalEventClosesIt()
{
    addCard();
    open();
    fakeVerbs.events = {IBV_EVENT_DEVICE_FATAL};
    scripts->port.happen();
    QTRY_COMPARE(fakeVerbs.held(), 0);
    QCOMPARE(m_listener->reporting(), QStringList()); // looked at meanwhile
    QTRY_COMPARE(fakeVerbs.held(), 1);                // still there after a second: it was a reset
}

void ListenerTest::KI_03_otherCardIsOpenedAnew()
{
    addCard();
    open();
    removeCard();
    addCard(u"0000:81:00.0"_s);
    scripts->devices.happen();
    QTRY_COMPARE(fakeVerbs.log.count(u"open mlx5_0"_s), 2);
    QCOMPARE(fakeVerbs.held(), 1);
}

void ListenerTest::goneDeviceIsClosed()
{
    addCard();
    open();
    removeCard();
    scripts->devices.happen();
    QTRY_COMPARE(fakeVerbs.held(), 0);
    QCOMPARE(m_listener->reporting(), QStringList());
}

void ListenerTest::refusedDeviceIsTriedOnce()
{
    QTest::ignoreMessage(QtWarningMsg, "mlx5_0 is looked at every second: mlx5_0 ibv_open_device");
    addCard();
    fakeVerbs.opens = false;
    open();
    QCOMPARE(m_listener->reporting(), QStringList());
    fakeVerbs.opens = true;
    scripts->devices.happen();
    QTRY_COMPARE(m_happened->size(), 1);
    QCOMPARE(fakeVerbs.log.count(u"list"_s), 1);
}

void ListenerTest::refusalIsSaidOnce()
{
    QTest::failOnWarning(); // but for those that are foretold
    QTest::ignoreMessage(QtWarningMsg, "mlx5_0 is looked at every second: mlx5_0 ibv_open_device");
    QTest::ignoreMessage(QtWarningMsg, "no events of source: EMFILE");
    addCard();
    fakeVerbs.opens = false;
    scripts->links.opens = false;
    for (int watchers = 0; watchers < 3; ++watchers) {
        open();
        m_listener->close();
    }
    removeCard();
    open();
    QTest::ignoreMessage(QtWarningMsg, "mlx5_0 is looked at every second: mlx5_0 ibv_open_device");
    m_machine->files().link(u"/sys/class/infiniband/mlx5_0"_s,
                            u"../../devices/pci0000:00/0000:06:00.0/infiniband/mlx5_0"_s);
    m_listener->followDevices(); // it came anew
    m_listener->close();
}

void ListenerTest::forbiddenDevicesAreNotOpened()
{
    addCard();
    open();
    m_listener->forbidDevices(true);
    m_listener->closeDevices();
    QCOMPARE(fakeVerbs.held(), 0);
    scripts->devices.happen();
    QTRY_COMPARE(m_happened->size(), 1);
    QCOMPARE(fakeVerbs.held(), 0);
    m_listener->forbidDevices(false);
    m_listener->followDevices();
    QCOMPARE(m_listener->reporting(), QStringList{u"mlx5_0"_s});
}

void ListenerTest::noFurtherDeviceIsOpenedOnceForbidden()
{
    addCard();
    m_machine->kernel().addCard({.rdmaDevice = u"mlx4_0"_s, .driver = u"mlx4_core"_s, .pci = u"0000:05:00.0"_s});
    fakeVerbs.whileOpening = [this] { m_listener->forbidDevices(true); };
    open();
    QCOMPARE(fakeVerbs.held(), 1);
}

void ListenerTest::closedIsClosed()
{
    addCard();
    open();
    m_listener->close();
    QCOMPARE(fakeVerbs.held(), 0);
    QCOMPARE(m_listener->reporting(), QStringList());
    scripts->links.happen();
    QVERIFY(!m_happened->wait(1'500));
    m_listener->open();
    QCOMPARE(fakeVerbs.held(), 1);
}

void ListenerTest::lossAfterTheCloseOpensNothing()
{
    open();
    scripts->links.dead = true;
    scripts->links.whileDrained = [this] { // asked for before the loss is told
        QMetaObject::invokeMethod(m_listener.get(), &Listener::close, Qt::QueuedConnection);
    };
    scripts->links.happen();
    QVERIFY(!m_happened->wait(1'500));
    QCOMPARE(scripts->links.opened, 1);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ListenerTest)
#include "listenertest.moc"
