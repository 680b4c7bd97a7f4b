// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rule wins for somebody, and why each of the others lost.
#include "limitscene.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr PamLimits debian13{};
constexpr PamLimits fedora{.isDebians = false};

LimitChoice choose(const std::vector<RulesFile> &files, const LimitSubject &who, const LimitStart &start = usualStart,
                   const PamLimits &pam = debian13)
{
    std::vector<LimitLines> lines;
    for (const RulesFile &file : limitsFilesInOrder(files))
        lines.push_back(limitLinesIn(file, pam));
    return chooseLimits(lines, who, start, pam);
}

LimitChoice choose(const QByteArray &bytes, const LimitSubject &who, const LimitStart &start = usualStart,
                   const PamLimits &pam = debian13)
{
    return choose(std::vector{limitsFile(bytes)}, who, start, pam);
}

RulesFile rdmaConf(const QByteArray &bytes)
{
    return limitsFile(bytes, u"limits.d/90-rdma.conf"_s);
}

/// "90-rdma.conf:2", or "nothing".
QString placeOf(const std::optional<PlacedRule> &placed)
{
    if (!placed)
        return u"nothing"_s;
    return placed->path.section(u'/', -1) + u':' + QString::number(placed->rule.line);
}

QStringList losersOf(const LimitSide &side)
{
    const QStringList names{u"rank"_s, u"later"_s, u"with its soft"_s, u"root"_s, u"exempt"_s};
    QStringList losers;
    for (const LostRule &lost : side.losers)
        losers.append(placeOf(lost.rule) + u' ' + names[static_cast<int>(lost.why)]);
    return losers;
}

} // namespace

class LimitChoiceTest : public QObject {
    Q_OBJECT
private slots:
    void theGuidesFile()
    {
        const LimitChoice choice = choose({rdmaConf(guideLimits)}, alice);
        QCOMPARE(choice.outcome, LimitOutcome::Set);
        QCOMPARE(placeOf(choice.soft.winner), u"90-rdma.conf:2"_s);
        QCOMPARE(placeOf(choice.hard.winner), u"90-rdma.conf:3"_s);
        QCOMPARE(choice.effective, (MemoryLimit{unlimitedMemory, unlimitedMemory}));
        QVERIFY(!choice.isClamped);
    }

    void noRule()
    {
        const LimitChoice choice = choose("bob - memlock 1\n@hpc - memlock 2\n", alice);
        QCOMPARE(choice.outcome, LimitOutcome::Inherited);
        QCOMPARE(choice.effective, usualStart.inherited);
        QVERIFY(choice.soft.losers.empty());
    }

    void FS_17_rankIsBeforeTheOrderOfFiles()
    {
        const LimitChoice choice = choose({limitsFile("@users hard memlock 64\n"), rdmaConf(guideLimits)}, alice);
        QCOMPARE(placeOf(choice.hard.winner), u"limits.conf:1"_s);
        QCOMPARE(losersOf(choice.hard), QStringList{u"90-rdma.conf:3 rank"_s});
        QCOMPARE(placeOf(choice.soft.winner), u"90-rdma.conf:2"_s);
        QVERIFY(choice.isClamped);
        QCOMPARE(choice.effective, (MemoryLimit{kibibytes(64), kibibytes(64)}));
    }

    void FS_17_aHigherRankWinsWhereverItStands()
    {
        const LimitChoice choice =
            choose("* - memlock 1\n@rdma - memlock 2\nalice - memlock 3\n@users - memlock 4\n", alice);
        QCOMPARE(placeOf(choice.soft.winner), u"limits.conf:3"_s);
        QCOMPARE(losersOf(choice.soft),
                 QStringList({u"limits.conf:1 rank"_s, u"limits.conf:2 rank"_s, u"limits.conf:4 rank"_s}));
        QCOMPARE(losersOf(choice.hard),
                 QStringList({u"limits.conf:1 rank"_s, u"limits.conf:2 rank"_s, u"limits.conf:4 with its soft"_s}));
    }

    void FS_17_ofTheSameRankTheLaterLineHolds()
    {
        const LimitChoice choice = choose("alice hard memlock 64\n1000:2000 hard memlock 128\n", alice);
        QCOMPARE(placeOf(choice.hard.winner), u"limits.conf:2"_s);
        QCOMPARE(losersOf(choice.hard), QStringList{u"limits.conf:1 later"_s});
        QCOMPARE(choice.effective.hard, kibibytes(128));
    }

    /// process_limit() returns when the soft limit of a "-" line lost.
    void aHardLimitIsLostWithItsSoftOne()
    {
        const LimitChoice choice = choose("@users soft memlock 32\n* - memlock 16\n", alice);
        QCOMPARE(placeOf(choice.hard.winner), u"nothing"_s);
        QCOMPARE(losersOf(choice.hard), QStringList{u"limits.conf:2 with its soft"_s});
        QCOMPARE(choice.effective, (MemoryLimit{kibibytes(32), kibibytes(8192)}));
    }

    void softAloneIsClampedToWhatIsInherited()
    {
        const LimitChoice choice = choose("* soft memlock unlimited\n", alice);
        QVERIFY(choice.isClamped);
        QCOMPARE(choice.effective, usualStart.inherited);
    }

