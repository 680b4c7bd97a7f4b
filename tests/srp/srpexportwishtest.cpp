// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a wish for exports may not want: refused before anything is made, with the reason.
#include "tests/srp/exporthost.h"

#include "helper/features/jobs.h"
#include "helper/liotree.h"

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
    void attributesChangeOfARunningDisk();
    void writeBackStaysWhileTheImageIsOpenForIt();
    void writeBackStaysAlsoWhenThatIsUndone();
    void writeBackComesBackOfAnImageThatIsOpenForIt();
    void nobodyIsLoggedInWhenADiskChanges();
    void whoLogsInAfterThePlanKeepsTheDiskAsItIs();
    void othersExportAfterThePlanKeepsTheDiskAsItIs();
    void halfMadeDiskIsNotChanged();
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

void SrpExportWishTest::attributesChangeOfARunningDisk()
{
    ExportHost host;
    QCOMPARE(host.apply(ownImage(u"img"_s, mebibyte)).state, JobState::Done);
    const QJsonObject image{{u"writeBack"_s, true}, {u"thin"_s, true}};
    const auto plan = host.plan(now(backstores(u"fileio/img"_s, image)));
    QVERIFY(plan);
    QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::WriteBack, u"fileio/img"_s, {}}));
    const auto before = host.snapshot();
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Done);
    const BackstoreId id{BackstoreKind::File, u"img"_s};
    QVERIFY(host.state().config.now.backstores.at(id).writeBack && host.state().config.now.backstores.at(id).thin);
    QVERIFY(!host.state().live.backstores.at(id).buffered); // not until it is opened anew
    const auto off = host.plan(now(backstores(u"fileio/img"_s, QJsonObject{{u"writeBack"_s, false}})));
    QVERIFY(off && off->warnings == std::vector<Note>({{NoteCode::NotSaved, u"fileio/img"_s, {}}}));
    QCOMPARE(host.undo(job.id).state, JobState::Done);
    QCOMPARE(host.snapshot(), before);
}

void SrpExportWishTest::writeBackStaysWhileTheImageIsOpenForIt()
{
    ExportHost host;
    const QString path = imagesPath + "/img.img"_L1;
    const auto made = host.plan(
        disk(u"fileio/img"_s, {.source = path, .size = mebibyte, .serial = u"image-serial"_s, .writeBack = true}));
    QVERIFY(made && std::ranges::contains(made->warnings, Note{NoteCode::WriteBack, u"fileio/img"_s, {}}));
    QCOMPARE(host.run(*made).state, JobState::Done);
    QVERIFY(host.state().live.backstores.at({BackstoreKind::File, u"img"_s}).buffered);
    const auto plan = host.plan(now(backstores(u"fileio/img"_s, QJsonObject{{u"writeBack"_s, false}})));
    QVERIFY(!plan);
    QCOMPARE(plan.error().subject, u"now.backstores.fileio/img.writeBack"_s);
    QCOMPARE(plan.error().detail, u"opened for write-back"_s);
    QVERIFY(host.plan(now(backstores(u"fileio/img"_s, QJsonObject{{u"thin"_s, true}}))));
}

/// The change was made while it was open for write-through, and after a boot it is open for write-back.
void SrpExportWishTest::writeBackStaysAlsoWhenThatIsUndone()
{
    ExportHost host;
    const Backstore before{
        .source = imagesPath + "/img.img"_L1, .size = mebibyte, .serial = u"image-serial"_s, .writeBack = true};
    QCOMPARE(host.apply(disk(u"fileio/img"_s, before)).state, JobState::Done);
    Backstore off = before;
    off.writeBack = false;
    const ChangeBackstore on{{BackstoreKind::File, u"img"_s}, off, before, {}, false};
    QCOMPARE(standingOf(on, host.machine).value(), Standing::Neither);
    QCOMPARE(undo(on, host.machine).error().code, ErrorCode::Conflict);
    QCOMPARE(perform(std::get<ChangeBackstore>(*inverseOf(on)), host.machine).error().code, ErrorCode::Conflict);
    QVERIFY(host.state().config.now.backstores.at(on.id).writeBack);
}

