// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Editing rdma.conf: what is wished for is what pam_limits will read, and another's lines stay.
#include "model/limitwish.h"
#include "limitscene.h"
#include "random.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr PamLimits today{};

LimitHolder holder(const char *text)
{
    return LimitHolder::fromText(QString::fromLatin1(text)).value();
}

const LimitHolder everyone = holder("*");
const WantedLimit unlimited{unlimitedMemory, unlimitedMemory};

WantedLimit bothOf(quint64 count)
{
    return {kibibytes(count), kibibytes(count)};
}

QByteArray edited(const QByteArray &file, const WantedLimits &wanted, const PamLimits &pam = today)
{
    return withWantedLimits(file, wanted, pam).value_or("refused");
}

Error refusal(const QByteArray &file, const WantedLimits &wanted)
{
    const auto result = withWantedLimits(file, wanted, today);
    return result ? Error{ErrorCode::Internal, u"accepted"_s, QString::fromUtf8(*result)} : result.error();
}

MemoryAmount randomAmount()
{
    return random::below(4) == 0 ? unlimitedMemory
                                 : kibibytes(random::source().generate64() >> (11 + random::below(50)));
}

LimitHolder randomHolder()
{
    static const std::vector<const char *> names{"*", "@rdma", "@users", "alice", "bob", "1000:1999", "2000:2999"};
    return holder(names[static_cast<std::size_t>(random::below(static_cast<int>(names.size())))]);
}

WantedLimits randomWish()
{
    WantedLimits wish;
    for (int left = random::below(5); left > 0; --left) {
        const auto [soft, hard] = std::minmax({randomAmount(), randomAmount()});
        wish[randomHolder()] = random::coin()   ? WantedLimit{soft, hard}
                               : random::coin() ? WantedLimit{soft, std::nullopt}
                                                : WantedLimit{std::nullopt, hard};
    }
    return wish;
}

QByteArray randomFile()
{
    QByteArray file;
    for (int left = random::below(10); left > 0; --left) {
        const QByteArray domain = randomHolder().text().toLatin1();
        const QByteArrayList lines{"# memlock"_ba,
                                   ""_ba,
                                   domain + " - memlock 64",
                                   domain + "\tsoft\tmemlock 64 # why",
                                   domain + " hard memlock unlimited",
                                   domain + " HARD MemLock 128\r",
                                   domain + " - nofile 1024",
                                   domain + " hard memlock many",
                                   "@:2000 - memlock 5"_ba,
                                   "root -"_ba};
        file += lines[random::below(static_cast<int>(lines.size()))] + '\n';
    }
    return random::coin() ? file.chopped(file.isEmpty() ? 0 : 1) : file;
}

/// The lines that are nobody's wish.
QByteArrayList othersLines(const QByteArray &file)
{
    QByteArrayList lines = file.split('\n');
    lines.removeIf([](const QByteArray &line) { return line.isEmpty() || !wantedLimitsIn(line, today).empty(); });
    return lines;
}

} // namespace

class LimitWishTest : public QObject {
    Q_OBJECT
private slots:
    void theGuidesFile()
    {
        QCOMPARE(edited("", {{everyone, unlimited}}), guideLimits);
        QCOMPARE(wantedLimitsIn(guideLimits, today), (WantedLimits{{everyone, unlimited}}));
    }

    void newLines()
    {
        QCOMPARE(edited("", {{holder("@rdma"), unlimited},
                             {holder("alice"), {kibibytes(65536), std::nullopt}},
                             {holder("1000000:1999999"), bothOf(64)}}),
                 "# configuration for rdma tuning\n"
                 "@rdma   soft    memlock         unlimited\n"
                 "@rdma   hard    memlock         unlimited\n"
                 "1000000:1999999 soft    memlock         64\n"
                 "1000000:1999999 hard    memlock         64\n"
                 "alice   soft    memlock         65536\n"
                 "# rdma tuning end\n");
    }

