// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Block devices whose files lie, are missing or go: each costs its own fact. And what very many devices cost.
#include "tests/devices/heldfile.h"
#include "tests/doors/sandbox.h"
#include "tests/srp/blockhost.h"

#include <QTest>
#include <future>
#include <sys/inotify.h>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostReads = 30; ///< of one disk

/// How many reads the process has made (proc_pid_io(5)).
qint64 readCalls()
{
    QFile file(u"/proc/self/io"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/io");
    const QByteArrayList words = file.readAll().simplified().split(' ');
    return words.at(words.indexOf("syscr:") + 1).toLongLong();
}

} // namespace

class BlockFaultTest : public QObject {
    Q_OBJECT

    static qint64 readsOf(const BlockHost &host, std::size_t devices)
    {
        const qint64 before = readCalls();
        if (host.read().size() != devices)
            qFatal("not all devices");
        return readCalls() - before;
    }

private slots:
    void initTestCase() { enterOwnMounts(); }
    void sizesThatAreNone_data();
    void sizesThatAreNone();
    void numbersThatAreNone_data();
    void numbersThatAreNone();
    void IV_02_textsAreMadeHarmless();
    void everyFileMayBeMissing();
    void KI_03_everyFileMayFail();
    void KI_03_everyFileMayBeGarbled();
    void anEndlessUdevEntryCostsItself();
    void anEndlessMountTableCostsItself();
    void symlinksGoRound();
    void layersGoRound();
    void partitionsGoRound();
    void oddFilesAreNotOpened();
    void KI_02_aDeviceThatGoesIsLeftOut();
    void IV_17_noNodeIsOpened();
    void RX_08_manyDevicesCostTheirOwnReads();
};

void BlockFaultTest::sizesThatAreNone_data()
{
    QTest::addColumn<QByteArray>("sectors");
    QTest::addColumn<quint64>("bytes");
    QTest::newRow("missing") << QByteArray() << quint64(0);
    QTest::newRow("empty") << ""_ba << quint64(0);
    QTest::newRow("negative") << "-1"_ba << quint64(0);
    QTest::newRow("letters") << "12x"_ba << quint64(0);
    QTest::newRow("NUL") << "12\0"_ba << quint64(0);
    QTest::newRow("too large") << "18446744073709551615"_ba << quint64(0);
    QTest::newRow("overflow") << "36028797018963968"_ba << quint64(0);
    QTest::newRow("not exact") << "17592186044416"_ba << quint64(0);
    QTest::newRow("largest") << "17592186044415"_ba << quint64(17592186044415) * 512;
}

void BlockFaultTest::sizesThatAreNone()
{
    QFETCH(QByteArray, sectors);
    QFETCH(quint64, bytes);
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s, .files = {{u"size"_s, sectors}}});
    const BlockDevice disk = host.device(u"sdb"_s);
    QCOMPARE(disk.name, u"sdb"_s);
    QCOMPARE(disk.size, bytes);
    QVERIFY(blockDeviceFromJson(toJson(disk)) == disk);
}

void BlockFaultTest::numbersThatAreNone_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number :
         {"", "8", "8:", ":0", "8:0:1", "8:-1", "a:b", "../../etc/passwd", "8:0/../x", "99999999999:0"})
        QTest::newRow(number) << QByteArray(number);
}

void BlockFaultTest::numbersThatAreNone()
{
    QFETCH(QByteArray, number);
    BlockHost host;
    host.addDisk(u"sda"_s);
    host.block().addDisk({.name = u"sdb"_s, .files = {{u"dev"_s, number}}});
    QCOMPARE(host.names(), QStringList(u"sda"_s));
}

void BlockFaultTest::IV_02_textsAreMadeHarmless()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s,
                          .vendor = "A\x1b[2JB",
                          .model = "disk\0\nfree\xe2\x80\xae"_ba,
                          .serial = "\xff\t1",
                          .properties = {{u"ID_FS_TYPE"_s, "ext4\r" + QByteArray(5000, 'x')}}});
    const BlockDevice disk = host.device(u"sdb"_s);
    QCOMPARE(disk.vendor, u"A\ufffd[2JB"_s);
    QCOMPARE(disk.model, u"disk\ufffd\ufffdfree\ufffd"_s);
    QCOMPARE(disk.serial, u"\ufffd\ufffd1"_s);
    QVERIFY(disk.fileSystem.startsWith(u"ext4\ufffdxxx"_s));
    QCOMPARE(disk.fileSystem.size(), 256);
}

