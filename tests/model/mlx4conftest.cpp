// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// mlx4.conf: what the setup script makes of each line, as bash reads it, and edits of one card's line.
#include "model/mlx4conf.h"
#include "fixtures.h"
#include "random.h"

#include <QProcess>

using namespace rdma;
using namespace Qt::StringLiterals;
using enum Mlx4ConfVerdict;

namespace {

const QString card = u"0000:0b:00.0"_s;
const PortTypes bothEthernet{{1, PortType::Ethernet}, {2, PortType::Ethernet}};
const PortTypes bothInfiniBand{{1, PortType::InfiniBand}, {2, PortType::InfiniBand}};

Mlx4ConfVerdict verdictOf(const QByteArray &line)
{
    return mlx4ConfLines(LineDocument(line)).at(0).verdict;
}

QByteArray edited(const QByteArray &file, const PortTypes &types)
{
    LineDocument document(file);
    return setTypes(document, card, types) ? document.bytes() : "refused"_ba;
}

QByteArray escaped(const QByteArray &file)
{
    QByteArray text;
    for (const char c : file)
        text += "\\x" + QByteArray(1, c).toHex();
    return text;
}

/// The words that "while read device port1 port2" hands on of the card, unquoted and last of all: "ib eth". What the
/// driver would refuse is left out.
QByteArrayList lastWordsByBash(const QByteArrayList &files)
{
    QByteArray script = R"(set -f; valid=' ib|eth|auto|ib ib|ib eth|ib auto|eth eth|auto ib|auto eth|auto auto|'
        last() {
            found=
            while read device port1 port2; do
                set -- $port1 $port2
                words="$1${2:+ $2}"
                [[ $device == 0000:0b:00.0 && "|${valid# }" == *"|$words|"* && $words ]] && found=$words
            done
            printf '%s\n' "$found"
        }
        )";
    for (const QByteArray &file : files)
        script += "last < <(printf %b '" + escaped(file) + "')\n";
    QProcess bash;
    bash.start(u"/bin/bash"_s, {u"--norc"_s, u"-s"_s});
    bash.write(script);
    bash.closeWriteChannel();
    if (!bash.waitForFinished(60000) || bash.exitCode() != 0)
        qFatal("bash: %s", bash.readAllStandardError().constData());
    QByteArrayList lines = bash.readAllStandardOutput().split('\n');
    lines.removeLast();
    return lines;
}

QByteArray words(const std::optional<PortTypes> &types)
{
    QByteArrayList list;
    for (const auto &[port, type] : types.value_or(PortTypes()))
        list += nameOf(mlx4TypeWords, type).toLatin1();
    return list.join(' ');
}

QByteArray randomConf()
{
    static const QByteArrayList parts{"0000:0b:00.0",
                                      "0000:0b:00.0 eth eth\n",
                                      "0000:0b:00.0 ib",
                                      " eth",
                                      " ib",
                                      " auto",
                                      "0000:0b:00.0 auto ib # x\n",
                                      "\n0000:0b:00.0 ib ib\n",
                                      "\n",
                                      "\n",
                                      "\t",
                                      " ",
                                      "# x\n",
                                      " # y",
                                      "\r\n",
                                      "0b:00.0",
                                      "../x eth\n",
                                      " IB",
                                      "0000:0c:00.0 ib ib\n"};
    QByteArray file;
    for (int left = random::below(12); left > 0; --left)
        file += parts[random::below(static_cast<int>(parts.size()))];
    return file;
}

} // namespace

class Mlx4ConfTest : public QObject {
    Q_OBJECT
private slots:
    void understoodLines()
    {
        const LineDocument document(fixture(u"porttypes/mlx4-good.conf"_s));
        const auto lines = mlx4ConfLines(document);
        QCOMPARE(lines.size(), 7U);
        QVERIFY(badMlx4ConfLines(document).empty());
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(lines[i].verdict, Comment);
        QCOMPARE(lines[4], (Mlx4ConfLine{5, Understood, card, bothEthernet, u"0000:0b:00.0 eth eth"_s}));
        QCOMPARE(typesOf(document, u"0000:0c:00.0"_s), (PortTypes{{1, PortType::InfiniBand}, {2, PortType::Ethernet}}));
        QCOMPARE(typesOf(document, u"10000:e1:00.0"_s), (PortTypes{{1, PortType::InfiniBand}}));
        QVERIFY(!typesOf(document, u"0000:0d:00.0"_s));
    }

