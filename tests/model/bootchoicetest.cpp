// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What loads at boot on each distribution, which line says so, and that one choice changes that line alone.
#include "boothosts.h"
#include "model/bootvotes.h"
#include "model/rdmamodules.h"

using namespace rdma;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(BootFiles)

namespace {

constexpr auto here = ModuleState::NotLoaded;
const QString rdmaList = u"/etc/rdma/modules/rdma.conf"_s;
const QString infinibandList = u"/etc/rdma/modules/infiniband.conf"_s;
const QString opaList = u"/etc/rdma/modules/opa.conf"_s;
const QString srpDaemonList = u"/etc/rdma/modules/srp_daemon.conf"_s;

BootChoice choose(const BootFiles &files, Protocol protocol)
{
    return bootChoice(files, protocol, here);
}

/// Each choice that is on, with its place.
std::map<Protocol, BootPlace> onByDefault(const BootFiles &files)
{
    std::map<Protocol, BootPlace> on;
    for (const auto &[protocol, word] : protocolNames)
        if (const BootChoice choice = choose(files, protocol); choice.state == BootChoice::On)
            on[protocol] = choice.places.at(0);
    return on;
}

BootFiles applied(BootFiles files, const std::vector<RulesFile> &changes)
{
    for (const RulesFile &change : changes) {
        if (change.path == rdmaConfPath)
            files.rdmaConf = change.bytes;
        for (const auto &[list, path] : bootListPaths)
            if (change.path == path)
                files.lists[list] = change.bytes;
        if (dialectOf(change.path) == BootDialect::StaticList) {
            std::erase_if(files.staticLists, [&](const RulesFile &one) { return one.path == change.path; });
            files.staticLists.push_back(change);
        }
    }
    return files;
}

int changedLines(const QByteArray &before, const QByteArray &after)
{
    QByteArrayList rest = after.split('\n');
    int gone = 0;
    for (const QByteArray &line : before.split('\n'))
        gone += rest.removeOne(line) ? 0 : 1;
    return std::max(gone, static_cast<int>(rest.size()));
}

QByteArray bytesOf(const BootFiles &files, const QString &path)
{
    if (path == rdmaConfPath)
        return files.rdmaConf.value_or(QByteArray());
    for (const auto &[list, name] : bootListPaths)
        if (path == name && files.lists.contains(list))
            return files.lists.at(list);
    for (const RulesFile &file : files.staticLists)
        if (file.path == path)
            return file.bytes;
    return {};
}

} // namespace

class BootChoiceTest : public QObject {
    Q_OBJECT
private slots:
    void pathsTellTheDialect()
    {
        QCOMPARE(dialectOf(u"/etc/rdma/rdma.conf"_s), BootDialect::RdmaConf);
        QCOMPARE(dialectOf(rdmaList), BootDialect::BootList);
        QCOMPARE(dialectOf(u"/etc/infiniband/openib.conf"_s), BootDialect::OpenibConf);
        QCOMPARE(dialectOf(u"/etc/modules-load.d/rdma.conf"_s), BootDialect::StaticList);
        QCOMPARE(dialectOf(u"/usr/lib/modules-load.d/x.conf"_s), BootDialect::StaticList);
        for (const auto &[list, path] : bootListPaths)
            QCOMPARE(pathOf(list), QString(path));
        for (const char *path :
             {"rdma.conf", "/etc/rdma.conf", "/etc/rdma/modules/../rdma.conf", "/etc/rdma/modules/x.conf",
              "/etc/rdma//rdma.conf", "/etc/modules-load.d/x/y.conf", "/etc/modules-load.d/x", "/etc/modules", "",
              "/etc/rdma/rdma.conf\n", "/etc/modprobe.d/rdma.conf", "/etc/modules-load.d/../rdma/rdma.conf"})
            QVERIFY2(!dialectOf(QString::fromLatin1(path)), path);
    }

