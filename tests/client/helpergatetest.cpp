// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may be the helper: its owner, its version, its activation.
#include "gui/client/helpergate.h"
#include "gui/client/bus.h"
#include "tests/client/mockhelper.h"
#include "tests/client/waiting.h"
#include "tests/mockbus/privatebus.h"

#include <QDBusConnectionInterface>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

class HelperGateTest : public QObject {
    Q_OBJECT

private slots:
    void ownerAndVersionFit();
    void DB_13_ownerOfAnotherUserIsRefused();
    void DB_13_LC_08_anotherMajorIsRefused_data();
    void DB_13_LC_08_anotherMajorIsRefused();
    void DB_13_onlyRootOnTheSystemBus();
    void DB_13_theNextOwnerIsCheckedAgain();
    void DB_12_fakeOwnerChangeIsIgnored();
    void absentHelperIsNoHelper();
    void activatedHelper();
    void activationThatFailsIsNoHelper();
    void deathDuringTheCheckStartsItAgain();
    void closedBusIsNoHelper();
    void unreachableAddressIsNoHelper();
    void manyCallsShareOneCheck();

private:
    [[nodiscard]] static QString path() { return u"/org/rdmamanager/Helper1/names"_s; }
};

void HelperGateTest::ownerAndVersionFit()
{
    const PrivateBus bus;
    const auto helper = bus.connect(u"fit"_s);
    MockHelper names(helper, u"names"_s);
    takeHelperName(helper);
    HelperGate gate(bus.connect(u"fit client"_s), path(), {getuid()});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    QVERIFY(!owner.isThere());
    QCOMPARE(owner.wait(), helper.baseService());
}

void HelperGateTest::DB_13_ownerOfAnotherUserIsRefused()
{
    const PrivateBus bus;
    const auto helper = bus.connect(u"other"_s);
    MockHelper names(helper, u"names"_s);
    int asked = 0;
    names.onVersion = [&asked] { ++asked; };
    takeHelperName(helper);
    HelperGate gate(bus.connect(u"other client"_s), path(), {getuid() + 1});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    const auto outcome = owner.wait();
    QCOMPARE(outcome.error(), (Error{ErrorCode::NoHelper, u"owner"_s, QString::number(getuid())}));
    QCOMPARE(asked, 0); // nothing is sent to an impostor
}

void HelperGateTest::DB_13_LC_08_anotherMajorIsRefused_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("fits");
    QTest::newRow("newer minor") << u"1.7"_s << true;
    QTest::newRow("next major") << u"2.0"_s << false;
    QTest::newRow("ten") << u"10.0"_s << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("blank") << u" 1.0"_s << false;
}

void HelperGateTest::DB_13_LC_08_anotherMajorIsRefused()
{
    QFETCH(QString, version);
    QFETCH(bool, fits);
    const PrivateBus bus;
    const auto helper = bus.connect(u"major "_s + version);
    MockHelper names(helper, u"names"_s);
    names.versionText = version;
    takeHelperName(helper);
    HelperGate gate(bus.connect(u"major client "_s + version), path(), {getuid()});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    const auto outcome = owner.wait();
    QCOMPARE(outcome.has_value(), fits);
    if (!fits)
        QCOMPARE(outcome.error(), (Error{ErrorCode::NoHelper, u"version"_s, version}));
}

void HelperGateTest::DB_13_onlyRootOnTheSystemBus()
{
    const PrivateBus bus;
    QCOMPARE(helperOwners(bus.connect(u"qt_default_system_bus"_s)), QList<uint>{0});
    QCOMPARE(helperOwners(bus.connect(u"any"_s)), (QList<uint>{0, getuid()}));
}

void HelperGateTest::DB_13_theNextOwnerIsCheckedAgain()
{
    const PrivateBus bus;
    auto first = bus.connect(u"next 1"_s);
    const auto second = bus.connect(u"next 2"_s);
    MockHelper good(first, u"names"_s);
    MockHelper bad(second, u"names"_s);
    bad.versionText = u"2.0"_s;
    takeHelperName(first);
    HelperGate gate(bus.connect(u"next client"_s), path(), {getuid()});
    Awaited<QString> before;
    gate.pass(this, before.answer());
    QCOMPARE(before.wait(), first.baseService());
    QSignalSpy appeared(&gate, &HelperGate::appeared);
    QVERIFY(first.unregisterService(u"org.rdmamanager.Helper1"_s));
    takeHelperName(second);
    QVERIFY(appeared.wait());
    Awaited<QString> after;
    gate.pass(this, after.answer());
    QCOMPARE(after.wait().error().subject, u"version"_s);
}

