// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Refusals, steps, problems and moments of locked memory in plain words.
#include "gui/words/limitswords.h"
#include "gui/words/errorwords.h"
#include "gui/words/notewords.h"
#include "gui/words/stepwords.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class LimitsWordsTest : public QObject {
    Q_OBJECT

private slots:
    void errors_data();
    void errors();
    void steps_data();
    void steps();
    void everyProblemHasItsWords();
    void everyProblemOfAUnitHasItsWords();
    void effects();
    void notes_data();
    void notes();
};

void LimitsWordsTest::errors_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("happened");
    const auto row = [](ErrorCode code, const char *subject, const char *detail, const char *happened) {
        QTest::addRow("%s %s", subject, detail) << static_cast<int>(code) << QString::fromLatin1(subject)
                                                << QString::fromLatin1(detail) << QString::fromUtf8(happened);
    };
    row(ErrorCode::NotFound, "carol", "user", "There is no user carol on this computer.");
    row(ErrorCode::NotFound, "rdma", "group", "There is no group rdma on this computer.");
    row(ErrorCode::NotFound, "@rdma", "group", "There is no group rdma on this computer.");
    row(ErrorCode::NotFound, "x.service", "service", "There is no service x.service on this computer.");
    row(ErrorCode::NotFound, "4711", "process", "There is no process 4711, or it has ended.");
    row(ErrorCode::InvalidWish, "@rdma", "1000",
        "The file with the limits cannot hold this amount for group rdma: 1000 bytes.");
    row(ErrorCode::InvalidWish, "bob", "more soft than hard",
        "The soft limit of user bob would be more than the hard one.");
    row(ErrorCode::InvalidWish, "opensm.service", "more soft than hard",
        "The soft limit of opensm.service would be more than the hard one.");
    row(ErrorCode::InvalidWish, "*", "neither soft nor hard", "For everyone neither a soft nor a hard limit is given.");
    row(ErrorCode::InvalidWish, "amount", "", "No amount of memory is given.");
    row(ErrorCode::InvalidWish, "amount", "x", "“x” is no amount of memory.");
    row(ErrorCode::InvalidWish, "holder", "a b", "“a b” is nobody to whom a limit can be given here.");
    row(ErrorCode::InvalidWish, "unit", "opensm", "“opensm” is not the name of a service.");
    row(ErrorCode::NotSupported, "/etc/security/limits.d/rdma.conf", "more than 1000",
        "That would be more limits than the file /etc/security/limits.d/rdma.conf may get from here: more than 1000.");
    row(ErrorCode::BadFile, "/etc/security/limits.d/rdma.conf", "line too long",
        "/etc/security/limits.d/rdma.conf has a line that is longer than pam_limits reads in one go: it would take the "
        "end of the line for another rule. The file was left alone.");
    row(ErrorCode::BadFile, "/etc/systemd/system/a.service.d/50-rdma-memlock.conf", "not our drop-in",
        "The drop-in /etc/systemd/system/a.service.d/50-rdma-memlock.conf says more than this program writes: somebody "
        "else works with it, so it was left alone.");
    row(ErrorCode::TooMany, "units", "",
        "That would be more services with a limit of their own than can be set from here.");
}

void LimitsWordsTest::errors()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    QFETCH(QString, happened);
    const ErrorWords words = errorWords({static_cast<ErrorCode>(code), subject, detail});
    QCOMPARE(words.happened, happened);
    QVERIFY(!words.next.isEmpty());
}

void LimitsWordsTest::steps_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");
    const QString file = rdmaLimitsFile;
    const QString dropIn = u"/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf"_s;
    const auto row = [](const QString &kind, const QString &subject, const char *after, const QString &words) {
        QTest::addRow("%s %s", qPrintable(subject), after) << kind << subject << QString::fromLatin1(after) << words;
    };
    row(u"write-file"_s, file, "created",
        u"Create the file %1 with limits of locked memory for new logins"_s.arg(file));
    row(u"write-file"_s, file, "changed",
        u"Change the file %1, which limits the locked memory of new logins"_s.arg(file));
    row(u"write-file"_s, file, "removed", u"Remove the file %1 with limits of locked memory"_s.arg(file));
    row(u"unlimit-everyone"_s, file, "", u"Let everyone lock 16 GiB of memory or more, in the file %1"_s.arg(file));
    row(u"unlimit-everyone"_s, u"/etc/systemd/system/sshd.service.d/50-rdma-memlock.conf"_s, "",
        u"Let everyone who gets in by sshd.service lock 16 GiB of memory or more, in the file "
        "/etc/systemd/system/sshd.service.d/50-rdma-memlock.conf"_s);
    row(u"write-file"_s, dropIn, "created",
        u"Limit the locked memory of opensm.service from its next start on: the file %1"_s.arg(dropIn));
    row(u"write-file"_s, dropIn, "removed",
        u"Remove the limit of locked memory for opensm.service: the file %1"_s.arg(dropIn));
    row(u"write-file"_s, u"/etc/other.conf"_s, "created", u"Create the file /etc/other.conf"_s);
}

void LimitsWordsTest::steps()
{
    QFETCH(QString, kind);
    QFETCH(QString, subject);
    QFETCH(QString, after);
    QFETCH(QString, words);
    QCOMPARE(stepWords({.kind = kind, .subject = subject, .after = after}), words);
}

