// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading a journal backwards: where it ends, what is left out, and what systemd's library says where there is none.
#include "helper/systemjournal.h"
#include "model/journalcursor.h"
#include "model/logtopic.h"
#include "tests/doors/logtexts.h"
#include "tests/fake/fakejournal.h"

#include <QTemporaryDir>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

LogLive read(const Journal &journal, const QString &after = {})
{
    return journal.lines(after, isAboutRdma).value();
}

} // namespace

class JournalTest : public QObject {
    Q_OBJECT
private slots:
    void oldestFirstAndOnlyWhatIsWanted();
    void linesOfServicesAreAllWanted();
    void whatCameAfterACursor();
    void nothingNew();
    void RX_08_newestThatHaveRoom();
    void RX_08_longLinesAreCut();
    void RX_08_linesThatNobodyWantsEndTheSearch();
    void vacuumed();
    void cursorOfAnotherBoot();
    void writtenAnewElsewhere();
    void whereNoJournalIs();
    void whereTheDirectoryIsEmpty();
};

void JournalTest::oldestFirstAndOnlyWhatIsWanted()
{
    FakeJournal journal;
    journal.say(u"ib_srpt first"_s);
    journal.say(u"usb 1-1: new device"_s);
    journal.say(u"ib_srpt second"_s, 3);
    const QString last = journal.say(u"usb 1-1: gone"_s);
    const LogLive live = read(journal);
    QCOMPARE(textsOf(live), (QStringList{u"ib_srpt first"_s, u"ib_srpt second"_s}));
    QCOMPARE(live.lines[1].priority, 3);
    QVERIFY(live.lines[0].time < live.lines[1].time);
    QCOMPARE(live.cursor, last);
    QVERIFY(!live.older);
}

/// The words of RDMA choose among the kernel's lines only.
void JournalTest::linesOfServicesAreAllWanted()
{
    FakeJournal journal;
    journal.say(u"sent heartbeat"_s, 6, u"opensm.service"_s);
    journal.say(u"sent heartbeat"_s);
    journal.say(u"x"_s, 6, QString(1'000, u'o'));
    const LogLive live = read(journal);
    QCOMPARE(live.lines.size(), 2U);
    QCOMPARE(live.lines[0].origin, u"opensm.service"_s);
    QCOMPARE(live.lines[1].origin.size(), LineExcerpt::maxOrigin);
}

void JournalTest::whatCameAfterACursor()
{
    FakeJournal journal;
    const QString first = journal.say(u"ib_srpt first"_s);
    journal.say(u"ib_srpt second"_s);
    const QString last = journal.say(u"ib_srpt third"_s);
    const LogLive live = read(journal, first);
    QCOMPARE(textsOf(live), (QStringList{u"ib_srpt second"_s, u"ib_srpt third"_s}));
    QCOMPARE(live.cursor, last);
    QVERIFY(!live.older);
}

void JournalTest::nothingNew()
{
    FakeJournal journal;
    QCOMPARE(read(journal), LogLive{});
    const QString last = journal.say(u"ib_srpt first"_s);
    QCOMPARE(read(journal, last), (LogLive{{}, last, false}));
}

void JournalTest::RX_08_newestThatHaveRoom()
{
    FakeJournal journal;
    const QString first = journal.say(u"ib_srpt 0"_s);
    for (std::size_t i = 1; i <= LineExcerpt::maxLines; ++i)
        journal.say(u"ib_srpt %1"_s.arg(i));
    for (const QString &after : {QString(), first}) {
        const LogLive live = read(journal, after);
        QCOMPARE(live.lines.size(), LineExcerpt::maxLines);
        QCOMPARE(live.lines.front().text, u"ib_srpt 1"_s);
        QCOMPARE(live.older, after.isEmpty()); // with the cursor of the one that is missing nothing is
    }
}

void JournalTest::RX_08_longLinesAreCut()
{
    FakeJournal journal;
    journal.say(u"ib_srpt "_s + QString(1'000'000, u'x'));
    QCOMPARE(read(journal).lines.front().text.size(), LineExcerpt::maxText);
}

void JournalTest::RX_08_linesThatNobodyWantsEndTheSearch()
{
    FakeJournal journal;
    journal.say(u"ib_srpt long ago"_s);
    for (int i = 0; i < LineExcerpt::maxLooks; ++i)
        journal.say(u"a firewall speaks"_s);
    const LogLive live = read(journal);
    QVERIFY(live.lines.empty());
    QVERIFY(live.older);
    QVERIFY(!live.cursor.isEmpty());
}

void JournalTest::vacuumed()
{
    FakeJournal journal;
    const QString first = journal.say(u"ib_srpt first"_s);
    journal.say(u"ib_srpt second"_s);
    const QString third = journal.say(u"ib_srpt third"_s);
    journal.forget(2);
    QCOMPARE(read(journal, first), (LogLive{read(journal).lines, third, true}));
    journal.forget(1);
    QCOMPARE(read(journal, first), (LogLive{{}, first, true}));
}

void JournalTest::cursorOfAnotherBoot()
{
    FakeJournal journal;
    QString cursor = journal.say(u"ib_srpt first"_s);
    const QString other = cursor.replace(u"b=fedc"_s, u"b=0000"_s).replace(u"m=3e8"_s, u"m=ffffffff"_s);
    const LogLive live = read(journal, other);
    QCOMPARE(live.lines.size(), 1U);
    QVERIFY(live.older);
}

/// From /run to /var: the same entries with other cursors. What is older than the known one is known.
void JournalTest::writtenAnewElsewhere()
{
    FakeJournal journal;
    journal.say(u"ib_srpt first"_s);
    QString known = journal.say(u"ib_srpt second"_s);
    journal.say(u"ib_srpt third"_s);
    const LogLive live = read(journal, known.replace(u"s=0123"_s, u"s=ffff"_s));
    QCOMPARE(textsOf(live), (QStringList{u"ib_srpt second"_s, u"ib_srpt third"_s})); // twice rather than never
    QVERIFY(!live.older);
}

void JournalTest::whereNoJournalIs()
{
    const SystemJournal journal("/nonexistent");
    QCOMPARE(journal.lines({}, isAboutRdma).error(), (Error{ErrorCode::NotFound, u"journal"_s, u"no journal"_s}));
}

void JournalTest::whereTheDirectoryIsEmpty()
{
    const QTemporaryDir directory;
    const SystemJournal journal(directory.path().toUtf8());
    QCOMPARE(journal.lines({}, isAboutRdma).error(), (Error{ErrorCode::NotFound, u"journal"_s, u"no journal"_s}));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JournalTest)
#include "journaltest.moc"