    void oneValueChangesOneLine()
    {
        const QByteArray file = "#x\n*\tsoft  memlock\t 64# why\n  * hard memlock 128\n* - nofile 5\n";
        QCOMPARE(edited(file, {{everyone, {kibibytes(32), kibibytes(128)}}}),
                 "#x\n*\tsoft  memlock\t 32# why\n  * hard memlock 128\n* - nofile 5\n");
        QCOMPARE(edited("* - memlock 64", {{everyone, unlimited}}), "* - memlock unlimited");
        QCOMPARE(edited("* - memlock 64\n", {{everyone, {kibibytes(32), kibibytes(64)}}}),
                 "*       soft    memlock         32\n*       hard    memlock         64\n");
        QCOMPARE(edited("* - memlock 64\n", {{everyone, {std::nullopt, kibibytes(64)}}}),
                 "*       hard    memlock         64\n");
    }

    void aCommentBehindTheValueStays()
    {
        const QByteArray file = "@rdma - memlock 64 # ask Eva\r\n";
        const QByteArray soft = "@rdma   soft    memlock         32 # ask Eva\n";
        QCOMPARE(edited(file, {{holder("@rdma"), {kibibytes(32), kibibytes(64)}}}),
                 soft + "@rdma   hard    memlock         64\n");
        QCOMPARE(edited(file, {{holder("@rdma"), {kibibytes(32), std::nullopt}}}), soft);
        QCOMPARE(edited("* - memlock 64#x", {{everyone, {kibibytes(1), std::nullopt}}}),
                 "*       soft    memlock         1#x\n");
    }

    void whatDecidesIsEdited()
    {
        const QByteArray twice = "* - memlock 1\n* hard memlock 2\n";
        QCOMPARE(wantedLimitsIn(twice, today), (WantedLimits{{everyone, {kibibytes(1), kibibytes(2)}}}));
        QCOMPARE(edited(twice, {{everyone, {kibibytes(1), kibibytes(3)}}}), "* - memlock 1\n* hard memlock 3\n");
        QCOMPARE(edited(twice, {{everyone, {kibibytes(1), std::nullopt}}}), "*       soft    memlock         1\n");
        QCOMPARE(edited(twice, {}), "");
    }

    /// Of two of a user's rank the later line holds: a named user is meant more than a range.
    void rangesComeBeforeUsers()
    {
        QCOMPARE(edited("alice hard memlock 1\n# end\n", {{holder("alice"), {std::nullopt, kibibytes(1)}},
                                                          {holder("1000:2000"), {std::nullopt, kibibytes(2)}}}),
                 "1000:2000 hard    memlock         2\nalice hard memlock 1\n# end\n");
        const WantedLimits both{{holder("alice"), bothOf(1)}, {holder("1000:2000"), bothOf(2)}};
        const LimitChoice choice =
            chooseLimits({limitLinesIn(limitsFile(edited("", both)), today)}, alice, usualStart, today);
        QCOMPARE(choice.effective.hard, kibibytes(1));
    }

    /// To pam_limits of today the CR would be a part of the value, and "unlimited" with it is none.
    void linesEndedWithCrAreMended()
    {
        QCOMPARE(edited("* - memlock 64\r\n# x\r\n", {{everyone, unlimited}}), "* - memlock unlimited\n# x\r\n");
    }

    void anotherFileWithoutTheGuidesEnd()
    {
        QCOMPARE(edited("@rdma - rtprio 99", {{everyone, {std::nullopt, unlimitedMemory}}}),
                 "@rdma - rtprio 99\n*       hard    memlock         unlimited\n");
        QCOMPARE(edited("\n", {{everyone, {std::nullopt, unlimitedMemory}}}),
                 "\n*       hard    memlock         unlimited\n");
    }