void LimitsWordsTest::everyProblemHasItsWords()
{
    QSet<QString> labels;
    QSet<QString> advice;
    for (int kind = LimitProblem::InvalidLine; kind <= LimitProblem::ExemptsNobody; ++kind) {
        labels.insert(limitProblemLabel(static_cast<LimitProblem::Kind>(kind)));
        advice.insert(limitProblemAdvice(static_cast<LimitProblem::Kind>(kind)));
    }
    QCOMPARE(labels.size(), 7);
    QCOMPARE(advice.size(), 7);
}

void LimitsWordsTest::everyProblemOfAUnitHasItsWords()
{
    QSet<QString> words;
    for (const auto problem : {UnitLimitProblem::Malformed, UnitLimitProblem::OutOfRange,
                               UnitLimitProblem::SoftAboveHard, UnitLimitProblem::BrokenFile})
        words.insert(unitProblemWords(problem));
    QCOMPARE(words.size(), 4);
}

void LimitsWordsTest::effects()
{
    QCOMPARE(effectWords(LimitSource::LimitsFile, LimitReceiver::Login),
             u"with their next login; sessions that are open keep what they have"_s);
    QVERIFY(effectWords(LimitSource::LimitsFile, LimitReceiver::Desktop).contains("user@UID.service"_L1));
    QVERIFY(effectWords(LimitSource::LimitsFile, LimitReceiver::Service).startsWith("never: services"_L1));
    QCOMPARE(effectWords(LimitSource::ServiceDropIn, LimitReceiver::Service), u"when the service is restarted"_s);
    QVERIFY(effectWords(LimitSource::SystemDefault, LimitReceiver::Service).contains("daemon-reexec"_L1));
    QVERIFY(effectWords(LimitSource::ServiceDropIn, LimitReceiver::Login).startsWith("never: a login"_L1));
}

void LimitsWordsTest::notes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("words");
    const auto row = [](NoteCode code, const char *subject, const char *detail, const char *words) {
        QTest::addRow("%d %s %s", static_cast<int>(code), subject, detail)
            << static_cast<int>(code) << QString::fromLatin1(subject) << QString::fromLatin1(detail)
            << QString::fromUtf8(words);
    };
    row(NoteCode::AtNextLogin, "/etc/security/limits.d/rdma.conf", "",
        "Who is logged in keeps the old limit: /etc/security/limits.d/rdma.conf counts from the next login on.");
    row(NoteCode::AtUserManager, "user@.service", "",
        "What user@.service says reaches programs that a desktop starts only when user@UID.service starts anew: after "
        "loginctl terminate-user NAME, which ends all that the user runs, or after a reboot.");
    row(NoteCode::AtUnitRestart, "opensm.service", "",
        "opensm.service runs with the old limit until it is started again: systemctl restart opensm.service");
    row(NoteCode::LimitLoses, "@rdma", "/etc/security/limits.d/zz.conf:3",
        "The limit for group rdma does nothing where this line holds instead: /etc/security/limits.d/zz.conf:3. Change "
        "or remove that line.");
    row(NoteCode::LimitLoses, "opensm.service", "/run/systemd/system/opensm.service.d/90-x.conf:2",
        "The limit for opensm.service does nothing where this line holds instead: "
        "/run/systemd/system/opensm.service.d/90-x.conf:2. Change or remove that line.");
    row(NoteCode::SoftClamped, "bob", "/etc/security/limits.conf:7",
        "The soft limit for user bob is more than the hard one, and is cut to that: /etc/security/limits.conf:7. Set "
        "the hard limit as well.");
    row(NoteCode::SoftClamped, "bob", "",
        "The soft limit for user bob is more than the hard one, and is cut to that: no rule sets it. Set the hard "
        "limit "
        "as well.");
    row(NoteCode::LoginsFail, "@rdma", "8 MiB",
        "This system may not raise hard limits, as many containers may not: group rdma could not log in any more. Give "
        "no more than 8 MiB, or raise the limit outside.");
    row(NoteCode::NotRaised, "alice", "8 MiB",
        "This system may not raise hard limits, as many containers may not: the limit for user alice would be ignored. "
        "Give no more than 8 MiB, or raise the limit outside.");
    row(NoteCode::RootSpared, "*", "",
        "On this system the limit for everyone is not about root. If root needs one, give it to root by name.");
    row(NoteCode::GroupEmpty, "@rdma", "usermod -aG rdma USER",
        "No member of the group rdma is listed. Who has it as primary group gets its limit; add others: usermod -aG "
        "rdma USER");
    row(NoteCode::AccountsSilent, "@rdma", "ETIMEDOUT",
        "Nothing could be found out about group rdma (ETIMEDOUT), so whether another line wins is not known.");
    row(NoteCode::MoreRunning, "", "17", "17 more sessions and services run and are not listed.");
    row(NoteCode::UnreadableFile, "/etc/systemd/system/a.service.d/50-rdma-memlock.conf", "not our drop-in",
        "The drop-in /etc/systemd/system/a.service.d/50-rdma-memlock.conf says more than this program writes. It "
        "counts, but is not changed here.");
}

void LimitsWordsTest::notes()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    QFETCH(QString, words);
    QCOMPARE(noteWords({static_cast<NoteCode>(code), subject, detail}), words);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LimitsWordsTest)
#include "limitswordstest.moc"
