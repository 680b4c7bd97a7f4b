// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logins as values: their ids, the line that is made of them, what is no login, and what is remembered.
#include "model/json.h"
#include "model/knowntargets.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class SrpLoginTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsAreReadInOneSpelling_data();
    void idsAreReadInOneSpelling();
    void theLineOfTheChapter();
    void theLineOverRdmaCm();
    void newOptionsComeLast();
    void IV_19_whatLeadsNowhereIsRefused_data();
    void IV_19_whatLeadsNowhereIsRefused();
    void theIdUnderWhichTheTargetKnowsUs();
    void jsonKeepsEverything();
    void jsonIsStrict();
    void rememberedTargetsComeBack();
    void aFileOfOthersIsRefused();
};

namespace {

const SrpTargetId chapters{{u"qib0"_s, 1}, {0x001175000077dd7e}, {0x001175000077dd7e}};
const IbCmPath chaptersPath{u"fe80000000000000001175000077dd7e"_s, 0xffff, {0x001175000077dd7e}};
const RdmaCmPath overCm{IpAddress::fromText(u"192.0.2.7").value(), 5555};

SrpLogin everything()
{
    return {chaptersPath,
            {.initiatorExt = 0x001175000077dd7e,
             .queueSize = 128,
             .commandsPerLun = 64,
             .maxSectors = 1024,
             .sgEntries = 255,
             .retries = 2,
             .channels = 4}};
}

} // namespace

void SrpLoginTest::idsAreReadInOneSpelling_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << u"qib0/1/001175000077dd7e/001175000077dd7e"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no port") << u"qib0/001175000077dd7e/001175000077dd7e"_s << false;
    QTest::newRow("upper case") << u"qib0/1/001175000077DD7E/001175000077dd7e"_s << false;
    QTest::newRow("0x") << u"qib0/1/0x1175000077dd7e/001175000077dd7e"_s << false;
    QTest::newRow("too short") << u"qib0/1/1175000077dd7e/001175000077dd7e"_s << false;
    QTest::newRow("a fifth") << u"qib0/1/001175000077dd7e/001175000077dd7e/1"_s << false;
    QTest::newRow("zero") << u"qib0/1/0000000000000000/001175000077dd7e"_s << false;
    QTest::newRow("a line break") << u"qib0/1/001175000077dd7e/001175000077dd7e\n"_s << false;
    QTest::newRow("a path") << u"../qib0/1/001175000077dd7e/001175000077dd7e"_s << false;
}

void SrpLoginTest::idsAreReadInOneSpelling()
{
    QFETCH(const QString, text);
    QFETCH(const bool, good);
    const auto id = SrpTargetId::fromText(text);
    QCOMPARE(id.has_value(), good);
    if (good)
        QCOMPARE(id->text(), text);
}

void SrpLoginTest::theLineOfTheChapter()
{
    QCOMPARE(addTargetLine(chapters, {chaptersPath, {}}),
             u"id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,dgid=fe80000000000000001175000077dd7e,pkey=ffff,"
             "service_id=001175000077dd7e"_s);
    QCOMPARE(addTargetPath(chapters.port), u"/sys/class/infiniband_srp/srp-qib0-1/add_target"_s);
}

void SrpLoginTest::theLineOverRdmaCm()
{
    const QString ids = u"id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,"_s;
    QCOMPARE(addTargetLine(chapters, {overCm, {}}), ids + u"dest=192.0.2.7:5555"_s);
    const RdmaCmPath v6{IpAddress::fromText(u"2001:db8::1").value(), 5555};
    QCOMPARE(addTargetLine(chapters, {v6, {}}), ids + u"dest=[2001:db8::1]:5555"_s);
}

/// The kernel's parser stops at the first key that it does not know (srp_parse_options()).
void SrpLoginTest::newOptionsComeLast()
{
    const QString line = addTargetLine(chapters, everything()).value();
    QVERIFY(
        line.endsWith(u",service_id=001175000077dd7e,initiator_ext=001175000077dd7e,max_sect=1024,max_cmd_per_lun=64,"
                      "cmd_sg_entries=255,queue_size=128,tl_retry_count=2,ch_count=4"_s));
}

