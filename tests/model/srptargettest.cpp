// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of SRP exports in JSON: what is written is read, and a wish that is none is refused by its place.
#include "model/srptarget.h"

#include "largetree.h"
#include "model/json.h"
#include "srprandom.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString port1 = u"0xfe80000000000000001175000077dd7e"_s;
const QString initiator = u"0x7edd770000751100001175000077d708"_s;
const BackstoreId vol1{BackstoreKind::Block, u"vol1"_s};

QJsonObject object(const QByteArray &text)
{
    return parseObject(text, maxStateBytes).value();
}

/// The chapter's export.
SrpTree chapterTree()
{
    SrpTree tree;
    tree.backstores[vol1] = {.source = u"/dev/sdc1"_s};
    tree.targets[port1] = {true, {{0, vol1}}, {{initiator, {{{0, {0, true}}}}}}};
    return tree;
}

const QByteArray chapterJson =
    "{\"backstores\":{\"block/vol1\":{\"blockSize\":0,\"readOnly\":false,\"serial\":\"\",\"size\":0,"
    "\"source\":\"/dev/sdc1\",\"thin\":false,\"writeBack\":false}},\"rdmaCmPort\":0,"
    "\"targets\":{\"0xfe80000000000000001175000077dd7e\":{\"acls\":{\"0x7edd770000751100001175000077d708\":"
    "{\"luns\":{\"0\":0},\"readOnly\":[0]}},\"enabled\":true,\"luns\":{\"0\":\"block/vol1\"}}}}";

/// The chapter's tree after a wish.
Result<SrpTree> wished(const QByteArray &wish)
{
    return srpTreeFromJson(mergePatch(object(chapterJson), object(wish)));
}

/// A text below "targets", "backstores" and an ACL of the chapter's.
QByteArray inTarget(const QByteArray &target)
{
    return "{\"targets\":{\"" + port1.toLatin1() + "\":" + target + "}}";
}

QByteArray inAcl(const QByteArray &acl)
{
    return inTarget("{\"acls\":{\"" + initiator.toLatin1() + "\":" + acl + "}}");
}

QByteArray inDisk(const QByteArray &disk)
{
    return "{\"backstores\":{\"block/vol1\":" + disk + "}}";
}

const QString targetPlace = u"targets.0xfe80000000000000001175000077dd7e"_s;
const QString aclPlace = targetPlace + u".acls.0x7edd770000751100001175000077d708"_s;

} // namespace

class SrpTargetTest : public QObject {
    Q_OBJECT
private slots:
    void theShapeIsTheContract()
    {
        QCOMPARE(canonical(toJson(chapterTree())), chapterJson);
        QCOMPARE(srpTreeFromJson(object(chapterJson)).value(), chapterTree());
        QCOMPARE(canonical(toJson(SrpTree())), QByteArray(R"({"backstores":{},"rdmaCmPort":0,"targets":{}})"));
    }

    void roundTrips()
    {
        for (int i = 0; i < 1'000; ++i) {
            SrpTree tree = random::srpTree();
            tree.rdmaCmPort = random::below(0x10000);
            const QByteArray text = canonical(toJson(tree));
            QCOMPARE(srpTreeFromJson(object(text)).value(), tree);
            QCOMPARE(canonical(toJson(srpTreeFromJson(object(text)).value())), text);
        }
    }

    void partsRoundTrip()
    {
        for (int i = 0; i < 500; ++i) {
            Backstore disk = random::backstore(static_cast<BackstoreKind>(random::below(5)));
            disk.source = random::text();
            QCOMPARE(backstoreFromJson(toJson(disk)).value(), disk);
            const SrpTarget target = random::srpTarget();
            QCOMPARE(srpTargetFromJson(toJson(target)).value(), target);
        }
    }