    void hardAloneClampsTheInheritedSoftOne()
    {
        const LimitChoice choice = choose("* hard memlock 64\n", alice);
        QVERIFY(choice.isClamped);
        QCOMPARE(choice.effective, (MemoryLimit{kibibytes(64), kibibytes(64)}));
    }

    void groups()
    {
        QCOMPARE(choose("@2000:2001 - memlock 1\n", alice).outcome, LimitOutcome::Inherited); // not her primary one
        QCOMPARE(choose("@:2000 - memlock 1\n", alice).outcome, LimitOutcome::Set);
        QCOMPARE(choose("@1000:1000 - memlock 1\n", alice).outcome, LimitOutcome::Set);
        QCOMPARE(choose("@4242:4242 - memlock 1\n", carol).outcome, LimitOutcome::Set);
        QCOMPARE(choose("@:4242 - memlock 1\n", carol).outcome, LimitOutcome::Inherited); // in no database
        QCOMPARE(choose("@rdma - memlock 1\n", bob).outcome, LimitOutcome::Inherited);
    }

    void exactMeansExactly()
    {
        QCOMPARE(choose(":1001 - memlock 1\n", alice).outcome, LimitOutcome::Inherited);
        QCOMPARE(choose(":1001 - memlock 1\n", bob).outcome, LimitOutcome::Set);
        QCOMPARE(choose("1001: - memlock 1\n", carol).outcome, LimitOutcome::Set);
    }

    void debiansRoot()
    {
        const QByteArray all = "* hard memlock 1\n@root hard memlock 2\n";
        const LimitChoice spared = choose(all, root);
        QCOMPARE(spared.outcome, LimitOutcome::Inherited);
        QCOMPARE(losersOf(spared.hard), QStringList({u"limits.conf:1 root"_s, u"limits.conf:2 root"_s}));
        QCOMPARE(choose(all + "root hard memlock 3\n", root).effective.hard, kibibytes(3));
        QCOMPARE(choose(all, root, usualStart, fedora).effective.hard, kibibytes(2));
    }

    /// Of pam_limits.so as Debian builds it: every range is one of uids, and of a user's rank.
    void debiansRootTakesRangesForUids()
    {
        const QByteArray first = "root hard memlock 1\n";
        QCOMPARE(choose(first + "@0: hard memlock 2\n", root).effective.hard, kibibytes(2));
        QCOMPARE(choose(first + "%:0 hard memlock 2\n", root).effective.hard, kibibytes(2));
        QCOMPARE(choose(first + "@5:9 hard memlock 2\n", root).effective.hard, kibibytes(1));
        QCOMPARE(choose(first + "@0: hard memlock 2\n", root, usualStart, fedora).effective.hard, kibibytes(1));
    }

    void exemptions()
    {
        const LimitChoice choice = choose({limitsFile(guideLimits), rdmaConf("@rdma -\nalice - memlock 1\n")}, alice);
        QCOMPARE(choice.outcome, LimitOutcome::Exempt);
        QCOMPARE(placeOf(choice.exemption), u"90-rdma.conf:1"_s);
        QCOMPARE(losersOf(choice.soft), QStringList{u"limits.conf:2 exempt"_s});
        QCOMPARE(placeOf(choice.soft.winner), u"nothing"_s);
        QCOMPARE(choice.effective, usualStart.inherited);
        QCOMPARE(choose("root hard memlock 1\n@root -\n", root).outcome, LimitOutcome::Exempt); // Debian's root as well
        QCOMPARE(choose("* hard memlock 1\n* -\n", alice).outcome, LimitOutcome::Set);
    }

    void whoMayNotRaise()
    {
        const LimitStart contained{usualStart.inherited, false};
        QCOMPARE(choose(guideLimits, alice, contained).outcome, LimitOutcome::Refused);
        QCOMPARE(choose(guideLimits, alice, contained).effective, usualStart.inherited);
        QCOMPARE(choose(guideLimits, alice, contained, fedora).outcome, LimitOutcome::LoginRefused);
        QCOMPARE(choose("* - memlock 64\n", alice, contained, fedora).outcome, LimitOutcome::Set);
    }

    void limitsOfProcess1()
    {
        const MemoryLimit init{kibibytes(64), kibibytes(128)};
        const LimitStart start{{unlimitedMemory, unlimitedMemory}, true, init};
        QCOMPARE(choose("", alice, start).effective, init);
        QCOMPARE(choose("", alice, start).outcome, LimitOutcome::Set);
        QCOMPARE(choose("* soft memlock 65536\n", alice, start).effective,
                 (MemoryLimit{kibibytes(128), kibibytes(128)}));
        QCOMPARE(choose("alice -\n", alice, start).effective, start.inherited);
    }

    void debian12WithoutLimitsConf()
    {
        const PamLimits debian12{.readsWords = true};
        QCOMPARE(choose({rdmaConf(guideLimits)}, alice, usualStart, debian12).outcome, LimitOutcome::LoginRefused);
        QCOMPARE(choose({limitsFile(""), rdmaConf(guideLimits)}, alice, usualStart, debian12).outcome,
                 LimitOutcome::Set);
    }
};

QTEST_APPLESS_MAIN(LimitChoiceTest)
#include "limitchoicetest.moc"
