// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ibsrpdm prints: the handbook's transcript, the manual's example, subnets of all sizes, and what a target makes
// up.
#include "model/foundtarget.h"
#include "model/foundwords.h"
#include "random.h"
#include "tests/model/chaptertarget.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QByteArray manualWords = R"(IO Unit Info:
    port LID:        0009
    port GID:        fe800000000000000002c90200402bd5
    change ID:       0002
    max controllers: 0x10

    controller[  1]
        GUID:      0002c90200402bd4
        vendor ID: 0002c9
        device ID: 005a44
        IO class : 0100
        Maximum size of Send Messages in bytes: 8260
        ID:        LSI Storage Systems SRP Driver 200400a0b81146a1
        service entries: 1
            service[  0]: 200400a0b81146a1 / SRP.T10:200400A0B81146A1

)";
const QByteArray manualLine = "id_ext=200400A0B81146A1,ioc_guid=0002c90200402bd4,"
                              "dgid=fe800000000000000002c90200402bd5,pkey=ffff,service_id=200400a0b81146a1";

FoundTarget manualTarget()
{
    return {.idExt = {0x200400a0b81146a1},
            .iocGuid = {0x0002c90200402bd4},
            .path = {u"fe800000000000000002c90200402bd5"_s, 0xffff, {0x200400a0b81146a1}},
            .portLid = u"0009"_s,
            .vendorId = u"0002c9"_s,
            .deviceId = u"005a44"_s,
            .controller = u"LSI Storage Systems SRP Driver 200400a0b81146a1"_s,
            .service = u"SRP.T10:200400A0B81146A1"_s};
}

QString controllerNamed(QByteArray id)
{
    const QByteArray words = QByteArray(manualWords).replace("LSI Storage Systems SRP Driver 200400a0b81146a1", id);
    return foundTargets(manualLine, words).value().front().controller;
}

} // namespace

class FoundTargetTest : public QObject {
    Q_OBJECT
private slots:
    void theHandbooksTranscript()
    {
        const FoundTarget found{.idExt = {0x001175000077dd7e},
                                .iocGuid = {0x001175000077dd7e},
                                .path = {u"fe80000000000000001175000077dd7e"_s, 0xffff, {0x001175000077dd7e}},
                                .portLid = u"0001"_s,
                                .vendorId = u"000011"_s,
                                .deviceId = u"007322"_s,
                                .controller = u"Linux SRP target"_s,
                                .service = u"SRP.T10:001175000077dd7e"_s};
        QCOMPARE(foundTargets(chapterLine, chapterWords).value(), std::vector{found});
    }

    void eachLineOfTheTranscriptCounts_data()
    {
        QTest::addColumn<int>("line");
        for (int i = 0; i < chapterWords.count('\n') - 1; ++i)
            QTest::addRow("%d: %s", i, chapterWords.split('\n')[i].trimmed().constData()) << i;
    }

    /// Without it, either something of the target is not told, or it is one of the lines that say nothing of it.
    void eachLineOfTheTranscriptCounts()
    {
        QFETCH(int, line);
        QByteArrayList lines = chapterWords.split('\n');
        static const QList<int> silent{3, 4, 5, 10, 12}; // change ID, max controllers, a blank, IO class, entries
        lines.removeAt(line);
        QCOMPARE(foundWords(lines.join('\n')) == foundWords(chapterWords), silent.contains(line));
    }

    void theManualsExample()
    {
        QCOMPARE(foundTargets(manualLine, manualWords).value(), std::vector{manualTarget()});
        QCOMPARE(foundTargets(manualLine + ",io_class=ff00,max_it_iu_size=8260\n", manualWords).value()[0].rev10, true);
        QCOMPARE(foundTargets(manualLine + ",max_it_iu_size=8260", manualWords).value(), std::vector{manualTarget()});
    }

    void severalBlocksAndControllers()
    {
        const QByteArray second = QByteArray(manualLine).replace("pkey=ffff", "pkey=8001");
        const auto both =
            foundTargets(chapterLine + manualLine + '\n' + second, chapterWords + manualWords + manualWords);
        QCOMPARE(both.value().size(), 3U);
        QCOMPARE(both.value()[0].controller, u"Linux SRP target"_s);
        QCOMPARE(both.value()[1], manualTarget());
        QCOMPARE(both.value()[2].path.pkey, 0x8001);
        QCOMPARE(both.value()[2].service, manualTarget().service);
    }

    void silenceIsNoTarget() { QVERIFY(foundTargets({}, {}).value().empty()); }

    void targetThatTheWordsDoNotNameIsATarget()
    {
        const auto found = foundTargets(manualLine, chapterWords).value();
        QCOMPARE(found.size(), 1U);
        QCOMPARE(found[0].path, manualTarget().path);
        QVERIFY(found[0].controller.isEmpty() && found[0].service.isEmpty() && found[0].portLid.isEmpty());
        QVERIFY(foundTargets({}, manualWords).value().empty());
    }