void SrpLoginTest::IV_19_whatLeadsNowhereIsRefused_data()
{
    QTest::addColumn<SrpLogin>("login");
    QTest::addColumn<QString>("key");
    const auto ib = [](QString dgid, quint16 pkey, quint64 service) {
        return SrpLogin{IbCmPath{std::move(dgid), pkey, {service}}, {}};
    };
    const auto option = [](SrpLoginOptions options) { return SrpLogin{chaptersPath, options}; };
    const QString dgid = chaptersPath.dgid;
    QTest::newRow("nowhere") << SrpLogin{} << u"dest"_s;
    QTest::newRow("no dgid") << ib({}, 0xffff, 1) << u"dgid"_s;
    QTest::newRow("zero dgid") << ib(QString(32, u'0'), 0xffff, 1) << u"dgid"_s;
    QTest::newRow("IV-19: more keys in the dgid")
        << ib(u"fe80000000000000001175000077dd7,a=1"_s, 0xffff, 1) << u"dgid"_s;
    QTest::newRow("multicast") << ib(u"ff12401bffff000000000000ffffffff"_s, 0xffff, 1) << u"dgid"_s;
    QTest::newRow("no partition") << ib(dgid, 0x8000, 1) << u"pkey"_s;
    QTest::newRow("no service") << ib(dgid, 0xffff, 0) << u"service_id"_s;
    QTest::newRow("port 0") << SrpLogin{RdmaCmPath{overCm.address, 0}, {}} << u"dest"_s;
    QTest::newRow("no address") << SrpLogin{RdmaCmPath{{}, 5555}, {}} << u"dest"_s;
    QTest::newRow("retries") << option({.retries = 1}) << u"tl_retry_count"_s;
    QTest::newRow("queue") << option({.queueSize = 1}) << u"queue_size"_s;
    QTest::newRow("sg entries") << option({.sgEntries = 256}) << u"cmd_sg_entries"_s;
    QTest::newRow("channels") << option({.channels = 0}) << u"ch_count"_s;
}

void SrpLoginTest::IV_19_whatLeadsNowhereIsRefused()
{
    QFETCH(const SrpLogin, login);
    QFETCH(const QString, key);
    const auto line = addTargetLine(chapters, login);
    QVERIFY(!line);
    QCOMPARE(line.error().code, ErrorCode::InvalidWish);
    QCOMPARE(line.error().subject, key);
}

/// The worked example of the chapter: ibsrpdm passes no initiator_ext, srp_daemon -n the target's port GUID.
void SrpLoginTest::theIdUnderWhichTheTargetKnowsUs()
{
    const Guid ours{0x001175000077d708};
    QCOMPARE(initiatorIdOf({chaptersPath, {}}, ours).text(), u"0x0000000000000000001175000077d708"_s);
    QCOMPARE(initiatorIdOf({chaptersPath, {.initiatorExt = 0x001175000077dd7e}}, ours).text(),
             u"0x001175000077dd7e001175000077d708"_s);
    QCOMPARE(initiatorIdOf({chaptersPath, {.initiatorExt = 0x7edd770000751100}}, ours).text(),
             u"0x7edd770000751100001175000077d708"_s);
}

void SrpLoginTest::jsonKeepsEverything()
{
    for (const SrpLogin &login :
         {SrpLogin{}, SrpLogin{overCm, {}}, everything(), SrpLogin{chaptersPath, {.initiatorExt = 0}}})
        QCOMPARE(srpLoginFromJson(toJson(login)), login);
}

void SrpLoginTest::jsonIsStrict()
{
    const QJsonObject whole = toJson(everything());
    for (const QString &part : {u"path"_s, u"options"_s}) {
        QJsonObject inner = whole[part].toObject();
        inner[u"more"_s] = 1;
        QJsonObject object = whole;
        object[part] = inner;
        QCOMPARE(srpLoginFromJson(object).error().code, ErrorCode::InvalidWish);
    }
    QVERIFY(!srpLoginFromJson({{u"more"_s, 1}}));
    QVERIFY(!srpLoginFromJson({{u"path"_s, QJsonObject{{u"address"_s, u"192.0.2.7"_s}, {u"port"_s, 65536}}}}));
    QVERIFY(!srpLoginFromJson({{u"path"_s, QJsonObject{{u"address"_s, u"example.org"_s}, {u"port"_s, 1}}}}));
}

void SrpLoginTest::rememberedTargetsComeBack()
{
    const RememberedTargets targets{{chapters, {everything(), true, {std::nullopt, 5, 60}}},
                                    {{{u"rxe0"_s, 1}, {1}, {2}}, {{overCm, {}}, false, {}}}};
    QCOMPARE(knownTargetsIn(knownTargetsFile(targets)), targets);
    QCOMPARE(knownTargetsIn(knownTargetsFile({})), RememberedTargets{});
}

void SrpLoginTest::aFileOfOthersIsRefused()
{
    for (const char *text : {"", "[]", "{}", R"({"targets": {"x": {}}})", R"({"targets": {}, "more": 1})"})
        QVERIFY(!knownTargetsIn(text));
}

QTEST_GUILESS_MAIN(SrpLoginTest)
#include "srplogintest.moc"
