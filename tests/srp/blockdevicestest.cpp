// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which block devices are listed, what they are, and who uses them: each use by itself and through others.
#include "tests/srp/blockhost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class BlockDevicesTest : public QObject {
    Q_OBJECT

private slots:
    void aHostWithoutBlockDevicesHasNone();
    void aDiskIsDescribed();
    void aPartitionIsOnItsDisksHardware();
    void aVirtioDiskHasNoVendor();
    void whatIsEmptyOrInMemoryIsLeftOut();
    void whatCanBeExportedIsThere();
    void aFileSystemAloneIsNoUse();
    void IV_17_mounted();
    void IV_17_mountedAtOddPlaces();
    void IV_17_mountedManyTimes();
    void IV_17_mountsAreProcessOnes();
    void IV_17_mountsOfOursWhereOthersAreHidden();
    void IV_17_btrfsOnSeveral();
    void IV_17_bcachefsOnSeveral();
    void IV_17_swap();
    void IV_17_lvm();
    void IV_17_lvmInactive();
    void IV_17_lvmsOwnLayers();
    void IV_17_raid();
    void IV_17_raidNotRunning();
    void IV_17_multipath();
    void IV_17_multipathWithoutUdev();
    void IV_17_partitionOfAMultipathDevice();
    void IV_17_otherHolder();
    void IV_17_aWholeDiskInUseHasNoFreePartition();
    void IV_17_rootThroughLayers();
    void IV_17_rootOnBtrfs();
    void theDemoHasEveryKind();
};

void BlockDevicesTest::aHostWithoutBlockDevicesHasNone()
{
    BlockHost host;
    QVERIFY(host.read().empty());
    host.files().remove(u"/sys/class/block"_s);
    QVERIFY(readBlockDevices(host.host()) == std::vector<BlockDevice>());
}

void BlockDevicesTest::aDiskIsDescribed()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s,
                          .bytes = 4000787030016,
                          .vendor = "SEAGATE",
                          .model = "ST4000NM 0025",
                          .serial = "ZC11A0B2",
                          .wwn = "5000c500a1b2c301",
                          .files = {{u"ro"_s, "1"}, {u"removable"_s, "1"}}});
    host.block().setContent(u"sdb"_s, "ext4", "filesystem", "1f7d");
    const BlockDevice disk = host.device(u"sdb"_s);
    QCOMPARE(disk.path, u"/dev/sdb"_s);
    QCOMPARE(disk.wholeDisk, QString());
    QCOMPARE(disk.size, quint64(4000787030016));
    QVERIFY(disk.readOnly);
    QVERIFY(disk.removable);
    QCOMPARE(disk.vendor, u"SEAGATE"_s);
    QCOMPARE(disk.model, u"ST4000NM 0025"_s);
    QCOMPARE(disk.serial, u"ZC11A0B2"_s);
    QCOMPARE(disk.fileSystem, u"ext4"_s);
    QVERIFY(!disk.holdsRoot);
}

void BlockDevicesTest::aPartitionIsOnItsDisksHardware()
{
    BlockHost host;
    host.block().addDisk({.name = u"nvme0n1"_s, .model = "INTEL SSDPE2KX040T8", .serial = "PHLJ01", .wwn = "5cd2e4"});
    const BlockDevice part = host.device(host.block().addPartition(u"nvme0n1"_s, 2, gib));
    QVERIFY(host.device(u"nvme0n1"_s).uses.empty());
    QCOMPARE(part.name, u"nvme0n1p2"_s);
    QCOMPARE(part.path, u"/dev/nvme0n1p2"_s);
    QCOMPARE(part.wholeDisk, u"nvme0n1"_s);
    QCOMPARE(part.size, gib);
    QCOMPARE(part.model, u"INTEL SSDPE2KX040T8"_s);
    QCOMPARE(part.serial, u"PHLJ01"_s);
    QVERIFY(part.uses.empty());
    host.files().remove(host.block().udevEntryOf(u"nvme0n1"_s));
    host.files().remove(host.block().udevEntryOf(u"nvme0n1p2"_s));
    QCOMPARE(host.device(u"nvme0n1p2"_s).model, u"INTEL SSDPE2KX040T8"_s);
    QCOMPARE(host.device(u"nvme0n1p2"_s).serial, u"PHLJ01"_s);
}

void BlockDevicesTest::aVirtioDiskHasNoVendor()
{
    BlockHost host;
    host.block().addDisk({.name = u"vda"_s, .model = {}, .serial = "target-1"});
    QCOMPARE(host.device(u"vda"_s).vendor, QString());
    QCOMPARE(host.device(u"vda"_s).serial, u"target-1"_s);
}

