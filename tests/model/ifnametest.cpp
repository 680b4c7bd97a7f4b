// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Interface names: our rule against a transcription of the kernel's and systemd's.
#include "model/ifname.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

/// net/core/dev.c, dev_valid_name(); isspace() of the kernel's ctype table, where 0xa0 is a blank, too.
bool kernelTakes(const QByteArray &name)
{
    if (name.isEmpty() || name.size() >= 16 || name == "." || name == ".." || name.contains('\0'))
        return false;
    for (const char c : name)
        if (c == '/' || c == ':' || QByteArrayView(" \t\n\v\f\r\xa0").contains(c))
            return false;
    return true;
}

/// systemd's ifname_valid_full() with no flags, for names that are no hexadecimal, octal or binary numbers.
bool systemdTakes(const QByteArray &name)
{
    if (name.isEmpty() || name.size() >= 16 || name == "." || name == ".." || name == "all" || name == "default")
        return false;
    bool digits = true;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 127 || byte <= 32 || c == ':' || c == '/' || c == '%')
            return false;
        digits = digits && c >= '0' && c <= '9';
    }
    return !digits;
}

/// What neither udev(7) inside double quotes nor a POSIX shell outside of any quotes gives a meaning.
bool isPlain(const QByteArray &name)
{
    for (const char c : name)
        if (QByteArrayView("\"'\\$`,{}()[]<>*?!#&;|~^").contains(c))
            return false;
    return !name.startsWith('-');
}

NameProblem problemOfBytes(const QByteArray &name)
{
    return problemOf(QString::fromLatin1(name));
}

} // namespace

class IfnameTest : public QObject {
    Q_OBJECT
private slots:
    void IV_10_table_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const char *problem) {
            QTest::addRow("%s '%s'", problem, name) << QString::fromUtf8(name) << QString::fromLatin1(problem);
        };
        for (const char *good : {"mlx4_ib0", "ib0",  "a",   "ib0.8002", "storage-a", "x23456789012345",
                                 "...",      "a..b", "ALL", "defaults", "0a",        "0x",
                                 "0xg",      "0b2",  "1e5", "_",        "a=b",       "a+b",
                                 "a@b",      "+a",   "0x0"})
            row(good, "None");
        row("", "Empty");
        row("x234567890123456", "TooLong");
        row("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", "TooLong");
        row("\xc3\xa9", "NotAscii");
        row("ib\xe2\x80\xa8", "NotAscii");
        row("ib\xc2\xa0", "NotAscii");
        row("ib 0", "Blank");
        row("ib0\n", "Blank");
        row("\tib0", "Blank");
        row("a/b", "Slash");
        row("ib0:1", "Colon");
        row("ib%d", "Percent");
        row("a\"b", "Quote");
        row("a\\", "Quote");
        row("$env{x}", "Quote");
        row("a,b", "Quote");
        row("`id`", "Quote");
        row("-x", "Quote");
        row("a\x1b", "Control");
        row("a\x7f", "Control");
        row(".", "Dots");
        row("..", "Dots");
        row("all", "Reserved");
        row("default", "Reserved");
        row("0", "OnlyDigits");
        row("1", "OnlyDigits");
        row("00000000000", "OnlyDigits");
        row("999999999999999", "OnlyDigits");
        row("0x1f", "OnlyDigits");
        row("0X1F", "OnlyDigits");
        row("0b101", "OnlyDigits");
        row("0o17", "OnlyDigits");
        row("+5", "OnlyDigits");
    }

    void IV_10_table()
    {
        QFETCH(QString, name);
        QTEST(nameOf(problemOf(name)), "problem");
    }

    void IV_01_whateverBreaksALine_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("newline") << u"x\nRUN+=\"y\""_s;
        QTest::newRow("return") << u"x\r"_s;
        QTest::newRow("NUL") << u"x\0y"_s;
        QTest::newRow("escape sequence") << u"x\x1b[?1047h"_s;
        QTest::newRow("line separator") << QString(QChar(0x2028));
        QTest::newRow("next line") << QString(QChar(0x85));
        QTest::newRow("lone surrogate") << QString(QChar(0xd800));
    }

    void IV_01_whateverBreaksALine()
    {
        QFETCH(QString, name);
        QVERIFY(problemOf(name) != NameProblem::None);
    }

    void everySingleByte()
    {
        for (int byte = 0; byte < 256; ++byte)
            for (const QByteArray &name : {QByteArray(1, static_cast<char>(byte)),
                                           QByteArray("a@b").replace('@', QByteArray(1, static_cast<char>(byte)))}) {
                const bool expected = kernelTakes(name) && systemdTakes(name) && isPlain(name);
                QVERIFY2(expected == (problemOfBytes(name) == NameProblem::None), qPrintable(QString::number(byte)));
            }
    }

    void everyLength()
    {
        for (int length = 0; length < 40; ++length)
            QCOMPARE(problemOf(QString(length, u'i')) == NameProblem::None, kernelTakes(QByteArray(length, 'i')));
    }

    void randomNames()
    {
        int accepted = 0;
        for (int i = 0; i < 200'000; ++i) {
            const QByteArray name = random::bytes(17, "ib01.:%/ \"-aldefut\\$_+\t\x80");
            const NameProblem problem = problemOfBytes(name);
            const bool expected = kernelTakes(name) && systemdTakes(name) && isPlain(name);
            if (problem == NameProblem::OnlyDigits)
                continue; // numbers with a prefix: the table has them
            QVERIFY2(expected == (problem == NameProblem::None), name.toPercentEncoding().constData());
            accepted += problem == NameProblem::None ? 1 : 0;
        }
        QVERIFY(accepted > 1000);
    }

    void mostUrgentProblemFirst()
    {
        QCOMPARE(problemOf(u"a/b c"_s), NameProblem::Blank);
        QCOMPARE(problemOf(u"a/b:c%d é"_s), NameProblem::NotAscii);
        QCOMPARE(problemOf(u"a/b:c%d\" much too long"_s), NameProblem::TooLong);
    }

    void everyProblemHasItsName()
    {
        for (int i = 0; i <= static_cast<int>(NameProblem::OnlyDigits); ++i) {
            const auto problem = static_cast<NameProblem>(i);
            QVERIFY(!nameOf(problem).isEmpty());
            QCOMPARE(nameProblemFromName(nameOf(problem)), problem);
        }
        QCOMPARE(nameProblemFromName(u"taken"_s), NameProblem::None);
    }

    void kernelGivenNames()
    {
        for (const auto &name : {u"ib0"_s, u"ib1"_s, u"ib12345"_s})
            QVERIFY(looksKernelGiven(name));
        for (const auto &name :
             {u""_s, u"ib"_s, u"ib0a"_s, u"mlx4_ib0"_s, u"IB0"_s, u"ib0.8002"_s, u"ibp7s0"_s, u"ib-1"_s})
            QVERIFY(!looksKernelGiven(name));
    }
};

QTEST_APPLESS_MAIN(IfnameTest)
#include "ifnametest.moc"
