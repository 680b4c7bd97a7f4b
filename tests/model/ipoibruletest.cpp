// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rule that names a port: recognized, written and edited, and nothing else ever written.
#include "fixtures.h"
#include "model/ifname.h"
#include "model/linedocument.h"
#include "model/udevrules.h"
#include "random.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const Guid chapterGuid{0xf4521403007bcba1};

std::optional<Guid> guidIn(const QByteArray &keys)
{
    return namedGuid(parseRule(keys + R"(, NAME="x")").value());
}

QByteArray randomName()
{
    return random::bytes(17, "ib0123_-.abcdefXYZ\"\\,$%{}\n\r |/:");
}

bool isAccepted(const QByteArray &name)
{
    return problemOf(QString::fromUtf8(name)) == NameProblem::None;
}

} // namespace

class IpoibRuleTest : public QObject {
    Q_OBJECT
private slots:
    void theRuleToTheByte()
    {
        QCOMPARE(formatIpoibRule(chapterGuid, "mlx4_ib0"),
                 QByteArray(R"(ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", KERNEL!="*.*", ATTR{type}=="32", )"
                            R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", NAME="mlx4_ib0")"));
    }

    void guidsInRules_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<bool>("named");
        const auto row = [](const char *keys, bool named) { QTest::newRow(keys) << QByteArray(keys) << named; };
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1")", true);
        row(R"(ATTR{address}=="*f4:52:14:03:00:7b:cb:a1")", true);
        row(R"(ATTR{address}=="*:f4:52:14:03:00:7b:cb:a1")", true);
        row(R"(ATTR{address}=="80:00:02:00:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1")", true);
        row(R"(ATTR{address}==i"?*F4:52:14:03:00:7B:CB:A1")", true);
        row(R"(ATTR{address}==e"?*\x66\x34:52:14:03:00:7b:cb:a1")", true);
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", ATTR{address}=="80*f4:52:14:03:00:7b:cb:a1")", true);
        row(R"(ATTR{address}=="?*F4:52:14:03:00:7B:CB:A1")", false);
        row(R"(ATTR{address}!="?*f4:52:14:03:00:7b:cb:a1")", false);
        row(R"(ATTRS{address}=="?*f4:52:14:03:00:7b:cb:a1")", false);
        row(R"(ATTR{type}=="?*f4:52:14:03:00:7b:cb:a1")", false);
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1|?*f4:52:14:03:00:7b:cb:a2")", false);
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", ATTR{address}=="?*f4:52:14:03:00:7b:cb:a2")", false);
        row(R"(ATTR{address}=="?*52:14:03:00:7b:cb:a1")", false);
        row(R"(ATTR{address}=="?*4f4:52:14:03:00:7b:cb:a1")", false);
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a?")", false);
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1*")", false);
        row(R"(ATTR{address}=="?*f4-52-14-03-00-7b-cb-a1")", false);
        row(R"(ATTR{address}=="?*:::::::f4521403007bcba1")", false);
        row(R"(ATTR{address}=="?*00:00:00:00:00:00:00:00")", false);
        row(R"(KERNEL=="ib0")", false);
    }

    void guidsInRules()
    {
        QFETCH(QByteArray, keys);
        QFETCH(bool, named);
        QCOMPARE(guidIn(keys), named ? std::optional(chapterGuid) : std::nullopt);
    }

    void theAssignmentThatCounts_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("one") << QByteArray(R"(KERNEL=="ib0", NAME="a")") << QByteArray("a");
        QTest::newRow("last") << QByteArray(R"(NAME="a", NAME="b")") << QByteArray("b");
        QTest::newRow("final") << QByteArray(R"(NAME="a", NAME:="b", NAME="c")") << QByteArray("b");
        QTest::newRow("match is none") << QByteArray(R"(NAME="a", NAME!="b")") << QByteArray("a");
        QTest::newRow("plus") << QByteArray(R"(NAME+="a")") << QByteArray("a");
        QTest::newRow("escaped") << QByteArray(R"(NAME=e"mlx\x34_ib0")") << QByteArray("mlx4_ib0");
    }

    void theAssignmentThatCounts()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, name);
        QCOMPARE(assignedName(parseRule(line).value()), name);
        QCOMPARE(assignedName(parseRule(withName(line, "new0")).value()), "new0"_ba);
    }

    void noAssignment() { QCOMPARE(assignedName(parseRule(R"(NAME=="a", RUN+="b")").value()), std::nullopt); }

    void IV_12_oneRuleOneLine()
    {
        int accepted = 0;
        for (int i = 0; i < 50'000; ++i) {
            const QByteArray name = randomName();
            const Guid guid = random::guid();
            const QByteArray line = formatIpoibRule(guid, name);
            if (!isAccepted(name)) {
                QVERIFY(line.isEmpty());
                continue;
            }
            ++accepted;
            LineDocument file{QByteArray("# a comment\n")};
            file.append(line);
            QCOMPARE(LineDocument(file.bytes()).count(), 2);
            const auto rule = parseRule(LineDocument(file.bytes()).text(1)).value();
            QCOMPARE(rule.size(), 7U);
            QCOMPARE(assignedName(rule), name);
            QCOMPARE(namedGuid(rule), guid);
        }
        QVERIFY(accepted > 1000);
    }

    void SO_04_noNameEscapesItsQuotes_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"x\", RUN+=\"/tmp/x", "x\\", "$env{X}", "%c", "x\ny", "x{y}", "x\",", "", "é"})
            QTest::newRow(name) << QByteArray(name);
    }

    void SO_04_noNameEscapesItsQuotes()
    {
        QFETCH(QByteArray, name);
        const QByteArray line = formatIpoibRule(chapterGuid, "mlx4_ib0");
        QCOMPARE(formatIpoibRule(chapterGuid, name), QByteArray());
        QCOMPARE(withName(line, name), line);
    }

    void withNameTouchesTheValueOnly_data() { addFixtures(u"udev"_s); }

    void withNameTouchesTheValueOnly()
    {
        QFETCH(QByteArray, bytes);
        const LineDocument document(bytes);
        for (qsizetype i = 0; i < document.count(); ++i) {
            const QByteArray line = document.text(i);
            const auto rule = parseRule(line);
            const RuleToken *before = rule ? nameAssignment(*rule) : nullptr;
            const QByteArray edited = withName(line, "fabric-b");
            if (!before) {
                QCOMPARE(edited, line);
                continue;
            }
            QCOMPARE(edited.left(before->valueStart), line.left(before->valueStart));
            QCOMPARE(edited.mid(before->valueStart + 8), line.mid(before->valueStart + before->value.size()));
            QCOMPARE(assignedName(parseRule(edited).value()), "fabric-b"_ba);
            QCOMPARE(edited.count('\n'), 0);
        }
    }

    void settingThePresentNameChangesNothing()
    {
        const QByteArray line = formatIpoibRule(chapterGuid, "mlx4_ib0");
        QCOMPARE(withName(line, "mlx4_ib0"), line);
    }

    void theChaptersFile()
    {
        const LineDocument document(fixture(u"udev/chapter.rules"_s));
        const auto rule = parseRule(document.text(1)).value();
        QCOMPARE(namedGuid(rule), chapterGuid);
        QCOMPARE(assignedName(rule), "mlx4_ib0"_ba);
    }

    void theSampleNamesNobody()
    {
        const LineDocument document(fixture(u"udev/distribution-sample.rules"_s));
        for (qsizetype i = 0; i < document.count(); ++i)
            QVERIFY(!parseRule(document.text(i)));
    }
};

QTEST_APPLESS_MAIN(IpoibRuleTest)
#include "ipoibruletest.moc"