    void IV_19_lineOfAnotherShapeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto with = [](const char *from, const char *to) { return QByteArray(manualLine).replace(from, to); };
        QTest::newRow("words") << "Querying SRP targets failed"_ba;
        QTest::newRow("another key") << manualLine + ",dest=192.0.2.1:5555";
        QTest::newRow("twice") << manualLine + ",pkey=ffff";
        QTest::newRow("no dgid") << with("dgid=fe800000000000000002c90200402bd5,", "");
        QTest::newRow("short dgid") << with("dgid=fe80", "dgid=fe8");
        QTest::newRow("colons") << with("dgid=fe800", "dgid=fe80:");
        QTest::newRow("0x") << with("pkey=ffff", "pkey=0xff");
        QTest::newRow("no GUID") << with("ioc_guid=0002c90200402bd4", "ioc_guid=0000000000000000");
        QTest::newRow("id_ext is no number") << with("id_ext=200400A0B81146A1", "id_ext=$(reboot)");
        QTest::newRow("id_ext adds a key") << with("id_ext=200400A0B81146A1", "id_ext=1,dgid=1");
        QTest::newRow("id_ext too long") << with("id_ext=", "id_ext=0");
        QTest::newRow("blank") << manualLine + " ";
        QTest::newRow("CR") << manualLine + "\r";
        QTest::newRow("class") << manualLine + ",io_class=0200";
        QTest::newRow("size") << manualLine + ",max_it_iu_size=many";
        QTest::newRow("NUL") << manualLine + QByteArray(1, '\0');
    }

    void IV_19_lineOfAnotherShapeIsRefused()
    {
        QFETCH(QByteArray, line);
        QCOMPARE(foundTargets(line + '\n' + chapterLine, chapterWords), foundTargets(chapterLine, chapterWords));
        const auto refused = foundTargets(line + '\n', chapterWords);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QVERIFY(refused.error().detail.startsWith(QString::fromLatin1(line.first(10))));
    }

    void SP_13_refusalsAreShortAndHarmless()
    {
        const auto refused = foundTargets(QByteArray(100'000, '\x1b'), {});
        QCOMPARE(refused.error().detail, QString(255, QChar::ReplacementCharacter));
    }

    /// IOControllerProfile's ID is the target's to choose: 64 bytes, as they are.
    void SP_13_namesAreTextOnOneLine()
    {
        QCOMPARE(controllerNamed("<b>\x1b[31mdisk\xff</b>"), u"<b>\uFFFD[31mdisk\uFFFD</b>"_s);
        QCOMPARE(controllerNamed("\xe2\x80\xae"
                                 "ksid \xe2\x80\xa8"),
                 u"\uFFFDksid \uFFFD"_s);
        QCOMPARE(controllerNamed(QByteArray(200, 'x')), QString(64, u'x'));
    }

    void SP_13_nameCannotSpeakForAnotherPort()
    {
        const QByteArray forged = "x\nIO Unit Info:\n    port GID:        fe80000000000000001175000077dd7e\n"
                                  "    controller[  1]\n        GUID:      001175000077dd7e\n        ID:        Mine\n"
                                  "            service[  0]: 001175000077dd7e / SRP.T10:001175000077dd7e";
        QByteArray words = QByteArray(manualWords).replace("LSI Storage Systems SRP Driver 200400a0b81146a1", forged);
        QCOMPARE(foundTargets(chapterLine, words + chapterWords).value().front().controller, u"Linux SRP target"_s);
    }

    void tenThousandTargets()
    {
        QByteArray lines;
        QByteArray words;
        for (int i = 1; i <= 10'000; ++i) {
            const QByteArray guid = "0002"_ba + QByteArray::number(i, 16).rightJustified(12, '0');
            lines += QByteArray(manualLine).replace("0002c90200402bd4", guid) + '\n';
            words += QByteArray(manualWords).replace("0002c90200402bd4", guid);
        }
        const auto found = foundTargets(lines, words).value();
        QCOMPARE(found.size(), 10'000U);
        QCOMPARE(found.back().iocGuid.value, 0x0002000000000000U + 10'000U);
        QVERIFY(std::ranges::all_of(found, [](const FoundTarget &one) { return one.vendorId == u"0002c9"_s; }));
    }

    void jsonIsTheValue()
    {
        const FoundTarget target = manualTarget();
        QCOMPARE(foundTargetFromJson(toJson(target)).value(), target);
        QJsonObject newer = toJson(target);
        newer[u"added"_s] = 1;
        QCOMPARE(foundTargetFromJson(newer).value(), target);
        for (const QString &key : {u"idExt"_s, u"dgid"_s, u"pkey"_s, u"rev10"_s}) {
            QJsonObject without = toJson(target);
            without.remove(key);
            QCOMPARE(foundTargetFromJson(without, u"found"_s).error(),
                     (Error{ErrorCode::InvalidWish, u"found."_s + key, u"missing"_s}));
        }
        QJsonObject upper = toJson(target);
        upper[u"dgid"_s] = target.path.dgid.toUpper();
        QVERIFY(!foundTargetFromJson(upper));
    }
};

QTEST_GUILESS_MAIN(FoundTargetTest)
#include "foundtargettest.moc"
