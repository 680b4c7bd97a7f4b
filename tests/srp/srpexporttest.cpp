// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From an empty host to exported disks and back, on a fake kernel.
#include "helper/bootrestore.h"
#include "helper/stepview.h"
#include "model/saveconfig.h"
#include "tests/srp/exporthost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SrpExportTest : public QObject {
    Q_OBJECT

    static QStringList kindsOf(const Plan &plan)
    {
        QStringList kinds;
        for (const Step &step : plan.steps)
            kinds.append(kindOf(step));
        return kinds;
    }

private slots:
    void emptyHostExportsNothing();
    void portsTellWhatACardNeeds();
    void diskIsExportedAndSaved();
    void otherTargetOfThePortStaysOpen_data();
    void otherTargetOfThePortStaysOpen();
    void exportIsTakenBackInTheKernelsOrder();
    void swapOfTheDiskBelowALunNeedsTwoSteps();
    void readOnlyIsChangedInPlace();
    void imageIsMadeAndGoesWhenThatIsUndone();
    void IV_18_imageStaysAndItsReuseIsSaid();
    void rdmaCmPortIsKept();
    void undoRestoresEverything();
    void DB_11_othersPasswordsAreNotInTheState();
    void DB_11_othersPasswordsOnTheSameLine();
    void KI_12_othersFabricsAreShownAndNeverTouched();
    void SO_08_moduleIsLoadedByUs();
    void savedTargetWhosePortCameLateIsRestored();
    void restoreTakesNoOtherDiskOfTheName();
    void restoreIsForTheBootOnly();
    void restoreAddsAndChangesNothingElse();
};

void SrpExportTest::emptyHostExportsNothing()
{
    ExportHost host;
    const SrpTargetState state = host.state();
    QCOMPARE(state.config, SrpTargetConfig{});
    QVERIFY(!state.live.moduleLoaded);
    QCOMPARE(state.live.saveFile, savePath);
    QCOMPARE(state.live.ports.at({u"mlx4_0"_s, 1}).wwn, firstTarget);
    QVERIFY(std::ranges::contains(state.live.disks, u"sdb"_s, &BlockDevice::name));
}

void SrpExportTest::portsTellWhatACardNeeds()
{
    ExportHost host;
    host.demo.files().write(u"/proc/sys/kernel/hostname"_s, "storage1\n");
    FakeFiles roce = ethernetPort(u"ens2"_s, "10 Gb/sec (1X QDR)");
    roce.insert(u"gids/2"_s, "2001:0db8:0000:0000:0000:0000:0000:0001");
    host.demo.kernel().addCard({.rdmaDevice = u"mlx5_0"_s,
                                .driver = u"mlx5_core"_s,
                                .pci = u"0000:81:00.0"_s,
                                .portGuids = {Guid{0xf65214fffe7bcba2}},
                                .ports = {roce}});
    const SrpTargetState state = host.state();
    QCOMPARE(state.live.hostName, u"storage1"_s);
    const TargetPort &infiniBand = state.live.ports.at({u"mlx4_0"_s, 1});
    QCOMPARE(infiniBand.pkey, std::optional<quint16>(0xffff));
    QVERIFY(infiniBand.addresses.empty());
    const TargetPort &ethernet = state.live.ports.at({u"mlx5_0"_s, 1});
    QVERIFY(!ethernet.pkey);
    QCOMPARE(ethernet.netdev, u"ens2"_s);
    QCOMPARE(ethernet.addresses.size(), 2U); // not the link-local one of GID 0
    QCOMPARE(ethernet.addresses.at(0).text(), u"192.168.7.5"_s);
    QCOMPARE(ethernet.addresses.at(1).text(), u"2001:db8::1"_s);
    const auto decoded = srpTargetLiveFromJson(toJson(static_cast<const SrpTargetLive &>(state.live)));
    QVERIFY(decoded && *decoded == static_cast<const SrpTargetLive &>(state.live));
}

