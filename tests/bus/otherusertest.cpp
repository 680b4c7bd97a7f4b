// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What only root can try: a caller of another user, and the shipped helper on a system bus that goes away.
#include "tests/bus/otheruser.h"
#include "tests/bus/stage.h"
#include "tests/doors/sandbox.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;

constexpr auto systemBus = R"(<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>)";

} // namespace

class OtherUserTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { enterOwnMounts(); } // before there is a second thread, which would keep the old ones
    void AU_10_jobOfAnotherUserIsNotCancelled();
    void AU_06_otherUserIsAskedAbout();
    void LC_04_shippedHelperEndsWithoutABus();
};

void OtherUserTest::AU_10_jobOfAnotherUserIsNotCancelled()
{
    Stage stage;
    const Caller stranger = callerOf(nobody, stage.bus);
    stage.kernel.renameGate.hold();
    const QString job = stage.caller.previewAndApply(renameIb0).value();
    stage.polkit.asked.clear();
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    QCOMPARE(Caller::wait(stranger.send(u"Cancel"_s, {job})).error().code, ErrorCode::NotAuthorized);
    QCOMPARE(stage.polkit.asked.size(), 1);
    QCOMPARE(stage.polkit.asked.first().action, u"org.rdmamanager.jobs.cancel"_s);
    QCOMPARE(stage.polkit.asked.first().sender, stranger.bus.baseService());
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Broken; };
    QCOMPARE(Caller::wait(stranger.send(u"Cancel"_s, {job})).error().code, ErrorCode::NoPolkit);
    stage.kernel.renameGate.release();
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(stage.jobs().front().state, JobState::Done); // nobody stopped it
}

void OtherUserTest::AU_06_otherUserIsAskedAbout()
{
    Stage stage;
    const Caller stranger = callerOf(nobody, stage.bus);
    stage.polkit.decide = [&](const PolkitQuestion &question) {
        return question.sender == stage.caller.bus.baseService() ? PolkitVerdict::Yes : PolkitVerdict::No;
    };
    QCOMPARE(stranger.previewAndApply(renameIb0).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.isUntouched());
    QVERIFY(stage.caller.previewAndApply(ruleOnlyIb0));
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(stage.jobs().front().uid, 0U); // the bus says who, not the caller
}

/// The program as it is installed, on a system bus of its own; it is only read from.
void OtherUserTest::LC_04_shippedHelperEndsWithoutABus()
{
    mountAt(u"/run"_s, "tmpfs", "mode=755");
    mountAt(u"/var/lib"_s, "tmpfs", "mode=755");
    QVERIFY(QDir(u"/run"_s).mkdir(u"dbus"_s));
    QFile config(u"/run/bus.conf"_s);
    QVERIFY(config.open(QIODevice::WriteOnly) && config.write(systemBus) > 0);
    config.close();
    QProcess bus;
    bus.start(u"dbus-daemon"_s, {u"--config-file=/run/bus.conf"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(bus.waitForReadyRead(10'000));
    QProcess helper;
    helper.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    helper.start(QStringLiteral(RDMA_HELPER), QStringList());
    const Caller caller(QDBusConnection::connectToBus(u"unix:path=/run/dbus/system_bus_socket"_s, u"shipped"_s));
    Result<QJsonObject> answer = fail(ErrorCode::Internal);
    const auto answers = [&] { return (answer = caller.on(u"jobs"_s).read()).has_value(); };
    QVERIFY2(QTest::qWaitFor(answers, 20'000), qPrintable(answer.error().detail));
    bus.kill();
    QVERIFY(helper.waitForFinished(20'000)); // no waiting for a bus that is another one's then
    QCOMPARE(helper.exitStatus(), QProcess::NormalExit);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::OtherUserTest)
#include "otherusertest.moc"
