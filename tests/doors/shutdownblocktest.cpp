// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What logind is asked while something is written that must not be left half done, and what happens without it.
#include "helper/shutdownblock.h"
#include "helper/workguards.h"
#include "tests/fake/fakemachine.h"
#include "tests/mockbus/privatebus.h"

#include <QDBusUnixFileDescriptor>
#include <QTest>
#include <QThread>
#include <array>
#include <fcntl.h>
#include <poll.h>

namespace rdma {

using namespace Qt::StringLiterals;

/// Inhibit() of org.freedesktop.login1(5): as long as the pipe's other end is open, nothing goes down.
class MockLogind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList asked;
    [[nodiscard]] bool isHeld() const
    {
        pollfd end{m_reading.get(), POLLIN, 0};
        return m_reading.valid() && ::poll(&end, 1, 0) == 0;
    }

public slots:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why, const QString &mode)
    {
        asked = {what, who, why, mode};
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) == -1)
            qFatal("no pipe");
        m_reading = Descriptor(ends[0]);
        const Descriptor writing(ends[1]);
        return QDBusUnixFileDescriptor(writing.get());
    }

private:
    Descriptor m_reading;
};

class ShutdownBlockTest : public QObject {
    Q_OBJECT

    PrivateBus m_bus;
    std::optional<QDBusConnection> m_connection;
    MockLogind m_logind;
    FakeMachine m_machine;

    /// As a worker does, while logind answers here.
    WorkGuards guarded(const ToolCall &call)
    {
        Result<WorkGuards> guards = fail(ErrorCode::Internal);
        const std::unique_ptr<QThread> worker(QThread::create([&] { guards = guardsFor(call, m_machine.host()); }));
        worker->start();
        if (!QTest::qWaitFor([&] { return worker->isFinished(); }, 20'000) || !guards)
            qFatal("no guards");
        return *std::move(guards);
    }

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.address().toUtf8());
        m_machine.files().makeDirectory(u"/run/rdma-manager/work"_s, 0700);
        m_connection = m_bus.connect(u"logind"_s);
        QVERIFY(m_connection->registerObject(u"/org/freedesktop/login1"_s, &m_logind, QDBusConnection::ExportAllSlots));
    }

    /// First, before it has its name.
    void LC_09_withoutLogindTheWorkIsDone()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"shutdown is not inhibited: logind "_s));
        QVERIFY(!guarded({Tool::RebuildBootImage, u"x"_s}).shutdown.valid());
        QVERIFY(m_connection->registerService(u"org.freedesktop.login1"_s));
    }

    void LC_09_shutdownWaitsForFirmwareAndImages()
    {
        for (const ToolCall &call :
             {ToolCall{Tool::SetCardTypes, u"0000:05:00.0 1=ethernet"_s}, ToolCall{Tool::RebuildBootImage, u"x"_s}}) {
            m_logind.asked.clear();
            {
                const WorkGuards guards = guarded(call);
                QVERIFY(guards.shutdown.valid());
                QCOMPARE(m_logind.asked.value(0), u"shutdown:sleep"_s);
                QCOMPARE(m_logind.asked.value(3), u"block"_s);
                QTRY_VERIFY(m_logind.isHeld());
            }
            QTRY_VERIFY(!m_logind.isHeld());
        }
    }

    void LC_09_nothingElseHoldsItUp()
    {
        m_logind.asked.clear();
        for (const ToolCall &call : {ToolCall{Tool::QueryCard, u"0000:05:00.0"_s}, ToolCall{Tool::TellMstVersion},
                                     ToolCall{Tool::ListBootImage, u"x"_s}, ToolCall{Tool::LoadModule, u"ib_umad"_s}})
            QVERIFY(!guarded(call).shutdown.valid());
        QVERIFY(m_logind.asked.isEmpty());
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ShutdownBlockTest)
#include "shutdownblocktest.moc"
