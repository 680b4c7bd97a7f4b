// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who hears what a tool says while it works for a job.
#include "helper/jobrun.h"
#include "tests/bus/otheruser.h"
#include "tests/bus/stage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class HearingTest : public QObject {
    Q_OBJECT
private slots:
    void DB_11_onlyWhoBeganAJobHearsItsTool();
};

void HearingTest::DB_11_onlyWhoBeganAJobHearsItsTool()
{
    constexpr uid_t owner = 1; // daemon and bin: a bus knows only users that there are
    constexpr uid_t stranger = 2;
    Stage stage;
    Plan plan{.feature = u"ports"_s};
    plan.steps.emplace_back(
        RebuildBootImage{ImageTool::Dracut, u"6.12.0-fake"_s, u"/boot/initrd-6.12.0-fake"_s, {}, {}});
    Job job = newJob(plan, u"test"_s, owner);
    const JobStore store(stage.demo.machine().host);
    QVERIFY(store.save(job));
    job.steps.front().state = StepState::Running;
    QVERIFY(store.saveProgress(job));
    stage.demo.bootImage().say({u"dracut: the key of /dev/sda2"_s});
    const auto heardBy = [&](const Caller &caller) {
        const QJsonObject live = caller.on(u"jobs"_s).read().value()[u"live"_s].toObject();
        return live[u"jobs"_s].toObject()[job.id].toObject()[u"said"_s].toArray().size();
    };
    QCOMPARE(heardBy(callerOf(owner, stage.bus)), 1);
    QCOMPARE(heardBy(callerOf(stranger, stage.bus)), 0);
    QCOMPARE(heardBy(stage.caller), 1); // root
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HearingTest)
#include "hearingtest.moc"
