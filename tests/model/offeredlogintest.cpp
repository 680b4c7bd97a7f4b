// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logins as somebody pastes them: cards, lines of ibsrpdm and add_target, and every refusal.
#include "model/offeredlogin.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const Guid service{0x001175000077dd7e};
const QString ibLine = u"id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,dgid=fe80000000000000001175000077dd7e,"
                       "pkey=ffff,service_id=001175000077dd7e"_s;
const QString rdmaCmLine = u"id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,dest=192.0.2.1:5555"_s;

std::expected<OfferedLogin, CardRefusal> read(const QString &text)
{
    return offeredLoginFromText(text);
}

} // namespace

class OfferedLoginTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatIbsrpdmPrints()
    {
        const auto offered = read(ibLine + u",max_it_iu_size=8260\n"_s);
        QVERIFY(offered);
        QCOMPARE(offered->idExt, service);
        QCOMPARE(offered->iocGuid, service);
        QVERIFY(offered->login == SrpLogin(IbCmPath{u"fe80000000000000001175000077dd7e"_s, 0xffff, service}, {}));
        QVERIFY(offered->allowed.empty());
    }

    void readsOptions()
    {
        const auto offered =
            read(rdmaCmLine + u",initiator_ext=0x2a,queue_size=128,max_cmd_per_lun=64,max_sect=1024,cmd_sg_entries=255,"
                              "tl_retry_count=2,ch_count=4,io_class=0100"_s);
        QVERIFY(offered);
        QVERIFY(offered->login.options == SrpLoginOptions(42, 128, 64, 1024, 255, 2, 4));
        const auto *path = std::get_if<RdmaCmPath>(&*offered->login.path);
        QVERIFY(path && path->port == 5555 && path->address.text() == "192.0.2.1"_L1);
    }

    void readsCards()
    {
        const ExchangeCard card{service,
                                service,
                                RdmaCmPath{IpAddress::fromText(u"192.0.2.1").value(), 5555},
                                {InitiatorId{1, 2}},
                                u"storage1"_s};
        const auto offered = read(cardText(card).value());
        QVERIFY(offered);
        QCOMPARE(offered->label, u"storage1"_s);
        QVERIFY(offered->allowed == card.allowed);
        QVERIFY(offered->login == SrpLogin(card.path, {}));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("problem");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const QString &text, CardProblem problem, const QString &key = {}) {
            QTest::newRow(name) << text << int(problem) << key;
        };
        row("nothing", {}, CardProblem::NotACard);
        row("prose", u"hello"_s, CardProblem::NotACard);
        row("half a card", ibLine + u" allowed=0x"_s, CardProblem::Cut);
        row("missing", ibLine.section(u',', 0, 3), CardProblem::Missing, u"service_id"_s);
        row("two ways", ibLine + u",dest=192.0.2.1:5555"_s, CardProblem::UnknownKey, u"dgid"_s);
        row("unknown", ibLine + u",frob=1"_s, CardProblem::UnknownKey, u"frob"_s);
        row("draft", ibLine + u",io_class=ff00"_s, CardProblem::BadValue, u"io_class"_s);
        row("option twice", ibLine + u",queue_size=2,queue_size=2"_s, CardProblem::Twice, u"queue_size"_s);
        row("extension twice", ibLine + u",initiator_ext=2,initiator_ext=2"_s, CardProblem::Twice, u"initiator_ext"_s);
        row("too small", ibLine + u",queue_size=1"_s, CardProblem::BadValue, u"queue_size"_s);
        row("too large", ibLine + u",tl_retry_count=8"_s, CardProblem::BadValue, u"tl_retry_count"_s);
        row("no number", ibLine + u",max_sect=x"_s, CardProblem::BadValue, u"max_sect"_s);
        row("no hex", ibLine + u",initiator_ext=x"_s, CardProblem::BadValue, u"initiator_ext"_s);
        row("short GID", QString(ibLine).replace("dgid=fe80"_L1, "dgid="_L1), CardProblem::BadValue, u"dgid"_s);
        row("nobody", QString(rdmaCmLine).replace("192.0.2.1"_L1, "0.0.0.0"_L1), CardProblem::BadValue, u"dest"_s);
        row("endless", ibLine + QString(5000, u','), CardProblem::TooLong);
        row("control", ibLine + QChar(0x202e), CardProblem::BadCharacter);
    }

    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(int, problem);
        QFETCH(QString, key);
        const auto offered = read(text);
        QVERIFY(!offered);
        QCOMPARE(int(offered.error().problem), problem);
        QCOMPARE(offered.error().key, key);
    }
};

QTEST_GUILESS_MAIN(OfferedLoginTest)
#include "offeredlogintest.moc"
