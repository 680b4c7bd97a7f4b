// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loading modules: what is needed, what forbids it, and what modprobe says of it.
#include "helper/authorizer.h"
#include "helper/steps.h"
#include "model/modulefailure.h"
#include "tests/modules/moduleshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const Step loadSrp = SwitchModule{u"ib_srp"_s, false, true};

Error failureOf(ModulesHost &host, const Step &step)
{
    return perform(step, host.machine).error_or(Error{});
}

} // namespace

class ModulesLoadTest : public QObject {
    Q_OBJECT
private slots:
    void aModuleIsLoadedWithWhatItNeeds()
    {
        ModulesHost host;
        QCOMPARE(host.live(Protocol::RdmaUcm).needs,
                 (QStringList{u"ib_core"_s, u"ib_cm"_s, u"iw_cm"_s, u"rdma_cm"_s, u"ib_uverbs"_s}));
        const auto plan = host.plan(loaded(Protocol::RdmaUcm, true));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"load-module rdma_ucm"_s));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(host.state().config.protocols.at(Protocol::RdmaUcm).loaded);
        QCOMPARE(host.live(Protocol::Uverbs).users, QStringList(u"rdma_ucm"_s));
    }

    void bothSidesOfNfsAreOneModule()
    {
        ModulesHost host;
        const QJsonObject both = mergePatch(loaded(Protocol::NfsClient, true), loaded(Protocol::NfsServer, true));
        const auto plan = host.plan(both);
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"load-module xprtrdma"_s));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(host.state().config.protocols.at(Protocol::NfsServer).loaded);
        const QJsonObject none = mergePatch(loaded(Protocol::NfsClient, false), loaded(Protocol::NfsServer, false));
        QCOMPARE(kindsOf(host.plan(none).value()), QStringList(u"unload-module xprtrdma"_s));
        QCOMPARE(host.apply(none).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::NfsServer).loaded);
    }

    void IV_03_noOtherModuleCanBeWished()
    {
        ModulesHost host;
        for (const QString &name : {u"ib_core"_s, u"mlx5_core"_s, u"ipoib "_s, u"../ipoib"_s, u""_s}) {
            const QJsonObject wish{
                {u"protocols"_s, QJsonObject{{name, QJsonObject{{u"atBoot"_s, false}, {u"loaded"_s, true}}}}}};
            const auto plan = host.plan(wish);
            QVERIFY(!plan);
            QCOMPARE(plan.error().code, ErrorCode::InvalidWish);
        }
        QVERIFY(!host.plan({{u"protocols"_s, QJsonObject{{u"rds"_s, QJsonValue::Null}}}}));
    }

    void AU_06_eachKindOfChangeIsARightOfItsOwn()
    {
        const auto action = [](const Step &step) {
            return actionFor({.feature = u"modules"_s, .steps = {step}}).value().section(u'.', 3);
        };
        QCOMPARE(action(WriteFile{rdmaConfPath, {}, "x"_ba}), u"boot"_s);
        QCOMPARE(action(SwitchUnit{u"opensm.service"_s, {}, {.enabled = true}}), u"services"_s);
        QCOMPARE(action(loadSrp), u"load"_s);
        QCOMPARE(action(SwitchModule{u"ib_srp"_s, true, false}), u"unload"_s);
        QCOMPARE(action(SwitchModule{u"ib_ipoib"_s, true, false, {u"ib0: default route"_s}}), u"unloadused"_s);
        QCOMPARE(actionFor({.feature = u"modules"_s, .steps = {RenameInterface{}}}).error().code,
                 ErrorCode::NotAuthorized);
    }

    void aKernelWithoutItHasNoneToLoad()
    {
        ModulesHost host;
        host.demo.modules().uninstall(u"rds_rdma"_s);
        QCOMPARE(host.live(Protocol::Rds).module.now, ModuleState::Absent);
        const auto plan = host.plan(loaded(Protocol::Rds, true));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::NotFound, u"rds_rdma"_s, u"module"_s}));
    }

    void SO_05_anInstallLineForbidsAndIsShown()
    {
        ModulesHost host;
        const QString file = u"/etc/modprobe.d/no-rds.conf"_s;
        host.demo.files().write(file, "# policy\ninstall rds_rdma /bin/true\n");
        QCOMPARE(host.live(Protocol::Rds).module.denials, std::vector({Denial{Denial::NoCommand, file, 2}}));
        const auto plan = host.plan(loaded(Protocol::Rds, true));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::NotSupported, u"rds_rdma"_s, file + u":2"_s}));
    }

    void aBlacklistForbidsAliasesOnly()
    {
        ModulesHost host;
        host.demo.files().write(u"/usr/lib/modprobe.d/b.conf"_s, "blacklist ib_umad\nblacklist rpcrdma\n");
        QVERIFY(host.plan(loaded(Protocol::Umad, true)));
        const auto nfs = host.plan(loaded(Protocol::NfsClient, true));
        QVERIFY(!nfs);
        QCOMPARE(nfs.error().detail, u"/usr/lib/modprobe.d/b.conf:2"_s);
    }

    void theKernelsCommandLineForbidsAsWell()
    {
        ModulesHost host;
        host.demo.files().write(u"/proc/cmdline"_s, "quiet modprobe.blacklist=ib_umad module_blacklist=rds_rdma\n");
        QVERIFY(host.plan(loaded(Protocol::Umad, true))); // asked for by its name
        QCOMPARE(host.live(Protocol::Rds).module.now, ModuleState::Denied);
        const auto plan = host.plan(loaded(Protocol::Rds, true));
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::NotSupported);
        QVERIFY(plan.error().detail.startsWith("/proc/cmdline:"_L1));
    }

    void KI_14_reasonsAreToldApart_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("reason");
        const auto could = [](const QString &why) { return u"ERROR: could not insert 'ib_srp': "_s + why; };
        QTest::newRow("key") << could(u"Key was rejected by service"_s) << ErrorCode::ToolFailed << u"keyRejected"_s;
        QTest::newRow("symbol") << could(u"Unknown symbol in module, or unknown parameter (see dmesg)"_s)
                                << ErrorCode::ToolFailed << u"unknownSymbol"_s;
        QTest::newRow("format") << could(u"Exec format error"_s) << ErrorCode::ToolFailed << u"wrongFormat"_s;
        QTest::newRow("locked") << could(u"Operation not permitted"_s) << ErrorCode::ToolFailed << u"notPermitted"_s;
        QTest::newRow("install") << u"ERROR: ../libkmod/libkmod-module.c:1047 command_do() Error running install "
                                    "command '/bin/false' for module ib_srp: retcode 1"_s
                                 << ErrorCode::ToolFailed << u"denied"_s;
        QTest::newRow("file") << u"FATAL: Module ib_srp not found in directory /lib/modules/6.12.0-fake"_s
                              << ErrorCode::NotFound << u"notFound"_s;
        QTest::newRow("busy") << could(u"Device or resource busy"_s) << ErrorCode::Busy << u"inUse"_s;
    }

    void KI_14_reasonsAreToldApart()
    {
        QFETCH(QString, words);
        QFETCH(ErrorCode, code);
        QFETCH(QString, reason);
        ModulesHost host;
        host.demo.modules().refuse(u"ib_srp"_s, words);
        const Error error = failureOf(host, loadSrp);
        QCOMPARE(error.code, code);
        QCOMPARE(error.subject, u"ib_srp"_s);
        const QString came = u", came ib_cm ib_core scsi_transport_srp"_s;
        QCOMPARE(error.detail.section(u':', 0, 0), reason + came);
        QCOMPARE(error.detail.contains(words), code == ErrorCode::ToolFailed); // for root's record
    }

    void KI_14_otherWordsStayAsTheyAre()
    {
        ModulesHost host;
        host.demo.modules().refuse(u"ib_srp"_s, u"ERROR: something new"_s);
        QCOMPARE(failureOf(host, loadSrp),
                 (Error{ErrorCode::ToolFailed, u"ib_srp"_s, u"exit 1: modprobe: ERROR: something new"_s}));
    }

    void SP_08_successWithoutEffectIsAFailure()
    {
        ModulesHost host;
        host.demo.modules().ignore(u"ib_srp"_s);
        QCOMPARE(failureOf(host, loadSrp), (Error{ErrorCode::ToolFailed, u"ib_srp"_s, u"noEffect"_s}));
        host.demo.modules().load(u"ib_umad"_s);
        host.demo.modules().ignore(u"ib_umad"_s);
        QCOMPARE(failureOf(host, SwitchModule{u"ib_umad"_s, true, false}).detail, u"noEffect"_s);
    }

    void whatSomebodyElseLoadedIsNotUnloadedAgain()
    {
        ModulesHost host;
        const auto plan = host.plan(loaded(Protocol::Umad, true));
        host.demo.modules().load(u"ib_umad"_s);
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->code, ErrorCode::Conflict);
        QVERIFY(host.state().config.protocols.at(Protocol::Umad).loaded);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesLoadTest)
#include "modulesloadtest.moc"
