// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The promises every feature keeps, whatever it is about.
#include "helper/authorizer.h"
#include "helper/features/features.h"
#include "helper/jobrun.h"
#include "helper/steps.h"
#include "helper/stepview.h"
#include "tests/contract/subject.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Stage {
    std::unique_ptr<ContractHost> host;
    Machine machine;
    JobStore store;
    std::atomic<bool> cancelled = false;

    explicit Stage(const ContractSubject &subject)
        : host(subject.makeHost()), machine(host->machine()), store(machine.host)
    {
        if (const auto prepared = store.prepare(); !prepared)
            qFatal("%s", qPrintable(prepared.error().subject + prepared.error().detail));
    }

    Job run(Plan plan)
    {
        const Job job = newJob(std::move(plan), u"test"_s, 0);
        if (const auto saved = store.save(job); !saved)
            qFatal("%s", qPrintable(saved.error().detail));
        return runJob(job, {machine, store, cancelled, [] {}});
    }
};

QJsonObject configOf(const Feature &feature, Machine &machine)
{
    const auto state = feature.read(machine, {});
    return state ? state->value(u"config"_s).toObject() : QJsonObject();
}

Plan planOf(const Feature &feature, Machine &machine, const QJsonObject &wish)
{
    const auto plan = feature.plan(machine, wish);
    if (!plan)
        qFatal("%s: %s", qPrintable(plan.error().subject), qPrintable(plan.error().detail));
    return *plan;
}

/// A step no machine can do: its old content is not what the file holds.
Step impossibleStep(const QString &root)
{
    return WriteFile{root + "/rdma-contract"_L1, QByteArray("never was"), QByteArray("never will be"), Reader::Nobody};
}

} // namespace

class ContractTest : public QObject {
    Q_OBJECT

    /// Runs the check on a fresh machine for every wish of the current subject.
    template <typename Check> void forEveryWish(Check check)
    {
        QFETCH_GLOBAL(int, subject);
        const ContractSubject one = contractSubjects().at(subject);
        Stage first(one);
        const auto count = one.wishes(first.machine).size();
        QCOMPARE(count == 0, one.feature.roots.isEmpty());
        for (qsizetype i = 0; i < count; ++i) {
            Stage stage(one);
            check(one.feature, stage, one.wishes(stage.machine).at(i));
        }
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<int>("subject");
        const auto subjects = contractSubjects();
        for (int i = 0; i < subjects.size(); ++i)
            QTest::newRow(subjects[i].name.constData()) << i;
    }

    void readIsRepeatableAndWhole();
    void everyQueryIsAnsweredAndStrict();
    void unknownKeyIsRefused();
    void emptyWishPlansNothing();
    void applyThenReadEqualsWish();
    void applyingTwiceDoesNothing();
    void previewEqualsWhatApplyDid();
    void failureAtAnyStepRestoresEverything();
    void failedLooseStepLeavesTheRest();
    void cancelBeforeAnyStepRestoresEverything();
    void undoRestoresEverything();
    void everyTouchedPathIsDeclared();
    void everyStepSurvivesItsRecord();
};

void ContractTest::readIsRepeatableAndWhole()
{
    QFETCH_GLOBAL(int, subject);
    const ContractSubject one = contractSubjects().at(subject);
    Stage stage(one);
    const auto state = one.feature.read(stage.machine, {});
    QVERIFY(state);
    QCOMPARE(state->keys(), (QStringList{u"config"_s, u"live"_s, u"notes"_s}));
    QCOMPARE(one.feature.read(stage.machine, {}).value(), *state);
}

void ContractTest::everyQueryIsAnsweredAndStrict()
{
    QFETCH_GLOBAL(int, subject);
    const ContractSubject one = contractSubjects().at(subject);
    Stage stage(one);
    for (QJsonObject query : QList<QJsonObject>{{}} + one.queries) {
        const auto state = one.feature.read(stage.machine, query);
        QVERIFY(state);
        QCOMPARE(state->keys(), (QStringList{u"config"_s, u"live"_s, u"notes"_s}));
        query[u"surely-unknown"_s] = 1;
        const auto refused = one.feature.read(stage.machine, query);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QCOMPARE(refused.error().subject, u"surely-unknown"_s);
    }
}