    void IV_03_theTableNamesModulesOfTheList()
    {
        for (const auto &[protocol, word] : protocolNames) {
            QCOMPARE(infoOf(protocol).protocol, protocol);
            QVERIFY(isRdmaModule(QString(infoOf(protocol).module)));
        }
    }

    void whichDialectIsLive()
    {
        using enum DialectUse;
        const auto live = [](const BootLayout &layout) { return liveDialects(layout); };
        QCOMPARE(live({}), (LiveDialects{Missing, Missing, Missing, false}));
        QCOMPARE(live({.rdmaConf = true, .bootLists = true, .loadModulesUnit = true}),
                 (LiveDialects{Inert, Live, Missing, false}));
        QCOMPARE(live({.rdmaConf = true, .rdmaInitKernel = true}), (LiveDialects{Inert, Missing, Missing, false}));
        QCOMPARE(live({.rdmaConf = true, .rdmaService = true}), (LiveDialects{Inert, Missing, Missing, false}));
        QCOMPARE(live({.rdmaInitKernel = true, .rdmaService = true}), (LiveDialects{Live, Missing, Missing, false}));
        QCOMPARE(live({.rdmaConf = true, .rdmaInitScript = true, .bootLists = true}),
                 (LiveDialects{Live, Inert, Missing, true}));
        QCOMPARE(live({.openibConf = true}), (LiveDialects{Missing, Missing, Inert, false}));
        QCOMPARE(live({.openibd = true}), (LiveDialects{Missing, Missing, Missing, false}));
        QCOMPARE(rhel8Host().live, (LiveDialects{Live, Live, Missing, false}));
        QCOMPARE(ofedHost().live, (LiveDialects{Missing, Missing, Live, false}));
    }

    void debianAndSuse()
    {
        const std::map<Protocol, BootPlace> expected{
            {Protocol::Ipoib, {infinibandList, 3}}, {Protocol::SrpInitiator, {srpDaemonList, 2}},
            {Protocol::Iser, {rdmaList, 3}},        {Protocol::NfsClient, {rdmaList, 18}},
            {Protocol::NfsServer, {rdmaList, 21}},  {Protocol::Umad, {infinibandList, 6}},
            {Protocol::Uverbs, {rdmaList, 9}},      {Protocol::RdmaUcm, {rdmaList, 12}},
            {Protocol::OpaVnic, {opaList, 9}}};
        QVERIFY(onByDefault(upstreamHost()) == expected);
        QCOMPARE(choose(upstreamHost(), Protocol::SrpTarget),
                 (BootChoice{BootChoice::Off, {{infinibandList, 9}}, std::nullopt}));
        QCOMPARE(choose(upstreamHost(), Protocol::Isert), (BootChoice{BootChoice::Off, {{rdmaList, 6}}, std::nullopt}));
        QCOMPARE(choose(upstreamHost(), Protocol::SoftRoce),
                 (BootChoice{BootChoice::Off, {{ownModulesListPath, 0}}, std::nullopt}));
    }

    void rhel9()
    {
        const auto on = onByDefault(redHatHost());
        QVERIFY(on.at(Protocol::SrpTarget) == (BootPlace{rdmaList, 9}));
        QVERIFY(on.at(Protocol::Isert) == (BootPlace{rdmaList, 6}));
        QCOMPARE(on.size(), 11U);
    }

    void rhel7()
    {
        const auto on = onByDefault(rhel7Host());
        const auto line = [&](Protocol protocol) { return on.at(protocol).line; };
        QCOMPARE(on.size(), 9U);
        QCOMPARE(line(Protocol::Ipoib), 2);
        QCOMPARE(line(Protocol::SrpTarget), 6);
        QCOMPARE(line(Protocol::NfsClient), 14);
        QCOMPARE(choose(rhel7Host(), Protocol::Rds), (BootChoice{BootChoice::Off, {{rdmaConfPath, 12}}, std::nullopt}));
        QCOMPARE(choose(rhel7Host(), Protocol::Uverbs),
                 (BootChoice{BootChoice::On, {{rdmaConfPath, 0}}, BootObstacle{BootHindrance::AlwaysLoaded, {}}}));
    }