    void IV_21_SO_01_badLinesHaveTheirReason()
    {
        const LineDocument document(fixture(u"porttypes/mlx4-bad.conf"_s));
        const std::vector<Mlx4ConfVerdict> expected{ShortAddress,   NotAnAddress, NotAnAddress, TypeMissing,
                                                    UnknownType,    TrailingText, TrailingText, EthernetBeforeOtherType,
                                                    CarriageReturn, OddBytes,     OddBytes,     Dangerous,
                                                    Dangerous,      Dangerous,    OddBytes,     Unread};
        const auto bad = badMlx4ConfLines(document);
        QCOMPARE(bad.size(), expected.size());
        for (std::size_t i = 0; i < bad.size(); ++i) {
            QCOMPARE(bad[i].line, static_cast<int>(i) + 2);
            QCOMPARE(bad[i].verdict, expected[i]);
        }
        QCOMPARE(bad.back().slot, u"0000:0c:00.0"_s);
        QVERIFY(!typesOf(document, u"0000:0c:00.0"_s));
    }

    void SO_01_paths()
    {
        for (const char *line : {"../../../../tmp/x eth\n", "/tmp/x", ". eth\n", ".. eth\n", "module/x ib\r\n",
                                 "..\\/x eth\n", "0000:0b:00.0/../../.. eth eth", "\t ../x\n", "a/b\xff eth\n"})
            QVERIFY2(verdictOf(line) == Dangerous, line);
        QCOMPARE(verdictOf("# /tmp/x eth\n"), Comment);
        QCOMPARE(verdictOf("#/tmp/x eth\n"), Comment);
    }

    void carriageReturns()
    {
        QCOMPARE(verdictOf("\r\n"), Comment);
        QCOMPARE(verdictOf("# x\r\n"), Comment);
        QCOMPARE(verdictOf("0000:0b:00.0\r\n"), CarriageReturn);
        QCOMPARE(verdictOf("0000:0b:00.0 eth eth\r\n"), CarriageReturn);
        QVERIFY(!typesOf(LineDocument("0000:0b:00.0 eth eth\r\n"), card));
        QCOMPARE(typesOf(LineDocument("0000:0b:00.0 eth eth x\r\n"), card), bothEthernet); // the last word is not used
    }

    void aBackslashJoinsLines()
    {
        const LineDocument document("# x \\\n0000:0b:00.0 eth eth\n0000:0b:00.0 ib ib\n");
        const auto lines = mlx4ConfLines(document);
        QCOMPARE(lines[0].verdict, OddBytes);
        QCOMPARE(lines[1].verdict, OddBytes);
        QVERIFY(lines[1].slot.isEmpty());
        QCOMPARE(typesOf(document, card), bothInfiniBand);
        QCOMPARE(edited("a\n0000:0b:00.0 ib \\\n0000:0b:00.0 \\\nib\nb\n", bothEthernet),
                 "a\n0000:0b:00.0 eth eth\nb\n"_ba);
        QCOMPARE(edited("# x \\\n", bothEthernet), "0000:0b:00.0 eth eth\n# x \\\n"_ba);
    }

