// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Initiator ids: every spelling of one id, every refusal, and the ids under which a peer may log in.
#include "model/initiatorid.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString chapterId = u"0x7edd770000751100001175000077d708"_s;
const Guid targetPort = Guid::fromHex(u"001175000077dd7e").value();
const Guid initiatorPort = Guid::fromHex(u"001175000077d708").value();

} // namespace

class InitiatorIdTest : public QObject {
    Q_OBJECT
private slots:
    void IV_08_spellingsAreOneId_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"0x7edd770000751100001175000077d708", "7edd770000751100001175000077d708",
              "ib.7edd770000751100001175000077d708", "7edd:7700:0075:1100:0011:7500:0077:d708",
              "0x7edd770000751100:0x1175000077d708", "0X7EDD770000751100001175000077D708",
              "IB.7EDD770000751100001175000077D708", "7EDD:7700:0075:1100:0011:7500:0077:D708",
              "0X7EDD770000751100:0X1175000077D708", "0x7edd770000751100:0x001175000077d708",
              "  0x7edd770000751100001175000077d708\r\n", "\t7edd:7700:0075:1100:0011:7500:0077:d708 "})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("no-break space") << QChar(0xa0) + chapterId;
    }

    void IV_08_spellingsAreOneId()
    {
        QFETCH(QString, text);
        const auto id = InitiatorId::fromText(text);
        QVERIFY(id);
        QCOMPARE(id->text(), chapterId);
        QCOMPARE(*id, (InitiatorId{0x7edd770000751100, 0x001175000077d708}));
    }

    void zerosThatOldKernelsLeaveOut()
    {
        QCOMPARE(InitiatorId::fromText(u"0x0:0x1175000077d708")->text(), u"0x0000000000000000001175000077d708"_s);
        QCOMPARE(InitiatorId::fromText(u"0x1:0x0")->text(), u"0x00000000000000010000000000000000"_s);
        QCOMPARE(InitiatorId().text(), u"0x00000000000000000000000000000000"_s);
    }

    void IV_08_refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<InitiatorIdProblem>("problem");
        const auto row = [](const char *text, InitiatorIdProblem problem) {
            QTest::newRow(text) << QString::fromUtf8(text) << problem;
        };
        row("", InitiatorIdProblem::Empty);
        row(" \n\t", InitiatorIdProblem::Empty);
        row("10.0.0.1", InitiatorIdProblem::Address);
        row(" 192.168.100.200 ", InitiatorIdProblem::Address);
        row("001175000077d708", InitiatorIdProblem::PortGuid);
        row("0x001175000077D708", InitiatorIdProblem::PortGuid);
        row("0011:7500:0077:d708", InitiatorIdProblem::PortGuid);
        row("0x", InitiatorIdProblem::TooShort);
        row("ib.", InitiatorIdProblem::TooShort);
        row("0", InitiatorIdProblem::TooShort);
        row("0x7edd770000751100001175000077d70", InitiatorIdProblem::TooShort);
        row("0x:0x1", InitiatorIdProblem::TooShort);
        row("0x1:0x", InitiatorIdProblem::TooShort);
        row("0x7edd770000751100001175000077d7080", InitiatorIdProblem::TooLong);
        row("0x17edd770000751100:0x1175000077d708", InitiatorIdProblem::TooLong);
        row("0x7edd770000751100:0x1001175000077d708", InitiatorIdProblem::TooLong);
        row("0x0x7edd770000751100001175000077d7", InitiatorIdProblem::BadCharacter);
        row("0x7edd77000075110000117500077d70g8", InitiatorIdProblem::BadCharacter);
        row("0x7edd770000751100 001175000077d708", InitiatorIdProblem::BadCharacter);
        row("0x7edd770000751100\n001175000077d708", InitiatorIdProblem::BadCharacter);
        row("../../core", InitiatorIdProblem::BadCharacter);
        row("iqn.1994-05.com.redhat:web1", InitiatorIdProblem::BadCharacter);
        row("7edd:7700:0075:1100:0011:7500:0077:d70x", InitiatorIdProblem::BadCharacter);
        row("７edd770000751100001175000077d708", InitiatorIdProblem::BadCharacter);
        row("\u202e7edd770000751100001175000077d708", InitiatorIdProblem::BadCharacter);
        row("7edd770000751100:1175000077d708", InitiatorIdProblem::Groups);
        row("0x7edd770000751100:1175000077d708", InitiatorIdProblem::Groups);
        row("7edd:7700:0075:1100:0011:7500:0077", InitiatorIdProblem::Groups);
        row("7edd:7700:0075:1100:0011:7500:0077:d708:", InitiatorIdProblem::Groups);
        row("7edd:7700:0075:1100:11:7500:0077:d7080", InitiatorIdProblem::Groups);
        row("fe80::5054:ff:fe00:2", InitiatorIdProblem::Groups);
        row(":", InitiatorIdProblem::Groups);
        QTest::newRow("10 MB") << QString(10'000'000, u'7') << InitiatorIdProblem::TooLong;
        QTest::newRow("10 MB of colons") << QString(10'000'000, u':') << InitiatorIdProblem::TooLong;
        QTest::newRow("half a surrogate pair") << QString(QChar(0xd800)) << InitiatorIdProblem::BadCharacter;
        QTest::newRow("NUL") << chapterId + QChar(u'\0') << InitiatorIdProblem::BadCharacter;
    }

    void IV_08_refusals()
    {
        QFETCH(QString, text);
        const auto refused = InitiatorId::fromText(text);
        QVERIFY(!refused);
        QTEST(refused.error(), "problem");
    }

    void randomIdsRoundTrip()
    {
        for (int i = 0; i < 2000; ++i) {
            const InitiatorId id{random::coin() ? 0 : random::guid().value, random::guid().value};
            const QString text = id.text();
            QCOMPARE(text.size(), 34);
            QCOMPARE(InitiatorId::fromText(text), id);
            QCOMPARE(InitiatorId::fromText(QString("ib."_L1 + text.sliced(2).toUpper())), id);
            QCOMPARE(InitiatorId::fromText(u"0x%1:0x%2"_s.arg(id.extension, 0, 16).arg(id.portGuid, 0, 16)), id);
            QString groups = text.sliced(2);
            for (qsizetype at = 28; at > 0; at -= 4)
                groups.insert(at, u':');
            QCOMPARE(InitiatorId::fromText(groups), id);
        }
    }

    /// The chapter's ports; RHEL 7 documents the second of these.
    void idsOfOnePeer()
    {
        const auto ids = loginIds(initiatorPort, targetPort);
        QCOMPARE(ids[0].method, LoginMethod::SrpDaemon);
        QCOMPARE(ids[0].id.text(), u"0x001175000077dd7e001175000077d708"_s);
        QCOMPARE(ids[1].method, LoginMethod::OldSrpDaemon);
        QCOMPARE(ids[1].id.text(), chapterId);
        QCOMPARE(ids[2].method, LoginMethod::Ibsrpdm);
        QCOMPARE(ids[2].id.text(), u"0x0000000000000000001175000077d708"_s);
    }

    void idOverRdmaCm()
    {
        const auto idOf = [](QStringView gid) { return initiatorIdOfGid(gid).value().text(); };
        QCOMPARE(idOf(u"fe80:0000:0000:0000:5054:00ff:fe00:0002"), u"0x0000000000000000505400fffe000002"_s);
        QCOMPARE(idOf(u"FE80:0000:0000:0000:5054:00FF:FE00:0002"), u"0x0000000000000000505400fffe000002"_s);
        QCOMPARE(idOf(u"5254:0000:0002:0000:0000:0000:0000:0000"), InitiatorId().text()); // soft iWARP
        QCOMPARE(initiatorIdOfGid(u"fe80::5054:ff:fe00:2").error(), InitiatorIdProblem::Groups);
        QCOMPARE(initiatorIdOfGid(u"5054:00ff:fe00:0002").error(), InitiatorIdProblem::Groups);
        QCOMPARE(initiatorIdOfGid(u"").error(), InitiatorIdProblem::Groups);
        QCOMPARE(initiatorIdOfGid(u"fe80:0000:0000:0000:5054:00ff:fe00:000g").error(),
                 InitiatorIdProblem::BadCharacter);
    }

    void problemsHaveNames()
    {
        for (int i = 0; i <= static_cast<int>(InitiatorIdProblem::TooLong); ++i) {
            const auto problem = static_cast<InitiatorIdProblem>(i);
            QCOMPARE(initiatorIdProblemFromName(nameOf(problem)), problem);
        }
    }
};

QTEST_APPLESS_MAIN(InitiatorIdTest)
#include "initiatoridtest.moc"
