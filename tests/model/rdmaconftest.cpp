// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Edits of rdma.conf: one value changes or one line comes, nothing else does, and bash sees the same.
#include "model/rdmaconf.h"
#include "bash.h"
#include "fixtures.h"
#include "mangledconf.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QByteArrayList keys{"IPOIB_LOAD", "SRP_LOAD",      "SRPT_LOAD",    "ISER_LOAD",    "ISERT_LOAD",
                          "RDS_LOAD",   "XPRTRDMA_LOAD", "SVCRDMA_LOAD", "NFSoRDMA_LOAD"};

QByteArray edited(const QByteArray &file, QByteArrayView key, bool on)
{
    return withKey(file, key, on).value_or("refused");
}

/// The lines of each that the other has not.
std::pair<QByteArrayList, QByteArrayList> differences(const QByteArray &one, const QByteArray &other)
{
    QByteArrayList before = one.split('\n');
    QByteArrayList after = other.split('\n');
    while (!before.isEmpty() && !after.isEmpty() && before.first() == after.first()) {
        before.removeFirst();
        after.removeFirst();
    }
    while (!before.isEmpty() && !after.isEmpty() && before.last() == after.last()) {
        before.removeLast();
        after.removeLast();
    }
    return {before, after};
}

void checkEdit(const QByteArray &file, const QByteArray &key, bool on, QByteArrayList &written)
{
    const ShellReading before = readShell(file);
    const QByteArray result = edited(file, key, on);
    const ShellReading after = readShell(result);
    QVERIFY2(!after.refusal, result.constData());
    QCOMPARE(isOn(after, key), on);
    auto others = valuesOf(before, shellNames);
    auto othersAfter = valuesOf(after, shellNames);
    others.erase(key);
    othersAfter.erase(key);
    QVERIFY(othersAfter == others);
    QCOMPARE(edited(result, key, on), result);
    if (isOn(before, key) == on)
        QCOMPARE(result, file);
    else
        written += result;
}

void compareWithBash(const QByteArrayList &files)
{
    const auto byBash = readByBash(files, shellNames);
    for (std::size_t i = 0; i < byBash.size(); ++i)
        QVERIFY2(byBash[i].parses && byBash[i].values == valuesOf(readShell(files[qsizetype(i)]), shellNames),
                 files[qsizetype(i)].toPercentEncoding(" =").constData());
}

} // namespace

class RdmaConfTest : public QObject {
    Q_OBJECT
private slots:
    void oneToggleChangesOneLine_data() { addFixtures(u"rdmaconf"_s); }
    void oneToggleChangesOneLine()
    {
        QFETCH(QByteArray, bytes);
        for (const QByteArray &key : keys) {
            const ShellReading reading = readShell(bytes);
            const bool on = isOn(reading, key);
            QCOMPARE(edited(bytes, key, on), bytes);
            const QByteArray changed = edited(bytes, key, !on);
            const auto [gone, come] = differences(bytes, changed);
            QCOMPARE(come, QByteArrayList{key + (on ? "=no" : "=yes")});
            QCOMPARE(gone.size(), valueIn(reading, key) ? 1 : 0);
            if (valueIn(reading, key))
                QCOMPARE(edited(changed, key, on), bytes);
        }
    }

