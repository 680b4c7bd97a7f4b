// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a test can do to the fake configfs: modules, devices, logins, failures; and that steps of ours reach it.
#include "helper/steps.h"
#include "tests/fake/demohost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString top = u"/sys/kernel/config/target/"_s;
const QString firstWwn = u"0xfe80000000000000f4521403007bcba1"_s;
const QString secondWwn = u"0xfe80000000000000f4521403007bcba2"_s;
const QString initiator = u"0x00000000000000007edd770000751100"_s;

struct Target {
    DemoHost demo;
    FakeKernel &kernel = demo.kernel();
    FakeConfigfs &configfs = demo.kernel().configfs();
    QString acl = top + "srpt/"_L1 + firstWwn + "/tpgt_1/acls/"_L1 + initiator;

    Target()
    {
        configfs.loadModule(u"ib_srpt"_s);
        make(u"srpt"_s);
        for (const QString &wwn : {firstWwn, secondWwn}) {
            make("srpt/"_L1 + wwn);
            make("srpt/"_L1 + wwn + "/tpgt_1"_L1);
            store("srpt/"_L1 + wwn + "/tpgt_1/enable"_L1, "1");
        }
        make("srpt/"_L1 + firstWwn + "/tpgt_1/acls/"_L1 + initiator);
    }

    void make(const QString &path) { done(kernel.makeNode(top + path)); }
    void store(const QString &path, const QByteArray &value) { done(kernel.storeAttribute(top + path, value)); }
    void enableDisk(const QString &path, const QByteArray &device)
    {
        make(path.section(u'/', 0, 1));
        make(path);
        store(path + "/control"_L1, "udev_path=" + device);
    }
    static void done(const Result<void> &result)
    {
        if (!result)
            qFatal("%s %s", qPrintable(result.error().subject), qPrintable(result.error().detail));
    }
};

} // namespace

class FakeConfigfsTest : public QObject {
    Q_OBJECT

private slots:
    void stepsSwitchModules()
    {
        DemoHost demo;
        Machine machine = demo.machine();
        const Step load = SwitchModule{u"ib_srpt"_s, false, true};
        QVERIFY(demo.host().list(u"/sys/kernel/config"_s).isEmpty());
        QVERIFY(perform(load, machine));
        QCOMPARE(standingOf(load, machine).value(), Standing::After);
        QCOMPARE(demo.host().attribute(u"/sys/module/ib_srpt/parameters/srpt_service_guid"_s), "0xf4521403007bcba0");
        QVERIFY(demo.kernel().makeNode(top + "srpt"_L1));
        const QString target = top + "srpt/0xfe80000000000000f4521403007bcba1"_L1;
        QVERIFY(demo.kernel().makeNode(target));
        QCOMPARE(undo(load, machine).error().code, ErrorCode::Busy);
        QVERIFY(demo.kernel().removeNode(target));
        QVERIFY(undo(load, machine)); // with the directory that is empty now
        QCOMPARE(demo.kernel().makeNode(top + "srpt"_L1).error(),
                 (Error{ErrorCode::InvalidWish, top + "srpt"_L1, u"EINVAL"_s}));
    }

    void aDeviceHasManyNames()
    {
        Target target;
        target.configfs.setBlockDevice({.name = u"sdb"_s, .paths = {u"/dev/disk/by-id/wwn-1"_s}, .size = 1 << 24});
        target.enableDisk(u"core/iblock_0/disk"_s, "/dev/disk/by-id/wwn-1");
        target.store(u"core/iblock_0/disk/enable"_s, "1");
        QVERIFY(target.demo.host()
                    .attribute(top + "core/iblock_0/disk/info"_L1)
                    ->contains("iBlock device: sdb  UDEV PATH: /dev/disk/by-id/wwn-1"));
        target.enableDisk(u"core/iblock_1/disk"_s, "/dev/sdb");
        QCOMPARE(target.kernel.storeAttribute(top + "core/iblock_1/disk/enable"_L1, "1").error().code, ErrorCode::Busy);
    }

