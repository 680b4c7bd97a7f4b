// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What others on the bus learn, and what they can make the helper believe.
#include "tests/bus/monitor.h"
#include "tests/bus/stage.h"

#include <QDBusMessage>
#include <QProcess>
#include <QTest>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString secret = u"s3cret-content"_s;
const QString rulesPath = u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s;
const QByteArray removeIb1Rule = R"({"interfaces":{"f4521403007bcba2:ffff":{"ruleName":null}}})";

} // namespace

class SecrecyTest : public QObject {
    Q_OBJECT
private slots:
    void DB_10_signalsCarryOnlyATopic();
    void DB_11_errorsHoldNoFileContent_data();
    void DB_11_errorsHoldNoFileContent();
    void DB_11_errorsNameNoFileThatWasAskedFor();
    void DB_11_whatWasPrivateStaysSoInTheHistory();
    void DB_11_toolOutputStaysWithRoot();
    void DB_11_diffOfAPrivateFileShowsOurLinesOnly();
    void DB_11_fileInAPrivateDirectoryIsPrivate();
    void DB_12_fakeDepartureCancelsNothing();
    void DB_12_forgedAnswerGrantsNothing();
};

void SecrecyTest::DB_10_signalsCarryOnlyATopic()
{
    Stage stage;
    Monitor monitor(stage.bus);
    QVERIFY(stage.caller.previewAndApply(renameIb0));
    QTRY_VERIFY(!stage.service.isBusy());
    QVERIFY(stage.caller.read());
    int signalsSeen = 0;
    QTRY_VERIFY(monitor.messages().last().heading.startsWith("method return"_L1));
    for (const WireMessage &one : monitor.messages()) {
        if (!one.heading.startsWith("signal"_L1) ||
            !one.heading.contains("sender="_L1 + stage.serviceBus.baseService() + u' '))
            continue;
        ++signalsSeen;
        QVERIFY2(one.heading.endsWith("interface=org.rdmamanager.Feature1; member=Changed"_L1),
                 qPrintable(one.heading));
        QCOMPARE(one.arguments.size(), 1);
        QVERIFY2((QStringList{u"string \"config\""_s, u"string \"live\""_s, u"string \"job\""_s})
                     .contains(one.arguments.first()),
                 qPrintable(one.arguments.first()));
    }
    QVERIFY(signalsSeen > 0);
}

