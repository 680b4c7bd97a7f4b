// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Protocols, services and gaps in words: every value has some, no placeholder is left, refusals say what to do next.
#include "gui/words/moduleswords.h"
#include "gui/words/consentwords.h"
#include "gui/words/errorwords.h"
#include "gui/words/gapwords.h"
#include "gui/words/notewords.h"
#include "gui/words/servicewords.h"
#include "gui/words/stepwords.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Of each of these something of its own is said, and all of it is filled in.
template <typename Value, typename Words> void expectTold(std::initializer_list<Value> values, const Words &wordsOf)
{
    QStringList seen;
    for (const Value &value : values) {
        const QString words = wordsOf(value);
        QVERIFY2(!words.isEmpty() && !words.contains(u'%'), qPrintable(words));
        QVERIFY2(!seen.contains(words), qPrintable(words));
        seen.append(words);
    }
}

constexpr std::initializer_list<BootHindrance> hindrances{
    BootHindrance::NoModule,    BootHindrance::BuiltIn,       BootHindrance::AlwaysLoaded,
    BootHindrance::ForcedByRds, BootHindrance::NotUnderstood, BootHindrance::SyntaxError,
    BootHindrance::NotOurs,     BootHindrance::Packaged,      BootHindrance::Unwritable};

constexpr std::initializer_list<ServiceRole> roles{
    ServiceRole::RdmaStack,     ServiceRole::Hardware,      ServiceRole::ModuleList, ServiceRole::SrpDaemon,
    ServiceRole::SubnetManager, ServiceRole::TargetRestore, ServiceRole::PortMapper, ServiceRole::AddressCache,
    ServiceRole::NodeNames,     ServiceRole::MlnxOfed};

constexpr std::initializer_list<ServiceBar> bars{ServiceBar::ByHardware, ServiceBar::RefusesStop,
                                                 ServiceBar::EndsExports, ServiceBar::ElsewhereKept,
                                                 ServiceBar::ShownOnly};

constexpr std::initializer_list<BootGapKind> gapKinds{
    BootGapKind::LoadedNotAtBoot, BootGapKind::AtBootNotLoaded,   BootGapKind::DeniedAtBoot,
    BootGapKind::BootNotKnown,    BootGapKind::EnabledNotRunning, BootGapKind::RunningNotEnabled,
    BootGapKind::Waits,           BootGapKind::ComesWhenUsed};

} // namespace

class ModulesWordsTest : public QObject {
    Q_OBJECT

private slots:
    void everyProtocol();
    void everyState();
    void everyHindrance();
    void everyUse_data();
    void everyUse();
    void aKnownKeeperForbidsUnloading();
    void everyService();
    void everyGap();
    void filesThatHaveASay();
    void refusals_data();
    void refusals();
    void consents();
    void notes();
};

void ModulesWordsTest::everyProtocol()
{
    QStringList names;
    for (const auto &[protocol, word] : protocolNames) {
        names.append(protocolName(protocol));
        QVERIFY(protocolPurpose(protocol).endsWith(u'.'));
        QVERIFY(protocolPurpose(protocol).size() <= 50); // of the column it stands in
    }
    names.removeDuplicates();
    QCOMPARE(names.size(), qsizetype{protocolNames.size()});
}

void ModulesWordsTest::everyState()
{
    using enum ModuleState::Now;
    expectTold({NotLoaded, Loaded, BuiltIn, Absent, Denied},
               [](ModuleState::Now now) { return moduleNowWords({now, {}}); });
    const Denial denial{Denial::Blacklisted, u"/etc/modprobe.d/x.conf"_s, 3};
    QCOMPARE(moduleNowWords({Denied, {denial}}), u"denied by /etc/modprobe.d/x.conf:3"_s);
    expectTold({Denial::Blacklisted, Denial::NoCommand, Denial::Renamed},
               [](Denial::Kind kind) { return denialWords({kind, u"/etc/modprobe.d/x.conf"_s, 3}); });
    QCOMPARE(moduleNowWords({Denied, {{Denial::NoCommand, u"/proc/cmdline"_s, 1}}}), u"denied by boot options"_s);
    expectTold({Denial::Blacklisted, Denial::NoCommand}, [](Denial::Kind kind) {
        const QString words = denialWords({kind, u"/proc/cmdline"_s, 1});
        return words.contains(u"/proc"_s) ? QString() : words; // no line of it can be removed
    });
}

