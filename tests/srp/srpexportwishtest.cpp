// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a wish for exports may not want: refused before anything is made, with the reason.
#include "tests/srp/exporthost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mebibyte = quint64{1} << 20;

QJsonObject disk(const QString &name, const Backstore &backstore)
{
    return now(backstores(name, toJson(backstore)));
}

QJsonObject ownImage(const QString &name, quint64 size)
{
    return disk("fileio/"_L1 + name,
                {.source = imagesPath + u'/' + name + ".img"_L1, .size = size, .serial = u"image-serial"_s});
}

QJsonObject withInitiator(const QString &initiator)
{
    return now(both(backstores(u"ramdisk/r"_s, ramdisk(mebibyte, u"ram-serial-1"_s)),
                    targets(firstTarget, exported(u"ramdisk/r"_s, initiator))));
}

} // namespace

class SrpExportWishTest : public QObject {
    Q_OBJECT

    static void addDisks();
    static void addImages();
    static void addTargets();
    static void addSaved();

private slots:
    void refused_data();
    void refused();
    void IV_17_sameDiskByThreePaths_data();
    void IV_17_sameDiskByThreePaths();
    void IV_17_diskIsTakenOnce();
    void savedTargetComesWithItsDisks();
    void changedDiskIsAnotherDisk();
    void initiatorsOfOthersMayStay();
};

void SrpExportWishTest::addDisks()
{
    const auto row = [](const char *name, const QString &source, ErrorCode code, const QString &detail) {
        QTest::newRow(name) << disk(u"block/vol1"_s, {.source = source, .serial = u"608e5e69-d594"_s}) << int(code)
                            << detail;
    };
    row("IV-17 holds the root", u"/dev/sda"_s, ErrorCode::Busy, u"in use"_s);
    row("IV-17 is mounted", u"/dev/sda2"_s, ErrorCode::Busy, u"in use"_s);
    row("IV-17 swap", u"/dev/sda3"_s, ErrorCode::Busy, u"in use"_s);
    row("IV-17 physical volume", u"/dev/sdc"_s, ErrorCode::Busy, u"in use"_s);
    row("IV-17 path of a multipath device", u"/dev/sdd"_s, ErrorCode::Busy, u"in use"_s);
    row("IV-17 mounted volume by its group's name", u"/dev/vg0/home"_s, ErrorCode::Busy, u"in use"_s);
    row("IV-17 character device", u"/dev/zero"_s, ErrorCode::NotFound, u"disk"_s);
    row("IV-17 regular file", u"/etc/passwd"_s, ErrorCode::NotFound, u"disk"_s);
    row("IV-17 descriptor", u"/proc/self/fd/3"_s, ErrorCode::NotFound, u"disk"_s);
    row("IV-17 climbs", u"/dev/../dev/sdb"_s, ErrorCode::NotFound, u"disk"_s);
    row("IV-17 two control tokens", u"/dev/sdb,readonly=0"_s, ErrorCode::NotFound, u"disk"_s);
    row("no path", {}, ErrorCode::NotFound, u"disk"_s);
    QTest::newRow("no serial") << disk(u"block/vol1"_s, {.source = freeDisk}) << int(ErrorCode::InvalidWish)
                               << u"8 to 64 letters, digits, dashes"_s;
    QTest::newRow("write-back of a disk")
        << disk(u"block/vol1"_s, {.source = freeDisk, .serial = u"608e5e69"_s, .writeBack = true})
        << int(ErrorCode::InvalidWish) << u"of the disk itself"_s;
    QTest::newRow("pscsi") << disk(u"pscsi/p"_s, {.source = freeDisk, .serial = u"608e5e69"_s})
                           << int(ErrorCode::NotSupported) << u"backstore kind"_s;
}

