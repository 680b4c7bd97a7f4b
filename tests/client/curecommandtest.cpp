// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A printed command is pasted into a shell: it is whole, or it is not printed.
#include "gui/ctl/curecommand.h"

#include <QLocale>
#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class CureCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreQuoted();
    void noIsolatesInARightToLeftLanguage();
    void halfACommandIsNone();
};

void CureCommandTest::wordsAreQuoted()
{
    QCOMPARE(commandLine({u"rdma-managerctl"_s, u"a b"_s, u"it's"_s, QString()}),
             uR"(rdma-managerctl 'a b' 'it'\''s' '')"_s);
    QCOMPARE(commandLine({}), QString());
}

void CureCommandTest::noIsolatesInARightToLeftLanguage()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::Hebrew));
    const QString line = commandLine({u"rdma-managerctl"_s, u"{}"_s});
    QLocale::setDefault(before);
    QCOMPARE(line, u"rdma-managerctl '{}'"_s);
}

void CureCommandTest::halfACommandIsNone()
{
    QCOMPARE(commandLine({QString(8192, u'x')}).size(), 8192);
    QCOMPARE(commandLine({QString(8193, u'x')}), QString());
    QCOMPARE(commandLine({u"apply"_s, QString(8192, u' ')}), QString());
    for (const QString &hidden : {u"a\nb"_s, u"a\u202eb"_s, u"\u2066"_s})
        QCOMPARE(commandLine({u"apply"_s, hidden}), QString());
}

QTEST_GUILESS_MAIN(CureCommandTest)
#include "curecommandtest.moc"
