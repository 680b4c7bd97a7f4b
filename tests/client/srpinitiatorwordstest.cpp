// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sentences about attached disks: how sessions stand, what steps do, why something was refused.
#include "gui/words/srpinitiatorwords.h"
#include "gui/words/errorwords.h"
#include "gui/words/stepwords.h"

#include <QLocale>
#include <QTest>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const SrpTargetId target{{u"mlx5_0"_s, 1}, {0x0002c90300a1b2c3}, {0x0002c90300a1b2c3}};

} // namespace

class SrpInitiatorWordsTest : public QObject {
    Q_OBJECT

private slots:
    void theWorstSessionCounts()
    {
        const SrpSession running{.state = SrpSessionState::Running, .luns = {SrpLun()}};
        const SrpSession empty{.state = SrpSessionState::Running};
        const SrpSession lost{.state = SrpSessionState::Lost, .luns = {SrpLun()}};
        QVERIFY(attachmentOf({}) == Attachment::NotConnected);
        QVERIFY(attachmentOf({running}) == Attachment::Connected);
        QVERIFY(attachmentOf({empty}) == Attachment::NoDisk);
        QVERIFY(attachmentOf({running, lost}) == Attachment::Lost);
        QVERIFY(attachmentOf({SrpSession()}) == Attachment::Unknown);
    }

    void everyStateHasWordsOfItsOwn()
    {
        std::set<QString> words;
        for (int state = 0; state <= static_cast<int>(Attachment::Unknown); ++state)
            words.insert(attachmentWords(Attachment(state)));
        QCOMPARE(words.size(), 7U);
    }

    void everyProblemOfTimeoutsHasWordsOfItsOwn()
    {
        std::set<QString> words;
        for (int problem = 0; problem <= static_cast<int>(TimeoutProblem::FastIoFailTooLate); ++problem)
            words.insert(timeoutProblemWords(TimeoutProblem(problem)));
        QCOMPARE(words.size(), 6U);
    }

    void waysStayInOnePieceFromRightToLeft()
    {
        const SrpLogin listener{RdmaCmPath{IpAddress::fromText(u"192.0.2.1").value(), 5555}, {}};
        QCOMPARE(loginPathWords(listener), u"192.0.2.1, port 5555"_s);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::Hebrew));
        const QString words = loginPathWords(listener);
        QLocale::setDefault(before);
        QCOMPARE(words, u"\u2066192.0.2.1, port 5555\u2069"_s);
    }

    void rulesInTheWordsOfTheFile()
    {
        DaemonRule rule;
        QCOMPARE(ruleWords(rule), u"Log in: every other target"_s);
        rule.allow = false;
        rule.pkey = 0x8001;
        rule.idExt = 5;
        QCOMPARE(ruleWords(rule), u"Do not log in: id_ext=0000000000000005, pkey=8001"_s);
    }

    void steps_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *kind, const QString &subject, const QString &words) {
            QTest::newRow(kind) << QString::fromLatin1(kind) << subject << words;
        };
        row("connect-srp", target.text(), u"Log in to the target 0002c90300a1b2c3 from mlx5_0/1"_s);
        row("disconnect-srp", target.text(), u"Log out of the target 0002c90300a1b2c3 from mlx5_0/1; its disks go"_s);
        row("set-srp-timeouts", target.text(),
            u"Change the timeouts of the target 0002c90300a1b2c3 from mlx5_0/1: dev_loss_tmo=30"_s);
        row("rescan-srp", target.text(), u"Look for new disks of the target 0002c90300a1b2c3 from mlx5_0/1"_s);
        row("write-boot-logins", knownTargetsPath,
            u"Remember in /etc/rdma-manager/srp-initiator.json which targets to log in to after every boot"_s);
        row("write-file", knownTargetsPath,
            u"Remember the targets in /etc/rdma-manager/srp-initiator.json, from which they come back at boot"_s);
    }

    void steps()
    {
        QFETCH(QString, kind);
        QFETCH(QString, subject);
        QFETCH(QString, words);
        QCOMPARE(stepWords({.kind = kind, .subject = subject, .after = u"dev_loss_tmo=30"_s}), words);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("happened");
        const auto row = [](const char *name, ErrorCode code, const QString &subject, const QString &detail,
                            const QString &happened) {
            QTest::newRow(name) << static_cast<int>(code) << subject << detail << happened;
        };
        row("not served", ErrorCode::NotSupported, u"mlx5_0/1"_s, u"ib_srp does not serve it"_s,
            u"The module ib_srp does not serve mlx5_0/1."_s);
        row("refused", ErrorCode::Io, target.text(), u"ECONNRESET"_s,
            u"The target 0002c90300a1b2c3 refused the login, or did not answer."_s);
        row("another failure", ErrorCode::Io, target.text(), u"ENXIO"_s,
            u"The login to 0002c90300a1b2c3 failed (ENXIO)."_s);
        row("scan failed", ErrorCode::ToolFailed, target.text(), u"no session"_s,
            u"The kernel said that the login to 0002c90300a1b2c3 worked, but there is no session: its connection broke "
            "while the disks were looked for."_s);
        row("in use", ErrorCode::Busy, u"sdb"_s, u"/srv"_s, u"The disk sdb is in use on this computer (/srv)."_s);
        row("unknown name", ErrorCode::NotFound, u"0000000000000005"_s, u"target"_s,
            u"No target that is connected is called 0000000000000005."_s);
        row("ask", ErrorCode::Busy, {}, {}, u"Another change is running on this computer."_s);
    }

    void refusals()
    {
        QFETCH(int, code);
        QFETCH(QString, subject);
        QFETCH(QString, detail);
        QFETCH(QString, happened);
        const ErrorWords words = errorWords({ErrorCode(code), subject, detail});
        QCOMPARE(words.happened, happened);
        QVERIFY(!words.next.isEmpty());
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpInitiatorWordsTest)
#include "srpinitiatorwordstest.moc"