    void rhel6HasOneKeyForNfs()
    {
        QCOMPARE(choose(rhel6Host(), Protocol::NfsServer),
                 (BootChoice{BootChoice::On, {{rdmaConfPath, 14}}, std::nullopt}));
        QCOMPARE(choose(rhel6Host(), Protocol::NfsClient), choose(rhel6Host(), Protocol::NfsServer));
        QCOMPARE(choose(rhel6Host(), Protocol::SrpInitiator).state, BootChoice::Off);
        QCOMPARE(choose(rhel6Host(), Protocol::SrpTarget).places.at(0), (BootPlace{ownModulesListPath, 0}));
    }

    void bothWaysAtOnce()
    {
        BootFiles host = rhel8Host();
        const BootChoice iser = choose(host, Protocol::Iser);
        QCOMPARE(iser.places, (std::vector<BootPlace>{{rdmaConfPath, 8}, {rdmaList, 3}}));
        host = applied(host, withChoice(host, Protocol::Iser, here, false).value());
        QCOMPARE(choose(host, Protocol::Iser).state, BootChoice::Off);
        host.rdmaConf = "$x";
        QCOMPARE(choose(host, Protocol::Iser).state, BootChoice::Unknown);
        QCOMPARE(choose(host, Protocol::NfsClient).state, BootChoice::On);
        QCOMPARE(choose(host, Protocol::NfsClient).places, (std::vector<BootPlace>{{rdmaList, 18}}));
        QCOMPARE(choose(host, Protocol::NfsClient).impossible,
                 (BootObstacle{BootHindrance::NotUnderstood, {rdmaConfPath, 1}}));
    }

    void oneChoiceChangesOneLineOfEachFile_data()
    {
        QTest::addColumn<BootFiles>("host");
        QTest::newRow("Debian, SUSE") << upstreamHost();
        QTest::newRow("RHEL 9") << redHatHost();
        QTest::newRow("RHEL 8.0") << rhel8Host();
        QTest::newRow("RHEL 7") << rhel7Host();
        QTest::newRow("RHEL 6") << rhel6Host();
    }

    void oneChoiceChangesOneLineOfEachFile()
    {
        QFETCH(BootFiles, host);
        for (const auto &[protocol, word] : protocolNames) {
            const BootChoice before = choose(host, protocol);
            if (before.impossible)
                continue;
            const bool on = before.state == BootChoice::Off;
            const auto changes = withChoice(host, protocol, here, on).value();
            QVERIFY(!changes.empty());
            QVERIFY(withChoice(host, protocol, here, !on).value().empty());
            for (const RulesFile &change : changes)
                QCOMPARE(changedLines(bytesOf(host, change.path), change.bytes), 1);
            const BootFiles after = applied(host, changes);
            QCOMPARE(choose(after, protocol).state, on ? BootChoice::On : BootChoice::Off);
            const BootFiles back = applied(after, withChoice(after, protocol, here, !on).value());
            QCOMPARE(choose(back, protocol).state, before.state);
            const bool isEither = host.rdmaConf && !host.lists.empty(); // it comes back in one of the two
            if (before.state == BootChoice::On && !isEither)
                QVERIFY(back.rdmaConf == host.rdmaConf && back.lists == host.lists);
        }
    }

    void whatMakesAChoiceImpossible()
    {
        const auto reason = [](const BootFiles &host, Protocol protocol, ModuleState::Now now) {
            const auto obstacle = bootChoice(host, protocol, now).impossible;
            return obstacle ? std::optional(obstacle->reason) : std::nullopt;
        };
        QCOMPARE(reason(upstreamHost(), Protocol::Rds, ModuleState::Absent), BootHindrance::NoModule);
        QCOMPARE(reason(upstreamHost(), Protocol::Iser, ModuleState::Absent), std::nullopt);
        QCOMPARE(reason(upstreamHost(), Protocol::Iser, ModuleState::BuiltIn), BootHindrance::BuiltIn);
        QCOMPARE(reason(upstreamHost(), Protocol::Rds, ModuleState::Denied), std::nullopt);
        const auto refused = withChoice(upstreamHost(), Protocol::Rds, ModuleState::Absent, true);
        QCOMPARE(refused.error(), (Error{ErrorCode::NotSupported, u"rds"_s, u"NoModule"_s}));
    }

