// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl is given: its arguments, its standard input, a person at a terminal.
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto wish = uR"({"interfaces":{"f4521403007bcba1:ffff":{"name":"mlx4_ib0","ruleName":"mlx4_ib0"}}})";

} // namespace

class CtlInputTest : public QObject {
    Q_OBJECT

private slots:
    void usageErrors_data();
    void usageErrors();
    void wishFromStandardInput();
    void wishOfOneMebibyteIsTaken();
    void wishAboveOneMebibyteIsRefused();
    void brokenWishes_data();
    void brokenWishes();
    void asksOnATerminal_data();
    void asksOnATerminal();
    void withoutATerminalYesIsNeeded();
    void noAgentOnATerminalSaysHowAndTriesAgain();
};

void CtlInputTest::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{u"fly"_s};
    QTest::newRow("unknown option") << QStringList{u"names"_s, u"--force"_s};
    QTest::newRow("no wish") << QStringList{u"apply"_s, u"names"_s};
    QTest::newRow("too much") << QStringList{u"read"_s, u"names"_s, u"{}"_s, u"more"_s};
    QTest::newRow("feature that is a path") << QStringList{u"read"_s, u"../names"_s};
    QTest::newRow("half a rename") << QStringList{u"names"_s, u"rename"_s, u"ib0"_s};
    QTest::newRow("boot only elsewhere") << QStringList{u"names"_s, u"--at-boot-only"_s};
    QTest::newRow("yes elsewhere") << QStringList{u"read"_s, u"names"_s, u"--yes"_s};
    QTest::newRow("json cannot ask") << QStringList{u"apply"_s, u"names"_s, u"{}"_s, u"--json"_s};
}

void CtlInputTest::usageErrors()
{
    QFETCH(QStringList, arguments);
    CtlStage stage;
    const auto outcome = stage.run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(outcome.err.startsWith("rdma-managerctl: "));
    QVERIFY(outcome.err.endsWith("See rdma-managerctl --help.\n"));
    QVERIFY(stage.names.calls.isEmpty());
}

void CtlInputTest::wishFromStandardInput()
{
    CtlStage stage;
    const auto outcome = stage.run({u"preview"_s, u"names"_s, u"-"_s}, QString::fromUtf16(wish).toUtf8());
    QCOMPARE(outcome.code, 0);
    QCOMPARE(QString::fromUtf8(canonical(stage.lastWish())), QString::fromUtf16(wish));
}

void CtlInputTest::wishOfOneMebibyteIsTaken()
{
    CtlStage stage;
    const QByteArray frame = R"({"a":""})"_ba;
    const QByteArray text = R"({"a":")"_ba + QByteArray(maxWishBytes - frame.size(), 'x') + R"("})"_ba;
    QCOMPARE(text.size(), maxWishBytes);
    QCOMPARE(stage.run({u"preview"_s, u"names"_s, u"-"_s}, text).code, 0);
    QCOMPARE(stage.names.countOf(u"Preview"_s), 1);
}

void CtlInputTest::wishAboveOneMebibyteIsRefused()
{
    CtlStage stage;
    const auto outcome = stage.run({u"preview"_s, u"names"_s, u"-"_s}, QByteArray(maxWishBytes + 1, ' '));
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.contains("larger than 1048576 bytes"));
    QVERIFY(stage.names.calls.isEmpty());
}

void CtlInputTest::brokenWishes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("cut off") << "{\"interfaces\": {"_ba;
    QTest::newRow("array") << "[]"_ba;
    QTest::newRow("not UTF-8") << "{\"a\": \"\xff\xfe\"}"_ba;
    QTest::newRow("NUL") << QByteArray("{\"a\": \0}", 8);
}

void CtlInputTest::brokenWishes()
{
    QFETCH(QByteArray, text);
    CtlStage stage;
    const auto outcome = stage.run({u"apply"_s, u"names"_s, u"-"_s, u"--yes"_s}, text);
    QCOMPARE(outcome.code, 2);
    QVERIFY(!outcome.err.isEmpty());
    QVERIFY(stage.names.calls.isEmpty());
}

void CtlInputTest::asksOnATerminal_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("code");
    QTest::newRow("y") << "y\n"_ba << 0;
    QTest::newRow("yes") << "YES\n"_ba << 0;
    QTest::newRow("n") << "n\n"_ba << 1;
    QTest::newRow("return") << "\n"_ba << 1;
    QTest::newRow("end of input") << "\x04"_ba << 1;
}

void CtlInputTest::asksOnATerminal()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, code);
    CtlStage stage;
    const auto outcome =
        stage.runOnTerminal({u"apply"_s, u"names"_s, QString::fromUtf16(wish)}, {{"Apply? [y/N] "_ba, typed}});
    QCOMPARE(outcome.code, code);
    QCOMPARE(stage.names.countOf(u"Apply"_s), code == 0 ? 1 : 0);
    QVERIFY(outcome.out.contains(code == 0 ? "The change is made." : "Nothing was changed."));
}

void CtlInputTest::withoutATerminalYesIsNeeded()
{
    CtlStage stage;
    const auto outcome = stage.run({u"apply"_s, u"names"_s, QString::fromUtf16(wish)}, "y\n"_ba);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.contains("--yes"));
    QCOMPARE(stage.names.countOf(u"Apply"_s), 0);
}

void CtlInputTest::noAgentOnATerminalSaysHowAndTriesAgain()
{
    CtlStage stage;
    stage.applyRefusal = ctlRefusal(ErrorCode::NoAgent);
    const auto decide = stage.names.decide;
    stage.names.decide = [&](const QDBusMessage &call) {
        const auto reply = decide(call);
        if (call.member() == "Apply"_L1)
            stage.applyRefusal.reset(); // by now the agent runs
        return reply;
    };
    const auto outcome = stage.runOnTerminal({u"apply"_s, u"names"_s, QString::fromUtf16(wish), u"--yes"_s},
                                             {{"Enter here to try again. "_ba, "\n"_ba}});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("pkttyagent --process "));
    QCOMPARE(stage.names.countOf(u"Apply"_s), 2);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlInputTest)
#include "ctlinputtest.moc"