    void everyEditKeepsWhatItIsNotAbout()
    {
        QByteArrayList files = mangledConfs;
        for (int left = 60; left > 0; --left)
            files += randomConf();
        QByteArrayList written;
        for (const QByteArray &file : std::as_const(files))
            for (const QByteArray &key : keys)
                for (const bool on : {true, false})
                    checkEdit(file, key, on, written);
        QVERIFY(written.size() > 500);
        QByteArrayList some;
        for (qsizetype i = 0; i < written.size(); i += 3)
            some += written[i];
        compareWithBash(some);
    }

    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<bool>("on");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *what, const char *before, bool on, const char *after) {
            QTest::newRow(what) << QByteArray(before) << on << QByteArray(after);
        };
        row("plain", "SRPT_LOAD=yes\n", false, "SRPT_LOAD=no\n");
        row("double quotes", "SRPT_LOAD=\"no\" # x\n", true, "SRPT_LOAD=\"yes\" # x\n");
        row("single quotes", "export SRPT_LOAD='no'\n", true, "export SRPT_LOAD='yes'\n");
        row("mixed quotes", "SRPT_LOAD='y'\"e\"s\n", false, "SRPT_LOAD=no\n");
        row("the last counts", "SRPT_LOAD=yes\nSRPT_LOAD=no\n", true, "SRPT_LOAD=yes\nSRPT_LOAD=yes\n");
        row("the last of a line", "SRPT_LOAD=a SRPT_LOAD=b A=c\n", true, "SRPT_LOAD=a SRPT_LOAD=yes A=c\n");
        row("appended", "SRPT_LOAD=n\nSRPT_LOAD+=o\n", true, "SRPT_LOAD=n\nSRPT_LOAD=yes\n");
        row("appended to yes", "SRPT_LOAD=y\nSRPT_LOAD+=\"es\"\n", false, "SRPT_LOAD=y\nSRPT_LOAD=\"no\"\n");
        row("no newline", "SRPT_LOAD=no", true, "SRPT_LOAD=yes");
        row("capitals", "SRPT_LOAD=Yes\n", true, "SRPT_LOAD=yes\n");
        row("CR LF is off already", "SRPT_LOAD=yes\r\nA=1\r\n", false, "SRPT_LOAD=yes\r\nA=1\r\n");
        row("CR LF to be on", "B=2\r\nSRPT_LOAD=yes\r\nA=1\r\n", true, "B=2\r\nSRPT_LOAD=yes\nA=1\r\n");
        row("continued", "SRPT_LOAD=\\\nyes\n", false, "SRPT_LOAD=no\n");
        row("missing and off", "A=1\n", false, "A=1\n");
        row("missing", "A=1\n", true, "A=1\nSRPT_LOAD=yes\n");
        row("missing, no newline", "A=1", true, "A=1\nSRPT_LOAD=yes");
        row("missing, comment without newline", "A=1\n# x", true, "A=1\n# x\nSRPT_LOAD=yes");
        row("missing, CR LF", "A=1\r\n", true, "A=1\r\nSRPT_LOAD=yes\n");
        row("empty file", "", true, "SRPT_LOAD=yes\n");
        row("the shipped place", "IPOIB_LOAD=yes\nSRP_LOAD=yes # x\n# y\nISER_LOAD=yes\n", true,
            "IPOIB_LOAD=yes\nSRP_LOAD=yes # x\nSRPT_LOAD=yes\n# y\nISER_LOAD=yes\n");
        row("behind a line of many", "SRP_LOAD=\"a\nb\" A=1; B=2\nISER_LOAD=yes\n", true,
            "SRP_LOAD=\"a\nb\" A=1; B=2\nSRPT_LOAD=yes\nISER_LOAD=yes\n");
        row("behind the last line", "SRP_LOAD=yes", true, "SRP_LOAD=yes\nSRPT_LOAD=yes");
        row("exported only", "export SRPT_LOAD\n", true, "export SRPT_LOAD\nSRPT_LOAD=yes\n");
        row("in a comment only", "# SRPT_LOAD=no\n", true, "# SRPT_LOAD=no\nSRPT_LOAD=yes\n");
    }

    void edits()
    {
        QFETCH(QByteArray, before);
        QFETCH(bool, on);
        QFETCH(QByteArray, after);
        QCOMPARE(edited(before, "SRPT_LOAD", on), after);
    }

    void whatIsNotUnderstoodIsNeverEdited()
    {
        for (const QByteArray &line : {"A=$(id)"_ba, "A = yes"_ba, "B=\"yes"_ba, "fi"_ba, "PATH=/x"_ba, "A=\\"_ba}) {
            const auto result = withKey("IPOIB_LOAD=yes\n" + line, "IPOIB_LOAD", false);
            QVERIFY(!result);
            QCOMPARE(result.error(), (Error{ErrorCode::BadFile, {}, u"line 2"_s}));
        }
    }

    void IV_05_onlyKnownKeysAreWritten()
    {
        for (const QByteArray &key : {"PATH"_ba, "LOAD_ULP_MODULES"_ba, "IPOIB_LOAD=yes\nX"_ba, "ipoib_load"_ba, ""_ba,
                                      "TECH_PREVIEW_LOAD"_ba, "$(id)"_ba}) {
            const auto result = withKey("IPOIB_LOAD=yes\n", key, true);
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::InvalidWish);
        }
    }

    void onlyTheExactWordIsOn()
    {
        for (const char *value : {"Yes", "YES", "1", "true", "on", "", "yes\r", "\"yes \"", "yess", "yes\\ "})
            QVERIFY2(!isOn(readShell("A="_ba + value + '\n'), "A"), value);
        QVERIFY(isOn(readShell("A=yes\n"), "A"));
        QVERIFY(isOn(readShell(missingRdmaConf.toByteArray()), "IPOIB_LOAD"));
    }
};

QTEST_APPLESS_MAIN(RdmaConfTest)
#include "rdmaconftest.moc"