void ModulesWordsTest::everyHindrance()
{
    expectTold(hindrances, [](BootHindrance reason) {
        return hindranceWords({reason, {QString(rdmaConfPath), 7}}, Protocol::Ipoib);
    });
    QCOMPARE(openibLine(Protocol::Ipoib, true), u"IPOIB_LOAD=yes"_s);
}

void ModulesWordsTest::everyUse_data()
{
    QTest::addColumn<int>("kind");
    for (const auto &[kind, word] : moduleUseNames)
        QTest::newRow(word.data()) << int(kind);
}

void ModulesWordsTest::everyUse()
{
    QFETCH(int, kind);
    const QString words = moduleUseWords({ModuleUseKind(kind), u"WHAT"_s, u"DETAIL"_s, ModuleUseWeight::Keeps});
    QVERIFY2(words.contains(u"WHAT"_s) && !words.contains(u'%'), qPrintable(words));
    const QString bare = moduleUseWords({ModuleUseKind(kind), u"WHAT"_s, {}, ModuleUseWeight::Keeps});
    QVERIFY2(bare.contains(u"WHAT"_s) && !bare.contains(u'%') && !bare.contains(u"  "_s) && !bare.contains(u" ."_s),
             qPrintable(bare));
}

void ModulesWordsTest::aKnownKeeperForbidsUnloading()
{
    const ModuleUse unknown{ModuleUseKind::Unknown, u"1"_s, {}, ModuleUseWeight::Keeps};
    const ModuleUse swap{ModuleUseKind::Swap, u"/dev/sdb2"_s, {}, ModuleUseWeight::Keeps};
    ProtocolLive live;
    live.module.now = ModuleState::Loaded;
    live.uses = {unknown};
    QVERIFY(unloadBarWords(live).isEmpty());
    live.uses = {unknown, swap};
    QVERIFY(unloadBarWords(live).contains(u"/dev/sdb2 is swap space"_s));
}

void ModulesWordsTest::everyService()
{
    expectTold(roles, serviceRoleName);
    expectTold(roles, serviceRolePurpose);
    expectTold(bars, [](ServiceBar bar) { return serviceBarWords(bar); });
    QVERIFY(serviceBarWords(ServiceBar::None).isEmpty());
    ServiceLive service;
    service.enabling = service.starting = service.stopping = ServiceBar::ShownOnly;
    QCOMPARE(serviceBarWords(service).size(), 1);
    QCOMPARE(serviceResultWords(u"never-heard"_s), u"It failed (never-heard)."_s);
}

void ModulesWordsTest::everyGap()
{
    const auto gap = [](BootGapKind kind, BootGapCause cause) {
        return BootGap{kind, Protocol::Ipoib, cause, u"rdma.service"_s, {QString(rdmaConfPath), 7}};
    };
    expectTold(gapKinds, [&](BootGapKind kind) { return gapTitle(gap(kind, BootGapCause::None)); });
    using enum BootGapCause;
    expectTold({None, NoHardware, NoModule, Denied, Failed, ServiceOff},
               [&](BootGapCause cause) { return gapWords(gap(BootGapKind::AtBootNotLoaded, cause)); });
    QCOMPARE(gapTitle({BootGapKind::EnabledNotRunning, u"opensm.service"_s, Failed, u"exit-code"_s, {}}),
             u"opensm.service failed"_s);
}

void ModulesWordsTest::filesThatHaveASay()
{
    ModulesLive live;
    live.hasDevices = true;
    live.dialects.bootLists = DialectUse::Live;
    QVERIFY(!isPuzzling(live.dialects));
    QCOMPARE(dialectSentences(live).size(), 1);
    live.dialects.rdmaConf = DialectUse::Inert;
    QVERIFY(isPuzzling(live.dialects));
    QVERIFY(dialectSentences(live).contains(u"/etc/rdma/rdma.conf is there and nothing reads it."_s));
    live.dialects = {.rdmaConf = DialectUse::Inert};
    QVERIFY(isPuzzling(live.dialects));
    QVERIFY(dialectSentences(live).constLast().contains(ownModulesListPath));
}

