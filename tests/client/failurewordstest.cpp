// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every cause, cure and link of the chain has words of its own; what a log or a target says never becomes more than
// text.
#include "gui/words/failurewords.h"
#include "gui/words/chainwords.h"
#include "tests/model/chapterlog.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr int causes = static_cast<int>(LoginCause::LostWhileScanning) + 1;
constexpr int cures = static_cast<int>(LoginCure::ReadTargetLog) + 1;
constexpr int facts = static_cast<int>(ChainFact::DiskOffline) + 1;
const QString hostile = u"x\n<b>\u202eevil\u0007 %1 %2"_s;

LoginFailure failed(LoginCause cause)
{
    return {.host = 1, .cause = cause};
}

} // namespace

class FailureWordsTest : public QObject {
    Q_OBJECT
private slots:
    void everyCauseHasItsOwnWords()
    {
        QSet<QString> labels;
        QSet<QString> sentences;
        for (int at = 0; at < causes; ++at) {
            labels += failureLabel(failed(static_cast<LoginCause>(at)));
            sentences += failureWords(failed(static_cast<LoginCause>(at)));
        }
        QCOMPARE(labels.size(), causes);
        QCOMPARE(sentences.size(), causes);
        QVERIFY(!labels.contains(QString()) && !sentences.contains(QString()));
    }

    void everyCureSaysWhatToDo()
    {
        QVERIFY(cureWords(LoginCure::None, true).isEmpty());
        for (int at = 1; at < cures; ++at) {
            const auto cure = static_cast<LoginCure>(at);
            for (const bool here : {true, false}) {
                QVERIFY2(!cureWords(cure, here).isEmpty(), qPrintable(QString::number(at)));
                QVERIFY2(!cureWords(cure, here).contains(u"page"_s), "a command line has no pages");
                QCOMPARE(!cureLabel(cure, here).isEmpty(), isOneClick(cure, here));
            }
        }
        QCOMPARE(cureLabel(LoginCure::AllowInitiator, true), u"Allow This Initiator…"_s);
        QCOMPARE(cureLabel(LoginCure::AllowInitiator, false), QString());
        QVERIFY(cureWords(LoginCure::AllowInitiator, false).startsWith(u"Ask whoever administers the target"_s));
    }

    void everyFactHasWords()
    {
        QSet<QString> words;
        for (int at = 0; at < facts; ++at) {
            ChainCheck check{.fact = static_cast<ChainFact>(at), .number = 1, .text = u"T"_s};
            check.failure = failed(LoginCause::NoListener);
            words += chainFactWords(check);
        }
        QVERIFY(!words.contains(QString()));
        QCOMPARE(words.size(), facts);
        for (int at = 0; at <= static_cast<int>(ChainLink::Disk); ++at)
            QVERIFY(!chainLinkLabel(static_cast<ChainLink>(at)).isEmpty());
        for (int at = 0; at <= static_cast<int>(ProofItem::Serial); ++at)
            QVERIFY(!proofLabel(static_cast<ProofItem>(at)).isEmpty());
    }

    void theChaptersRefusal()
    {
        const auto lines = chapter::logOf(chapter::refusedAtTarget + chapter::refusedAtInitiator);
        const auto decoded = LogDecoder().take(lines);
        QCOMPARE(meaningLabel(decoded[0].meaning), QString());
        QCOMPARE(meaningLabel(decoded[1].meaning), u"refused: no permission has this id"_s);
        QVERIFY(meaningWords(decoded[1].meaning, true).contains(chapter::initiatorId));
        QCOMPARE(meaningLabel(decoded[3].meaning), u"this computer is not allowed in"_s);
        const QString words = meaningWords(decoded[3].meaning, true);
        QVERIFY2(words.contains(u"(reason 0x00010006)"_s) && words.contains(chapter::initiatorId), qPrintable(words));
        QVERIFY(words.contains(u"Allow this id"_s));
    }

    void everyTurnOfASessionHasWords()
    {
        QSet<QString> labels;
        QSet<QString> sentences;
        constexpr int turns = static_cast<int>(SessionTurn::DevLossExpired) + 1;
        for (int at = 0; at < turns; ++at) {
            const LineMeaning meaning = SessionNews{static_cast<SessionTurn>(at), 7};
            labels += meaningLabel(meaning);
            sentences += meaningWords(meaning, false);
            QVERIFY(meaningWords(meaning, false).contains(u"SCSI host 7"_s));
        }
        QCOMPARE(labels.size(), turns);
        QCOMPARE(sentences.size(), turns);
    }

    void theChaptersPortTypeIsHarmlessOnlyWhereItTookEffect()
    {
        const LineMeaning meaning = PortTypeRefusal{u"0000:05:00.0"_s, 1};
        const QString words = meaningWords(meaning, false);
        QVERIFY(words.contains(u"port 1 of the adapter at 0000:05:00.0"_s));
        QVERIFY(words.contains(u"harmless if the port has the wanted type"_s));
        QVERIFY(words.contains(u"link layer"_s));
        QVERIFY(meaningWords(PortTypeRefusal{{}, 2}, false).contains(u"port 2 of the adapter the type"_s));
    }

    void IV_19_whatOthersSayIsText()
    {
        LoginFailure failure = failed(LoginCause::BadParameters);
        failure.words = hostile;
        const ChainCheck check{.fact = ChainFact::DiskHere, .text = hostile};
        const ProofRow row{.item = ProofItem::Vendor,
                           .standing = ChainStanding::Broken,
                           .value = hostile,
                           .compared = true,
                           .expected = hostile};
        for (const QString &words : {failureWords(failure), chainFactWords(check), proofWords(row)}) {
            QVERIFY2(!words.contains(u'\n') && !words.contains(QChar(0x202e)) && !words.contains(QChar(7)),
                     qPrintable(words));
            QVERIFY(words.contains(u"%1 %2"_s));
        }
    }

    void theProofSaysBothSides()
    {
        ProofRow row{.item = ProofItem::Size, .standing = ChainStanding::Good, .size = 1 << 30};
        QVERIFY(!proofWords(row).contains(u"exported"_s));
        row.compared = true;
        row.expectedSize = 1 << 30;
        QVERIFY(proofWords(row).endsWith(u"as exported"_s));
        row.standing = ChainStanding::Broken;
        row.expectedSize = 1 << 20;
        QVERIFY(proofWords(row).endsWith(u"was exported"_s));
        QCOMPARE(proofWords({.item = ProofItem::Serial}), u"not told"_s);
    }
};

QTEST_GUILESS_MAIN(FailureWordsTest)
#include "failurewordstest.moc"
