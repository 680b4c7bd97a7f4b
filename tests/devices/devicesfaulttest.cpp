// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Drivers that fail, hang or go while they are asked: every other device stays right.
#include "helper/features/devices.h"
#include "helper/readpool.h"
#include "tests/devices/heldfile.h"
#include "tests/devices/threadcount.h"
#include "tests/doors/sandbox.h"
#include "tests/fake/fakemachine.h"

#include <QTest>
#include <future>
#include <pthread.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int cards = 4;
constexpr int ending = 2;                         // threads that have left ReadThreads may be seen for a moment
constexpr DevicesPatience patience{.one = 400ms}; // more than a device takes that answers, on a busy machine, too
const QString bad = u"mlx5_1"_s;
const QString badPath = u"/sys/class/infiniband/mlx5_1"_s;

FakeCard card(int number)
{
    return {.rdmaDevice = u"mlx5_%1"_s.arg(number),
            .driver = u"mlx5_core"_s,
            .pci = u"0000:0%1:00.0"_s.arg(number),
            .portGuids = {Guid{0x0002c90300a1b200 + quint64(number)}}};
}

} // namespace

class DevicesFaultTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeMachine> m_machine;
    DevicesLive m_before;

    [[nodiscard]] QString real(const QString &path) const { return m_machine->files().inside(badPath + path); }

    DevicesState read(const DevicesReading &reading, const DevicesQuery &query = AllDevices{})
    {
        Machine doors = m_machine->machine();
        return reading.read(doors, query).value();
    }

    /// Further devices, named before all others, that hang.
    std::vector<std::unique_ptr<HeldFile>> addHanging(int count)
    {
        std::vector<std::unique_ptr<HeldFile>> held;
        for (int number = 0; number < count; ++number) {
            const QString path = u"/sys/class/infiniband/mlx4_%1/fw_ver"_s.arg(number);
            m_machine->files().write(path, "1\n");
            held.push_back(std::make_unique<HeldFile>(m_machine->files().inside(path)));
        }
        return held;
    }

    /// What was read, but for the bad device, is what it was.
    void verifyOthers(const DevicesState &state)
    {
        DevicesLive expected = m_before;
        DevicesLive others = state.live;
        expected.devices.erase(bad);
        others.devices.erase(bad);
        QVERIFY(others == expected);
    }

private slots:
    void initTestCase() { enterOwnMounts(); }
    void init();
    void KI_03_failingFilesAreNotReported_data();
    void KI_03_failingFilesAreNotReported();
    void KI_03_failingCountersAreNotMeasured();
    void KI_16_aDeviceThatHangsCostsItselfOnly();
    void KI_16_aDeviceThatHangsIsNotAskedAgain();
    void KI_16_aDeviceThatAnswersLaterIsBack();
    void KI_16_countersThatHangCostTheirPortOnly();
    void KI_16_aPortThatHangsIsAskedOnce();
    void KI_16_manyReadsNeedFewThreads();
    void KI_16_manyDevicesNeedFewThreads();
    void KI_16_manyThatHangLeaveFewThreads();
    void KI_16_devicesThatAnsweredKeepTheirThreads();
    void KI_16_devicesThatNeverAnsweredAreAskedWhileOthersHang();
    void KI_16_withoutThreadsNothingAnswers();
    void KI_16_manySlowOnesEndTheRead();
    void KI_16_aReadWithoutATurnTimesOut();
    void KI_02_aDeviceThatGoesWhileItIsReadIsLeftOut();
    void KI_03_aDeviceWhoseNameGoesKeepsItsSlot();
    void KI_03_aDeviceThatIsReplacedIsLeftOut();
};

void DevicesFaultTest::init()
{
    m_machine = std::make_unique<FakeMachine>();
    for (int number = 0; number < cards; ++number)
        m_machine->kernel().addCard(card(number));
    m_before = read(DevicesReading()).live;
    QCOMPARE(m_before.devices.size(), cards);
}

void DevicesFaultTest::KI_03_failingFilesAreNotReported_data()
{
    QTest::addColumn<QString>("failing");
    QTest::newRow("EIO") << u"/proc/self/mem"_s;             // nothing is mapped at address 0
    QTest::newRow("EINVAL") << u"/sys/class/net/lo/speed"_s; // a loopback has none
}