void BlockDevicesTest::whatIsEmptyOrInMemoryIsLeftOut()
{
    BlockHost host;
    host.block().addLoop(u"loop0"_s, {}, 0);
    host.block().addLoop(u"loop1"_s, {}, gib); // its last file's size
    host.block().addLoop(u"ram0"_s, "x", gib);
    host.block().addLoop(u"zram0"_s, "x", gib);
    host.block().addLoop(u"nbd0"_s, {}, 0);
    host.block().addDisk({.name = u"sr0"_s, .bytes = quint64(0x1fffff) * 512});
    host.block().addDisk({.name = u"sdb"_s, .bytes = 0});
    host.block().addDisk({.name = u"nvme0c0n1"_s, .files = {{u"dev"_s, QByteArray()}, {u"hidden"_s, "1"}}});
    host.block().addDisk({.name = u"sdc"_s});
    const QString extended = host.block().addPartition(u"sdc"_s, 2, 1024);
    host.block().setProperty(extended, u"ID_PART_ENTRY_SCHEME"_s, "dos");
    host.block().setProperty(extended, u"ID_PART_ENTRY_TYPE"_s, "0x5");
    QCOMPARE(host.names(), QStringList(u"sdc"_s));
}

void BlockDevicesTest::whatCanBeExportedIsThere()
{
    BlockHost host;
    host.block().addLoop(u"loop0"_s, "/srv/image", gib);
    host.block().addLoop(u"nbd0"_s, {}, gib);
    host.block().addDisk({.name = u"sr0"_s, .properties = {{u"ID_CDROM_MEDIA"_s, "1"}}});
    host.block().addLoop(u"cciss!c0d0"_s, {}, gib);
    QCOMPARE(host.names(), (QStringList{u"cciss!c0d0"_s, u"loop0"_s, u"nbd0"_s, u"sr0"_s}));
    QCOMPARE(host.device(u"cciss!c0d0"_s).path, u"/dev/cciss/c0d0"_s);
}

void BlockDevicesTest::aFileSystemAloneIsNoUse()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.block().setContent(u"sdb"_s, "crypto_LUKS", "crypto", "77");
    QCOMPARE(host.uses(u"sdb"_s), QString());
}

void BlockDevicesTest::IV_17_mounted()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString part = host.block().addPartition(u"sdb"_s, 1, gib);
    host.block().mount(part, "/srv/one");
    QCOMPARE(host.uses(u"sdb1"_s), u"mounted /srv/one"_s);
    QCOMPARE(host.uses(u"sdb"_s), u"partitions sdb1"_s);
    QVERIFY(!host.device(u"sdb"_s).holdsRoot);
}

void BlockDevicesTest::IV_17_mountedAtOddPlaces()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.block().mount(u"sdb"_s, "/srv/a b");
    host.block().mount(u"sdb"_s, "/srv/\xe2\x80\xae");
    QCOMPARE(host.uses(u"sdb"_s), u"mounted /srv/a b, mounted /srv/\ufffd"_s);
}

void BlockDevicesTest::IV_17_mountedManyTimes()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    for (int pod = 0; pod < 100; ++pod)
        host.block().mount(u"sdb"_s, "/pods/" + QByteArray::number(pod));
    host.block().mount(u"sdb"_s, "/");
    QCOMPARE(host.device(u"sdb"_s).uses.size(), 16);
    QVERIFY(host.device(u"sdb"_s).holdsRoot);
}

/// What ProtectHome= has unmounted for the helper is mounted all the same.
void BlockDevicesTest::IV_17_mountsAreProcessOnes()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.files().write(u"/proc/self/mountinfo"_s, "36 22 8:16 / /etc rw - ext4 /dev/sdb rw\n");
    host.block().mount(u"sdb"_s, "/home");
    QCOMPARE(host.uses(u"sdb"_s), u"mounted /home"_s);
}

void BlockDevicesTest::IV_17_mountsOfOursWhereOthersAreHidden()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.files().write(u"/proc/self/mountinfo"_s,
                       "36 22 8:16 / /srv rw master:1 propagate_from:2 - ext4 /dev/sdb rw\n");
    QCOMPARE(host.uses(u"sdb"_s), u"mounted /srv"_s);
}

