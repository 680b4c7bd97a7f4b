// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paths to block devices: the same device under each of its names, and the one to write down for good.
#include "tests/srp/blockhost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class BlockNamesTest : public QObject {
    Q_OBJECT

    static QString named(const BlockHost &host, const QString &path)
    {
        return deviceNamed(host.read(), path).value_or(u"-"_s);
    }

    static QStringList stable(const BlockHost &host, const QString &name)
    {
        QStringList names = host.device(name).stablePaths;
        names.replaceInStrings(u"/dev/disk/by-id/"_s, QString());
        return names;
    }

private slots:
    void stablePathsBestFirst_data();
    void stablePathsBestFirst();
    void aPartitionHasItsDisksPaths();
    void volumesByTheirId();
    void multipathByItsId();
    void otherMapsByTheirName();
    void whatIsOfTheContentsIsNotStable();
    void IV_17_aCommaIsNeverProposed();
    void IV_17_oneDeviceByManyPaths();
    void IV_17_aVolumeByManyPaths();
    void IV_17_mapsWithoutUdev();
    void IV_17_unknownPathsAreNobodys();
    void IV_17_pathsAreMadePlain();
    void IV_17_aLinkOfTwoIsTheFirstByPriority();
    void IV_17_aLinkOfTwoEqualsIsNobodys();
    void IV_17_aKernelNameIsNeverALink();
    void IV_17_linksOnDiskAreNotFollowed();
    void IV_17_hostileLinks_data();
    void IV_17_hostileLinks();
};

void BlockNamesTest::stablePathsBestFirst_data()
{
    QTest::addColumn<FakeDisk>("disk");
    QTest::addColumn<QByteArrayList>("more");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("SAS") << FakeDisk{.name = u"sdb"_s, .serial = "Z1", .wwn = "5000c5"}
                         << QByteArrayList{"disk/by-label/x", "disk/by-uuid/77"}
                         << QStringList{u"wwn-0x5000c5"_s, u"scsi-35000c5"_s, u"scsi-SSEAGATE_ST4000NM0025_Z1"_s};
    QTest::newRow("ATA") << FakeDisk{.name = u"sdb"_s, .vendor = "ATA", .model = "M", .serial = "Z1", .wwn = "5000c5"}
                         << QByteArrayList{"disk/by-id/ata-M_Z1"}
                         << QStringList{u"wwn-0x5000c5"_s, u"scsi-35000c5"_s, u"ata-M_Z1"_s, u"scsi-SATA_M_Z1"_s};
    QTest::newRow("NVMe") << FakeDisk{.name = u"nvme0n1"_s, .model = "M", .serial = "Z1", .wwn = "5cd2"}
                          << QByteArrayList{"disk/by-id/nvme-M_Z1_1", "disk/by-id/nvme-uuid.12"}
                          << QStringList{u"nvme-eui.5cd2"_s, u"nvme-uuid.12"_s, u"nvme-M_Z1"_s, u"nvme-M_Z1_1"_s};
    QTest::newRow("virtio") << FakeDisk{.name = u"vda"_s, .serial = "target-1"} << QByteArrayList{}
                            << QStringList{u"virtio-target-1"_s};
}

void BlockNamesTest::stablePathsBestFirst()
{
    QFETCH(FakeDisk, disk);
    QFETCH(QByteArrayList, more);
    QFETCH(QStringList, paths);
    BlockHost host;
    host.block().addDisk(disk);
    for (const QByteArray &link : more)
        host.block().addLink(disk.name, link);
    QCOMPARE(stable(host, disk.name), paths);
}

void BlockNamesTest::aPartitionHasItsDisksPaths()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s, .model = "M", .serial = "Z1", .wwn = "5000c5"});
    const QString part = host.block().addPartition(u"sdb"_s, 3, gib);
    QCOMPARE(stable(host, part),
             (QStringList{u"wwn-0x5000c5-part3"_s, u"scsi-35000c5-part3"_s, u"scsi-SSEAGATE_M_Z1-part3"_s}));
}

void BlockNamesTest::volumesByTheirId()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QStringList paths = stable(host, host.block().addVolume(u"vg-0"_s, u"data"_s, {u"sdb"_s}, gib));
    QCOMPARE(paths.size(), 2);
    QVERIFY(paths[0].startsWith("dm-uuid-LVM-"_L1));
    QCOMPARE(paths[1], u"dm-name-vg--0-data"_s);
}