void SrpExportWishTest::addImages()
{
    const QString sizes = u"1048576 to 17592186044416"_s;
    QTest::newRow("IV-18 16 EiB") << ownImage(u"img"_s, quint64{1} << 52) << int(ErrorCode::InvalidWish) << sizes;
    QTest::newRow("IV-18 nothing") << ownImage(u"img"_s, 0) << int(ErrorCode::InvalidWish) << sizes;
    QTest::newRow("IV-18 no whole sectors") << ownImage(u"img"_s, mebibyte + 1) << int(ErrorCode::InvalidWish) << sizes;
    QTest::newRow("IV-18 another's file")
        << disk(u"fileio/img"_s, {.source = u"/etc/shadow"_s, .size = mebibyte, .serial = u"image-serial"_s})
        << int(ErrorCode::InvalidWish) << u"/var/lib/rdma-manager/disks/img.img"_s;
    QTest::newRow("IV-18 odd name") << ownImage(u"a'b"_s, mebibyte) << int(ErrorCode::InvalidWish) << u"not a name"_s;
    QTest::newRow("IV-18 climbs") << ownImage(u"../x"_s, mebibyte) << int(ErrorCode::InvalidWish) << u"not KIND/NAME"_s;
    QTest::newRow("RX-05 more than half of the memory")
        << now(backstores(u"ramdisk/r"_s, ramdisk(quint64{1} << 40, u"ram-serial-1"_s))) << int(ErrorCode::InvalidWish)
        << u"1048576 to 8354002944"_s;
}

void SrpExportWishTest::addTargets()
{
    QJsonObject ramdisks;
    for (const QString &name : {u"ramdisk/a"_s, u"ramdisk/b"_s})
        ramdisks[name] = ramdisk(5'000 * mebibyte, u"serial-of-"_s + name.last(1));
    QTest::newRow("RX-05 ramdisks together") << now({{u"backstores"_s, ramdisks}}) << int(ErrorCode::InvalidWish)
                                             << u"all ramdisks together: at most 8354002944"_s;
    const QString odd = u"not an initiator id"_s;
    QTest::newRow("IV-08 upper case") << withInitiator(u"0x7EDD770000751100001175000077D708"_s)
                                      << int(ErrorCode::InvalidWish) << odd;
    QTest::newRow("IV-08 without 0x") << withInitiator(u"7edd770000751100001175000077d708"_s)
                                      << int(ErrorCode::InvalidWish) << odd;
    QTest::newRow("IV-08 too short") << withInitiator(u"0x7edd"_s) << int(ErrorCode::InvalidWish) << odd;
    QTest::newRow("IV-08 newline") << withInitiator(firstInitiator + u'\n') << int(ErrorCode::InvalidWish)
                                   << u"not a name"_s;
    QTest::newRow("IV-08 climbs") << withInitiator(u"../../../core/iblock_0"_s) << int(ErrorCode::InvalidWish)
                                  << u"not a name"_s;
    QTest::newRow("IV-09 no port of ours")
        << now(both(backstores(u"ramdisk/r"_s, ramdisk(mebibyte, u"ram-serial-1"_s)),
                    targets(u"0xfe80000000000000f45214030000dead"_s, exported(u"ramdisk/r"_s))))
        << int(ErrorCode::NotFound) << u"port"_s;
    QTest::newRow("IV-09 upper case") << now(targets(firstTarget.toUpper(), toJson(SrpTarget{})))
                                      << int(ErrorCode::NotFound) << u"port"_s;
    QTest::newRow("LUN without its disk")
        << now(targets(firstTarget, exported(u"block/none"_s))) << int(ErrorCode::InvalidWish) << u"no such disk"_s;
    QTest::newRow("privileged port") << now({{u"rdmaCmPort"_s, 80}}) << int(ErrorCode::InvalidWish)
                                     << u"1024 to 65535"_s;
}

void SrpExportWishTest::addSaved()
{
    const QString invented = u"neither running nor saved"_s;
    QTest::newRow("saved disk that nobody has")
        << QJsonObject{{u"atBoot"_s, backstores(u"block/vol1"_s, blockDisk(u"/dev/sda"_s))}}
        << int(ErrorCode::InvalidWish) << invented;
    QTest::newRow("saved target that nobody has")
        << QJsonObject{{u"atBoot"_s, targets(firstTarget, toJson(SrpTarget{}))}} << int(ErrorCode::InvalidWish)
        << invented;
    QTest::newRow("saved port that nobody has")
        << QJsonObject{{u"atBoot"_s, QJsonObject{{u"rdmaCmPort"_s, 5555}}}} << int(ErrorCode::InvalidWish) << invented;
}

void SrpExportWishTest::refused_data()
{
    QTest::addColumn<QJsonObject>("wish");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    addDisks();
    addImages();
    addTargets();
    addSaved();
}

void SrpExportWishTest::refused()
{
    QFETCH(QJsonObject, wish);
    QFETCH(int, code);
    QFETCH(QString, detail);
    ExportHost host;
    const auto before = host.snapshot();
    const auto plan = host.plan(wish);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode(code));
    QCOMPARE(plan.error().detail, detail);
    QCOMPARE(host.snapshot(), before);
    QVERIFY(host.demo.tools().runs().isEmpty());
}