void SrpExportTest::diskIsExportedAndSaved()
{
    ExportHost host;
    const auto plan = host.plan(firstExport());
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().subject + plan.error().detail));
    QCOMPARE(kindsOf(*plan), (QStringList{u"load-module"_s, u"make-backstore"_s, u"make-target"_s, u"write-file"_s}));
    const Job job = host.run(*plan);
    QCOMPARE(job.error.value_or(Error{}), Error{});
    QCOMPARE(job.state, JobState::Done);
    const SrpTargetState state = host.state();
    QCOMPARE(state.config.now, state.config.atBoot);
    QCOMPARE(toJson(state.config.now)[u"targets"_s].toObject()[firstTarget].toObject(), exported(u"block/vol1"_s));
    QVERIFY(host.demo.kernel().configfs().acceptsLogins(firstTarget));
    const auto disk = std::ranges::find(state.live.disks, u"sdb"_s, &BlockDevice::name);
    QCOMPARE(state.live.backstores.at({BackstoreKind::Block, u"vol1"_s}).size, disk->size);
    QCOMPARE(disk->uses, (std::vector{DeviceUse{BlockUse::Exported, u"block/vol1"_s}}));
    QCOMPARE(host.demo.host().modeOf(savePath), 0600U);
}

void SrpExportTest::otherTargetOfThePortStaysOpen_data()
{
    QTest::addColumn<QJsonValue>("change");
    QTest::newRow("disabled") << QJsonValue(QJsonObject{{u"enabled"_s, false}});
    QTest::newRow("removed") << QJsonValue(QJsonValue::Null);
}

/// A port has two names as a target and one flag that lets initiators in: what closes one target closes both, and who
/// is logged in to the other is cut off too.
void SrpExportTest::otherTargetOfThePortStaysOpen()
{
    QFETCH(const QJsonValue, change);
    const QString other = u"f452:1403:007b:cba1"_s;
    const QString tpg = "/sys/kernel/config/target/srpt/"_L1 + other + "/tpgt_1"_L1;
    ExportHost host;
    QCOMPARE(host.apply(now(firstExport()[u"now"_s].toObject())).state, JobState::Done);
    const QString acl = tpg + "/acls/"_L1 + secondInitiator;
    for (const QString &path :
         QStringList{tpg.section(u'/', 0, -2), tpg, tpg + "/lun/lun_0"_L1, acl, acl + "/lun_0"_L1})
        QVERIFY(host.machine.kernel.makeNode(path));
    QVERIFY(host.machine.kernel.storeAttribute(tpg + "/enable"_L1, "1"));
    host.demo.kernel().configfs().setSession(acl, true);
    const auto plan = host.plan(now(targets(firstTarget, change)));
    QVERIFY(plan);
    QCOMPARE(kindOf(plan->steps.front()), u"disconnect-initiators"_s);
    QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::SessionEnds, secondInitiator, other}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QVERIFY(host.demo.kernel().configfs().acceptsLogins(other));
}

void SrpExportTest::exportIsTakenBackInTheKernelsOrder()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const auto gone = both(backstores(u"block/vol1"_s, QJsonValue::Null), targets(firstTarget, QJsonValue::Null));
    const auto plan = host.plan({{u"now"_s, gone}, {u"atBoot"_s, gone}});
    QVERIFY(plan);
    QCOMPARE(kindsOf(*plan),
             (QStringList{u"remove-target"_s, u"remove-backstore"_s, u"write-file"_s, u"write-file"_s}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.state().config, SrpTargetConfig{});
}

void SrpExportTest::swapOfTheDiskBelowALunNeedsTwoSteps()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    QJsonObject tree = both(backstores(u"ramdisk/r"_s, ramdisk(1 << 20, u"ram-serial-1"_s)),
                            targets(firstTarget, exported(u"ramdisk/r"_s)));
    const auto plan = host.plan(now(tree));
    QVERIFY(plan);
    QCOMPARE(kindsOf(*plan), (QStringList{u"shrink-target"_s, u"make-backstore"_s, u"change-target"_s}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.state().config.now.targets.at(firstTarget).luns.at(0).text(), u"ramdisk/r"_s);
}

void SrpExportTest::readOnlyIsChangedInPlace()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    host.demo.kernel().configfs().setSession(
        "/sys/kernel/config/target/srpt/"_L1 + firstTarget + "/tpgt_1/acls/"_L1 + firstInitiator, true);
    const QJsonObject acl{{u"acls"_s, QJsonObject{{firstInitiator, QJsonObject{{u"readOnly"_s, QJsonArray{0}}}}}}};
    const auto plan = host.plan(now(targets(firstTarget, acl)));
    QVERIFY(plan);
    QCOMPARE(kindsOf(*plan), QStringList(u"disconnect-initiators"_s)); // what it writes from now on is lost
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QVERIFY(host.state().config.now.targets.at(firstTarget).acls.at(firstInitiator).luns.at(0).readOnly);
    QVERIFY(host.state().live.sessions.at(firstTarget).at(firstInitiator).loggedIn);
}