    void namesOfOthersAreKept_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"0011:7500:0077:d708", "10.0.0.1", "fe80::1%eth0", "7edd770000751100001175000077d708",
                                 "0X7EDD", "%1", "a"})
            QTest::newRow(name) << QString::fromLatin1(name);
        QTest::newRow("long") << QString(128, u'x');
    }

    void namesOfOthersAreKept()
    {
        QFETCH(QString, name);
        SrpTree tree = chapterTree();
        tree.targets[name] = {false, {{0xffff, {BackstoreKind::User, name}}}, {{name, {{{0xffff, {0xffff, false}}}}}}};
        tree.backstores[{BackstoreKind::Scsi, name}] = {};
        QCOMPARE(srpTreeFromJson(object(canonical(toJson(tree)))).value(), tree);
    }

    void backstoreIds()
    {
        QCOMPARE(BackstoreId::fromText(u"block/vol1"_s).value(), vol1);
        for (const char *text : {"block/vol1", "fileio/img", "ramdisk/r", "pscsi/tape", "user/rbd0", "block/a..b"})
            QCOMPARE(BackstoreId::fromText(QString::fromLatin1(text)).value().text(), QString::fromLatin1(text));
    }

    void IV_18_refusedBackstoreIds_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",          "/",          "block",       "block/",      "/vol1",
                                 "vol1",      "Block/vol1", "iblock/vol1", "block/../x",  "block/..",
                                 "block/.",   "block/.x",   "block/a/b",   "block/a b",   "block/a\tb",
                                 "block/a\n", "block//a",   " block/a",    "block/a\x7f", "../core/a"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("umlaut") << u"block/ä"_s;
        QTest::newRow("NUL") << u"block/a"_s + QChar(u'\0');
        QTest::newRow("long") << u"block/"_s + QString(129, u'a');
        QTest::newRow("10 MB") << u"block/"_s + QString(10'000'000, u'a');
        QTest::newRow("10 MB of slashes") << QString(10'000'000, u'/');
    }

    void IV_18_refusedBackstoreIds()
    {
        QFETCH(QString, text);
        const auto refused = BackstoreId::fromText(text);
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QCOMPARE_LE(refused.error().subject.size(), 128);
    }

    void aWishIsMergedIntoTheTree()
    {
        QCOMPARE(wished("{}").value(), chapterTree());
        QCOMPARE(wished(R"({"rdmaCmPort":5555})").value().rdmaCmPort, 5555);
        QVERIFY(wished(inTarget("null")).value().targets.empty());
        QVERIFY(wished(inDisk("null")).value().backstores.empty());
        QVERIFY(!wished(inTarget(R"({"enabled":false})")).value().targets.at(port1).enabled);
        QVERIFY(wished(inTarget(R"({"luns":{"0":null}})")).value().targets.at(port1).luns.empty());
        QCOMPARE(wished(inTarget(R"({"luns":{"7":"fileio/a"}})")).value().targets.at(port1).luns.size(), 2U);
        const auto acl =
            wished(inAcl(R"({"luns":{"3":1},"readOnly":[3,0]})")).value().targets.at(port1).acls.at(initiator);
        QCOMPARE(acl, (NodeAcl{{{0, {0, true}}, {3, {1, true}}}}));
        QVERIFY(!wished(inAcl(R"({"readOnly":[]})")).value().targets.at(port1).acls.at(initiator).luns.at(0).readOnly);
    }

    void refusedWishes_data()
    {
        QTest::addColumn<QByteArray>("wish");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *what, const QByteArray &wish, const QString &subject) {
            QTest::newRow(what) << wish << subject;
        };
        row("unknown key", R"({"x":1})", u"x"_s);
        row("no port", R"({"rdmaCmPort":null})", u"rdmaCmPort"_s);
        row("negative port", R"({"rdmaCmPort":-1})", u"rdmaCmPort"_s);
        row("port too high", R"({"rdmaCmPort":65536})", u"rdmaCmPort"_s);
        row("half a port", R"({"rdmaCmPort":1.5})", u"rdmaCmPort"_s);
        row("targets are a list", R"({"targets":[]})", u"targets"_s);
        row("backstores are a text", R"({"backstores":"x"})", u"backstores"_s);
        row("no backstores", R"({"backstores":null})", u"backstores"_s);

        row("disk is a text", inDisk("7"), u"backstores.block/vol1"_s);
        row("disk's unknown key", inDisk(R"({"x":1})"), u"backstores.block/vol1.x"_s);
        row("disk's kind", R"({"backstores":{"nvme/a":{}}})", u"backstores.nvme/a"_s);
        row("disk's size is negative", inDisk(R"({"size":-1})"), u"backstores.block/vol1.size"_s);
        row("disk's size is absurd", inDisk(R"({"size":9007199254740992})"), u"backstores.block/vol1.size"_s);
        row("disk's size is beyond numbers", inDisk(R"({"size":1e300})"), u"backstores.block/vol1.size"_s);
        row("disk's size is a text", inDisk(R"({"size":"1"})"), u"backstores.block/vol1.size"_s);
        row("disk's block size", inDisk(R"({"blockSize":8192})"), u"backstores.block/vol1.blockSize"_s);
        row("disk's block size is negative", inDisk(R"({"blockSize":-512})"), u"backstores.block/vol1.blockSize"_s);
        row("disk's flag is a number", inDisk(R"({"thin":1})"), u"backstores.block/vol1.thin"_s);
        row("disk's flag is gone", inDisk(R"({"writeBack":null})"), u"backstores.block/vol1.writeBack"_s);
        row("disk's source is long", inDisk("{\"source\":\"" + QByteArray(4097, 'x') + "\"}"),
            u"backstores.block/vol1.source"_s);
        row("disk's serial is long", inDisk("{\"serial\":\"" + QByteArray(100'000, 'x') + "\"}"),
            u"backstores.block/vol1.serial"_s);

        row("target is a flag", inTarget("true"), targetPlace);
        row("target's unknown key", inTarget(R"({"tpgs":{}})"), targetPlace + u".tpgs"_s);
        row("enabled is a number", inTarget(R"({"enabled":1})"), targetPlace + u".enabled"_s);
        row("LUNs are a list", inTarget(R"({"luns":[]})"), targetPlace + u".luns"_s);
        row("LUN of nothing", inTarget(R"({"luns":{"0":7}})"), targetPlace + u".luns.0"_s);
        row("LUN of a path", inTarget(R"({"luns":{"0":"block/../../x"}})"), targetPlace + u".luns.0"_s);
        row("LUN is a word", inTarget(R"({"luns":{"a":"block/a"}})"), targetPlace + u".luns.a"_s);

        row("ACL is a list", inAcl("[]"), aclPlace);
        row("ACL's unknown key", inAcl(R"({"x":1})"), aclPlace + u".x"_s);
        row("mapped LUN is a text", inAcl(R"({"luns":{"0":"0"}})"), aclPlace + u".luns.0"_s);
        row("mapped LUN is too high", inAcl(R"({"luns":{"0":65536}})"), aclPlace + u".luns.0"_s);
        row("mapped LUN is negative", inAcl(R"({"luns":{"0":-1}})"), aclPlace + u".luns.0"_s);
        row("half a mapped LUN", inAcl(R"({"luns":{"0":0.5}})"), aclPlace + u".luns.0"_s);
        row("mapped LUN is an object", inAcl(R"({"luns":{"0":{}}})"), aclPlace + u".luns.0"_s);
        row("read-only is a flag", inAcl(R"({"readOnly":true})"), aclPlace + u".readOnly"_s);
        row("read-only twice", inAcl(R"({"readOnly":[0,0]})"), aclPlace + u".readOnly"_s);
        row("read-only LUN that is not mapped", inAcl(R"({"readOnly":[1]})"), aclPlace + u".readOnly"_s);
        row("read-only text", inAcl(R"({"readOnly":["0"]})"), aclPlace + u".readOnly"_s);
        row("read-only LUN that goes", inAcl(R"({"luns":{"0":null}})"), aclPlace + u".readOnly"_s);
    }

    void refusedWishes()
    {
        QFETCH(QByteArray, wish);
        const auto refused = wished(wish);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QTEST(refused.error().subject, "subject");
    }

    /// Two spellings of one LUN would be two keys of a merge patch.
    void IV_08_keysHaveOneSpelling_data()
    {
        QTest::addColumn<QString>("key");
        for (const char *key : {"", "00", "01", "+1", "-0", "-1", " 1", "1 ", "0x1", "1.0", "1e0", "65536",
                                "4294967296", "18446744073709551616", "lun_0"})
            QTest::newRow(key) << QString::fromLatin1(key);
        QTest::newRow("Arabic digit") << u"١"_s;
        QTest::newRow("10 MB") << QString(10'000'000, u'1');
    }

    void IV_08_keysHaveOneSpelling()
    {
        QFETCH(QString, key);
        SrpTarget target = chapterTree().targets.at(port1);
        QJsonObject json = toJson(target);
        json[u"luns"_s] = QJsonObject{{key, u"block/vol1"_s}};
        const auto refused = srpTargetFromJson(json, u"t"_s);
        QCOMPARE(refused.error().subject, QString(u"t.luns."_s + key.left(128)));

        QJsonObject acl{{u"luns"_s, QJsonObject{{key, 0}}}, {u"readOnly"_s, QJsonArray()}};
        json = toJson(target);
        json[u"acls"_s] = QJsonObject{{initiator, acl}};
        QVERIFY(!srpTargetFromJson(json));
    }

    void IV_08_refusedNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"", ".", "..", ".x", "../../core", "a/b", "/", "a b", "a\n", "\x1b[0m", "a\x7f"})
            QTest::newRow(name) << QString::fromLatin1(name);
        QTest::newRow("umlaut") << u"ä"_s;
        QTest::newRow("bidi") << QString(QChar(0x202e)) + u"a";
        QTest::newRow("NUL") << u"a"_s + QChar(u'\0');
        QTest::newRow("half a surrogate pair") << QString(QChar(0xd800));
        QTest::newRow("long") << QString(129, u'a');
        QTest::newRow("10 MB") << QString(10'000'000, u'a');
    }

    void IV_08_refusedNames()
    {
        QFETCH(QString, name);
        QJsonObject json = toJson(chapterTree());
        json[u"targets"_s] = QJsonObject{{name, toJson(SrpTarget())}};
        const auto refused = srpTreeFromJson(json);
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QCOMPARE(refused.error().subject, QString(u"targets."_s + name.left(128)));

        json = toJson(SrpTarget());
        json[u"acls"_s] = QJsonObject{{name, QJsonObject{{u"luns"_s, QJsonObject()}, {u"readOnly"_s, QJsonArray()}}}};
        QCOMPARE(srpTargetFromJson(json, u"t"_s).error().subject, QString(u"t.acls."_s + name.left(128)));
    }

    void everyKeyIsRequired()
    {
        const auto check = [](const QJsonObject &whole, auto decode) {
            for (const QString &key : whole.keys()) {
                QJsonObject lacking = whole;
                lacking.remove(key);
                const auto refused = decode(lacking, QString());
                QVERIFY(!refused);
                QCOMPARE(refused.error().subject, key);
            }
        };
        check(toJson(chapterTree()), srpTreeFromJson);
        check(toJson(chapterTree().targets.at(port1)), srpTargetFromJson);
        check(toJson(chapterTree().backstores.at(vol1)), backstoreFromJson);
    }

    void RX_05_aLargeTreeFitsAState()
    {
        const SrpTree tree = largeTree(port1, 1000, 64, true);
        const QByteArray text = canonical(toJson(tree));
        QCOMPARE_LE(text.size(), maxStateBytes / 4);
        QCOMPARE(srpTreeFromJson(object(text)).value(), tree);
    }
};

QTEST_APPLESS_MAIN(SrpTargetTest)
#include "srptargettest.moc"