    void bashReadsTheSame()
    {
        QByteArrayList files{"",
                             "0000:0b:00.0 eth eth",
                             "0000:0b:00.0 eth eth\n0000:0b:00.0 ib ib",
                             "0000:0b:00.0 eth eth # my card\n",
                             "0000:0b:00.0 eth # x\n",
                             fixture(u"porttypes/mlx4-good.conf"_s)};
        for (int left = 800; left > 0; --left)
            files += randomConf();
        const QByteArrayList byBash = lastWordsByBash(files);
        QCOMPARE(byBash.size(), files.size());
        int found = 0;
        for (qsizetype i = 0; i < files.size(); ++i) {
            QVERIFY2(words(typesOf(LineDocument(files[i]), card)) == byBash[i],
                     files[i].toPercentEncoding(" ").constData());
            found += byBash[i].isEmpty() ? 0 : 1;
        }
        QVERIFY(found > 100);
    }

    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *what, const char *before, const char *after) {
            QTest::newRow(what) << QByteArray(before) << QByteArray(after);
        };
        row("empty", "", "0000:0b:00.0 eth eth\n");
        row("another card", "0000:0c:00.0 ib ib\n", "0000:0c:00.0 ib ib\n0000:0b:00.0 eth eth\n");
        row("an unread line of another card", "# x\n0000:0c:00.0 ib ib",
            "# x\n0000:0b:00.0 eth eth\n0000:0c:00.0 ib ib");
        row("its own unread line", "# x\n0000:0b:00.0 eth eth", "# x\n0000:0b:00.0 eth eth\n");
        row("present", "0000:0b:00.0\teth  eth \n", "0000:0b:00.0\teth  eth \n");
        row("another type", "a\n0000:0b:00.0 ib ib\nb\n", "a\n0000:0b:00.0 eth eth\nb\n");
        row("CR LF", "0000:0b:00.0 eth eth\r\n# x\r\n", "0000:0b:00.0 eth eth\n# x\r\n");
        row("trailing text", "0000:0b:00.0 eth eth # my card\n", "0000:0b:00.0 eth eth\n");
        row("the last counts", "0000:0b:00.0 eth eth\n0000:0b:00.0 ib ib\n",
            "0000:0b:00.0 eth eth\n0000:0b:00.0 eth eth\n");
        row("the short address stays", "0b:00.0 eth eth\n", "0b:00.0 eth eth\n0000:0b:00.0 eth eth\n");
    }

    void edits()
    {
        QFETCH(QByteArray, before);
        QTEST(edited(before, bothEthernet), "after");
        QFETCH(QByteArray, after);
        QCOMPARE(edited(after, bothEthernet), after);
    }

    void removals()
    {
        LineDocument document("# x\n0000:0b:00.0 eth eth\n0000:0c:00.0 ib ib\n0000:0b:00.0 ib");
        QVERIFY(removeTypes(document, card));
        QCOMPARE(document.bytes(), "# x\n0000:0c:00.0 ib ib\n"_ba);
        QVERIFY(removeTypes(document, card));
        QCOMPARE(document.bytes(), "# x\n0000:0c:00.0 ib ib\n"_ba);
    }

    void SO_01_aBadLineGoesAsItWasShown()
    {
        LineDocument document("# x\n../x eth\n0000:0b:00.0 ib ib\n");
        const Mlx4ConfLine bad = badMlx4ConfLines(document).at(0);
        LineDocument changed("../x eth\n# x\n");
        QCOMPARE(removeBadLines(changed, {bad}).error().code, ErrorCode::Conflict);
        QVERIFY(removeBadLines(document, {bad}));
        QCOMPARE(document.bytes(), "# x\n0000:0b:00.0 ib ib\n"_ba);
        const Mlx4ConfLine good = mlx4ConfLines(document).at(1);
        QCOMPARE(removeBadLines(document, {good}).error().code, ErrorCode::Conflict);
    }

    void aFileFullOfBadLinesIsRepairedInOnePass()
    {
        QByteArray text = "0000:0b:00.0 ib ib\n";
        text += QByteArray("x\n").repeated(50'000) + "0000:0c:00.0 eth eth\nx";
        LineDocument document(text);
        QVERIFY(removeBadLines(document, badMlx4ConfLines(document)));
        QCOMPARE(document.bytes(), "0000:0b:00.0 ib ib\n0000:0c:00.0 eth eth\n"_ba);
    }

    void IV_15_onlyFullAddressesAreWritten()
    {
        for (const QString &slot : {u"0b:00.0"_s, u"0000:0B:00.0"_s, u"0000:0b:00.8"_s, u"../x"_s, QString(),
                                    u"0000:0b:00.0/../../.."_s, u"0000:0b:00.0\n# x"_s}) {
            LineDocument document("# x\n");
            QCOMPARE(setTypes(document, slot, bothEthernet).error().code, ErrorCode::InvalidWish);
            QCOMPARE(removeTypes(document, slot).error().code, ErrorCode::InvalidWish);
            QCOMPARE(document.bytes(), "# x\n"_ba);
        }
    }

    void IV_21_onlyTypesThatTheScriptTakesAreWritten()
    {
        const std::vector<PortTypes> refused{
            {},
            {{1, PortType::Unknown}},
            {{2, PortType::Ethernet}},
            {{1, PortType::Ethernet}, {2, PortType::InfiniBand}},
            {{1, PortType::Ethernet}, {2, PortType::Auto}},
            {{1, PortType::InfiniBand}, {3, PortType::InfiniBand}},
            {{1, PortType::InfiniBand}, {2, PortType::InfiniBand}, {3, PortType::InfiniBand}}};
        for (const PortTypes &types : refused)
            QCOMPARE(edited("# x\n", types), "refused"_ba);
        QCOMPARE(edited("", {{1, PortType::Auto}}), "0000:0b:00.0 auto\n"_ba);
        QCOMPARE(edited("", {{1, PortType::Auto}, {2, PortType::Ethernet}}), "0000:0b:00.0 auto eth\n"_ba);
    }

    void setupRunsOnlyWithBoth()
    {
        QVERIFY(runsMlx4Setup("/sbin/modprobe --ignore-install mlx4_core $CMDLINE_OPTS && (if [ -f "
                              "/usr/libexec/mlx4-setup.sh -a -f /etc/rdma/mlx4.conf ]; then /usr/libexec/mlx4-setup.sh "
                              "< /etc/rdma/mlx4.conf; fi; /sbin/modprobe mlx4_en)"));
        QVERIFY(!runsMlx4Setup("/sbin/modprobe --ignore-install mlx4_core && /sbin/modprobe mlx4_en"));
        QVERIFY(!runsMlx4Setup("/usr/libexec/my-mlx4-setup.sh < /etc/rdma/mlx4.conf"));
        QVERIFY(!runsMlx4Setup("/usr/libexec/mlx4-setup.sh < /etc/rdma/mlx4.conf.old"));
    }
};

QTEST_APPLESS_MAIN(Mlx4ConfTest)
#include "mlx4conftest.moc"
