// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Interfaces that are renamed while their names are being read: never lost, never mistaken for another.
#include "helper/ipoib.h"
#include "tests/fake/passingkernel.h"
#include "tests/names/wishes.h"

#include <QTest>
#include <deque>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Somebody renames interfaces right after each of the next listings.
class RestlessKernel final : public PassingKernel {
public:
    using Renames = std::vector<std::pair<int, QString>>; ///< index and new name

    explicit RestlessKernel(Kernel &kernel) : PassingKernel(kernel), m_kernel(kernel) {}

    void renameAfterListings(std::deque<Renames> renames) { m_renames = std::move(renames); }

    Result<std::vector<Link>> links() const override
    {
        auto listed = m_kernel.links();
        if (m_renames.empty())
            return listed;
        for (const auto &[index, name] : m_renames.front())
            if (!m_kernel.renameLink(index, name))
                qFatal("cannot rename");
        m_renames.pop_front();
        return listed;
    }

private:
    Kernel &m_kernel;
    mutable std::deque<Renames> m_renames;
};

struct RestlessHost : NamesHost {
    RestlessKernel restless{demo.kernel()};
    Machine watched{machine.host, restless, machine.tools, machine.journal, machine.services, machine.accounts};
    int first = live(firstPort).index;
    int second = live(secondPort).index;
    QString firstName = live(firstPort).name;
    InterfaceId firstId = InterfaceId::fromText(firstPort).value();
    InterfaceId secondId = InterfaceId::fromText(secondPort).value();
};

} // namespace

class NamesRaceTest : public QObject {
    Q_OBJECT

private slots:
    void KI_02_renamedInterfaceIsNotLost()
    {
        RestlessHost host;
        host.restless.renameAfterListings({{{host.first, u"renamed0"_s}}});
        const auto state = readNames(host.watched);
        QVERIFY(state);
        QVERIFY(state->live.interfaces.contains(host.firstId));
        QCOMPARE(state->live.interfaces.at(host.firstId).name, u"renamed0"_s);
        QVERIFY(state->live.takenNames.contains(u"renamed0"_s));
        QVERIFY(!state->live.takenNames.contains(host.firstName));
    }

    void KI_03_nameThatAnotherTookIsNotMistaken()
    {
        RestlessHost host;
        host.restless.renameAfterListings({{{host.first, u"away0"_s}, {host.second, host.firstName}}});
        const auto state = readNames(host.watched);
        QVERIFY(state);
        QCOMPARE(state->live.interfaces.at(host.firstId).index, host.first);
        QCOMPARE(state->live.interfaces.at(host.firstId).name, u"away0"_s);
        QCOMPARE(state->live.interfaces.at(host.secondId).index, host.second);
        QCOMPARE(state->live.interfaces.at(host.secondId).name, host.firstName);
    }

    void KI_03_stepFindsItsInterface()
    {
        RestlessHost host;
        host.restless.renameAfterListings({{{host.first, u"away0"_s}, {host.second, host.firstName}}});
        const auto found = findIpoibLink(host.watched, host.firstId);
        QVERIFY(found);
        QCOMPARE(found->link, (Link{host.first, u"away0"_s, found->link.altnames, found->link.up}));
    }

    void KI_03_nameOfANewLinkIsNotTheOldOnes()
    {
        const std::vector<Link> before{{5, u"ib0"_s, {}, false}};
        QVERIFY(haveSameNames(before, {{5, u"ib0"_s, {}, true}, {6, u"ib1"_s, {}, false}}));
        QVERIFY(haveSameNames(before, {}));
        QVERIFY(!haveSameNames(before, {{5, u"ib1"_s, {}, false}}));
        QVERIFY(!haveSameNames(before, {{9, u"ib0"_s, {}, false}}));
    }

    void AU_08_planDuringAnothersRenameFindsTheInterface()
    {
        RestlessHost host;
        host.restless.renameAfterListings({{{host.first, u"busy0"_s}}, {{host.first, host.firstName}}});
        QVERIFY(namesFeature().plan(host.watched, rename(firstPort, u"wished0"_s)));
    }

    void restlessNamesAreATimeout()
    {
        RestlessHost host;
        std::deque<RestlessKernel::Renames> renames;
        for (int i = 0; i < 100; ++i)
            renames.push_back({{host.first, u"x%1"_s.arg(i)}});
        host.restless.renameAfterListings(renames);
        const auto state = readNames(host.watched);
        QVERIFY(!state);
        QCOMPARE(state.error().code, ErrorCode::Timeout);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NamesRaceTest)
#include "namesracetest.moc"