void SrpExportTest::imageIsMadeAndGoesWhenThatIsUndone()
{
    ExportHost host;
    const QString path = imagesPath + "/img.img"_L1;
    const Backstore image{.source = path, .size = 8 << 20, .serial = u"image-serial"_s, .writeBack = true};
    const Job job = host.apply(now(backstores(u"fileio/img"_s, toJson(image))));
    QCOMPARE(job.state, JobState::Done);
    QCOMPARE(QFileInfo(host.demo.files().inside(path)).size(), 8 << 20);
    QCOMPARE(host.demo.host().modeOf(path), 0600U);
    QCOMPARE(host.state().config.now.backstores.at({BackstoreKind::File, u"img"_s}), image);
    QCOMPARE(host.undo(job.id).state, JobState::Done);
    QVERIFY(!host.demo.files().exists(path));
}

void SrpExportTest::IV_18_imageStaysAndItsReuseIsSaid()
{
    ExportHost host;
    const QString path = imagesPath + "/img.img"_L1;
    const Backstore image{.source = path, .size = 8 << 20, .serial = u"image-serial"_s};
    QCOMPARE(host.apply(now(backstores(u"fileio/img"_s, toJson(image)))).state, JobState::Done);
    QCOMPARE(host.apply(now(backstores(u"fileio/img"_s, QJsonValue::Null))).state, JobState::Done);
    QVERIFY(host.demo.files().exists(path));
    const auto again = host.plan(now(backstores(u"fileio/img"_s, toJson(image))));
    QVERIFY(again);
    QVERIFY(std::ranges::contains(again->warnings, Note{NoteCode::ImageReused, path, u"fileio/img"_s}));
    QCOMPARE(host.run(*again).state, JobState::Done);
}

void SrpExportTest::rdmaCmPortIsKept()
{
    ExportHost host;
    const QJsonObject port{{u"rdmaCmPort"_s, 5555}};
    const auto plan = host.plan(nowAndAtBoot(port));
    QVERIFY(plan);
    QCOMPARE(kindsOf(*plan), (QStringList{u"load-module"_s, u"set-rdma-cm-port"_s, u"write-file"_s}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.state().config.now.rdmaCmPort, 5555);
    QCOMPARE(host.state().config.atBoot.rdmaCmPort, 5555);
    QCOMPARE(host.demo.files().read(srpTargetFile), "{\"rdmaCmPort\":5555}\n");
}

void SrpExportTest::undoRestoresEverything()
{
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    const auto before = host.snapshot();
    const Job job = host.apply(firstExport());
    QCOMPARE(job.state, JobState::Done);
    QCOMPARE(host.undo(job.id).state, JobState::Done);
    auto after = host.snapshot();
    after.removeIf([](const auto &one) { return one.key().startsWith("/sys/kernel/config/target/srpt"_L1); });
    QCOMPARE(after, before); // the fabric's own directory stays, as targetcli leaves it
}

void SrpExportTest::DB_11_othersPasswordsAreNotInTheState()
{
    ExportHost host;
    host.demo.files().write(savePath, R"({
  "fabric_modules": [],
  "storage_objects": [],
  "targets": [
    {
      "fabric": "iscsi",
      "tpgs": [{"chap_password": "not-for-you", "luns": [], "node_acls": [], "portals": [], "tag": 1}],
      "wwn": "iqn.2003-01.org.example:x"
    }
  ]
}
)",
                            0600);
    Machine machine = host.machine;
    const auto state = srpTargetFeature().read(machine, {});
    QVERIFY(state);
    QVERIFY(!canonical(*state).contains("not-for-you"));
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    QVERIFY(host.demo.files().read(savePath).contains("\"chap_password\": \"not-for-you\""));
    const auto view = jobsFeature().read(machine, {});
    QVERIFY(!canonical(*view).contains("not-for-you"));
}