namespace {

/// Every file that is read of a partition's disk, a volume on it, and the machine; but the mounts, which are about all
/// disks.
QStringList filesOf(FakeMachine &machine)
{
    QStringList paths;
    const QMap<QString, QByteArray> files = machine.files().snapshot({u"/sys"_s, u"/run/udev/data"_s, u"/proc"_s});
    for (const QString &key : files.keys())
        if (!key.endsWith("->"_L1) && !key.startsWith("/proc/1/mountinfo"_L1))
            paths.append(key.section(u' ', 0, 0));
    return paths;
}

void furnish(BlockHost &host)
{
    host.block().addDisk({.name = u"sdb"_s, .serial = "Z1", .wwn = "5000c5"});
    const QString part = host.block().addPartition(u"sdb"_s, 1, gib);
    host.block().mount(host.block().addVolume(u"vg0"_s, u"data"_s, {part}, gib), "/srv");
    host.block().addDisk({.name = u"sdc"_s, .serial = "Z2", .wwn = "5000c6"});
    host.block().addPartition(u"sdc"_s, 1, gib);
}

/// Whatever one spoilt file cost: the untouched devices are as they were, and no device is there twice or new.
void verifyOnlyOwnFacts(const std::vector<BlockDevice> &before, const std::vector<BlockDevice> &now,
                        const QString &path)
{
    QVERIFY2(now.size() + 1 >= before.size(), qPrintable(path));
    const bool isOfSdc = path.contains("/0:0:3:0/"_L1) || path.contains("/b8:3"_L1);
    for (const BlockDevice &device : before)
        if (device.name.startsWith(isOfSdc ? u"sdb"_s : u"sdc"_s))
            QVERIFY2(std::ranges::contains(now, device), qPrintable(path + u' ' + device.name));
}

} // namespace

void BlockFaultTest::everyFileMayBeMissing()
{
    BlockHost host;
    furnish(host);
    const auto before = host.read();
    QCOMPARE(before.size(), 5);
    for (const QString &path : filesOf(host)) {
        const QByteArray bytes = host.files().read(path);
        host.files().remove(path);
        verifyOnlyOwnFacts(before, host.read(), path);
        host.files().write(path, bytes);
    }
    QVERIFY(host.read() == before);
}

void BlockFaultTest::KI_03_everyFileMayFail()
{
    BlockHost host;
    furnish(host);
    const auto before = host.read();
    for (const QString &path : filesOf(host)) {
        bindMount(u"/proc/self/mem"_s, host.files().inside(path)); // EIO: nothing is mapped at address 0
        verifyOnlyOwnFacts(before, host.read(), path);
        unmount(host.files().inside(path));
    }
    QVERIFY(host.read() == before);
}

void BlockFaultTest::KI_03_everyFileMayBeGarbled()
{
    BlockHost host;
    furnish(host);
    const auto before = host.read();
    for (const QString &path : filesOf(host)) {
        const QByteArray bytes = host.files().read(path);
        for (const QByteArray &garbage :
             {QByteArray(), "\0"_ba, QByteArray(3000, '\xff'), "\n\n = : - S: E:= L:x"_ba}) {
            host.files().write(path, garbage);
            verifyOnlyOwnFacts(before, host.read(), path);
        }
        host.files().write(path, bytes);
    }
}

void BlockFaultTest::anEndlessUdevEntryCostsItself()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s, .wwn = "5000c5"});
    host.block().mount(u"sdb"_s, "/srv");
    host.files().write(host.block().udevEntryOf(u"sdb"_s), QByteArray("S:disk/by-id/x\n").repeated(700'000));
    const BlockDevice disk = host.device(u"sdb"_s);
    QCOMPARE(disk.links, QStringList(u"/dev/block/8:16"_s));
    QCOMPARE(disk.model, u"ST4000NM0025"_s);
    QCOMPARE(host.uses(u"sdb"_s), u"mounted /srv"_s);
}

/// Any disk may be mounted then: the devices are told, none is free.
void BlockFaultTest::anEndlessMountTableCostsItself()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.block().swapOn(u"sdb"_s);
    host.files().write(u"/proc/1/mountinfo"_s, QByteArray(10'000'000, 'x'));
    host.files().write(u"/proc/self/mountinfo"_s, "36 22 8:1 / / rw - ext4 /dev/sda1 rw\n"); // not the host's
    QCOMPARE(host.uses(u"sdb"_s), u"mounted ?, swap"_s);
}