void ModulesWordsTest::refusals_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("words");
    const auto row = [](ErrorCode code, const char *subject, const char *detail, const char *words) {
        QTest::addRow("%s %s", subject, detail)
            << int(code) << QString::fromLatin1(subject) << QString::fromLatin1(detail) << QString::fromUtf8(words);
    };
    using enum ErrorCode;
    row(NotSupported, "rds", "NoModule", "This kernel has no module for RDS. Use another kernel");
    row(NotSupported, "protocols.ipoib.atBoot", "Packaged", "The line about IPoIB is in a package’s file");
    row(NotSupported, "protocols.ipoib.atBoot", "Unwritable", "The line about IPoIB is not changed here");
    row(NotSupported, "services.opensm.service.active", "refusesStop", "The service opensm.service refuses");
    row(InvalidWish, "opensm.service", "not with modules", "The service opensm.service is not switched together");
    row(NotSupported, "rdma-hw.target", "byHardware", "The service rdma-hw.target is started when hardware appears");
    row(Busy, "ib_srp", "mount /srv/data, sdb",
        "The module stays loaded: its disk sdb is mounted on /srv/data. Unmount it first: umount /srv/data");
    row(Busy, "ib_uverbs", "module mlx5_ib",
        "The module stays loaded: mlx5_ib, the driver of an adapter or of something else that uses RDMA, needs it. "
        "Leave it");
    row(Busy, "rdma_ucm", "module nvme_rdma", "The module stays loaded: the module nvme_rdma needs it. Unload that");
    row(Busy, "ib_umad", "program 4711 opensm, /dev/infiniband/issm0",
        "The module stays loaded: the program 4711 opensm uses it (/dev/infiniband/issm0).");
    row(Busy, "rdma_rxe", "softDevice rxe0, eno1", "The module stays loaded: the soft device rxe0 is there (eno1).");
    row(Busy, "ib_srpt", "somebody else", "The kernel module ib_srpt stays loaded while it is in use: somebody else.");
    row(Busy, "ib_srp", "swap /dev/sdb2; disk sdc, md0",
        "The kernel module ib_srp stays loaded while it is in use: swap /dev/sdb2; disk sdc, md0. End all");
    row(NotFound, "rds_rdma", "module", "This kernel has no module rds_rdma. Use another kernel");
    row(NotSupported, "ib_iser", "/etc/modprobe.d/x.conf:2",
        "Loading the kernel module ib_iser is denied by /etc/modprobe.d/x.conf:2.");
    row(NotSupported, "ib_iser", "/proc/cmdline:1",
        "The kernel's command line denies loading the kernel module ib_iser.");
    row(NotSupported, "opensm.service", "masked", "The service opensm.service is masked");
    row(ToolFailed, "ib_srp", "keyRejected, came ib_cm: exit 1: modprobe", "The kernel did not load ib_srp: it is not");
    row(ToolFailed, "ib_srp", "noEffect", "modprobe said that all is well with ib_srp, and nothing changed.");
    row(Busy, "ib_srp", "inUse", "The kernel says that ib_srp is in use. Find out");
    row(Busy, "ib_ipoib", "EBUSY", "The kernel says that ib_ipoib is in use.");
}

void ModulesWordsTest::refusals()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    QFETCH(QString, words);
    const QString told = errorText({ErrorCode(code), subject, detail});
    QVERIFY2(told.startsWith(words), qPrintable(told));
    QVERIFY2(!told.contains(u'%'), qPrintable(told));
}

void ModulesWordsTest::consents()
{
    PlanView plan;
    plan.steps = {{.kind = u"unload-used-module"_s, .subject = u"ib_ipoib"_s, .after = u"ib0: default route"_s},
                  {.kind = u"unload-module"_s, .subject = u"ib_srp"_s},
                  {.kind = u"unlimit-everyone"_s, .subject = u"/etc/x"_s}};
    const auto consents = consentsOf(plan);
    QCOMPARE(consents.size(), std::size_t{2});
    QVERIFY(consents[0].text.contains(u"ib0: default route"_s));
    QCOMPARE(consents[1].label, u"Let everyone pin large amounts of memory"_s);
    QCOMPARE(stepWords(plan.steps[0]), u"Unload the kernel module ib_ipoib now, although it is in use"_s);
}

void ModulesWordsTest::notes()
{
    const auto lines = noteLines({{NoteCode::EndsWithModule, u"ib_ipoib"_s, u"interface ib0, 192.0.2.1"_s},
                                  {NoteCode::EndsWithModule, u"ib_ipoib"_s, u"interface ib1"_s}});
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines.front().words, u"With ib_ipoib these end, and can be had again: ib0 (192.0.2.1), ib1."_s);
    QVERIFY(noteWords({NoteCode::ServicesUnknown, u"systemd"_s, u"Timeout"_s}).contains(u"systemd did not answer"_s));
    QVERIFY(noteWords({NoteCode::ModulesGone, u"6.1.0-18"_s, {}})
                .startsWith(u"The modules of the running kernel 6.1.0-18"_s));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesWordsTest)
#include "moduleswordstest.moc"
