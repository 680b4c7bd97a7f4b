// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much memory processes may lock: on made-up trees of processes, and on real ones.
#include "helper/limitwalk.h"

#include "tests/fake/fakemachine.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr MemoryLimit small{{65536}, {131072}};
const QByteArray session = "0::/user.slice/user-1000.slice/session-4.scope\n";

QByteArray serviceGroup(const char *unit)
{
    return QByteArray("0::/system.slice/") + unit + '\n';
}

} // namespace

class LimitWalkTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeMachine> m_machine;

    /// `start`: in clock ticks since boot.
    void addProcess(int pid, const QByteArray &comm, int uid, const QByteArray &group, int start)
    {
        const QString process = u"/proc/%1/"_s.arg(pid);
        const QByteArray id = QByteArray::number(uid);
        FakeHostRoot &files = m_machine->files();
        files.write(process + u"comm"_s, comm + '\n');
        files.write(process + u"cgroup"_s, group);
        files.write(process + u"status"_s, "Name:\tx\nUid:\t" + id + "\t0\t0\t0\nGid:\t5\t5\t5\t5\n");
        files.write(process + u"stat"_s, QByteArray::number(pid) + " (" + comm +
                                             ") S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 " + QByteArray::number(start) +
                                             " 0 0\n");
        files.write(process + u"limits"_s,
                    "Limit  Soft Limit  Hard Limit  Units\n"
                    "Max locked memory         65536                131072               bytes\n");
    }
    [[nodiscard]] RunningProcesses found() const
    {
        return firstProcessesIn(m_machine->host().directory(u"/proc"_s).value());
    }
    [[nodiscard]] QList<int> foundPids() const
    {
        QList<int> pids;
        for (const RunningProcess &process : found().named)
            pids.append(process.pid);
        return pids;
    }

private slots:
    void init()
    {
        m_machine = std::make_unique<FakeMachine>();
        m_machine->files().makeDirectory(u"/proc/sys"_s);
    }

    void ofEachUnitTheFirst()
    {
        addProcess(900, "opensm", 0, serviceGroup("opensm.service"), 20);
        addProcess(10, "worker", 0, serviceGroup("opensm.service"), 30); // pids begin anew
        addProcess(901, "late", 0, serviceGroup("opensm.service/inner.service"), 40);
        addProcess(30, "agetty", 0, "0::/system.slice/system-getty.slice/getty@tty1.service\n", 5);
        const std::vector<RunningProcess> expected{{30, u"agetty"_s, 0, u"getty@tty1.service"_s, small},
                                                   {900, u"opensm"_s, 0, u"opensm.service"_s, small}};
        QCOMPARE(found().named, expected);
        QCOMPARE(found().more, 0);
    }

    void ofASessionTheFirstOfItsUser()
    {
        addProcess(100, "sshd", 0, session, 1);
        addProcess(101, "bash", 1000, session, 2);
        addProcess(102, "sleep", 1000, session, 3);
        QCOMPARE(foundPids(), QList<int>{101});
        addProcess(200, "login", 0, "0::/user.slice/user-0.slice/session-5.scope\n", 4);
        QCOMPARE(foundPids(), (QList<int>{101, 200}));
    }

    void ofAUsersManagerItself()
    {
        const QByteArray manager = "0::/user.slice/user-1000.slice/user@1000.service/";
        addProcess(50, "systemd", 1000, manager + "init.scope\n", 1);
        addProcess(60, "firefox", 1000, manager + "app.slice/app-x.service\n", 2);
        QCOMPARE(found().named, (std::vector<RunningProcess>{{50, u"systemd"_s, 1000, u"user@1000.service"_s, small}}));
    }

    void groupsOfVersionOne()
    {
        addProcess(5, "opensm", 0, "12:pids:/x\n1:name=systemd:/system.slice/opensm.service\n0::/elsewhere.service\n",
                   1);
        QCOMPARE(found().named.front().unit, u"opensm.service"_s);
    }

    void othersAreNotListed()
    {
        addProcess(1, "systemd", 0, "0::/init.scope\n", 1);
        addProcess(2, "kthreadd", 0, "0::/\n", 1);
        addProcess(3, "runc", 0, "0::/machine.slice/docker-0123.scope\n", 1);
        addProcess(4, "odd", 0, "0::/system.slice/<b>.service\n", 1);
        addProcess(5, "none", 0, "", 1);
        QCOMPARE(found(), RunningProcesses());
    }

    void IV_02_whatAProgramCallsItselfIsHarmless()
    {
        addProcess(7, "a) S 1 <b>\x1b[31m\xff", 0, serviceGroup("a.service"), 7);
        QCOMPARE(found().named.front().program, u"a) S 1 <b>?[31m?"_s);
        addProcess(8, "b", 0, serviceGroup("a.service"), 6);
        QCOMPARE(foundPids(), QList<int>{8}); // its parentheses move no field
    }

    void KI_02_aProcessThatEndsMeanwhileIsSkipped()
    {
        for (const char *gone : {"comm", "status", "limits"}) {
            init();
            addProcess(7, "a", 0, serviceGroup("a.service"), 7);
            m_machine->files().remove(u"/proc/7/"_s + QLatin1StringView(gone));
            QCOMPARE(found(), RunningProcesses());
            QCOMPARE(findLimits(u"7"_s, m_machine->host()).error(), (Error{ErrorCode::NotFound, u"7"_s, u"process"_s}));
        }
        QCOMPARE(findLimits(u"9"_s, m_machine->host()).error().code, ErrorCode::NotFound);
    }

    void oneProcessOfAnyKind()
    {
        addProcess(3, "runc", 5, "0::/machine.slice/docker-0123.scope\n", 1);
        const RunningProcess runc{3, u"runc"_s, 5, {}, small};
        QCOMPARE(findLimits(u"3"_s, m_machine->host()).and_then(runningFromText),
                 Result<RunningProcesses>(RunningProcesses{{runc}, 0}));
    }

    void RX_05_aThousandAreNamedAndAllCounted()
    {
        for (int i = 1; i <= 1003; ++i)
            addProcess(i, "x", 0, serviceGroup(QByteArray("x" + QByteArray::number(i) + ".service").constData()), i);
        const auto answer = findLimits(u"running"_s, m_machine->host());
        const auto running = answer.and_then(runningFromText);
        QCOMPARE(running->named.size(), 1000u);
        QCOMPARE(running->more, 3);
        QVERIFY(answer->size() < 256 * 1024);
    }

    void realProcesses()
    {
        const auto host = Host::open(u"/"_s);
        const auto proc = host->directory(u"/proc"_s);
        rlimit own{};
        QCOMPARE(::getrlimit(RLIMIT_MEMLOCK, &own), 0);
        const auto self = processIn(*proc, int(QCoreApplication::applicationPid()));
        QCOMPARE(self->limit, (MemoryLimit{{own.rlim_cur}, {own.rlim_max}}));
        QCOMPARE(self->uid, ::getuid());
        QCOMPARE(self->program, u"limitwalktest"_s);
        QProcess other;
        other.start(u"sleep"_s, {u"60"_s});
        QVERIFY(other.waitForStarted());
        const int pid = int(other.processId());
        QVERIFY(processIn(*proc, pid));
        other.kill();
        QVERIFY(other.waitForFinished());
        QCOMPARE(processIn(*proc, pid).error().code, ErrorCode::NotFound);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LimitWalkTest)
#include "limitwalktest.moc"