    void rdsForcesIpoib()
    {
        BootFiles host = rhel7Host();
        host.rdmaConf = "IPOIB_LOAD=no\nRDS_LOAD=yes\n";
        const BootPlace rds{rdmaConfPath, 2};
        QCOMPARE(choose(host, Protocol::Ipoib),
                 (BootChoice{BootChoice::On, {rds}, BootObstacle{BootHindrance::ForcedByRds, rds}}));
        host.rdmaConf = "IPOIB_LOAD=yes\nRDS_LOAD=Yes\n";
        QCOMPARE(choose(host, Protocol::Ipoib), (BootChoice{BootChoice::On, {{rdmaConfPath, 1}}, std::nullopt}));
    }

    void aFileThatIsNotUnderstood()
    {
        BootFiles host = rhel7Host();
        host.rdmaConf = "SRP_LOAD=yes\nISER_LOAD=$(id)\n";
        const BootObstacle unclear{BootHindrance::NotUnderstood, {rdmaConfPath, 2}};
        QCOMPARE(choose(host, Protocol::SrpInitiator), (BootChoice{BootChoice::Unknown, {{rdmaConfPath, 0}}, unclear}));
        host.rdmaConf = "SRP_LOAD=yes\nISER_LOAD=\"yes\nRDS_LOAD=yes\n";
        const BootObstacle broken{BootHindrance::SyntaxError, {rdmaConfPath, 2}};
        QCOMPARE(choose(host, Protocol::SrpInitiator), (BootChoice{BootChoice::On, {{rdmaConfPath, 1}}, broken}));
        QCOMPARE(choose(host, Protocol::Rds), (BootChoice{BootChoice::Off, {{rdmaConfPath, 0}}, broken}));
        for (const bool on : {true, false})
            QVERIFY(!withChoice(host, on ? Protocol::Rds : Protocol::SrpInitiator, here, on));
    }

    void aMissingFile()
    {
        BootFiles host = rhel7Host();
        host.rdmaConf.reset();
        QCOMPARE(choose(host, Protocol::Ipoib).state, BootChoice::On);
        QCOMPARE(choose(host, Protocol::SrpTarget).state, BootChoice::Off);
        QVERIFY(withChoice(host, Protocol::Ipoib, here, true).value().empty());
        const auto made = withChoice(host, Protocol::SrpTarget, here, true).value();
        QCOMPARE(made, (std::vector<RulesFile>{{rdmaConfPath, "# Load IPoIB\nIPOIB_LOAD=yes\nSRPT_LOAD=yes\n"}}));
    }

    void openibConfIsToldAndNeverEdited()
    {
        const BootPlace place{openibConfPath, 20};
        QCOMPARE(choose(ofedHost(), Protocol::Ipoib),
                 (BootChoice{BootChoice::On, {place}, BootObstacle{BootHindrance::NotOurs, place}}));
        QCOMPARE(choose(ofedHost(), Protocol::Rds).state, BootChoice::Off);
        for (const auto &[protocol, word] : protocolNames)
            for (const bool on : {true, false})
                for (const RulesFile &file :
                     withChoice(ofedHost(), protocol, here, on).value_or(std::vector<RulesFile>()))
                    QCOMPARE(file.path, QString(ownModulesListPath));
    }

    void openibdThatDoesNotStartAtBootLoadsNothing()
    {
        BootFiles host = ofedHost();
        host.openibConf->replace("ONBOOT=yes", "ONBOOT=no");
        QCOMPARE(choose(host, Protocol::Ipoib), (BootChoice{BootChoice::Off, {{ownModulesListPath, 0}}, std::nullopt}));
    }

