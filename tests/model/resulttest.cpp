// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Errors and notes on the bus: every code has a name of its own and comes back.
#include "model/note.h"
#include "random.h"

#include <QSet>
#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class ResultTest : public QObject {
    Q_OBJECT
private slots:
    void everyErrorCodeHasItsOwnName()
    {
        QSet<QString> names;
        const int last = static_cast<int>(ErrorCode::Internal);
        for (int i = 0; i <= last; ++i) {
            const auto code = static_cast<ErrorCode>(i);
            QVERIFY(!codeName(code).isEmpty());
            QCOMPARE(codeFromName(codeName(code)), code);
            names.insert(codeName(code));
        }
        QCOMPARE(names.size(), last + 1);
    }

    void unknownErrorCodeIsInternal() { QCOMPARE(codeFromName(u"FromTheFuture"_s), ErrorCode::Internal); }

    void errorsRoundTrip()
    {
        for (int i = 0; i < 500; ++i) {
            const Error error{static_cast<ErrorCode>(random::below(24)), random::text(), random::text()};
            QCOMPARE(errorFromJson(toJson(error)), error);
        }
    }

    void notesRoundTrip()
    {
        for (int i = 0; i <= static_cast<int>(NoteCode::Unknown); ++i) {
            const std::vector<Note> notes{{static_cast<NoteCode>(i), random::text(), random::text()}, {}};
            QVERIFY(notesFromJson(toJson(notes)) == notes);
            QVERIFY(!toJson(notes)[0].toObject()[u"code"_s].toString().isEmpty());
        }
    }

    void unknownNoteCodeIsUnknown()
    {
        const QJsonArray newer{QJsonObject{{u"code"_s, u"FromTheFuture"_s}, {u"subject"_s, u"ib0"_s}}};
        const std::vector<Note> expected{{NoteCode::Unknown, u"ib0"_s, {}}};
        QVERIFY(notesFromJson(newer) == expected);
    }
};

QTEST_APPLESS_MAIN(ResultTest)
#include "resulttest.moc"
