// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Half-made disks and images: what a dead helper of ours left, and what is another's.
#include "helper/liotree.h"
#include "tests/srp/exporthost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString imagePath = imagesPath + "/img.img"_L1;
constexpr qint64 imageSize = 8 << 20;

QJsonObject ownImage()
{
    return now(
        backstores(u"fileio/img"_s,
                   toJson(Backstore{.source = imagePath, .size = quint64(imageSize), .serial = u"image-serial"_s})));
}

/// As a killed helper may leave it: sparse but for what was written.
void leaveImage(ExportHost &host, const QByteArray &content, qint64 size)
{
    host.demo.files().makeDirectory(imagesPath, 0700);
    host.demo.files().write(imagePath, content, 0600);
    if (!QFile::resize(host.demo.files().inside(imagePath), size))
        qFatal("no image");
}

Result<Plan> jobPlan(ExportHost &host, const QString &id, const QString &effect)
{
    return jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{id, QJsonObject{{u"effect"_s, effect}}}}}});
}

} // namespace

class SrpLeftoverTest : public QObject {
    Q_OBJECT

private slots:
    void halfMadeDiskIsOursOnlyIfItCanBe_data();
    void halfMadeDiskIsOursOnlyIfItCanBe();
    void halfMadeDiskOfAnotherIsAConflict();
    void diskIsRemovedHalfMadeToo();
    void imageThatADeadHelperLeftIsTakenUp_data();
    void imageThatADeadHelperLeftIsTakenUp();
    void halfMadeDiskOfAnImageGoesBothWays_data();
    void halfMadeDiskOfAnImageGoesBothWays();
    void imageThatSomebodyMadeMeanwhileIsAnothers();
};

void SrpLeftoverTest::halfMadeDiskIsOursOnlyIfItCanBe_data()
{
    QTest::addColumn<StepState>("state");
    QTest::addColumn<QByteArray>("control");
    QTest::addColumn<bool>("isEnabled");
    QTest::addColumn<bool>("isOurs");
    const QByteArray ours = "udev_path=" + freeDisk.toLatin1();
    QTest::newRow("begun, nothing written") << StepState::Running << QByteArray() << false << true;
    QTest::newRow("begun, our path") << StepState::Running << ours << false << true;
    QTest::newRow("begun, enabled without its serial") << StepState::Running << ours << true << true;
    QTest::newRow("begun, another path") << StepState::Running << "udev_path=/dev/nope"_ba << false << false;
    QTest::newRow("done, without its serial since") << StepState::Done << ours << true << false;
    QTest::newRow("never begun") << StepState::Pending << QByteArray() << false << false;
}

/// A helper died, and a disk of the name that it was to make is there, not whole: another tool may be making it.
void SrpLeftoverTest::halfMadeDiskIsOursOnlyIfItCanBe()
{
    QFETCH(const StepState, state);
    QFETCH(const QByteArray, control);
    QFETCH(const bool, isEnabled);
    const QString object = u"/sys/kernel/config/target/core/iblock_0/vol1"_s;
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    Job job = newJob(host.plan(firstExport()).value(), u"test"_s, 0);
    job.steps.front().state = state;
    QVERIFY(host.store.save(job));
    for (const QString &path : {object.section(u'/', 0, -2), object})
        QVERIFY(host.machine.kernel.makeNode(path));
    if (!control.isEmpty())
        QVERIFY(host.machine.kernel.storeAttribute(object + "/control"_L1, control));
    if (isEnabled)
        for (const auto &[name, value] : {std::pair("/udev_path"_L1, freeDisk.toLatin1()), {"/enable"_L1, "1"_ba}})
            QVERIFY(host.machine.kernel.storeAttribute(object + name, value));
    host.store.interruptAbandoned();
    const auto finish =
        jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"all"_s}}}}}});
    QTEST(finish.has_value(), "isOurs");
    const auto undo =
        jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
    const bool takesBack = undo && !undo->steps.empty();
    QTEST(takesBack, "isOurs");
    if (takesBack)
        QCOMPARE(host.run(*undo).state, JobState::Done);
    QCOMPARE(host.machine.host.directory(object).has_value(), !takesBack);
}

