// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Steps, plans, jobs and what clients see of them: every value survives JSON, no key too many or too few is taken.
#include "records.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

/// A decoder of records takes no object with a key more or a key less than it wrote.
template <typename Decode> void checkStrict(const QJsonObject &object, const QStringList &optional, Decode decode)
{
    QVERIFY(decode(object).has_value());
    QVERIFY(!decode(changed(object, u"extra"_s, 1)).has_value());
    for (const QString &key : object.keys()) {
        QVERIFY2(decode(withoutKey(object, key)).has_value() == optional.contains(key), qPrintable(key));
        QVERIFY2(!decode(changed(object, key, QJsonValue::Null)).has_value(), qPrintable(key));
    }
}

/// A decoder of views takes keys it does not know.
template <typename Decode> void checkLenient(const QJsonObject &object, const QStringList &optional, Decode decode)
{
    QVERIFY(decode(changed(object, u"fromTheFuture"_s, QJsonObject{{u"x"_s, 1}})).has_value());
    for (const QString &key : object.keys())
        QVERIFY2(decode(withoutKey(object, key)).has_value() == optional.contains(key), qPrintable(key));
}

} // namespace

class RecordsTest : public QObject {
    Q_OBJECT
private slots:
    void everythingRoundTrips()
    {
        for (int i = 0; i < 1'000; ++i) {
            const Step step = random::anyStep();
            QVERIFY(stepFromJson(written(toJson(step))) == step);
            const Plan plan = random::anyPlan();
            QVERIFY(planFromJson(written(toJson(plan))) == plan);
            const Job job = random::anyJob();
            QVERIFY(jobFromJson(written(toJson(job))) == job);
            const PlanView planView = random::anyPlanView();
            QVERIFY(planViewFromJson(written(toJson(planView))) == planView);
            const JobView jobView = random::anyJobView();
            QVERIFY(jobViewFromJson(written(toJson(jobView))) == jobView);
        }
    }

    void jobListsRoundTrip()
    {
        for (int i = 0; i < 300; ++i) {
            JobsConfig config;
            JobsLive live;
            for (int left = random::below(5); left > 0; --left) {
                config.effects[random::jobId()] = random::coin() ? Effect::All : Effect::None;
                live.jobs[random::jobId()] = random::anyJobView();
            }
            QVERIFY(jobsConfigFromJson(written(toJson(config))) == config);
            QVERIFY(jobsLiveFromJson(written(toJson(live))) == live);
        }
    }

    void strictWhereItIsOurRecord()
    {
        checkStrict(toJson(Step(WriteFile{u"/x"_s, "a"_ba, "b"_ba, Reader::Udev})),
                    {u"before"_s, u"after"_s, u"mode"_s}, stepFromJson);
        checkStrict(toJson(Step(RenameInterface{random::interfaceId(), u"a"_s, u"b"_s, true})), {}, stepFromJson);
        const UnitState on{true, false, true};
        checkStrict(toJson(Step(SwitchUnit{srpDaemonUnit, {}, on})), {}, stepFromJson);
        checkStrict(toJson(chapterPlan()), {u"finishes"_s, u"looseSteps"_s}, planFromJson);
        const Job job = jobOf(someJob, {}, 0, Error{});
        checkStrict(toJson(job), {u"error"_s}, jobFromJson);
    }

    void lenientWhereTheHelperMayBeNewer()
    {
        JobView failed;
        failed.error = Error{};
        checkLenient(toJson(random::anyStepView()), {u"operations"_s}, stepViewFromJson);
        checkLenient(toJson(random::anyPlanView()), {}, planViewFromJson);
        checkLenient(toJson(failed), {u"error"_s}, jobViewFromJson);
        checkLenient(toJson(JobsLive{}), {}, jobsLiveFromJson);
    }
};

QTEST_APPLESS_MAIN(RecordsTest)
#include "recordstest.moc"