/// Somebody turned it off all the same: then our step may turn it on, and that is never taken back.
void SrpExportWishTest::writeBackComesBackOfAnImageThatIsOpenForIt()
{
    ExportHost host;
    const Backstore image{
        .source = imagesPath + "/img.img"_L1, .size = mebibyte, .serial = u"image-serial"_s, .writeBack = true};
    QCOMPARE(host.apply(disk(u"fileio/img"_s, image)).state, JobState::Done);
    QVERIFY(host.machine.kernel.storeAttribute(lioCorePath + u"/fileio_0/img/attrib/emulate_write_cache"_s, "0"));
    const Job job = host.apply(now(backstores(u"fileio/img"_s, QJsonObject{{u"writeBack"_s, true}})));
    QCOMPARE(job.state, JobState::Done);
    QVERIFY(!readJobs(host.machine)->live.jobs.at(job.id).undoable);
}

/// It asked once, at its login.
void SrpExportWishTest::nobodyIsLoggedInWhenADiskChanges()
{
    ExportHost host;
    QCOMPARE(host.apply(withInitiator(firstInitiator)).state, JobState::Done);
    const QJsonObject wish = now(backstores(u"ramdisk/r"_s, QJsonObject{{u"writeBack"_s, true}}));
    const QString acl = "/sys/kernel/config/target/srpt/"_L1 + firstTarget + "/tpgt_1/acls/"_L1 + firstInitiator;
    host.demo.kernel().configfs().setSession(acl, true);
    const auto plan = host.plan(wish);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::Busy);
    QCOMPARE(plan.error().detail, firstInitiator);
    host.demo.kernel().configfs().setSession(acl, false);
    QCOMPARE(host.apply(wish).state, JobState::Done);
    QVERIFY(host.state().config.now.backstores.at({BackstoreKind::Ramdisk, u"r"_s}).writeBack);
}

/// Between the plan and its step.
void SrpExportWishTest::whoLogsInAfterThePlanKeepsTheDiskAsItIs()
{
    ExportHost host;
    QCOMPARE(host.apply(withInitiator(firstInitiator)).state, JobState::Done);
    const auto plan = host.plan(now(backstores(u"ramdisk/r"_s, QJsonObject{{u"writeBack"_s, true}})));
    host.demo.kernel().configfs().setSession(
        "/sys/kernel/config/target/srpt/"_L1 + firstTarget + "/tpgt_1/acls/"_L1 + firstInitiator, true);
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(*job.error, (Error{ErrorCode::Busy, u"ramdisk/r"_s, firstInitiator}));
    QVERIFY(!host.state().config.now.backstores.at({BackstoreKind::Ramdisk, u"r"_s}).writeBack);
}

void SrpExportWishTest::othersExportAfterThePlanKeepsTheDiskAsItIs()
{
    ExportHost host;
    QCOMPARE(host.apply(withInitiator(firstInitiator)).state, JobState::Done);
    const auto plan = host.plan(now(backstores(u"ramdisk/r"_s, QJsonObject{{u"writeBack"_s, true}})));
    const QString lun = u"/sys/kernel/config/target/iscsi/iqn.2003-01.org.example:x/tpgt_1/lun/lun_4"_s;
    host.demo.files().makeDirectory(lun);
    host.demo.files().link(lun + "/abcdef0123"_L1, u"../../../../../../target/core/rd_mcp_0/r"_s);
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(*job.error, (Error{ErrorCode::Busy, u"ramdisk/r"_s, u"iscsi/iqn.2003-01.org.example:x/tpgt_1/lun_4"_s}));
    QVERIFY(!host.state().config.now.backstores.at({BackstoreKind::Ramdisk, u"r"_s}).writeBack);
}

/// Whoever makes it is not done with it.
void SrpExportWishTest::halfMadeDiskIsNotChanged()
{
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    const QString object = lioCorePath + u"/rd_mcp_0/r"_s;
    for (const QString &path : {object.section(u'/', 0, -2), object})
        QVERIFY(host.machine.kernel.makeNode(path));
    const auto plan = host.plan(now(backstores(u"ramdisk/r"_s, QJsonObject{{u"writeBack"_s, true}})));
    QVERIFY(!plan);
    QCOMPARE(plan.error().subject, u"now.backstores.ramdisk/r"_s);
    QCOMPARE(plan.error().detail, u"not active"_s);
    Backstore after;
    after.writeBack = true;
    const ChangeBackstore step{{BackstoreKind::Ramdisk, u"r"_s}, Backstore{}, after, {}, false};
    QCOMPARE(standingOf(step, host.machine).value(), Standing::Neither);
    QCOMPARE(perform(step, host.machine).error().code, ErrorCode::Conflict);
    QVERIFY(host.machine.host.directory(object));
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