void BlockDevicesTest::IV_17_btrfsOnSeveral()
{
    BlockHost host;
    for (const QString &name : {u"sdb"_s, u"sdc"_s, u"sdd"_s})
        host.addDisk(name);
    host.files().write(u"/proc/1/mountinfo"_s, "36 22 0:41 /@data /data rw - btrfs /dev/sdc rw\n");
    host.files().link(u"/sys/fs/btrfs/9a1c/devices/sdb"_s, u"../../../../block/sdb"_s);
    host.files().link(u"/sys/fs/btrfs/9a1c/devices/sdc"_s, u"../../../../block/sdc"_s);
    QCOMPARE(host.uses(u"sdb"_s), u"mounted /data"_s);
    QCOMPARE(host.uses(u"sdc"_s), u"mounted /data"_s);
    QCOMPARE(host.uses(u"sdd"_s), QString());
}

void BlockDevicesTest::IV_17_bcachefsOnSeveral()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    host.files().write(u"/proc/1/mountinfo"_s, "36 22 0:41 / /data rw - bcachefs /dev/sdb:/dev/sdc rw\n");
    QCOMPARE(host.uses(u"sdb"_s), u"mounted /data"_s);
    QCOMPARE(host.uses(u"sdc"_s), u"mounted /data"_s);
}

void BlockDevicesTest::IV_17_swap()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.block().setContent(u"sdb"_s, "swap", "other");
    QCOMPARE(host.uses(u"sdb"_s), QString());
    host.block().swapOn(u"sdb"_s);
    QCOMPARE(host.uses(u"sdb"_s), u"swap"_s);
}

void BlockDevicesTest::IV_17_lvm()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString part = host.block().addPartition(u"sdb"_s, 1, 100 * gib);
    const QString volume = host.block().addVolume(u"vg0"_s, u"data"_s, {part}, gib);
    QCOMPARE(host.uses(part), "holder "_L1 + volume + ", lvm"_L1);
    QCOMPARE(host.uses(u"sdb"_s), u"partitions sdb1"_s);
    QCOMPARE(host.uses(volume), QString());
    host.block().mount(volume, "/srv");
    QCOMPARE(host.uses(volume), u"mounted /srv"_s);
    host.files().remove(host.block().udevEntryOf(part));
    QCOMPARE(host.uses(part), "holder "_L1 + volume + ", lvm"_L1);
}

void BlockDevicesTest::IV_17_lvmInactive()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.block().setContent(u"sdb"_s, "LVM2_member", "raid", "abc");
    QCOMPARE(host.uses(u"sdb"_s), u"lvm"_s);
}

void BlockDevicesTest::IV_17_lvmsOwnLayers()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString pool =
        host.block().addMap(u"vg0-pool-tpool"_s, "LVM-" + QByteArray(64, 'x') + "-tpool", {u"sdb"_s}, gib);
    QCOMPARE(host.uses(pool), u"lvm"_s);
}

void BlockDevicesTest::IV_17_raid()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    host.block().addArray(u"md127"_s, {u"sdb"_s, u"sdc"_s});
    QCOMPARE(host.uses(u"sdb"_s), u"holder md127, raid"_s);
    QCOMPARE(host.uses(u"md127"_s), QString());
    host.files().remove(host.block().udevEntryOf(u"sdc"_s));
    QCOMPARE(host.uses(u"sdc"_s), u"holder md127, raid"_s);
}

void BlockDevicesTest::IV_17_raidNotRunning()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    for (const QByteArray &type : {"linux_raid_member"_ba, "isw_raid_member"_ba, "ddf_raid_member"_ba}) {
        host.block().setContent(u"sdb"_s, type, "raid");
        QCOMPARE(host.uses(u"sdb"_s), u"raid"_s);
    }
}

void BlockDevicesTest::IV_17_multipath()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    const QString map = host.block().addMultipath(u"mpatha"_s, "600507680c80", {u"sdb"_s, u"sdc"_s});
    QCOMPARE(host.uses(u"sdb"_s), "holder "_L1 + map + ", multipath"_L1);
    QCOMPARE(host.uses(u"sdc"_s), "holder "_L1 + map + ", multipath"_L1);
    QCOMPARE(host.uses(map), QString());
}

void BlockDevicesTest::IV_17_multipathWithoutUdev()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    const QString map = host.block().addMultipath(u"mpatha"_s, "600507680c80", {u"sdb"_s});
    host.files().remove(host.block().udevEntryOf(u"sdb"_s));
    QCOMPARE(host.uses(u"sdb"_s), "holder "_L1 + map + ", multipath"_L1);
    host.block().setProperty(u"sdc"_s, u"DM_MULTIPATH_DEVICE_PATH"_s, "0");
    QCOMPARE(host.uses(u"sdc"_s), QString());
    host.block().setProperty(u"sdc"_s, u"DM_MULTIPATH_DEVICE_PATH"_s, "1");
    QCOMPARE(host.uses(u"sdc"_s), u"multipath"_s);
}

