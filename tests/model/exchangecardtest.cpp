// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Exchange cards: what is written, what is read as the same, and every refusal of what anybody may paste.
#include "model/exchangecard.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const Guid service = Guid::fromHex(u"0002c90300a0b0c0").value();
const InitiatorId chapterInitiator = InitiatorId::fromText(u"0x7edd770000751100001175000077d708").value();

ExchangeCard ibCard()
{
    return {service,
            service,
            IbCmPath{u"fe80000000000000001175000077dd7e"_s, 0xffff, service},
            {chapterInitiator},
            u"storage1: mlx4_0 port 1"_s};
}

ExchangeCard roceCard(const QString &address = u"192.0.2.1"_s)
{
    return {service, service, RdmaCmPath{IpAddress::fromText(address).value(), 5555}, {}, {}};
}

QString written(const ExchangeCard &card)
{
    return cardText(card).value();
}

CardRefusal refusalOf(const QString &text)
{
    const auto card = cardFromText(text);
    return card ? CardRefusal{CardProblem::NotACard, u"accepted"_s} : card.error();
}

/// The card's text with something replaced, and without a check that would say so.
CardRefusal refusalWith(const ExchangeCard &card, const char *from, const char *to)
{
    QString text = written(card);
    return refusalOf(text.replace(QString::fromUtf8(from), QString::fromUtf8(to)));
}

ExchangeCard randomCard()
{
    ExchangeCard card{
        random::guid(), random::guid(), {}, {}, random::text().simplified().remove(QChar(0x1b)).simplified()};
    if (random::coin())
        card.path = IbCmPath{u"fe80000000000000"_s + random::guid().hex(),
                             static_cast<quint16>(0x8001 + random::below(99)), random::guid()};
    else
        card.path = RdmaCmPath{{random::coin() ? QByteArray("\x0a\x00\x00\x01", 4) : QByteArray(16, '\x20')},
                               static_cast<quint16>(1 + random::below(0xffff))};
    for (int left = random::below(5); left > 0; --left)
        card.allowed.insert({random::coin() ? 0 : random::guid().value, random::guid().value});
    return card;
}

} // namespace

class ExchangeCardTest : public QObject {
    Q_OBJECT
private slots:
    void overIbCm()
    {
        QCOMPARE(written(ibCard()),
                 u"id_ext=0002c90300a0b0c0,ioc_guid=0002c90300a0b0c0,dgid=fe80000000000000001175000077dd7e,pkey=ffff,"
                 "service_id=0002c90300a0b0c0 allowed=0x7edd770000751100001175000077d708 "
                 "label=storage1: mlx4_0 port 1 check=d0d660b9"_s);
    }

    void overRdmaCm()
    {
        const QString start = u"id_ext=0002c90300a0b0c0,ioc_guid=0002c90300a0b0c0,dest="_s;
        QCOMPARE(addTargetText(roceCard()), start + u"192.0.2.1:5555"_s);
        QCOMPARE(addTargetText(roceCard(u"2001:db8::1"_s)), start + u"[2001:db8::1]:5555"_s);
        QVERIFY(written(roceCard()).startsWith(start + u"192.0.2.1:5555 check="_s));
    }

    void randomCardsRoundTrip()
    {
        for (int i = 0; i < 2000; ++i) {
            const ExchangeCard card = randomCard();
            const QString text = written(card);
            QCOMPARE(cardFromText(text), card);
            QVERIFY(text.startsWith(addTargetText(card) + u' '));
            QVERIFY(!text.contains(u'\n'));
        }
    }

    void otherSpellingsAreTheSameCard()
    {
        const QString text = written(ibCard());
        const auto isSame = [](const QString &spelling) { return cardFromText(spelling) == ibCard(); };
        QVERIFY(isSame(u"\r\n  "_s + text + u" \n"_s));
        QVERIFY(isSame(QString(text).replace(u' ', u"\n  "_s)));
        QVERIFY(isSame(QString(text).replace(u"id_ext=0002c903"_s, u"id_ext=0x2C903"_s)));
        QVERIFY(isSame(QString(text).replace(u"fe80"_s, u"FE80"_s)));
        QVERIFY(isSame(QString(text).replace(u"0x7edd"_s, u"7EDD"_s)));
        QVERIFY(isSame(QString(text).replace(u"id_ext=0002c90300a0b0c0,ioc_guid=0002c90300a0b0c0"_s,
                                             u"ioc_guid=0002c90300a0b0c0,id_ext=0002c90300a0b0c0"_s)));
    }