void DevicesFaultTest::KI_03_failingFilesAreNotReported()
{
    QFETCH(QString, failing);
    for (const auto &file : {u"/fw_ver"_s, u"/ports/1/rate"_s})
        bindMount(failing, real(file));
    const auto state = read(DevicesReading());
    for (const auto &file : {u"/fw_ver"_s, u"/ports/1/rate"_s})
        unmount(real(file));
    verifyOthers(state);
    RdmaDevice expected = m_before.devices.at(bad);
    expected.firmware.reset();
    expected.ports.at(1).rate.reset();
    QVERIFY(state.live.devices.at(bad) == expected);
    QVERIFY(state.notes.empty());
}

void DevicesFaultTest::KI_03_failingCountersAreNotMeasured()
{
    bindMount(u"/proc/self/mem"_s, real(u"/ports/1/counters/port_rcv_data"_s));
    const PortId id{bad, 1};
    const auto values = read(DevicesReading(), CounterSample{{id}}).live.counters.at(id).port;
    unmount(real(u"/ports/1/counters/port_rcv_data"_s));
    QVERIFY(!values.contains(u"port_rcv_data"_s));
    QCOMPARE(values.at(u"port_xmit_data"_s), 524288);
}

void DevicesFaultTest::KI_16_aDeviceThatHangsCostsItselfOnly()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const auto state = read(DevicesReading(patience));
    verifyOthers(state);
    QVERIFY(state.live.devices.at(bad) == RdmaDevice{});
    QVERIFY(state.notes == (std::vector<Note>{{NoteCode::DeviceSilent, bad, {}}}));
    held.release();
}

/// The second read leaves no second thread behind: nobody else waits for the file.
void DevicesFaultTest::KI_16_aDeviceThatHangsIsNotAskedAgain()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const DevicesReading reading(patience);
    std::ignore = read(reading);
    held.waitForReader();
    const auto again = read(reading);
    QVERIFY(!held.hasReader());
    verifyOthers(again);
    QCOMPARE(again.notes.size(), 1);
    held.release();
}

void DevicesFaultTest::KI_16_aDeviceThatAnswersLaterIsBack()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const DevicesReading reading(patience);
    QCOMPARE(read(reading).notes.size(), 1);
    held.release();
    QTRY_VERIFY(read(reading).notes.empty());
    QVERIFY(read(reading).live == m_before);
}

void DevicesFaultTest::KI_16_countersThatHangCostTheirPortOnly()
{
    HeldFile held(real(u"/ports/1/counters/port_rcv_data"_s));
    const PortId good{u"mlx5_2"_s, 1};
    const auto state = read(DevicesReading(patience), CounterSample{{{bad, 1}, good}});
    QCOMPARE(state.live.counters.size(), 1);
    QVERIFY(state.live.counters.contains(good));
    QVERIFY(state.notes == (std::vector<Note>{{NoteCode::DeviceSilent, u"mlx5_1/1"_s, {}}}));
    held.release();
}

void DevicesFaultTest::KI_16_aPortThatHangsIsAskedOnce()
{
    HeldFile held(real(u"/ports/1/counters/port_rcv_data"_s));
    const DevicesReading reading(patience);
    const CounterSample same{std::vector(64, PortId{bad, 1})};
    QCOMPARE(read(reading, same).notes.size(), 1);
    held.waitForReader();
    QCOMPARE(read(reading, same).notes.size(), 1);
    QVERIFY(!held.hasReader());
    held.release();
}

/// As many as the pool has threads. They are started here, as the pool's are. One thread hangs, and one each may take
/// up what is still to be asked after it.
void DevicesFaultTest::KI_16_manyReadsNeedFewThreads()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const DevicesReading reading(patience);
    const ThreadCount threads;
    std::vector<std::future<DevicesState>> answers;
    for (int number = 0; number < ReadPool::maxThreads; ++number)
        answers.push_back(std::async(std::launch::async, [&] { return read(reading); }));
    for (auto &answer : answers) {
        const auto state = answer.get();
        verifyOthers(state);
        QCOMPARE(state.notes.size(), 1);
    }
    QVERIFY2(threads.most() <= ReadPool::maxThreads + 1 + (cards - 2) + ending,
             qPrintable(QString::number(threads.most())));
    held.waitForReader();
    QVERIFY(!held.hasReader());
    held.release();
}