/// Another tool began one of the name between the plan and its step.
void SrpLeftoverTest::halfMadeDiskOfAnotherIsAConflict()
{
    const QString object = lioCorePath + u"/iblock_0/vol1"_s;
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    const auto plan = host.plan(firstExport());
    for (const QString &path : {object.section(u'/', 0, -2), object})
        QVERIFY(host.machine.kernel.makeNode(path));
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QCOMPARE(job.error->subject, u"block/vol1"_s);
    QVERIFY(host.machine.host.directory(object));
}

/// By somebody who sees it and wishes it away.
void SrpLeftoverTest::diskIsRemovedHalfMadeToo()
{
    const QString object = lioCorePath + u"/rd_mcp_0/r"_s;
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    for (const QString &path : {object.section(u'/', 0, -2), object})
        QVERIFY(host.machine.kernel.makeNode(path));
    QCOMPARE(host.apply(now(backstores(u"ramdisk/r"_s, QJsonValue::Null))).state, JobState::Done);
    QVERIFY(!host.machine.host.directory(object));
}

void SrpLeftoverTest::imageThatADeadHelperLeftIsTakenUp_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("before it had its size") << QByteArray() << qint64{0} << true;
    QTest::newRow("blank") << QByteArray() << imageSize << true;
    QTest::newRow("of another size") << QByteArray() << imageSize / 2 << false;
    QTest::newRow("written to") << "data"_ba << imageSize << false;
}

void SrpLeftoverTest::imageThatADeadHelperLeftIsTakenUp()
{
    QFETCH(const QByteArray, content);
    QFETCH(const qint64, size);
    QFETCH(const bool, isOurs);
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    Job job = newJob(host.plan(ownImage()).value(), u"test"_s, 0);
    job.steps.front().state = StepState::Running;
    QVERIFY(host.store.save(job));
    leaveImage(host, content, size);
    host.store.interruptAbandoned();
    const Job finish = host.run(jobPlan(host, job.id, u"all"_s).value());
    QCOMPARE(finish.state, isOurs ? JobState::Done : JobState::Undone);
    QCOMPARE(QFileInfo(host.demo.files().inside(imagePath)).size(), isOurs ? imageSize : size);
    if (isOurs)
        QCOMPARE(host.undo(finish.id).state, JobState::Done);
    QCOMPARE(host.demo.files().exists(imagePath), !isOurs);
}

void SrpLeftoverTest::halfMadeDiskOfAnImageGoesBothWays_data()
{
    QTest::addColumn<QString>("effect");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("taken back") << u"none"_s << false;
    QTest::newRow("finished") << u"all"_s << true;
}

/// The helper died between making the object and enabling it.
void SrpLeftoverTest::halfMadeDiskOfAnImageGoesBothWays()
{
    QFETCH(const QString, effect);
    QFETCH(const bool, isThere);
    const QString object = lioCorePath + u"/fileio_0/img"_s;
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    Job job = newJob(host.plan(ownImage()).value(), u"test"_s, 0);
    job.steps.front().state = StepState::Running;
    QVERIFY(host.store.save(job));
    leaveImage(host, {}, imageSize);
    for (const QString &path : {object.section(u'/', 0, -2), object})
        QVERIFY(host.machine.kernel.makeNode(path));
    host.store.interruptAbandoned();
    QCOMPARE(host.run(jobPlan(host, job.id, effect).value()).state, JobState::Done);
    QCOMPARE(host.machine.host.directory(object).has_value(), isThere);
    QCOMPARE(host.demo.files().exists(imagePath), isThere);
}

void SrpLeftoverTest::imageThatSomebodyMadeMeanwhileIsAnothers()
{
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    const auto plan = host.plan(ownImage());
    leaveImage(host, {}, imageSize);
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Exists);
    QVERIFY(host.demo.files().exists(imagePath));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpLeftoverTest)
#include "srpleftovertest.moc"