void HelperGateTest::DB_12_fakeOwnerChangeIsIgnored()
{
    const PrivateBus bus;
    const auto helper = bus.connect(u"fake"_s);
    MockHelper names(helper, u"names"_s);
    takeHelperName(helper);
    const auto client = bus.connect(u"fake client"_s);
    HelperGate gate(client, path(), {getuid()});
    QSignalSpy vanished(&gate, &HelperGate::vanished);
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    QVERIFY(owner.wait());
    auto lie = QDBusMessage::createTargetedSignal(client.baseService(), u"/org/freedesktop/DBus"_s,
                                                  u"org.freedesktop.DBus"_s, u"NameOwnerChanged"_s);
    lie.setArguments({u"org.rdmamanager.Helper1"_s, helper.baseService(), QString()});
    QVERIFY(bus.connect(u"liar"_s).send(lie));
    QVERIFY(!vanished.wait(300));
}

void HelperGateTest::absentHelperIsNoHelper()
{
    const PrivateBus bus;
    HelperGate gate(bus.connect(u"absent client"_s), path(), {getuid()});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    const auto outcome = owner.wait();
    QCOMPARE(outcome.error().code, ErrorCode::NoHelper);
    QVERIFY(outcome.error().detail.startsWith("org.freedesktop.DBus.Error.ServiceUnknown"_L1));
}

void writeServiceFile(const QTemporaryDir &directory, const QString &command)
{
    QFile file(directory.filePath(u"org.rdmamanager.Helper1.service"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the service file");
    file.write("[D-BUS Service]\nName=org.rdmamanager.Helper1\nExec=" + command.toUtf8() + '\n');
}

void HelperGateTest::activatedHelper()
{
    const QTemporaryDir services;
    writeServiceFile(services, QStringLiteral(MOCK_HELPER));
    const PrivateBus bus(services.path());
    HelperGate gate(bus.connect(u"activation client"_s), path(), {getuid()});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    const auto outcome = owner.wait(20000);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QVERIFY(outcome->startsWith(u':'));
}

void HelperGateTest::activationThatFailsIsNoHelper()
{
    const QTemporaryDir services;
    writeServiceFile(services, u"/bin/false"_s);
    const PrivateBus bus(services.path());
    HelperGate gate(bus.connect(u"spawn client"_s), path(), {getuid()});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    const auto outcome = owner.wait(20000);
    QCOMPARE(outcome.error().code, ErrorCode::NoHelper);
    QVERIFY2(outcome.error().detail.contains("Spawn."_L1), qPrintable(outcome.error().detail));
}

void HelperGateTest::deathDuringTheCheckStartsItAgain()
{
    const PrivateBus bus;
    QProcess stuck;
    QProcessEnvironment environment;
    environment.insert(u"DBUS_STARTER_ADDRESS"_s, bus.address());
    stuck.setProcessEnvironment(environment);
    stuck.start(QStringLiteral(MOCK_HELPER), QStringList{});
    const auto second = bus.connect(u"heir"_s);
    MockHelper names(second, u"names"_s);
    QTRY_VERIFY(second.interface()->isServiceRegistered(u"org.rdmamanager.Helper1"_s).value());
    second.interface()->registerService(u"org.rdmamanager.Helper1"_s, QDBusConnectionInterface::QueueService);
    ::kill(static_cast<pid_t>(stuck.processId()), SIGSTOP);
    HelperGate gate(bus.connect(u"heir client"_s), path(), {getuid()});
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    QTest::qWait(300); // it is asked for its version and does not answer
    QVERIFY(!owner.isThere());
    stuck.kill();
    QCOMPARE(owner.wait(), second.baseService());
    QTRY_COMPARE(stuck.state(), QProcess::NotRunning);
}

void HelperGateTest::closedBusIsNoHelper()
{
    std::optional<PrivateBus> bus(std::in_place);
    HelperGate gate(bus->connect(u"closed client"_s), path(), {getuid()});
    bus.reset();
    Awaited<QString> owner;
    gate.pass(this, owner.answer());
    QCOMPARE(owner.wait().error().code, ErrorCode::NoHelper);
}

void HelperGateTest::unreachableAddressIsNoHelper()
{
    const auto bus = openBus(u"unix:path=/nonexistent/bus"_s);
    QCOMPARE(bus.error().code, ErrorCode::NoHelper);
    QCOMPARE(bus.error().subject, u"bus"_s);
}

void HelperGateTest::manyCallsShareOneCheck()
{
    const PrivateBus bus;
    const auto helper = bus.connect(u"many"_s);
    MockHelper names(helper, u"names"_s);
    int asked = 0;
    names.onVersion = [&asked] { ++asked; };
    takeHelperName(helper);
    HelperGate gate(bus.connect(u"many client"_s), path(), {getuid()});
    int passed = 0;
    for (int i = 0; i < 20; ++i)
        gate.pass(this, [&passed](const Result<QString> &owner) { passed += owner ? 1 : 0; });
    QTRY_COMPARE(passed, 20);
    Awaited<QString> later;
    gate.pass(this, later.answer());
    QVERIFY(later.wait());
    QCOMPARE(asked, 1);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HelperGateTest)
#include "helpergatetest.moc"
