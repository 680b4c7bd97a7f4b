// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What only root can try: a caller of another user, and the shipped helper on a system bus that goes away.
#include "tests/bus/otheruser.h"
#include "tests/bus/stage.h"
#include "tests/devices/heldfile.h"
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

/// The program as it is installed, on a system bus of its own; it is only read from.
struct ShippedHelper {
    ShippedHelper()
    {
        mountAt(u"/run"_s, "tmpfs", "mode=755");
        mountAt(u"/var/lib"_s, "tmpfs", "mode=755");
        QFile config(u"/run/bus.conf"_s);
        if (!QDir(u"/run"_s).mkdir(u"dbus"_s) || !config.open(QIODevice::WriteOnly) || config.write(systemBus) <= 0)
            qFatal("no place for a system bus");
        config.close();
        bus.start(u"dbus-daemon"_s, {u"--config-file=/run/bus.conf"_s, u"--nofork"_s, u"--print-address"_s});
        if (!bus.waitForReadyRead(10'000))
            qFatal("no system bus");
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(RDMA_HELPER), QStringList());
    }
    ~ShippedHelper()
    {
        for (QProcess *each : {&process, &bus}) {
            each->kill();
            each->waitForFinished();
        }
        unmount(u"/var/lib"_s);
        unmount(u"/run"_s);
    }
    Q_DISABLE_COPY_MOVE(ShippedHelper)

    /// A caller to whom it answers.
    static Caller connect(const QString &name)
    {
        const Caller caller(QDBusConnection::connectToBus(u"unix:path=/run/dbus/system_bus_socket"_s, name));
        if (!QTest::qWaitFor([&] { return caller.on(u"jobs"_s).read().has_value(); }, 20'000))
            qFatal("the helper does not answer");
        return caller;
    }

    QProcess bus;
    QProcess process;
};

} // namespace

class OtherUserTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { enterOwnMounts(); } // before there is a second thread, which would keep the old ones
    void AU_10_jobOfAnotherUserIsNotCancelled();
    void AU_06_otherUserIsAskedAbout();
    void LC_04_shippedHelperEndsWithoutABus();
    void LC_10_shippedHelperEndsWhateverHangs();
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

void OtherUserTest::LC_04_shippedHelperEndsWithoutABus()
{
    ShippedHelper helper;
    const Caller caller = helper.connect(u"LC-04"_s);
    helper.bus.kill();
    QVERIFY(helper.process.waitForFinished(20'000)); // no waiting for a bus that is another one's then
    QCOMPARE(helper.process.exitStatus(), QProcess::NormalExit);
}

/// It gave its name back, so systemd starts no other one before this one is gone.
void OtherUserTest::LC_10_shippedHelperEndsWhateverHangs()
{
    ShippedHelper helper;
    const Caller caller = helper.connect(u"LC-10"_s);
    QVERIFY(QDir().mkpath(u"/run/udev/rules.d"_s));
    QFile rules(u"/run/udev/rules.d/70-held.rules"_s);
    QVERIFY(rules.open(QIODevice::WriteOnly));
    rules.close();
    HeldFile held(rules.fileName());
    const auto read = caller.send(u"Read"_s, {u"{}"_s});
    QTRY_VERIFY(held.hasReader());
    helper.process.terminate();
    QVERIFY(helper.process.waitForFinished(20'000));
    QCOMPARE(helper.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(helper.process.exitCode(), EXIT_SUCCESS);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::OtherUserTest)
#include "otherusertest.moc"
