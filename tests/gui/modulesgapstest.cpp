// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// "After the Next Boot": each difference in words, and the buttons that mend it.
#include "gui/widgets/checklist.h"
#include "tests/gui/modulesstage.h"

namespace rdma {

class ModulesGapsTest : public QObject {
    Q_OBJECT

private slots:
    void namesEachDifferenceAndWhy();
    void everythingFineIsSaid();
    void whatOnlyWaitsIsNoDifference();
    void choosesForTheBoot();
    void loadsNow();
    void readsTheLogOfWhatFailed();
};

namespace {

struct GapsStage : ModulesStage {
    [[nodiscard]] bool openGaps()
    {
        const bool seen = open();
        turnTo(Gaps);
        return seen;
    }

    [[nodiscard]] CheckList *list() const { return person.all<CheckList>().value(0); }

    [[nodiscard]] int rowOf(const QString &title) const
    {
        const auto &rows = list()->rows();
        const auto found = std::ranges::find_if(rows, [&](const CheckRow &row) { return row.title.startsWith(title); });
        return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
    }
};

} // namespace

void ModulesGapsTest::namesEachDifferenceAndWhy()
{
    GapsStage stage;
    QVERIFY(stage.openGaps());
    QCOMPARE(stage.list()->rows().size(), 6);
    QCOMPARE(stage.tabs()->tabText(ModulesStage::Gaps), u"After the &Next Boot (5)"_s); // one only waits
    const CheckRow target = stage.list()->rows().value(stage.rowOf(u"SRP target is loaded now"_s));
    QCOMPARE(target.standing, CheckStanding::Differs);
    QVERIFY(target.evidence.contains(u"/etc/rdma/modules/rdma.conf, line 14"_s));
    const CheckRow initiator = stage.list()->rows().value(stage.rowOf(u"SRP initiator waits"_s));
    QCOMPARE(initiator.standing, CheckStanding::DoesNotApply);
    QCOMPARE(initiator.evidence, u"srp_daemon.service loads it when it starts, and is not set to start at boot."_s);
    QVERIFY(initiator.cure.isEmpty());
    const CheckRow failed = stage.list()->rows().value(stage.rowOf(u"rdma-load-modules@rdma.service"_s));
    QCOMPARE(failed.standing, CheckStanding::Broken);
}

void ModulesGapsTest::everythingFineIsSaid()
{
    GapsStage stage;
    ModulesLive &live = stage.machine.modules.live;
    live.services.clear();
    std::erase_if(live.protocols, [](const auto &one) { return one.first != Protocol::Ipoib; });
    QVERIFY(stage.openGaps());
    QCOMPARE(stage.list()->rows(),
             QList<CheckRow>({{CheckStanding::Good, u"The next boot brings what runs now."_s, {}, {}}}));
    QCOMPARE(stage.tabs()->tabText(ModulesStage::Gaps), u"After the &Next Boot"_s);
}

void ModulesGapsTest::whatOnlyWaitsIsNoDifference()
{
    GapsStage stage;
    ModulesLive &live = stage.machine.modules.live;
    live.services.clear();
    std::erase_if(live.protocols, [](const auto &one) { return one.first != Protocol::SrpInitiator; });
    QVERIFY(stage.openGaps());
    QCOMPARE(stage.list()->rows().size(), 2);
    QCOMPARE(stage.list()->rows().first().title, u"The next boot brings what runs now."_s);
    QCOMPARE(stage.tabs()->tabText(ModulesStage::Gaps), u"After the &Next Boot"_s);
}

void ModulesGapsTest::choosesForTheBoot()
{
    GapsStage stage;
    QVERIFY(stage.openGaps());
    stage.person.click(u"Load at Boot"_s);
    QCOMPARE(stage.page()->pendingWish(),
             QJsonObject({{u"protocols"_s, QJsonObject{{u"srp_target"_s, QJsonObject{{u"atBoot"_s, true}}}}}}));
    QVERIFY(!stage.person.button(u"Load at Boot"_s));
}

void ModulesGapsTest::loadsNow()
{
    GapsStage stage;
    QVERIFY(stage.openGaps());
    QCOMPARE(stage.list()->rows().value(stage.rowOf(u"NFS client over RDMA"_s)).cure, u"Load Now…"_s);
    stage.person.click(u"Load Now"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.machine.lastWish,
             QJsonObject({{u"protocols"_s, QJsonObject{{u"nfs_client"_s, QJsonObject{{u"loaded"_s, true}}}}}}));
}

void ModulesGapsTest::readsTheLogOfWhatFailed()
{
    GapsStage stage;
    QVERIFY(stage.openGaps());
    stage.person.click(u"Show Messages"_s);
    QVERIFY(stage.person.waitToSee(u"Kernel Messages"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::ModulesGapsTest)
#include "modulesgapstest.moc"