void BlockDevicesTest::IV_17_partitionOfAMultipathDevice()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString map = host.block().addMultipath(u"mpatha"_s, "600507680c80", {u"sdb"_s});
    const QString part = host.block().addMap(u"mpatha-part1"_s, "part1-mpath-3600507680c80", {map}, gib);
    host.block().mount(part, "/srv");
    QCOMPARE(host.uses(map), "holder "_L1 + part);
    QCOMPARE(host.uses(part), u"mounted /srv"_s);
}

void BlockDevicesTest::IV_17_otherHolder()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString open = host.block().addMap(u"secret"_s, "CRYPT-LUKS2-77-secret", {u"sdb"_s}, gib);
    QCOMPARE(host.uses(u"sdb"_s), "holder "_L1 + open);
    host.files().makeDirectory(host.block().directoryOf(u"sdb"_s) + "/holders/bcache\x1b[1m0"_L1);
    QCOMPARE(host.uses(u"sdb"_s), u"holder bcache\ufffd[1m0, holder "_s + open);
}

void BlockDevicesTest::IV_17_aWholeDiskInUseHasNoFreePartition()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString part = host.block().addPartition(u"sdb"_s, 1, gib);
    const QString other = host.block().addPartition(u"sdb"_s, 2, gib);
    host.block().mount(part, "/srv");
    const QString map = host.block().addMultipath(u"mpatha"_s, "600507680c80", {u"sdb"_s});
    QCOMPARE(host.uses(part), "mounted /srv, holder "_L1 + map + ", multipath"_L1);
    QCOMPARE(host.uses(other), "holder "_L1 + map + ", multipath"_L1);
    QVERIFY(host.uses(u"sdb"_s).contains(u"partitions sdb1"_s));
}

/// A volume on an array of partitions, as installers make it.
void BlockDevicesTest::IV_17_rootThroughLayers()
{
    BlockHost host;
    for (const QString &name : {u"sdb"_s, u"sdc"_s, u"sdd"_s}) {
        host.addDisk(name);
        host.block().addPartition(name, 1, gib);
        host.block().addPartition(name, 2, gib);
    }
    host.block().addArray(u"md0"_s, {u"sdb2"_s, u"sdc2"_s});
    const QString root = host.block().addVolume(u"vg0"_s, u"root"_s, {u"md0"_s}, gib);
    const QString other = host.block().addVolume(u"vg0"_s, u"other"_s, {u"md0"_s}, gib);
    host.block().mount(root, "/");
    host.block().mount(u"sdd1"_s, "/srv");
    for (const QString &name : {root, u"md0"_s, u"sdb2"_s, u"sdb"_s, u"sdc2"_s, u"sdc"_s})
        QVERIFY2(host.device(name).holdsRoot, qPrintable(name));
    for (const QString &name : {other, u"sdb1"_s, u"sdc1"_s, u"sdd1"_s, u"sdd"_s})
        QVERIFY2(!host.device(name).holdsRoot, qPrintable(name));
}

void BlockDevicesTest::IV_17_rootOnBtrfs()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    const QString open = host.block().addMap(u"luks-root"_s, "CRYPT-LUKS2-77-luks-root", {u"sdb"_s}, gib);
    host.files().write(u"/proc/1/mountinfo"_s, "36 1 0:27 /@ / rw - btrfs /dev/mapper/luks-root rw,subvol=/@\n");
    host.files().link("/sys/fs/btrfs/9a1c/devices/"_L1 + open, u"../../../../block/x"_s);
    host.files().link(u"/sys/fs/btrfs/9a1c/devices/sdc"_s, u"../../../../block/sdc"_s);
    for (const QString &name : {open, u"sdb"_s, u"sdc"_s})
        QVERIFY2(host.device(name).holdsRoot, qPrintable(name));
}

void BlockDevicesTest::theDemoHasEveryKind()
{
    DemoHost host;
    host.furnish();
    QStringList free;
    QStringList root;
    QSet<BlockUse> uses;
    const auto devices = readBlockDevices(host.host()).value();
    for (const BlockDevice &device : devices) {
        if (device.uses.empty())
            free.append(device.name);
        if (device.holdsRoot)
            root.append(device.name);
        for (const DeviceUse &use : device.uses)
            uses.insert(use.use);
    }
    QCOMPARE(free, (QStringList{u"dm-0"_s, u"dm-2"_s, u"md127"_s, u"nvme0n1"_s, u"sdb"_s}));
    QCOMPARE(root, (QStringList{u"sda"_s, u"sda2"_s}));
    QCOMPARE(uses.size(), 7); // all but exported
}

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::BlockDevicesTest)
#include "blockdevicestest.moc"
