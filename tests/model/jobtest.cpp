// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Jobs: ids that are safe as file names, records that are refused, wishes that are none.
#include "records.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class JobTest : public QObject {
    Q_OBJECT
private slots:
    void jobIds_data()
    {
        QTest::addColumn<QString>("id");
        for (const QString &id : QStringList{
                 u""_s, someJob.chopped(1), someJob + u'0', someJob.toUpper(), u"../../../../../../../etc/passwd.."_s,
                 u"0123456789abcdef0123456789abcdeg"_s, u"0123456789abcdef 123456789abcdef"_s,
                 u"0x23456789abcdef0123456789abcdef"_s, QString(32, QChar(0xff11))})
            QTest::newRow(qPrintable(id)) << id;
    }

    /// A job id becomes a file name.
    void jobIds()
    {
        QFETCH(QString, id);
        QVERIFY(!isJobId(id));
        QVERIFY(!jobFromJson(toJson(jobOf(id))));
        QVERIFY(!jobsConfigFromJson(toJson(JobsConfig{{{id, Effect::All}}})));
        QVERIFY(!jobsLiveFromJson(toJson(JobsLive{{{id, JobView{}}}})));
        QVERIFY(planFromJson(toJson(planUndoing(id))).has_value() == id.isEmpty());
    }

    void aGoodJobId()
    {
        QVERIFY(isJobId(someJob));
        QVERIFY(jobFromJson(toJson(jobOf(someJob))));
    }

    /// Whatever the states: a job that failed in the middle, one that is half taken back.
    void progressIsWhatTheRecordLacks()
    {
        const std::array all{StepState::Pending, StepState::Running, StepState::Done,       StepState::Failed,
                             StepState::Undone,  StepState::Left,    StepState::Interrupted};
        const Job recorded = jobOf(someJob, {.feature = u"names"_s, .steps = {4, SwitchModule{}}}, 4);
        for (std::size_t i = 0; i < all.size() * all.size() * all.size() * all.size(); ++i) {
            Job job = recorded;
            for (std::size_t step = 0, rest = i; step < 4; ++step, rest /= all.size())
                job.steps[step].state = all.at(rest % all.size());
            job.steps[1].error = Error{ErrorCode::Io, u"x"_s, u"EIO"_s};
            job.state = JobState::LeftOver;
            job.error = job.steps[1].error;
            QCOMPARE(withProgress(recorded, progressToJson(job)), job);
        }
    }

    void progressOfAnotherJobIsRefused()
    {
        const Job recorded = jobOf(someJob, {.feature = u"names"_s, .steps = {2, SwitchModule{}}}, 2);
        const Job longer = jobOf(someJob, {.feature = u"names"_s, .steps = {3, SwitchModule{}}}, 3);
        Job done = longer;
        std::ranges::fill(done.steps, StepReport{StepState::Done, std::nullopt});
        Job failed = longer;
        failed.steps[2].state = StepState::Failed;
        QVERIFY(!withProgress(recorded, progressToJson(done)));
        QVERIFY(!withProgress(recorded, progressToJson(failed)));
        QVERIFY(!withProgress(recorded, {}));
    }

    /// A job of many steps is recorded before each of them.
    void progressOfAJobThatGoesWellIsShort()
    {
        Job job = jobOf(someJob, {.feature = u"names"_s, .steps = {1000, SwitchModule{}}}, 1000);
        std::fill_n(job.steps.begin(), 500, StepReport{StepState::Done, std::nullopt});
        job.steps[500].state = StepState::Running;
        QVERIFY(canonical(progressToJson(job)).size() < 200);
    }

    void refusedJobs_data()
    {
        QTest::addColumn<QJsonObject>("object");
        const QJsonObject job = toJson(jobOf(someJob, chapterPlan(), 2));
        QVERIFY(jobFromJson(job));
        QTest::newRow("a report too few") << toJson(jobOf(someJob, chapterPlan(), 1));
        QTest::newRow("a report too many") << toJson(jobOf(someJob, {}, 1));
        QTest::newRow("state") << changed(job, u"state"_s, u"perhaps"_s);
        QTest::newRow("negative uid") << changed(job, u"uid"_s, -1);
        QTest::newRow("uid beyond 32 bits") << changed(job, u"uid"_s, 4294967296.0);
        QTest::newRow("time before 1970") << changed(job, u"started"_s, -1);
        QTest::newRow("plan of another shape") << changed(job, u"plan"_s, QJsonObject());
        QTest::newRow("report that is none") << changed(job, u"steps"_s, QJsonArray{1, 2});
        QTest::newRow("error that is none") << changed(job, u"error"_s, QJsonObject{{u"code"_s, 5}});
        QTest::newRow("step with a report key too much") << changed(
            job, u"steps"_s,
            QJsonArray{QJsonObject{{u"state"_s, u"done"_s}, {u"x"_s, 1}}, QJsonObject{{u"state"_s, u"done"_s}}});
    }

    void refusedJobs()
    {
        QFETCH(QJsonObject, object);
        QVERIFY(!jobFromJson(object));
    }

    void refusedWishesForJobs_data()
    {
        QTest::addColumn<QByteArray>("wish");
        QTest::addColumn<QString>("subject");
        const QByteArray id = someJob.toLatin1();
        QTest::newRow("nothing") << QByteArray("{}") << u"jobs"_s;
        QTest::newRow("unknown key") << QByteArray(R"({"jobs":{},"x":1})") << u"x"_s;
        QTest::newRow("list") << QByteArray(R"({"jobs":[]})") << u"jobs"_s;
        QTest::newRow("no object") << R"({"jobs":{"@":false}})"_ba.replace("@", id) << u"jobs."_s + someJob;
        QTest::newRow("no bool") << R"({"jobs":{"@":{"effect":0}}})"_ba.replace("@", id)
                                 << u"jobs."_s + someJob + u".effect"_s;
        QTest::newRow("unknown inside") << R"({"jobs":{"@":{"effect":"all","x":1}}})"_ba.replace("@", id)
                                        << u"jobs."_s + someJob + u".x"_s;
        QTest::newRow("no job id") << QByteArray(R"({"jobs":{"1":{"effect":"all"}}})") << u"jobs.1"_s;
    }

    void refusedWishesForJobs()
    {
        QFETCH(QByteArray, wish);
        const auto decoded = jobsConfigFromJson(parseObject(wish, maxWishBytes).value());
        QCOMPARE(decoded.error().code, ErrorCode::InvalidWish);
        QTEST(decoded.error().subject, "subject");
    }

    void stateNames()
    {
        QCOMPARE(stateName(JobState::Running), u"running"_s);
        QCOMPARE(stateName(JobState::Done), u"done"_s);
        QCOMPARE(stateName(JobState::Undone), u"undone"_s);
        QCOMPARE(stateName(JobState::LeftOver), u"left-over"_s);
        QCOMPARE(stateName(JobState::Interrupted), u"interrupted"_s);
        QCOMPARE(stateName(JobState::Incomplete), u"incomplete"_s);
    }

    void toolOutputFitsIntoAJobsError()
    {
        const Job job = jobOf(someJob, {}, 0, Error{ErrorCode::ToolFailed, {}, QString(100'000, u'x')});
        QVERIFY(jobFromJson(toJson(job)) == job);
    }
};

QTEST_APPLESS_MAIN(JobTest)
#include "jobtest.moc"