void DevicesFaultTest::KI_16_manyDevicesNeedFewThreads()
{
    for (int number = cards; number < 300; ++number)
        m_machine->files().write(u"/sys/class/infiniband/mlx5_%1/fw_ver"_s.arg(number), "1\n");
    const DevicesReading reading;
    const ThreadCount threads;
    std::vector<std::future<DevicesState>> answers;
    for (int number = 0; number < ReadPool::maxThreads; ++number)
        answers.push_back(std::async(std::launch::async, [&] { return read(reading); }));
    for (auto &answer : answers) {
        const auto state = answer.get();
        QCOMPARE(state.live.devices.size(), 300);
        QVERIFY(state.notes.empty());
    }
    QVERIFY2(threads.most() <= ReadPool::maxThreads + ReadThreads::maxThreads,
             qPrintable(QString::number(threads.most())));
}

void DevicesFaultTest::KI_16_manyThatHangLeaveFewThreads()
{
    constexpr int functions = 20;
    const auto held = addHanging(functions);
    const DevicesReading reading({.one = 100ms, .all = 600ms});
    const ThreadCount threads;
    for (int times = 0; times < 4; ++times) {
        const auto state = read(reading);
        QCOMPARE(state.live.devices.size(), cards + functions);
        QVERIFY(std::ssize(state.notes) >= functions);
    }
    QVERIFY2(threads.most() <= ReadThreads::maxThreads + ending, qPrintable(QString::number(threads.most())));
    for (const auto &one : held)
        one->release();
    QTRY_VERIFY(read(reading).notes.empty());
}

/// However many hang from the first on, and although they come first. One of those that answered
/// may begin to hang, too.
void DevicesFaultTest::KI_16_devicesThatAnsweredKeepTheirThreads()
{
    constexpr int hanging = 20;
    const DevicesReading reading({.one = 200ms});
    QVERIFY(read(reading).live == m_before);
    auto held = addHanging(hanging);
    for (int times = 0; times < 4; ++times) {
        const auto state = read(reading);
        QCOMPARE(state.notes.size(), hanging);
        for (const auto &[name, device] : m_before.devices)
            QVERIFY(state.live.devices.at(name) == device);
    }
    const PortId port{u"mlx5_2"_s, 1}; // never asked so far, of a device that has answered
    QVERIFY(read(reading, CounterSample{{port}}).live.counters.contains(port));
    held.push_back(std::make_unique<HeldFile>(real(u"/ports/1/state"_s)));
    for (int times = 0; times < 2; ++times) {
        const auto state = read(reading);
        QCOMPARE(state.notes.size(), hanging + 1);
        QVERIFY(state.live.devices.at(u"mlx5_3"_s) == m_before.devices.at(u"mlx5_3"_s));
    }
    for (const auto &one : held)
        one->release();
    QTRY_VERIFY(read(reading).notes.empty());
}

void DevicesFaultTest::KI_16_devicesThatNeverAnsweredAreAskedWhileOthersHang()
{
    constexpr int hanging = ReadThreads::maxThreads - ReadThreads::keptForAnswering - 1;
    auto held = addHanging(hanging);
    const DevicesReading reading({.one = 100ms, .all = 600ms});
    QTRY_COMPARE(read(reading).notes.size(), hanging);
    const auto state = read(reading);
    for (const auto &[name, device] : m_before.devices)
        QVERIFY(state.live.devices.at(name) == device);
    for (const auto &one : held)
        one->release();
    QTRY_VERIFY(read(reading).notes.empty());
}