void ContractTest::unknownKeyIsRefused()
{
    QFETCH_GLOBAL(int, subject);
    const ContractSubject one = contractSubjects().at(subject);
    Stage stage(one);
    const auto refused = one.feature.plan(stage.machine, {{u"surely-unknown"_s, 1}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
    QCOMPARE(refused.error().subject, u"surely-unknown"_s);
}

void ContractTest::emptyWishPlansNothing()
{
    QFETCH_GLOBAL(int, subject);
    const ContractSubject one = contractSubjects().at(subject);
    Stage stage(one);
    QVERIFY(planOf(one.feature, stage.machine, {}).steps.empty());
    QVERIFY(planOf(one.feature, stage.machine, configOf(one.feature, stage.machine)).steps.empty());
}

void ContractTest::applyThenReadEqualsWish()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        QVERIFY(mergePatch(configOf(feature, stage.machine), wish) != configOf(feature, stage.machine));
        QCOMPARE(stage.run(planOf(feature, stage.machine, wish)).state, JobState::Done);
        const QJsonObject config = configOf(feature, stage.machine);
        QCOMPARE(mergePatch(config, wish), config);
    });
}

void ContractTest::applyingTwiceDoesNothing()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        QCOMPARE(stage.run(planOf(feature, stage.machine, wish)).state, JobState::Done);
        QVERIFY(planOf(feature, stage.machine, wish).steps.empty());
    });
}

void ContractTest::previewEqualsWhatApplyDid()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        const Plan preview = planOf(feature, stage.machine, wish);
        const Plan applied = planOf(feature, stage.machine, wish);
        QCOMPARE(planId(preview), planId(applied));
        const Job job = stage.run(applied);
        for (const Step &step : preview.steps)
            QCOMPARE(standingOf(step, stage.machine).value(), Standing::After);
        const auto outcomes = outcomesOf(job, stage.machine.host);
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            QCOMPARE(outcomes[i].step, viewsOf(preview, stage.machine.host)[i]);
    });
}

void ContractTest::failureAtAnyStepRestoresEverything()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        const auto before = stage.host->snapshot();
        const Plan plan = planOf(feature, stage.machine, wish);
        for (std::size_t k = 0; k <= plan.steps.size(); ++k) {
            Plan broken = plan;
            broken.looseSteps = 0; // what those leave behind is another promise
            broken.steps.insert(broken.steps.begin() + qsizetype(k), impossibleStep(u"/etc/udev/rules.d"_s));
            const Job job = stage.run(broken);
            QCOMPARE(job.state, JobState::Undone);
            QCOMPARE(job.steps[k].state, StepState::Failed);
            QCOMPARE(job.error->code, ErrorCode::Conflict);
            QCOMPARE(stage.host->snapshot(), before);
        }
    });
}

void ContractTest::failedLooseStepLeavesTheRest()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        Plan broken = planOf(feature, stage.machine, wish);
        const std::size_t whole = broken.steps.size();
        broken.steps.insert(broken.steps.end() - qsizetype(broken.looseSteps), impossibleStep(u"/etc/udev/rules.d"_s));
        ++broken.looseSteps;
        const Job job = stage.run(broken);
        QCOMPARE(job.state, JobState::Incomplete);
        QCOMPARE(std::ranges::count(job.steps, StepState::Done, &StepReport::state), qsizetype(whole));
        QCOMPARE(mergePatch(configOf(feature, stage.machine), wish), configOf(feature, stage.machine));
    });
}

void ContractTest::cancelBeforeAnyStepRestoresEverything()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        const auto before = stage.host->snapshot();
        stage.cancelled = true;
        const Job job = stage.run(planOf(feature, stage.machine, wish));
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->code, ErrorCode::Cancelled);
        QCOMPARE(stage.host->snapshot(), before);
    });
}

void ContractTest::undoRestoresEverything()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        const auto before = stage.host->snapshot();
        const Job job = stage.run(planOf(feature, stage.machine, wish));
        QVERIFY2(job.state == JobState::Done,
                 qPrintable(job.error ? job.error->subject + u' ' + job.error->detail : QString()));
        QVERIFY2(stage.host->snapshot() != before, canonical(wish).constData());
        const QJsonObject undo{{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
        const Plan plan = planOf(jobsFeature(), stage.machine, undo);
        QCOMPARE(plan.undoes, job.id);
        QCOMPARE(stage.run(plan).state, JobState::Done);
        QCOMPARE(stage.host->snapshot(), before);
    });
}

void ContractTest::everyTouchedPathIsDeclared()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        for (const Step &step : planOf(feature, stage.machine, wish).steps)
            if (const auto *file = std::get_if<WriteFile>(&step))
                QVERIFY(std::ranges::any_of(feature.roots,
                                            [&](const QString &root) { return file->path.startsWith(root + u'/'); }));
    });
}

void ContractTest::everyStepSurvivesItsRecord()
{
    forEveryWish([](const Feature &feature, Stage &stage, const QJsonObject &wish) {
        const Plan plan = planOf(feature, stage.machine, wish);
        QCOMPARE(planFromJson(toJson(plan)).value(), plan);
        for (const Step &step : plan.steps)
            QVERIFY(actionFor({.feature = plan.feature, .steps = {step}}));
    });
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ContractTest)
#include "contracttest.moc"