void SrpExportWishTest::IV_17_sameDiskByThreePaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("the kernel's") << u"/dev/sdb"_s;
    QTest::newRow("stable") << freeDisk;
    QTest::newRow("another stable") << u"/dev/disk/by-id/scsi-35000c500a1b2c302"_s;
}

void SrpExportWishTest::IV_17_sameDiskByThreePaths()
{
    QFETCH(QString, path);
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const auto plan = host.plan(disk(u"block/other"_s, {.source = path, .serial = u"another-serial"_s}));
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::Busy);
}

void SrpExportWishTest::IV_17_diskIsTakenOnce()
{
    ExportHost host;
    const auto plan = host.plan(now(mergePatch(backstores(u"block/a"_s, blockDisk(freeDisk, u"serial-of-a"_s)),
                                               backstores(u"block/b"_s, blockDisk(u"/dev/sdb"_s, u"serial-of-b"_s)))));
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::Busy);
}

/// Saved is vol1 of one disk, running is vol1 of another: the saved target may not be had with the wrong one.
void SrpExportWishTest::savedTargetComesWithItsDisks()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const auto gone = both(backstores(u"block/vol1"_s, QJsonValue::Null), targets(firstTarget, QJsonValue::Null));
    QCOMPARE(host.apply(now(gone)).state, JobState::Done);
    const auto other = both(backstores(u"block/vol1"_s, blockDisk(u"/dev/nvme0n1"_s, u"another-serial"_s)),
                            targets(firstTarget, exported(u"block/vol1"_s, secondInitiator)));
    QCOMPARE(host.apply(now(other)).state, JobState::Done);
    const QJsonObject acls{
        {firstInitiator, QJsonValue::Null},
        {secondInitiator, toJson(host.state().config.now.targets.at(firstTarget))[u"acls"_s][secondInitiator]}};
    const auto plan = host.plan({{u"atBoot"_s, targets(firstTarget, QJsonObject{{u"acls"_s, acls}})}});
    QVERIFY(!plan);
    QCOMPARE(plan.error().detail, u"other disks"_s);
}

void SrpExportWishTest::changedDiskIsAnotherDisk()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const auto plan = host.plan(now(backstores(u"block/vol1"_s, QJsonObject{{u"source"_s, u"/dev/sda"_s}})));
    QVERIFY(!plan);
    QCOMPARE(plan.error().detail, u"cannot be changed"_s);
}

void SrpExportWishTest::initiatorsOfOthersMayStay()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const QString acl = "/sys/kernel/config/target/srpt/"_L1 + firstTarget + "/tpgt_1/acls/0011:7500:0077:d708"_L1;
    QVERIFY(host.demo.kernel().makeNode(acl));
    const QJsonObject wish{{u"acls"_s, QJsonObject{{secondInitiator, toJson(host.state().config.now.targets.at(
                                                                         firstTarget))[u"acls"_s][firstInitiator]}}}};
    QCOMPARE(host.apply(now(targets(firstTarget, wish))).state, JobState::Done);
    QVERIFY(host.state().config.now.targets.at(firstTarget).acls.contains(u"0011:7500:0077:d708"_s));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpExportWishTest)
#include "srpexportwishtest.moc"
