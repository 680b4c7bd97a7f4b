// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done with a device's asynchronous events, on a libibverbs of two devices that says what it is told to.
#include "helper/verbsevents.h"

#include <QTest>
#include <deque>
#include <fcntl.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What the fake library has and was asked: its functions are C, so this is theirs alone.
struct Library {
    std::array<ibv_device, 2> devices{};
    ibv_context context{};
    std::deque<ibv_event_type> events;
    int error = EAGAIN; ///< when there are no more events
    QStringList log;
    bool opens = true;
} library; // NOLINT

ibv_device **getDeviceList(int *count)
{
    static std::array<ibv_device *, 3> list{};
    list = {&library.devices[0], &library.devices[1], nullptr};
    *count = 2;
    library.log.append(u"list"_s);
    return list.data();
}
void freeDeviceList(ibv_device **)
{
    library.log.append(u"free"_s);
}
const char *getDeviceName(ibv_device *device)
{
    return device == &library.devices[0] ? "mlx4_0" : "mlx5_0";
}
ibv_context *openDevice(ibv_device *device)
{
    library.log.append(u"open "_s + QString::fromLatin1(getDeviceName(device)));
    return library.opens ? &library.context : nullptr;
}
int closeDevice(ibv_context *)
{
    library.log.append(u"close"_s);
    return 0;
}
int getAsyncEvent(ibv_context *, ibv_async_event *event)
{
    if (library.events.empty()) {
        errno = library.error;
        return -1;
    }
    event->event_type = library.events.front();
    library.events.pop_front();
    return 0;
}
void ackAsyncEvent(ibv_async_event *)
{
    library.log.append(u"ack"_s);
}

const Verbs verbs{getDeviceList, freeDeviceList, getDeviceName, openDevice, closeDevice, getAsyncEvent, ackAsyncEvent};

} // namespace

class VerbsEventsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void onlyTheNamedDeviceIsOpened();
    void descriptorDoesNotBlock();
    void eventsAreTakenAndAcknowledged();
    void RX_09_stormIsTakenInBoundedBites();
    void KI_03_fatalEventEndsIt();
    void brokenDescriptorEndsIt();
    void absentDeviceIsNotFound();
    void refusedDeviceIsNotFound();
    void libraryHasAllFunctions();

private:
    std::array<int, 2> m_pipe{};
};

void VerbsEventsTest::init()
{
    library = Library();
    QCOMPARE(::pipe2(m_pipe.data(), O_CLOEXEC), 0);
    library.context.async_fd = m_pipe[0];
}

void VerbsEventsTest::cleanup()
{
    for (const int end : m_pipe)
        ::close(end);
}

void VerbsEventsTest::onlyTheNamedDeviceIsOpened()
{
    {
        const auto source = openVerbsEvents(verbs, u"mlx5_0"_s);
        QVERIFY(source);
        QCOMPARE(library.log, (QStringList{u"list"_s, u"open mlx5_0"_s, u"free"_s}));
    }
    QCOMPARE(library.log.last(), u"close"_s);
    QCOMPARE(library.log.count(u"close"_s), 1);
}

void VerbsEventsTest::descriptorDoesNotBlock()
{
    const auto source = openVerbsEvents(verbs, u"mlx4_0"_s);
    QVERIFY(::fcntl((*source)->descriptor(), F_GETFL) & O_NONBLOCK);
}

void VerbsEventsTest::eventsAreTakenAndAcknowledged()
{
    const auto source = openVerbsEvents(verbs, u"mlx4_0"_s);
    QCOMPARE((*source)->drain(), Result<bool>(false));
    library.events = {IBV_EVENT_PORT_ERR, IBV_EVENT_LID_CHANGE, IBV_EVENT_PORT_ACTIVE};
    QCOMPARE((*source)->drain(), Result<bool>(true));
    QCOMPARE(library.log.count(u"ack"_s), 3); // ibv_close_device() would wait for one that was not
    QCOMPARE((*source)->drain(), Result<bool>(false));
}

void VerbsEventsTest::RX_09_stormIsTakenInBoundedBites()
{
    const auto source = openVerbsEvents(verbs, u"mlx4_0"_s);
    library.events.assign(3 * maxDrained, IBV_EVENT_GID_CHANGE);
    QCOMPARE((*source)->drain(), Result<bool>(true));
    QCOMPARE(library.events.size(), std::size_t(2 * maxDrained));
}

void VerbsEventsTest::KI_03_fatalEventEndsIt()
{
    const auto source = openVerbsEvents(verbs, u"mlx5_0"_s);
    library.events = {IBV_EVENT_PORT_ERR, IBV_EVENT_DEVICE_FATAL};
    QCOMPARE((*source)->drain().error().detail, u"ENODEV"_s);
    QCOMPARE(library.log.count(u"ack"_s), 2);
}

void VerbsEventsTest::brokenDescriptorEndsIt()
{
    const auto source = openVerbsEvents(verbs, u"mlx5_0"_s);
    library.error = EIO;
    QCOMPARE((*source)->drain().error().detail, u"EIO"_s);
}

void VerbsEventsTest::absentDeviceIsNotFound()
{
    QCOMPARE(openVerbsEvents(verbs, u"qib0"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(library.log, (QStringList{u"list"_s, u"free"_s}));
}

void VerbsEventsTest::refusedDeviceIsNotFound()
{
    library.opens = false;
    QCOMPARE(openVerbsEvents(verbs, u"mlx4_0"_s).error().code, ErrorCode::NotFound);
    QVERIFY(!library.log.contains(u"close"_s));
}

void VerbsEventsTest::libraryHasAllFunctions()
{
    const auto loaded = loadVerbs();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().detail));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::VerbsEventsTest)
#include "verbseventstest.moc"