    void IV_22_holders_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"",       "**",           "* ",           "@",          "%",      "%rdma",     "-",
              "-alice", "alice\n",      "alice bob",    "alice\t-",   "alice#", "#",         "alice - memlock 1\n* -",
              "1000",   ":1000",        "1000:",        "@1000:2000", "@:1000", "2000:1000", "01:2",
              "+1:2",   "0:4294967295", "0:4294967296", "a:b",        "$(id)",  "`id`",      "@$(id)",
              "al;ice", "1alice",       "@-x",          "@@x",        "*alice"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("not ASCII") << u"j\u00f6rg"_s;
        QTest::newRow("NUL") << u"alice"_s + QChar(0);
        QTest::newRow("too long") << QString(65, u'a');
    }

    void IV_22_holders()
    {
        QFETCH(QString, text);
        QCOMPARE(LimitHolder::fromText(text).error().code, ErrorCode::InvalidWish);
    }

    void holdersThatAreOnes()
    {
        for (const char *text : {"*", "@rdma", "alice", "_x", "a.b-c_d", "host$", "alice@example.org",
                                 R"(EXAMPLE\alice)", "0:0", "1000:4294967294", "@Domain@x"})
            QCOMPARE(holder(text).text(), QString::fromLatin1(text));
        QCOMPARE(holder(QByteArray(64, 'a').constData()).kind(), LimitHolder::User);
    }

    void IV_22_amounts()
    {
        const auto refused = [](MemoryAmount amount) { return refusal("", {{everyone, {amount, amount}}}); };
        QCOMPARE(refused({1000}), (Error{ErrorCode::InvalidWish, u"*"_s, u"1000"_s}));  // never rounded
        QCOMPARE(refused({unlimitedMemory.bytes - 1023}).code, ErrorCode::InvalidWish); // would be read as unlimited
        QCOMPARE(refusal("", {{everyone, {kibibytes(2), kibibytes(1)}}}).code, ErrorCode::InvalidWish);
        QCOMPARE(refusal("", {{everyone, {}}}).code, ErrorCode::InvalidWish);
        const WantedLimits most{{everyone, bothOf(18014398509481982)}};
        QCOMPARE(wantedLimitsIn(edited("", most), today), most);
    }

    void bounds()
    {
        WantedLimits many;
        for (std::size_t i = 0; i <= maxWantedLimits; ++i)
            many[holder(QByteArray("u" + QByteArray::number(i)).constData())] = unlimited;
        QCOMPARE(refusal("", many).code, ErrorCode::NotSupported);
        QCOMPARE(refusal(QByteArray("#\0\n", 3), {{everyone, unlimited}}).code, ErrorCode::BadFile);
        QCOMPARE(refusal(QByteArray(1023, '#') + '\n', {{everyone, unlimited}}).code, ErrorCode::BadFile);
        QVERIFY(withWantedLimits(QByteArray(1022, '#') + '\n', {{everyone, unlimited}}, today));
    }

    void FS_17_mangledFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const MangledLimits &file : mangledLimits)
            QTest::newRow(file.name) << file.bytes;
    }

    void FS_17_mangledFiles()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(edited(bytes, wantedLimitsIn(bytes, today)), bytes);
        const auto written = withWantedLimits(bytes, {{holder("dave"), unlimited}}, today);
        if (!written) {
            QCOMPARE(written.error().code, ErrorCode::BadFile);
            QVERIFY(bytes.contains('\0') || bytes.size() > 1000);
            return;
        }
        QCOMPARE(wantedLimitsIn(*written, today), (WantedLimits{{holder("dave"), unlimited}}));
        for (const QByteArray &line : othersLines(bytes))
            QVERIFY(written->contains(line));
    }

    void FS_17_onlyOurLinesChange()
    {
        for (int left = 3000; left > 0; --left) {
            const QByteArray file = randomFile();
            const WantedLimits wish = randomWish();
            const PamLimits pam{.readsWords = random::coin()};
            const QByteArray written = edited(file, wish, pam);
            QCOMPARE(wantedLimitsIn(written, pam), wish);
            QCOMPARE(edited(written, wish, pam), written);
            QCOMPARE(edited(file, wantedLimitsIn(file, pam), pam), file);
            if (!file.isEmpty())
                QCOMPARE(othersLines(written), othersLines(file));
        }
    }

    void json()
    {
        const WantedLimit limit{kibibytes(64), unlimitedMemory};
        QCOMPARE(toJson(limit), (QJsonObject{{u"soft"_s, u"65536"_s}, {u"hard"_s, u"unlimited"_s}}));
        for (const WantedLimit &one : {limit, unlimited, {kibibytes(1), std::nullopt}, {std::nullopt, kibibytes(1)}})
            QCOMPARE(wantedLimitFromJson(toJson(one)).value(), one);
        for (const QJsonObject &wrong :
             {QJsonObject{}, QJsonObject{{u"soft"_s, 65536}}, QJsonObject{{u"soft"_s, u"64K"_s}},
              QJsonObject{{u"soft"_s, u"1"_s}, {u"line"_s, u"x"_s}}})
            QCOMPARE(wantedLimitFromJson(wrong).error().code, ErrorCode::InvalidWish);
    }
};

QTEST_APPLESS_MAIN(LimitWishTest)
#include "limitwishtest.moc"