void BlockNamesTest::multipathByItsId()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s, .wwn = "6005"});
    host.block().addDisk({.name = u"sdc"_s, .wwn = "6005"});
    const QString map = host.block().addMultipath(u"mpatha"_s, "6005", {u"sdb"_s, u"sdc"_s});
    QCOMPARE(stable(host, map),
             (QStringList{u"dm-uuid-mpath-36005"_s, u"dm-name-mpatha"_s, u"wwn-0x6005"_s, u"scsi-36005"_s}));
    QVERIFY(!stable(host, u"sdb"_s).contains(u"wwn-0x6005"_s));
    QCOMPARE(named(host, u"/dev/disk/by-id/wwn-0x6005"_s), map);
}

void BlockNamesTest::otherMapsByTheirName()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString map = host.block().addMap(u"secret"_s, "CRYPT-LUKS2-77-secret", {u"sdb"_s}, gib);
    QCOMPARE(stable(host, map), (QStringList{u"dm-name-secret"_s, u"dm-uuid-CRYPT-LUKS2-77-secret"_s}));
}

void BlockNamesTest::whatIsOfTheContentsIsNotStable()
{
    BlockHost host;
    host.block().addDisk({.name = u"vda"_s, .serial = "Z1"});
    host.block().addLink(u"vda"_s, "disk/by-id/lvm-pv-uuid-abc");
    host.block().addLink(u"vda"_s, "disk/by-uuid/77");
    host.block().addLink(u"vda"_s, "disk/by-partuuid/78");
    QCOMPARE(stable(host, u"vda"_s), QStringList(u"virtio-Z1"_s));
    QCOMPARE(named(host, u"/dev/disk/by-id/lvm-pv-uuid-abc"_s), u"vda"_s);
}

/// The kernel would take what is behind it for another option (facts of target_core_iblock's control file).
void BlockNamesTest::IV_17_aCommaIsNeverProposed()
{
    BlockHost host;
    host.block().addDisk({.name = u"vda"_s, .serial = "a,force=1"});
    host.block().addLink(u"vda"_s, "disk/by-id/virtio-" + QByteArray(600, 'x'));
    QCOMPARE(stable(host, u"vda"_s), QStringList());
}

void BlockNamesTest::IV_17_oneDeviceByManyPaths()
{
    BlockHost host;
    host.block().addDisk({.name = u"sdb"_s, .wwn = "5000c5"});
    host.block().addDisk({.name = u"sdc"_s, .wwn = "5000c6"});
    host.block().setContent(u"sdb"_s, "ext4", "filesystem", "0b7f-77");
    host.block().addLink(u"sdb"_s, "disk/by-label/Some\\x20disk");
    for (const QString &path :
         {u"/dev/sdb"_s, u"/dev/disk/by-id/wwn-0x5000c5"_s, u"/dev/disk/by-uuid/0b7f-77"_s, u"/dev/block/8:16"_s,
          u"/dev/disk/by-path/pci-0000:00:1f.0-0"_s, u"/dev/disk/by-label/Some\\x20disk"_s})
        QCOMPARE(named(host, path), u"sdb"_s);
    QCOMPARE(named(host, u"/dev/disk/by-id/wwn-0x5000c6"_s), u"sdc"_s);
}

void BlockNamesTest::IV_17_aVolumeByManyPaths()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.block().addVolume(u"vg-0"_s, u"home"_s, {u"sdb"_s}, gib);
    const QString volume = host.block().addVolume(u"vg-0"_s, u"data"_s, {u"sdb"_s}, gib);
    for (const QString &path : {u"/dev/dm-1"_s, u"/dev/mapper/vg--0-data"_s, u"/dev/vg-0/data"_s,
                                u"/dev/disk/by-id/dm-name-vg--0-data"_s, u"/dev/block/253:1"_s})
        QCOMPARE(named(host, path), volume);
}

void BlockNamesTest::IV_17_mapsWithoutUdev()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    const QString map = host.block().addMap(u"secret"_s, "CRYPT-LUKS2-77-secret", {u"sdb"_s}, gib);
    host.files().remove(host.block().udevEntryOf(map));
    QCOMPARE(named(host, u"/dev/mapper/secret"_s), map);
}

