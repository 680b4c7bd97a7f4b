// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reader, decoder and list of the log together with the helper's own excerpt, while more lines come than an answer has
// room for. Rounds are counted, not seconds.
#include "gui/pages/loglist.h"
#include "gui/pages/logreader.h"
#include "model/logtopic.h"
#include "tests/fake/fakejournal.h"
#include "tests/gui/testmain.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int answer = static_cast<int>(LineExcerpt::maxLines);
constexpr int kept = static_cast<int>(LogTable::maxLines);

class LogOnly : public Page {
public:
    [[nodiscard]] Result<void> showState(const QJsonObject &) override { return {}; }
};

/// A journal and everything between it and the eye but the bus.
struct Way {
    Way()
    {
        const auto read = [this](const QJsonObject &query, QObject *, const Answer<QJsonObject> &take) {
            take(logQueryFromJson(query)
                     .and_then([this](const LogQuery &asked) { return journal.lines(*asked.after, isAboutRdma); })
                     .transform([](const LogLive &live) { return QJsonObject{{u"live"_s, toJson(live)}}; }));
        };
        page.setReading(read);
        page.setOtherReading([read](const QString &, const QJsonObject &query, QObject *context,
                                    const Answer<QJsonObject> &take) { read(query, context, take); });
        QObject::connect(&reader, &LogReader::read, &list, [this](const std::vector<LogLine> &lines, bool hasGap) {
            auto decoded = decoder.take(lines);
            decoded.front().afterGap = hasGap;
            gaps += hasGap;
            met += decoded.size();
            newest = decoded.back();
            list.append(std::move(decoded));
        });
        say(1);
        reader.start();
    }

    void say(int count)
    {
        for (int left = count; left > 0; --left)
            journal.say(u"ib_srpt line %1"_s.arg(said++));
    }

    /// As when the pause between two readings is over.
    void round(int count)
    {
        say(count);
        reader.setSeen(false);
        reader.setSeen(true);
    }

    FakeJournal journal;
    LogOnly page;
    LogReader reader{&page};
    LogDecoder decoder;
    LogList list;
    DecodedLine newest;
    int said = 0;
    int gaps = 0;
    std::size_t met = 0;
};

} // namespace

class LogRateTest : public QObject {
    Q_OBJECT
private slots:
    void whatHasRoomInAnAnswerIsAllRead();
    void ofMoreThanThatOnlyTheOldestAreLost();
};

void LogRateTest::whatHasRoomInAnAnswerIsAllRead()
{
    Way way;
    constexpr int rounds = 12;
    for (int done = 0; done < rounds; ++done) {
        way.round(answer);
        QVERIFY(way.list.lineCount() <= kept);
    }
    QCOMPARE(way.met, std::size_t(way.said)); // each once
    QCOMPARE(way.gaps, 0);
    QCOMPARE(way.list.lineCount(), kept);
    QCOMPARE(way.newest.line.text, u"ib_srpt line %1"_s.arg(way.said - 1));
    QCOMPARE(way.journal.reads(), rounds + 1); // the first and one a round, however many lines
}

void LogRateTest::ofMoreThanThatOnlyTheOldestAreLost()
{
    Way way;
    constexpr int rounds = 12;
    for (int done = 0; done < rounds; ++done) {
        way.round(answer + answer / 2);
        QCOMPARE(way.met, std::size_t(1 + (done + 1) * answer)); // the newest of the round
        QCOMPARE(way.newest.line.text, u"ib_srpt line %1"_s.arg(way.said - 1));
        QVERIFY(way.list.lineCount() <= kept);
    }
    QCOMPARE(way.gaps, rounds); // and each time that is told
    QCOMPARE(way.list.lineCount(), kept);
    QCOMPARE(way.journal.reads(), rounds + 1);
}

} // namespace rdma

RDMA_GUI_TEST(rdma::LogRateTest)
#include "logratetest.moc"
