// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done with a device's asynchronous events, on a libibverbs of two devices that says what it is told to.
#include "tests/live/fakeverbs.h"

#include <QTest>
#include <fcntl.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

OpenedSource open(const QString &device)
{
    return openVerbsEvents(*loadFakeVerbs(), device);
}

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
    fakeVerbs = FakeVerbs();
    QCOMPARE(::pipe2(m_pipe.data(), O_CLOEXEC), 0);
    fakeVerbs.descriptor = m_pipe[0];
}

void VerbsEventsTest::cleanup()
{
    for (const int end : m_pipe)
        ::close(end);
}

void VerbsEventsTest::onlyTheNamedDeviceIsOpened()
{
    {
        const auto source = open(u"mlx5_0"_s);
        QVERIFY(source);
        QCOMPARE(fakeVerbs.log, (QStringList{u"list"_s, u"open mlx5_0"_s, u"free"_s}));
    }
    QCOMPARE(fakeVerbs.log.last(), u"close"_s);
    QCOMPARE(fakeVerbs.log.count(u"close"_s), 1);
}

void VerbsEventsTest::descriptorDoesNotBlock()
{
    const auto source = open(u"mlx4_0"_s);
    QVERIFY(::fcntl((*source)->descriptor(), F_GETFL) & O_NONBLOCK);
}

void VerbsEventsTest::eventsAreTakenAndAcknowledged()
{
    const auto source = open(u"mlx4_0"_s);
    QCOMPARE((*source)->drain(), Result<bool>(false));
    fakeVerbs.events = {IBV_EVENT_PORT_ERR, IBV_EVENT_LID_CHANGE, IBV_EVENT_PORT_ACTIVE};
    QCOMPARE((*source)->drain(), Result<bool>(true));
    QCOMPARE(fakeVerbs.log.count(u"ack"_s), 3); // ibv_close_device() would wait for one that was not
    QCOMPARE((*source)->drain(), Result<bool>(false));
}

void VerbsEventsTest::RX_09_stormIsTakenInBoundedBites()
{
    const auto source = open(u"mlx4_0"_s);
    fakeVerbs.events.assign(3 * maxDrained, IBV_EVENT_GID_CHANGE);
    QCOMPARE((*source)->drain(), Result<bool>(true));
    QCOMPARE(fakeVerbs.events.size(), std::size_t(2 * maxDrained));
}

void VerbsEventsTest::KI_03_fatalEventEndsIt()
{
    const auto source = open(u"mlx5_0"_s);
    fakeVerbs.events = {IBV_EVENT_PORT_ERR, IBV_EVENT_DEVICE_FATAL};
    QCOMPARE((*source)->drain().error().detail, u"ENODEV"_s);
    QCOMPARE(fakeVerbs.log.count(u"ack"_s), 2);
}

void VerbsEventsTest::brokenDescriptorEndsIt()
{
    const auto source = open(u"mlx5_0"_s);
    fakeVerbs.error = EIO;
    QCOMPARE((*source)->drain().error().detail, u"EIO"_s);
}

void VerbsEventsTest::absentDeviceIsNotFound()
{
    QCOMPARE(open(u"qib0"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(fakeVerbs.log, (QStringList{u"list"_s, u"free"_s}));
}

void VerbsEventsTest::refusedDeviceIsNotFound()
{
    fakeVerbs.opens = false;
    QCOMPARE(open(u"mlx4_0"_s).error().code, ErrorCode::NotFound);
    QVERIFY(!fakeVerbs.log.contains(u"close"_s));
}

void VerbsEventsTest::libraryHasAllFunctions()
{
    const auto loaded = loadVerbs();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().detail));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::VerbsEventsTest)
#include "verbseventstest.moc"