void BlockNamesTest::IV_17_unknownPathsAreNobodys()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    for (const QString &path :
         {u""_s, u"/"_s, u"/dev"_s, u"/dev/"_s, u"sdb"_s, u"/dev/sdc"_s, u"/dev/sdb1"_s, u"/dev/zero"_s,
          u"/proc/self/fd/3"_s, u"/dev/mapper/"_s, u"/dev/SDB"_s, u"/dev/sdb\n"_s})
        QCOMPARE(named(host, path), u"-"_s);
}

void BlockNamesTest::IV_17_pathsAreMadePlain()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    for (const QString &path : {u"//dev//sdb"_s, u"/dev/./sdb"_s, u"/dev/disk/by-id/../../sdb"_s, u"/dev/sdb/"_s})
        QCOMPARE(named(host, path), u"sdb"_s);
}

void BlockNamesTest::IV_17_aLinkOfTwoIsTheFirstByPriority()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    host.files().write(host.block().udevEntryOf(u"sdb"_s), "S:disk/by-uuid/77\nL:-100\nV:1\n");
    host.files().write(host.block().udevEntryOf(u"sdc"_s), "S:disk/by-uuid/77\nV:1\n");
    QCOMPARE(named(host, u"/dev/disk/by-uuid/77"_s), u"sdc"_s);
    host.files().write(host.block().udevEntryOf(u"sdb"_s), "S:disk/by-uuid/77\nL:50\nV:1\n");
    QCOMPARE(named(host, u"/dev/disk/by-uuid/77"_s), u"sdb"_s);
}

void BlockNamesTest::IV_17_aLinkOfTwoEqualsIsNobodys()
{
    BlockHost host;
    for (const QString &name : {u"sdb"_s, u"sdc"_s, u"sdd"_s})
        host.block().addDisk({.name = name, .wwn = "6005"});
    QCOMPARE(named(host, u"/dev/disk/by-id/wwn-0x6005"_s), u"-"_s);
    QCOMPARE(stable(host, u"sdb"_s), QStringList());
    QCOMPARE(named(host, u"/dev/sdb"_s), u"sdb"_s);
}

void BlockNamesTest::IV_17_aKernelNameIsNeverALink()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.addDisk(u"sdc"_s);
    host.block().addLink(u"sdb"_s, "sdc");
    QCOMPARE(named(host, u"/dev/sdc"_s), u"sdc"_s);
    host.block().swapOn(u"sdc"_s);
    QCOMPARE(host.uses(u"sdc"_s), u"swap"_s);
    QCOMPARE(host.uses(u"sdb"_s), QString());
}

void BlockNamesTest::IV_17_linksOnDiskAreNotFollowed()
{
    BlockHost host;
    host.addDisk(u"sdb"_s);
    host.files().write(u"/dev/sdb"_s, "");
    host.files().link(u"/dev/disk/by-id/swapped"_s, u"../../sdb"_s);
    QCOMPARE(named(host, u"/dev/disk/by-id/swapped"_s), u"-"_s);
}

void BlockNamesTest::IV_17_hostileLinks_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("above") << "../etc/shadow"_ba;
    QTest::newRow("round") << "disk/../sdc"_ba;
    QTest::newRow("escape") << "disk/by-id/\x1b[2Jx"_ba;
    QTest::newRow("NUL") << "disk/by-id/a\0b"_ba;
    QTest::newRow("override") << "disk/by-label/\xe2\x80\xaex"_ba;
    QTest::newRow("no UTF-8") << "disk/by-label/\xff"_ba;
    QTest::newRow("endless") << QByteArray(5000, 'x');
}

void BlockNamesTest::IV_17_hostileLinks()
{
    QFETCH(QByteArray, link);
    BlockHost host;
    host.block().addDisk({.name = u"vda"_s, .serial = "Z1"});
    const QStringList before = host.device(u"vda"_s).links;
    host.block().addLink(u"vda"_s, link);
    QCOMPARE(host.device(u"vda"_s).links, before);
}

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::BlockNamesTest)
#include "blocknamestest.moc"