    void aCutCardIsRefused()
    {
        const QString text = written(ibCard());
        for (qsizetype size = 0; size < text.size(); ++size) {
            const CardProblem problem = refusalOf(text.first(size)).problem;
            QVERIFY(problem == (size > 6 ? CardProblem::Cut : CardProblem::NotACard));
            QVERIFY(!cardFromText(text.sliced(size + 1)));
        }
    }

    void aMistypedCardIsRefused()
    {
        const QString text = written(ibCard());
        for (qsizetype at = 0; at < text.size(); ++at)
            for (const char16_t c : u"0f=, zé") {
                QString wrong = text;
                wrong[at] = QChar(c == 0 ? u'8' : c);
                QVERIFY2(wrong == text || !cardFromText(wrong), qPrintable(wrong));
                wrong = text;
                wrong.insert(at, QChar(c == 0 ? u'8' : c));
                // a zero more before a number or a blank more between words is the same
                QVERIFY2(!cardFromText(wrong) || cardFromText(wrong) == ibCard(), qPrintable(wrong));
            }
        QCOMPARE(refusalWith(ibCard(), "port 1", "port 2").problem, CardProblem::Mistyped);
        QCOMPARE(refusalWith(ibCard(), "dd7e", "dd7f").problem, CardProblem::Mistyped);
        QString swapped = text;
        swapped.replace(u"001175000077dd7e"_s, u"00117500007dd77e"_s);
        QCOMPARE(refusalOf(swapped), (CardRefusal{CardProblem::Mistyped, {}}));
    }

