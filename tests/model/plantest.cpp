// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Steps and plans: what is refused, what takes a step back, and the id that names exactly one plan.
#include "records.h"

#include <QRegularExpression>
#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class PlanTest : public QObject {
    Q_OBJECT
private slots:
    void refusedSteps_data()
    {
        QTest::addColumn<QJsonObject>("object");
        const QJsonObject file = toJson(Step(WriteFile{u"/x"_s, "a"_ba, "b"_ba, Reader::Udev}));
        const QJsonObject rename = toJson(Step(RenameInterface{random::interfaceId(), u"a"_s, u"b"_s, true}));
        QTest::newRow("unknown kind") << changed(file, u"kind"_s, u"run-anything"_s);
        QTest::newRow("another kind") << changed(file, u"kind"_s, u"rename-interface"_s);
        QTest::newRow("relative path") << changed(file, u"path"_s, u"etc/x"_s);
        QTest::newRow("unknown reader") << changed(file, u"reader"_s, u"sh"_s);
        for (const auto &text :
             {u"YQ"_s, u"YQ="_s, u"YR=="_s, u"Y Q=="_s, u"YQ==\n"_s, u"YQ==YQ=="_s, u"é"_s, u"="_s, u"_-8="_s})
            QTest::addRow("base64 %s", qPrintable(text)) << changed(file, u"after"_s, text);
        QTest::newRow("id") << changed(rename, u"id"_s, u"ib0"_s);
        QTest::newRow("text for bool") << changed(rename, u"mayGoDown"_s, u"true"_s);
        QTest::newRow("empty") << QJsonObject();
    }

    void refusedSteps()
    {
        QFETCH(QJsonObject, object);
        QVERIFY(!stepFromJson(object));
    }

    void anEmptyFileIsNotNoFile()
    {
        const Step empty = WriteFile{u"/x"_s, QByteArray(), std::nullopt, Reader::Nobody};
        const auto read = std::get<WriteFile>(stepFromJson(toJson(empty)).value());
        QVERIFY(read.before.has_value());
        QVERIFY(!read.after.has_value());
    }

    void largeFilesAreTaken()
    {
        const Step large = WriteFile{u"/x"_s, QByteArray(1'000'000, '\xff'), std::nullopt, Reader::Nobody};
        QVERIFY(stepFromJson(written(toJson(large))) == large);
    }

    void inverseSwapsOldAndNew()
    {
        for (int i = 0; i < 200; ++i) {
            Step step = random::anyStep();
            if (auto *module = std::get_if<SwitchModule>(&step))
                module->cuts.clear(); // whoever takes it back looks anew
            const Step inverse = inverseOf(step).value();
            QVERIFY(inverseOf(inverse).value() == step);
            const auto *rename = std::get_if<RenameInterface>(&step);
            QCOMPARE(subjectOf(inverse), rename ? rename->after : subjectOf(step));
        }
        const Step create = WriteFile{u"/x"_s, std::nullopt, "a"_ba, Reader::Udev};
        const Step remove = WriteFile{u"/x"_s, "a"_ba, std::nullopt, Reader::Udev};
        QVERIFY(inverseOf(create) == remove);
    }

    void kindsSubjectsAndDeadlines()
    {
        const Plan plan = chapterPlan();
        QCOMPARE(kindOf(plan.steps[0]), u"write-file"_s);
        QCOMPARE(subjectOf(plan.steps[0]), u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s);
        QCOMPARE(kindOf(plan.steps[1]), u"rename-interface"_s);
        QCOMPARE(subjectOf(plan.steps[1]), u"ib0"_s);
        for (const Step &step : plan.steps)
            QCOMPARE(deadlineOf(step), std::chrono::seconds(10));
    }

    void planIdIsASha256()
    {
        static const QRegularExpression hex(u"^[0-9a-f]{64}$"_s);
        QVERIFY(hex.match(planId(chapterPlan())).hasMatch());
        QCOMPARE(planId(chapterPlan()), planId(chapterPlan()));
        QCOMPARE(planId(planFromJson(written(toJson(chapterPlan()))).value()), planId(chapterPlan()));
    }

    void planIdChangesWithEveryField()
    {
        QSet<QString> ids{planId(chapterPlan())};
        int variants = 1;
        const auto add = [&](auto change) {
            Plan plan = chapterPlan();
            change(plan, std::get<WriteFile>(plan.steps[0]), std::get<RenameInterface>(plan.steps[1]));
            ids.insert(planId(plan));
            ++variants;
        };
        add([](Plan &plan, WriteFile &, RenameInterface &) { plan.feature = u"limits"_s; });
        add([](Plan &plan, WriteFile &, RenameInterface &) { plan.undoes = someJob; });
        add([](Plan &plan, WriteFile &, RenameInterface &) { plan.finishes = someJob; });
        add([](Plan &plan, WriteFile &, RenameInterface &) { std::swap(plan.steps[0], plan.steps[1]); });
        add([](Plan &plan, WriteFile &, RenameInterface &) { plan.steps.pop_back(); });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.path += u'2'; });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.before = QByteArray(); });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.before = "a\n"; });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.after = "a"; });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.after = std::nullopt; });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.reader = Reader::Nobody; });
        add([](Plan &, WriteFile &, RenameInterface &rename) { ++rename.id.portGuid.value; });
        add([](Plan &, WriteFile &, RenameInterface &rename) { rename.id.pkey = 0x8001; });
        add([](Plan &, WriteFile &, RenameInterface &rename) { rename.before = u"ib1"_s; });
        add([](Plan &, WriteFile &, RenameInterface &rename) { rename.after = u"ib1"_s; });
        add([](Plan &, WriteFile &file, RenameInterface &) { file.mode = privateMode; });
        add([](Plan &, WriteFile &, RenameInterface &rename) { rename.mayGoDown = true; });
        QCOMPARE(ids.size(), variants);
    }
};

QTEST_APPLESS_MAIN(PlanTest)
#include "plantest.moc"