/// No stack of such a size can be had, so that pthread_create(3) fails as it does at TasksMax=.
void DevicesFaultTest::KI_16_withoutThreadsNothingAnswers()
{
    const DevicesReading reading;
    pthread_attr_t usual;
    QCOMPARE(::pthread_getattr_default_np(&usual), 0);
    pthread_attr_t huge = usual;
    QCOMPARE(::pthread_attr_setstacksize(&huge, std::size_t{1} << 50), 0);
    QCOMPARE(::pthread_setattr_default_np(&huge), 0);
    const auto state = read(reading);
    QCOMPARE(::pthread_setattr_default_np(&usual), 0);
    QCOMPARE(state.notes.size(), cards);
    QVERIFY(read(reading).live == m_before);
}

/// Each one answers within its own patience; together they would take longer than the pool waits.
void DevicesFaultTest::KI_16_manySlowOnesEndTheRead()
{
    std::vector<std::unique_ptr<HeldFile>> held;
    for (int number = 0; number < cards; ++number)
        held.push_back(std::make_unique<HeldFile>(
            m_machine->files().inside(u"/sys/class/infiniband/mlx5_%1/fw_ver"_s.arg(number))));
    const DevicesReading reading({.one = 1h, .all = 300ms});
    QCOMPARE(read(reading).notes.size(), cards);
    for (const auto &one : held)
        one->release();
    QTRY_VERIFY(read(reading).live == m_before);
}

/// The first one waits a second for a device; the second may wait a tenth of one for the first.
void DevicesFaultTest::KI_16_aReadWithoutATurnTimesOut()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const DevicesReading reading({.one = 1000ms, .all = 1100ms});
    auto first = std::async(std::launch::async, [&] { return read(reading); });
    held.waitForReader();
    Machine doors = m_machine->machine();
    const auto second = reading.read(doors, AllDevices{});
    const auto sample = reading.read(doors, CounterSample{{{u"mlx5_2"_s, 1}}});
    QCOMPARE(first.wait_for(0s), std::future_status::timeout);
    QVERIFY(!second && !sample);
    QCOMPARE(second.error().code, ErrorCode::Timeout);
    QCOMPARE(sample.error().code, ErrorCode::Timeout);
    verifyOthers(first.get());
    verifyOthers(read(reading)); // the turn is free again
    held.release();
}

void DevicesFaultTest::KI_02_aDeviceThatGoesWhileItIsReadIsLeftOut()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const DevicesReading reading({.one = 1h, .all = 1h});
    auto answer = std::async(std::launch::async, [&] { return read(reading); });
    held.waitForReader();
    m_machine->files().remove(u"/sys/devices/pci0000:00/0000:01:00.0"_s);
    m_machine->files().remove(badPath);
    held.release();
    const auto state = answer.get();
    verifyOthers(state);
    QVERIFY(!state.live.devices.contains(bad));
    QVERIFY(state.notes.empty());
}

/// Renamed, and another took the name: what is read is all of one device.
void DevicesFaultTest::KI_03_aDeviceWhoseNameGoesKeepsItsSlot()
{
    HeldFile held(real(u"/fw_ver"_s));
    const DevicesReading reading({.one = 1h, .all = 1h});
    auto answer = std::async(std::launch::async, [&] { return read(reading); });
    held.waitForReader();
    m_machine->files().remove(badPath);
    m_machine->files().link(badPath, u"../../devices/pci0000:00/0000:02:00.0/infiniband/mlx5_2"_s);
    held.release();
    QVERIFY(answer.get().live == m_before);
}

void DevicesFaultTest::KI_03_aDeviceThatIsReplacedIsLeftOut()
{
    HeldFile held(real(u"/ports/1/state"_s));
    const DevicesReading reading({.one = 1h, .all = 1h});
    auto answer = std::async(std::launch::async, [&] { return read(reading); });
    held.waitForReader();
    m_machine->files().remove(u"/sys/devices/pci0000:00/0000:01:00.0"_s);
    m_machine->files().remove(badPath);
    m_machine->files().link(badPath, u"../../devices/pci0000:00/0000:02:00.0/infiniband/mlx5_2"_s);
    held.release();
    const auto state = answer.get();
    verifyOthers(state);
    QVERIFY(!state.live.devices.contains(bad));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::DevicesFaultTest)
#include "devicesfaulttest.moc"