    void IV_19_valuesAddNoOptions_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<CardProblem>("problem");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *from, const char *to, CardProblem problem, const char *key) {
            QTest::addRow("%s -> %s", from, to)
                << QString::fromUtf8(from) << QString::fromUtf8(to) << problem << QString::fromUtf8(key);
        };
        row("pkey=ffff", "pkey=ffff,queue_size=1000000000", CardProblem::UnknownKey, "queue_size");
        row("pkey=ffff", "pkey=ffff,initiator_ext=0", CardProblem::UnknownKey, "initiator_ext");
        row("pkey=ffff", "pkey=ffff,dest=192.0.2.1:5555", CardProblem::UnknownKey, "dgid");
        row("pkey=ffff", "pkey=ffff,pkey=ffff", CardProblem::Twice, "pkey");
        row("pkey=ffff", "pkey=ffff,,", CardProblem::NotACard, "");
        row("pkey=ffff", "PKEY=ffff", CardProblem::UnknownKey, "PKEY");
        row("pkey=ffff,", "", CardProblem::Missing, "pkey");
        row("id_ext=0002c90300a0b0c0,", "", CardProblem::Missing, "id_ext");
        row("pkey=ffff", "pkey=ffff0", CardProblem::BadValue, "pkey");
        row("pkey=ffff", "pkey=8000", CardProblem::BadValue, "pkey");
        row("pkey=ffff", "pkey=0", CardProblem::BadValue, "pkey");
        row("pkey=ffff", "pkey=", CardProblem::BadValue, "pkey");
        row("pkey=ffff", "pkey=-1", CardProblem::BadValue, "pkey");
        row("pkey=ffff", "pkey=+fff", CardProblem::BadValue, "pkey");
        row("pkey=ffff", "pkey=0x", CardProblem::BadValue, "pkey");
        row("dd7e,", "dd7,", CardProblem::BadValue, "dgid");
        row("dd7e,", "dd7e0,", CardProblem::BadValue, "dgid");
        row("dgid=fe80", "dgid=fe8g", CardProblem::BadValue, "dgid");
        row("dgid=fe80", "dgid=ff12", CardProblem::BadValue, "dgid");
        row("dgid=fe80000000000000001175000077dd7e", "dgid=00000000000000000000000000000000", CardProblem::BadValue,
            "dgid");
        row("ioc_guid=0002c90300a0b0c0", "ioc_guid=0", CardProblem::BadValue, "ioc_guid");
        row("ioc_guid=0002c90300a0b0c0", "ioc_guid=10002c90300a0b0c0", CardProblem::BadValue, "ioc_guid");
        row("service_id=0002c90300a0b0c0", "service_id=x", CardProblem::BadValue, "service_id");
        row("allowed=0x7edd", "allowed=0x7edg", CardProblem::BadValue, "allowed");
        row("allowed=", "allowed=,", CardProblem::BadValue, "allowed");
        row("allowed=", "allowed=IB.7edd770000751100001175000077d708,", CardProblem::Twice, "allowed");
        row("allowed=", "denied=", CardProblem::UnknownKey, "denied");
        row(" label=", " ", CardProblem::UnknownKey, "storage1: mlx4_0 port 1");
    }

    void IV_19_valuesAddNoOptions()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(CardProblem, problem);
        QFETCH(QString, key);
        QString text = written(ibCard());
        QVERIFY(text.contains(from));
        QCOMPARE(refusalOf(text.replace(from, to)), (CardRefusal{problem, key}));
    }

    void IV_19_addresses_data()
    {
        QTest::addColumn<QString>("dest");
        for (const char *dest : {"",
                                 "192.0.2.1",
                                 "192.0.2.1:",
                                 "192.0.2.1:0",
                                 "192.0.2.1:65536",
                                 "192.0.2.1:05555",
                                 "192.0.2.1:+1",
                                 "192.0.2.1:5555x",
                                 "[192.0.2.1]:5555",
                                 "2001:db8::1:5555",
                                 "[2001:db8::1]",
                                 "[2001:db8::1]5555",
                                 "[2001:db8::1%eth0]:5555",
                                 "[fe80::1]:5555",
                                 "0.0.0.0:5555",
                                 "224.0.0.1:5555",
                                 "[::]:5555",
                                 "[]:5555",
                                 "]:5555",
                                 "[:5555",
                                 ":5555",
                                 "host:5555",
                                 "192.0.2.1:99999999999"})
            QTest::newRow(dest) << QString::fromLatin1(dest);
    }

    void IV_19_addresses()
    {
        QFETCH(QString, dest);
        QString text = written(roceCard());
        QCOMPARE(refusalOf(text.replace(u"192.0.2.1:5555"_s, dest)), (CardRefusal{CardProblem::BadValue, u"dest"_s}));
    }

    void hostileTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<CardProblem>("problem");
        const QString good = written(ibCard());
        const auto inLabel = [&](const QString &text) { return QString(good).replace(u"mlx4_0"_s, text); };
        QTest::newRow("empty") << QString() << CardProblem::NotACard;
        QTest::newRow("blanks") << u" \n\t "_s << CardProblem::NotACard;
        QTest::newRow("10 MB") << QString(10'000'000, u'a') << CardProblem::TooLong;
        QTest::newRow("10 MB of blanks") << QString(10'000'000, u' ') << CardProblem::TooLong;
        QTest::newRow("10 MB of commas") << QString(10'000'000, u',') << CardProblem::TooLong;
        QTest::newRow("NUL") << good + QChar(u'\0') << CardProblem::BadCharacter;
        QTest::newRow("escape") << inLabel(u"\x1b[31m"_s) << CardProblem::BadCharacter;
        QTest::newRow("C1") << inLabel(QChar(0x9b)) << CardProblem::BadCharacter;
        QTest::newRow("bidi override") << inLabel(QChar(0x202e)) << CardProblem::BadCharacter;
        QTest::newRow("bidi isolate") << inLabel(QChar(0x2066)) << CardProblem::BadCharacter;
        QTest::newRow("zero width") << inLabel(QChar(0x200b)) << CardProblem::BadCharacter;
        QTest::newRow("byte order mark") << QChar(0xfeff) + good << CardProblem::BadCharacter;
        QTest::newRow("half a surrogate pair") << inLabel(QChar(0xd83d)) << CardProblem::BadCharacter;
        QTest::newRow("private use") << inLabel(QChar(0xe000)) << CardProblem::BadCharacter;
        QTest::newRow("tag character") << inLabel(QString::fromUcs4(U"\U000e0041", 1)) << CardProblem::BadCharacter;
        QTest::newRow("long label") << inLabel(QString(100, u'x')) << CardProblem::BadValue;
        QTest::newRow("prose") << u"please log in"_s << CardProblem::NotACard;
        QTest::newRow("two cards") << good + u'\n' + good << CardProblem::BadValue; // a long label
        QTest::newRow("check alone") << u"check=01234567"_s << CardProblem::Cut;
    }

    void hostileTexts()
    {
        QFETCH(QString, text);
        QTEST(refusalOf(text).problem, "problem");
    }

    void refusalsRepeatLittle()
    {
        const QString key(3000, u'k');
        QCOMPARE(refusalOf(key + u"=1 check=01234567"_s), (CardRefusal{CardProblem::UnknownKey, key.first(32)}));
    }

    void whatIsNoCardIsNotWritten_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<std::function<void(ExchangeCard &)>>("spoil");
        using Spoil = std::function<void(ExchangeCard &)>;
        const auto ib = [](ExchangeCard &card) -> IbCmPath & { return std::get<IbCmPath>(card.path); };
        QTest::newRow("id_ext") << u"id_ext"_s << Spoil([](auto &card) { card.idExt = {}; });
        QTest::newRow("ioc_guid") << u"ioc_guid"_s << Spoil([](auto &card) { card.iocGuid = {}; });
        QTest::newRow("dgid") << u"dgid"_s << Spoil([=](auto &card) { ib(card).dgid = u"fe80,x=1"_s; });
        QTest::newRow("upper case") << u"dgid"_s << Spoil([=](auto &card) { ib(card).dgid = ib(card).dgid.toUpper(); });
        QTest::newRow("pkey") << u"pkey"_s << Spoil([=](auto &card) { ib(card).pkey = 0x8000; });
        QTest::newRow("service_id") << u"service_id"_s << Spoil([=](auto &card) { ib(card).serviceId = {}; });
        QTest::newRow("no address") << u"dest"_s << Spoil([](auto &card) { card.path = RdmaCmPath{{}, 1}; });
        QTest::newRow("no port") << u"dest"_s << Spoil([](auto &card) {
            card.path = RdmaCmPath{*IpAddress::fromText(u"192.0.2.1"), 0};
        });
        QTest::newRow("line feed") << u"label"_s << Spoil([](auto &card) { card.label = u"a\nb"_s; });
        QTest::newRow("blanks") << u"label"_s << Spoil([](auto &card) { card.label = u"a  b"_s; });
        QTest::newRow("long label") << u"label"_s << Spoil([](auto &card) { card.label = QString(81, u'x'); });
        QTest::newRow("many") << u"allowed"_s << Spoil([](auto &card) {
            for (quint64 i = 0; i < 65; ++i)
                card.allowed.insert({i, i});
        });
    }

    void whatIsNoCardIsNotWritten()
    {
        QFETCH(std::function<void(ExchangeCard &)>, spoil);
        ExchangeCard card = ibCard();
        spoil(card);
        QCOMPARE(cardText(card).error().problem, CardProblem::BadValue);
        QTEST(cardText(card).error().key, "key");
    }

    void theLargestCardIsRead()
    {
        ExchangeCard card = ibCard();
        card.label = QString(80, QChar(0x4e00));
        for (quint64 i = 1; i < 64; ++i)
            card.allowed.insert({i, i});
        QCOMPARE(card.allowed.size(), 64U);
        QCOMPARE(cardFromText(written(card)), card);
    }
};

QTEST_APPLESS_MAIN(ExchangeCardTest)
#include "exchangecardtest.moc"
