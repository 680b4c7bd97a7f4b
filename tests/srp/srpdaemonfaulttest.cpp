// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What everybody is told of a rules file that srp_daemon refuses.
#include "helper/srpdaemon.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString rulesFile = daemonRulesPath;

} // namespace

class SrpDaemonFaultTest : public QObject {
    Q_OBJECT
private slots:
    void SO_02_whatNotEverybodyMayReadIsNotQuoted()
    {
        FakeMachine machine;
        machine.files().write(rulesFile, "a id_ext=0x1\n", 0600);
        const QString why = u"1: a key or a value that srp_daemon does not take"_s;
        QCOMPARE(readDaemon(machine.host(), {})->notes, (std::vector<Note>{{NoteCode::RulesRefused, rulesFile, why}}));
    }

    void SO_02_itIsSaidWhatIsWrongWithALine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("why");
        QTest::newRow("no newline") << "d"_ba << u"1: no newline at its end"_s;
        QTest::newRow("long") << QByteArray(QByteArray(300, 'd') + '\n') << u"1: too long"_s;
        QTest::newRow("neither") << "x id_ext=1\n"_ba << u"1: begins with neither a nor d"_s;
        QTest::newRow("item") << "d queue_size=1\n"_ba << u"1: a key or a value that srp_daemon does not take"_s;
        QTest::newRow("options") << QByteArray("a " + QByteArray("max_sect=1024,").repeated(12) + '\n')
                                 << u"1: too many options"_s;
    }

    void SO_02_itIsSaidWhatIsWrongWithALine()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, why);
        FakeMachine machine;
        machine.files().write(rulesFile, line, 0600);
        QCOMPARE(readDaemon(machine.host(), {})->notes, (std::vector<Note>{{NoteCode::RulesRefused, rulesFile, why}}));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpDaemonFaultTest)
#include "srpdaemonfaulttest.moc"