void SecrecyTest::DB_11_errorsHoldNoFileContent_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("wish");
    const QByteArray content = secret.toLatin1();
    QTest::newRow("an open end") << "# " + content + "\nNAME=\"" + content + "\", \\\n" << ruleOnlyIb0;
    QTest::newRow("a line too long") << content + QByteArray(20'000, 'x') << ruleOnlyIb0;
    QTest::newRow("a name over two lines")
        << QByteArray("ATTR{address}==\"?*f4:52:14:03:00:7b:cb:a2\", NAME=\"s3cret\\\n-content\"\n") << removeIb1Rule;
    QTest::newRow("NUL bytes") << content + QByteArray(3, '\0') + content << ruleOnlyIb0;
    QTest::newRow("too large") << content.repeated(200'000) << ruleOnlyIb0;
    QTest::newRow("taken by rule") << "ATTR{address}==\"?*00:02:c9:03:00:31:78:f2\", NAME=\"mlx4_ib0\", ENV{x}=\"" +
                                          content + "\"\n"
                                   << ruleOnlyIb0;
}

void SecrecyTest::DB_11_errorsHoldNoFileContent()
{
    QFETCH(QByteArray, rules);
    QFETCH(QByteArray, wish);
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    stage.demo.files().write(rulesPath, rules);
    for (const auto &refused : {Caller::wait(stage.caller.send(u"Preview"_s, {QString::fromUtf8(wish)})),
                                stage.caller.apply(QString(64, u'0'), wish)}) {
        if (refused)
            continue; // of a good plan the diff may show a file that everybody can read
        QVERIFY2(!refused.error().subject.contains(secret), qPrintable(refused.error().subject));
        QVERIFY2(!refused.error().detail.contains(secret), qPrintable(refused.error().detail));
    }
    QVERIFY(!stage.caller.apply(QString(64, u'0'), wish));
}

/// A wish that names a file gets the same answer whether the file is there or not.
void SecrecyTest::DB_11_errorsNameNoFileThatWasAskedFor()
{
    Stage stage;
    stage.demo.files().write(u"/root/there"_s, secret.toLatin1(), 0600);
    const auto answerTo = [&](const QByteArray &path) {
        auto error =
            stage.caller.preview(R"({"interfaces":{"f4521403007bcba1:ffff":{"name":")" + path + R"("}}})").error();
        return std::pair(error.code, error.detail);
    };
    QCOMPARE(answerTo("/root/there"), answerTo("/root/nope_"));
    const auto jobAnswer = [&](const QByteArray &id) {
        return stage.caller.on(u"jobs"_s).preview(R"({"jobs":{")" + id + R"(":{"effect":"none"}}})").error().code;
    };
    QCOMPARE(jobAnswer("../../../../root/there"), jobAnswer("../../../../root/nope_"));
}

void SecrecyTest::DB_11_diffOfAPrivateFileShowsOurLinesOnly()
{
    const QString file = u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s;
    for (const unsigned mode : {0644U, 0600U}) {
        Stage stage;
        stage.demo.files().write(file, "# "_ba + secret.toLatin1() + "\n# and more\n", mode);
        const auto diff = stage.caller.preview(ruleOnlyIb0).value().steps.front().diff;
        QCOMPARE(diff.join(u'\n').contains(secret), mode == 0644U);
        QVERIFY(diff.constLast().startsWith(u'+'));
        QVERIFY(stage.caller.previewAndApply(ruleOnlyIb0));
        QTRY_VERIFY(!stage.service.isBusy());
        const auto jobs = canonical(stage.caller.on(u"jobs"_s).read().value());
        QCOMPARE(jobs.contains(secret.toLatin1()), mode == 0644U);
    }
}

void SecrecyTest::DB_11_fileInAPrivateDirectoryIsPrivate()
{
    Stage stage;
    stage.demo.files().write(rulesPath, "# "_ba + secret.toLatin1() + '\n');
    const QByteArray directory = stage.demo.files().inside(u"/etc/udev"_s).toUtf8();
    QVERIFY(stage.caller.preview(ruleOnlyIb0).value().steps.front().diff.join(u'\n').contains(secret));
    QCOMPARE(::chmod(directory.constData(), 0750), 0);
    QVERIFY(!stage.caller.preview(ruleOnlyIb0).value().steps.front().diff.join(u'\n').contains(secret));
}

/// The file was private when it was edited; what it held then is not shown when it is public and holds that no more.
void SecrecyTest::DB_11_whatWasPrivateStaysSoInTheHistory()
{
    Stage stage;
    stage.demo.files().write(rulesPath, "# "_ba + secret.toLatin1() + '\n', 0600);
    QVERIFY(stage.caller.previewAndApply(ruleOnlyIb0));
    QTRY_VERIFY(!stage.service.isBusy());
    stage.demo.files().write(rulesPath, "# nothing to hide\n");
    const QByteArray jobs = canonical(stage.caller.on(u"jobs"_s).read().value());
    QVERIFY(jobs.contains("mlx4_ib0"));
    QVERIFY(!jobs.contains(secret.toLatin1()));
}

void SecrecyTest::DB_11_toolOutputStaysWithRoot()
{
    Stage stage;
    stage.demo.tools().script(Tool::ReloadUdevRules,
                              fail(ErrorCode::ToolFailed, u"/usr/bin/udevadm"_s, "exit 1: "_L1 + secret));
    QVERIFY(stage.caller.previewAndApply(ruleOnlyIb0));
    QTRY_VERIFY(!stage.service.isBusy());
    QVERIFY(stage.jobs().front().error->detail.contains(secret)); // root's record has it
    const auto shown = stage.newCaller().on(u"jobs"_s).read();
    const QByteArray text = canonical(*shown);
    QVERIFY(text.contains("ToolFailed"));
    QVERIFY2(!text.contains(secret.toLatin1()), text.constData());
}

void SecrecyTest::DB_12_fakeDepartureCancelsNothing()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    const auto call = stage.caller.sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    const QString victim = stage.caller.bus.baseService();
    auto lie = QDBusMessage::createTargetedSignal(stage.serviceBus.baseService(), u"/org/freedesktop/DBus"_s,
                                                  u"org.freedesktop.DBus"_s, u"NameOwnerChanged"_s);
    lie.setArguments({victim, victim, QString()});
    const Caller liar = stage.newCaller();
    QVERIFY(QDBusConnection(liar.bus).send(lie));
    QVERIFY(liar.read()); // the lie has arrived before
    QVERIFY(stage.polkit.cancelled.isEmpty());
    QVERIFY(!call.isFinished());
    stage.polkit.answer(stage.polkit.waiting().first(), PolkitVerdict::Yes);
    QVERIFY(Caller::wait(call));
}

/// Somebody answers "authorized" to every question that the helper may have asked, while polkitd still waits.
void SecrecyTest::DB_12_forgedAnswerGrantsNothing()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    const auto call = stage.caller.sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    QProcess forger;
    forger.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    forger.start(u"python3"_s,
                 {u"-B"_s, QStringLiteral(RDMA_FORGER), stage.bus.address(), stage.serviceBus.baseService()});
    QVERIFY(QTest::qWaitFor([&] { return forger.state() == QProcess::NotRunning; }, 30'000));
    QCOMPARE(forger.readAllStandardOutput(), QByteArray("sent 2000 answers\n"));
    QVERIFY(stage.caller.read());
    QVERIFY(!call.isFinished());
    QVERIFY(stage.isUntouched());
    stage.polkit.answer(stage.polkit.waiting().first(), PolkitVerdict::No);
    QCOMPARE(Caller::wait(call).error().code, ErrorCode::NotAuthorized);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SecrecyTest)
#include "secrecytest.moc"