    void otherFabricsAreNotTouched()
    {
        Target target;
        target.make(u"core/rd_mcp_0"_s);
        target.make(u"core/rd_mcp_0/disk"_s);
        const QString foreign = top + "iscsi/iqn.2003-01.org.example:x/tpgt_1"_L1;
        target.configfs.exportElsewhere(foreign + "/lun/lun_0"_L1, top + "core/rd_mcp_0/disk"_L1);
        const auto members = top + "core/rd_mcp_0/disk/alua/default_tg_pt_gp/members"_L1;
        QVERIFY(target.demo.host().attribute(members)->startsWith("iscsi/iqn.2003-01.org.example:x/tpgt_1/lun_0\n"));
        QCOMPARE(target.demo.host().target(foreign + "/lun/lun_0/link"_L1).value(),
                 u"../../../../../../target/core/rd_mcp_0/disk"_s);
        QCOMPARE(target.kernel.removeNode(top + "core/rd_mcp_0/disk"_L1).error().detail, u"EBUSY"_s);
        QCOMPARE(target.kernel.removeNode(foreign).error().detail, u"EPERM"_s);
        QCOMPARE(target.kernel.makeNode(foreign + "/lun/lun_1"_L1).error().detail, u"EPERM"_s);
    }

    void portsAreApart()
    {
        Target target;
        QVERIFY(target.configfs.acceptsLogins(firstWwn));
        target.configfs.setSession(target.acl, true);
        target.store("srpt/"_L1 + secondWwn + "/tpgt_1/enable"_L1, "0");
        QVERIFY(!target.configfs.acceptsLogins(secondWwn));
        QVERIFY(target.configfs.acceptsLogins(firstWwn));
        target.make("srpt/"_L1 + firstWwn + "/tpgt_1/acls/"_L1 + initiator + "/lun_0"_L1);
        const QString ident = target.acl + "/lun_0/statistics/scsi_att_intr_port/port_ident"_L1;
        QCOMPARE(target.demo.host().attribute(ident), initiator.toUtf8() + "+i+");
    }

    void aFailureOnAPathHappensOnce()
    {
        Target target;
        const QString path = top + "core/rd_mcp_0"_L1;
        target.configfs.failOn(path, ErrorCode::NoSpace, u"ENOSPC"_s);
        QVERIFY(target.kernel.makeNode(top + "core/rd_mcp_1"_L1));
        QCOMPARE(target.kernel.makeNode(path).error(), (Error{ErrorCode::NoSpace, path, u"ENOSPC"_s}));
        QVERIFY(!target.demo.files().exists(path));
        QVERIFY(target.kernel.makeNode(path));
    }

    void aFailureOfAKindOfCallHappensOnce_data()
    {
        QTest::addColumn<FakeKernel::Call>("call");
        using Call = FakeKernel::Call;
        for (const auto &[name, call] : {std::pair{"mkdir", Call::MakeNode},
                                         {"rmdir", Call::RemoveNode},
                                         {"symlink", Call::LinkNode},
                                         {"unlink", Call::UnlinkNode},
                                         {"write", Call::StoreAttribute}})
            QTest::newRow(name) << call;
    }

    void aFailureOfAKindOfCallHappensOnce()
    {
        QFETCH(FakeKernel::Call, call);
        DemoHost demo;
        demo.kernel().failNext(call, ErrorCode::Busy, u"EBUSY"_s);
        const QString path = top + "core"_L1;
        const auto refused = [&] {
            return QList{demo.kernel().makeNode(path), demo.kernel().removeNode(path),
                         demo.kernel().linkNode(path, path), demo.kernel().unlinkNode(path),
                         demo.kernel().storeAttribute(path, "1")};
        };
        const auto isOrdered = [](const Result<void> &result) { return result.error().detail == "EBUSY"_L1; };
        QCOMPARE(std::ranges::count_if(refused(), isOrdered), 1);
        QCOMPARE(std::ranges::count_if(refused(), isOrdered), 0);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::FakeConfigfsTest)
#include "fakeconfigfstest.moc"