void BlockFaultTest::symlinksGoRound()
{
    BlockHost host;
    host.addDisk(u"sda"_s);
    host.files().link(u"/sys/class/block/sdb"_s, u"sdb"_s);
    host.files().link(u"/sys/class/block/sdc"_s, u"sdd"_s);
    host.files().link(u"/sys/class/block/sdd"_s, u"sdc"_s);
    host.files().link(u"/sys/class/block/sde"_s, u"."_s);
    host.files().link(u"/sys/class/block/sdf"_s, u"../../../../../../../etc"_s);
    QCOMPARE(host.names(), QStringList(u"sda"_s));
}

void BlockFaultTest::layersGoRound()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString one = host.block().addMap(u"one"_s, "x", {u"sdb"_s}, gib);
    const QString two = host.block().addMap(u"two"_s, "y", {one}, gib);
    host.files().makeDirectory(host.block().directoryOf(one) + "/slaves/"_L1 + two);
    host.files().makeDirectory(host.block().directoryOf(one) + "/slaves/"_L1 + one);
    host.block().mount(two, "/");
    for (const QString &name : {one, two, u"sdb"_s})
        QVERIFY(host.device(name).holdsRoot);
}

/// What says that it is a partition and lies in no disk's directory.
void BlockFaultTest::partitionsGoRound()
{
    BlockHost host;
    host.files().write(u"/sys/devices/x/block/x/block/sdb/sdb/dev"_s, "8:1\n");
    host.files().write(u"/sys/devices/x/block/x/block/sdb/sdb/size"_s, "2048\n");
    host.files().write(u"/sys/devices/x/block/x/block/sdb/sdb/partition"_s, "1\n");
    host.files().link(u"/sys/class/block/sdb"_s, u"../../devices/x/block/x/block/sdb/sdb"_s);
    host.block().mount(u"sdb"_s, "/");
    host.files().write(u"/proc/1/mountinfo"_s, "36 22 8:1 / / rw - ext4 /dev/sdb rw\n");
    QVERIFY(host.device(u"sdb"_s).holdsRoot);
    QVERIFY(host.uses(u"sdb"_s).startsWith(u"mounted /"_s));
}

void BlockFaultTest::oddFilesAreNotOpened()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s, .files = {{u"ro"_s, QByteArray()}}});
    const QByteArray fifo = host.files().inside(host.block().directoryOf(u"sdb"_s) + "/ro"_L1).toUtf8();
    QCOMPARE(::mkfifo(fifo.constData(), 0644), 0);
    QVERIFY(!host.device(u"sdb"_s).readOnly);
}

void BlockFaultTest::KI_02_aDeviceThatGoesIsLeftOut()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    HeldFile held(host.files().inside(host.block().directoryOf(u"sdb"_s) + "/ro"_L1));
    auto names = std::async(std::launch::async, [&] { return host.names(); });
    held.waitForReader();
    host.files().remove(host.block().directoryOf(u"sdb"_s));
    host.files().remove(u"/sys/class/block/sdb"_s);
    held.release();
    QCOMPARE(names.get(), QStringList(u"sdc"_s));
}

void BlockFaultTest::IV_17_noNodeIsOpened()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.files().write(u"/dev/sdb"_s, "");
    const Descriptor watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    QVERIFY(::inotify_add_watch(watch.get(), host.files().inside(u"/dev/sdb"_s).toUtf8().constData(), IN_OPEN) >= 0);
    QCOMPARE(host.names(), QStringList(u"sdb"_s));
    std::array<char, 4096> events;
    QCOMPARE(::read(watch.get(), events.data(), events.size()), -1);
    QCOMPARE(errno, EAGAIN);
}

void BlockFaultTest::RX_08_manyDevicesCostTheirOwnReads()
{
    BlockHost host;
    const qint64 none = readsOf(host, 0);
    const auto fill = [&](int from, int to) {
        for (int number = from; number < to; ++number)
            host.block().addDisk({.name = u"sd%1"_s.arg(number, 4), .wwn = "5000" + QByteArray::number(number)});
    };
    fill(1000, 1500);
    const qint64 some = readsOf(host, 500) - none;
    fill(1500, 3000);
    const qint64 many = readsOf(host, 2000) - none;
    QCOMPARE(many, 4 * some);
    QVERIFY2(many <= 2000 * mostReads, qPrintable(QString::number(many)));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::BlockFaultTest)
#include "blockfaulttest.moc"