    void inertFilesSayNothing()
    {
        BootFiles host = upstreamHost();
        host.live = liveDialects({.rdmaConf = true, .bootLists = true, .loadModulesUnit = true, .openibConf = true});
        host.rdmaConf = "ISERT_LOAD=yes\n";
        host.openibConf = "SRPT_LOAD=yes\n";
        QVERIFY(onByDefault(host) == onByDefault(upstreamHost()));
    }

    void listsWithoutHardware()
    {
        BootFiles host = upstreamHost();
        host.idle = {BootList::Opa, BootList::Iwarp};
        host.lists[BootList::Infiniband].replace("ib_ipoib", "# ib_ipoib");
        QCOMPARE(choose(host, Protocol::Ipoib), (BootChoice{BootChoice::Off, {{infinibandList, 3}}, std::nullopt}));
        QCOMPARE(choose(host, Protocol::OpaVnic).state, BootChoice::On);
        host.idle.insert(BootList::Infiniband);
        QCOMPARE(choose(host, Protocol::Ipoib).places, (std::vector<BootPlace>{{opaList, 3}}));
    }

    void oneToggleChangesOneLine()
    {
        BootFiles host = upstreamHost();
        host.idle = {BootList::Opa, BootList::Iwarp, BootList::Roce};
        for (const auto &[protocol, word] : protocolNames) {
            const bool on = choose(host, protocol).state == BootChoice::On;
            const auto files = withChoice(host, protocol, here, !on).value();
            QCOMPARE(files.size(), std::size_t{1});
            const BootFiles after = applied(host, files);
            QCOMPARE(choose(after, protocol).state, on ? BootChoice::Off : BootChoice::On);
            int changed = after.staticLists.empty() ? 0 : 1;
            for (const auto &[list, bytes] : host.lists)
                changed += changedLines(bytes, after.lists.at(list));
            QCOMPARE(changed, 1);
        }
    }

    void staticLists()
    {
        BootFiles host = upstreamHost();
        host.staticLists = {{u"/etc/modules-load.d/x.conf"_s, "# rdma_rxe\nib_srpt\n"},
                            {u"/usr/lib/modules-load.d/y.conf"_s, "rdma-rxe\n"},
                            {u"/usr/lib/modules-load.d/x.conf"_s, "rds_rdma\n"}};
        const BootPlace packaged{u"/usr/lib/modules-load.d/y.conf"_s, 1};
        QCOMPARE(choose(host, Protocol::SoftRoce),
                 (BootChoice{BootChoice::On, {packaged}, BootObstacle{BootHindrance::Packaged, packaged}}));
        QCOMPARE(choose(host, Protocol::Rds).state, BootChoice::Off);
        QCOMPARE(withChoice(host, Protocol::SrpTarget, here, false).value(),
                 (std::vector<RulesFile>{{u"/etc/modules-load.d/x.conf"_s, "# rdma_rxe\n# ib_srpt\n"}}));
        host.unwritable = {u"/etc/modules-load.d/x.conf"_s};
        const BootPlace linked{u"/etc/modules-load.d/x.conf"_s, 2};
        QCOMPARE(choose(host, Protocol::SrpTarget),
                 (BootChoice{BootChoice::On, {linked}, BootObstacle{BootHindrance::Unwritable, linked}}));
        QCOMPARE(withChoice(host, Protocol::SrpTarget, here, false).error().detail, u"Unwritable"_s);
        host.staticLists = {{ownModulesListPath, "#rdma_rxe\n"}};
        QCOMPARE(choose(host, Protocol::SoftRoce).places, (std::vector<BootPlace>{{ownModulesListPath, 1}}));
    }

    void withoutSrpDaemonItsModuleGoesIntoOurList()
    {
        BootFiles host = upstreamHost();
        host.lists.erase(BootList::SrpDaemon);
        QCOMPARE(withChoice(host, Protocol::SrpInitiator, here, true).value(),
                 (std::vector<RulesFile>{{ownModulesListPath, "ib_srp\n"}}));
    }
};

QTEST_APPLESS_MAIN(BootChoiceTest)
#include "bootchoicetest.moc"