void SrpExportTest::DB_11_othersPasswordsOnTheSameLine()
{
    ExportHost host;
    host.demo.files().write(savePath,
                            R"({"fabric_modules":[],"storage_objects":[],"targets":[{"fabric":"iscsi","tpgs":)"
                            R"([{"chap_password":"not-for-you","tag":1}],"wwn":"iqn.2003-01.org.example:x"}]})",
                            0600);
    Machine machine = host.machine;
    const auto plan = host.plan(firstExport());
    QVERIFY(plan);
    for (const StepView &view : viewsOf(*plan, host.machine.host))
        QVERIFY(!canonical(toJson(view)).contains("not-for-you"));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QVERIFY(host.demo.files().read(savePath).contains("not-for-you"));
    QVERIFY(!canonical(*jobsFeature().read(machine, {})).contains("not-for-you"));
}

void SrpExportTest::KI_12_othersFabricsAreShownAndNeverTouched()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const QString lun = u"/sys/kernel/config/target/iscsi/iqn.2003-01.org.example:x/tpgt_1/lun/lun_4"_s;
    host.demo.files().makeDirectory(lun);
    host.demo.files().link(lun + "/abcdef0123"_L1, u"../../../../../../target/core/iblock_0/vol1"_s);
    QCOMPARE(host.state().live.backstores.at({BackstoreKind::Block, u"vol1"_s}).usedBy,
             QStringList(u"iscsi/iqn.2003-01.org.example:x/tpgt_1/lun_4"_s));
    const auto plan =
        host.plan(now(both(backstores(u"block/vol1"_s, QJsonValue::Null), targets(firstTarget, QJsonValue::Null))));
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::Busy);
    QCOMPARE(plan.error().subject, u"block/vol1"_s);
}

void SrpExportTest::SO_08_moduleIsLoadedByUs()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    QVERIFY(std::ranges::contains(host.demo.tools().runs(), ToolCall{Tool::LoadModule, u"ib_srpt"_s}));
    QVERIFY(host.state().live.moduleLoaded);
}

void SrpExportTest::savedTargetWhosePortCameLateIsRestored()
{
    QByteArray file;
    {
        ExportHost before;
        QCOMPARE(before.apply(firstExport()).state, JobState::Done);
        file = before.demo.files().read(savePath);
    }
    ExportHost host;
    host.demo.files().write(savePath, file, 0600);
    QCOMPARE(missingTargets(host.state().config), QStringList(firstTarget));
    QVERIFY(restoreExports(host.machine, {.all = 0ms, .between = 0ms}));
    QCOMPARE(host.state().config.now.targets, host.state().config.atBoot.targets);
    QCOMPARE(host.demo.files().read(savePath), file);
    QCOMPARE(host.store.jobs().back().action, u"boot"_s);
}

void SrpExportTest::restoreTakesNoOtherDiskOfTheName()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    QCOMPARE(
        host.apply(now(both(backstores(u"block/vol1"_s, QJsonValue::Null), targets(firstTarget, QJsonValue::Null))))
            .state,
        JobState::Done);
    QCOMPARE(host.apply(now(backstores(u"block/vol1"_s, blockDisk(u"/dev/nvme0n1"_s, u"another-serial"_s)))).state,
             JobState::Done);
    QVERIFY(!restoreExports(host.machine, {.all = 0ms, .between = 0ms}));
    QVERIFY(!host.state().config.now.targets.contains(firstTarget));
}

void SrpExportTest::restoreIsForTheBootOnly()
{
    ExportHost host;
    QVERIFY(restoreOncePerBoot(host.machine));
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    QCOMPARE(host.apply(now(targets(firstTarget, QJsonValue::Null))).state, JobState::Done);
    QVERIFY(restoreOncePerBoot(host.machine));
    QVERIFY(!host.state().config.now.targets.contains(firstTarget));
}

void SrpExportTest::restoreAddsAndChangesNothingElse()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const auto one = ramdisk(1 << 20, u"ram-serial-1"_s);
    QCOMPARE(
        host.apply(now(both(backstores(u"ramdisk/r"_s, one), targets(secondTarget, exported(u"ramdisk/r"_s))))).state,
        JobState::Done);
    const SrpTree before = host.state().config.now;
    QVERIFY(restoreExports(host.machine, {.all = 0ms, .between = 0ms}));
    QCOMPARE(host.state().config.now, before);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpExportTest)
#include "srpexporttest.moc"
