// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// saveconfig.json as values: what each kind of file says, what is left out of it, what is no such file.
#include "model/saveconfig.h"
#include "fixtures.h"
#include "random.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString port1 = u"0xfe80000000000000001175000077dd7e"_s;
const QString port2 = u"0xfe80000000000000001175000077dd7f"_s;
const QString chapterInitiator = u"0x7edd770000751100001175000077d708"_s;

BackstoreId block(const QString &name)
{
    return {BackstoreKind::Block, name};
}

SavedSrp saved(const QString &name)
{
    return readSavedSrp(fixture(u"saveconfig/"_s + name)).value();
}

QByteArray fileWith(const QByteArray &storageObject)
{
    return R"({"storage_objects":[)" + storageObject + "]}";
}

Backstore onlyBackstore(const QByteArray &storageObject)
{
    const SrpTree tree = savedSrp(fileWith(storageObject)).value();
    return tree.backstores.size() == 1 ? tree.backstores.begin()->second : Backstore{.source = u"none"_s};
}

QByteArray targetWith(const QByteArray &group)
{
    return R"({"targets":[{"fabric":"srpt","wwn":"ib.fe80000000000000001175000077dd7e","tpgs":[)" + group + "]}]}";
}

} // namespace

class SaveconfigTest : public QObject {
    Q_OBJECT
private slots:
    void todaysDebian()
    {
        const auto [tree, remarks] = saved(u"debian13.json"_s);
        QCOMPARE(remarks, std::vector<SavedRemark>());
        QCOMPARE(tree.rdmaCmPort, 0);
        QCOMPARE(tree.backstores.size(), 5U);
        const Backstore vol1{.source = u"/dev/disk/by-id/wwn-0x5000c500a1b2c3d4-part1"_s,
                             .serial = u"608e5e69-d594-4849-983a-2324d02b25a4"_s};
        QCOMPARE(tree.backstores.at(block(u"vol1"_s)), vol1);
        const Backstore scratch{.source = u"/var/lib/rdma-manager/images/scratch.img"_s,
                                .size = 10'737'418'240,
                                .serial = u"1d1b8b0e-8a8b-4d0c-9c9e-0a0b0c0d0e0f"_s,
                                .writeBack = true,
                                .thin = true};
        QCOMPARE(tree.backstores.at({BackstoreKind::File, u"scratch"_s}), scratch);
        const Backstore trial{.size = 67'108'864, .serial = u"b1946ac9-2492-4d23-8b5e-6c0a4b3d2e1f"_s};
        QCOMPARE(tree.backstores.at({BackstoreKind::Ramdisk, u"trial"_s}), trial);
        QCOMPARE(tree.backstores.at({BackstoreKind::Scsi, u"tape"_s}), Backstore{.source = u"/dev/sg3"_s});
        QCOMPARE(tree.backstores.at({BackstoreKind::User, u"rbd0"_s}).source, u"rbd/pool/image@snap4"_s);

        const SrpTarget first{
            true,
            {{0, block(u"vol1"_s)}, {1, {BackstoreKind::File, u"scratch"_s}}},
            {{chapterInitiator, {{{0, {0, false}}, {1, {1, true}}}}}, {u"0x001175000077dd7e001175000077d708"_s, {}}}};
        const SrpTarget second{false, {{0, block(u"vol1"_s)}}, {}};
        const std::map<QString, SrpTarget> targets{{port1, first}, {port2, second}};
        QCOMPARE(tree.targets, targets);
    }

    void redHat7()
    {
        const auto [tree, remarks] = saved(u"rhel7.json"_s);
        QCOMPARE(remarks, std::vector<SavedRemark>());
        QCOMPARE(tree.backstores.at(block(u"vol1"_s)).source, u"/dev/vg0/vol1"_s);
        const SrpTarget target{true, {{0, block(u"vol1"_s)}}, {{chapterInitiator, {{{0, {0, false}}}}}}};
        QCOMPARE(tree.targets.at(port1), target);
    }

    void otherFabricsAreNobodysBusiness()
    {
        const auto [tree, remarks] = saved(u"iscsi.json"_s);
        QCOMPARE(remarks, std::vector<SavedRemark>());
        QCOMPARE(tree.targets.size(), 1U);
        QVERIFY2(!tree.backstores.contains(block(u"mail"_s)), "iSCSI uses it");
        QCOMPARE(tree.targets.at(port1).luns.at(7), block(u"mail"_s)); // and so do we
        QCOMPARE(tree.backstores.size(), 2U);
        QCOMPARE(tree.backstores.at(block(u"vol1"_s)).blockSize, 4096);
        QVERIFY(tree.backstores.at(block(u"vol1"_s)).readOnly);
    }

    void IV_08_whatRtslibReadsAsOneIdIsOneId()
    {
        const auto [tree, remarks] = saved(u"handmade.json"_s);
        QCOMPARE(remarks, std::vector<SavedRemark>());
        const SrpTarget target{true,
                               {{0, block(u"vol1"_s)}, {1, {BackstoreKind::File, u"img"_s}}},
                               {{chapterInitiator, {{{0, {0, false}}}}}}};
        const std::map<QString, SrpTarget> targets{{port1, target}};
        QCOMPARE(tree.targets, targets);
        const Backstore img{.source = u"/srv/été.img"_s, .size = 1'048'576, .writeBack = true};
        QCOMPARE(tree.backstores.at({BackstoreKind::File, u"img"_s}), img);
        QCOMPARE(tree.backstores.at(block(u"vol1"_s)), Backstore{.source = u"/dev/sdc1"_s});
    }

    void whatIsNotUnderstoodIsTold()
    {
        const auto [tree, remarks] = saved(u"odd.json"_s);
        const std::vector<SavedRemark> expected{
            {SavedProblem::OtherGroup, u"srpt/ib.00000000000000000000000000000001"_s},
            {SavedProblem::Twice, u"srpt/ib.00000000000000000000000000000002"_s},
            {SavedProblem::Twice, u"srpt/ib.00000000000000000000000000000002"_s},
            {SavedProblem::OddName, u"srpt/ib.0011:7500:0077:dd7e"_s},
            {SavedProblem::OddName, u"srpt/ib.00000000000000000000000000000003"_s},
            {SavedProblem::Twice, u"block/twice"_s},
            {SavedProblem::Twice, u"block/twice"_s},
            {SavedProblem::Malformed, u"block/lost"_s},
            {SavedProblem::OddName, u"block/a b"_s},
            {SavedProblem::Malformed, u"nvme/new"_s},
        };
        QCOMPARE(remarks, expected);
        QCOMPARE(tree.targets.size(), 1U);
        QCOMPARE(tree.backstores.size(), 1U); // the others are used by targets that we do not understand
        QVERIFY(tree.backstores.contains(block(u"ours"_s)));
    }

    void remarksAreBounded()
    {
        const QByteArray name(100'000, 'x');
        const auto told = readSavedSrp(R"({"targets":[{"fabric":"srpt","wwn":")" + name + R"("}]})");
        QCOMPARE(told->remarks.size(), 1U);
        QCOMPARE_LE(told->remarks.front().subject.size(), 128);
    }

    /// rtslib hands a block object's write_back to nobody; the attribute is what counts, and it is set last.
    void attributesSayMoreThanMembers()
    {
        const auto writesBack = [](const QByteArray &rest) {
            return onlyBackstore(R"({"name":"a","dev":"/dev/sda",)" + rest + '}').writeBack;
        };
        QVERIFY(!writesBack(R"("plugin":"block","write_back":true)"));
        QVERIFY(writesBack(R"("plugin":"block","write_back":false,"attributes":{"emulate_write_cache":1})"));
        QVERIFY(writesBack(R"("plugin":"fileio","write_back":true)"));
        QVERIFY(!writesBack(R"("plugin":"fileio","write_back":true,"attributes":{"emulate_write_cache":0})"));
    }

    void blockSizesThatSomebodyChose()
    {
        const auto sizeOf = [](const QByteArray &size) {
            return onlyBackstore(R"({"name":"a","plugin":"block","dev":"/dev/sda","attributes":{"block_size":)" + size +
                                 "}}")
                .blockSize;
        };
        QCOMPARE(sizeOf("512"), 0);
        QCOMPARE(sizeOf("4096"), 4096);
        QCOMPARE(sizeOf("2048"), 2048);
        QCOMPARE(sizeOf("520"), 0);               // the kernel refuses it
        QCOMPARE(sizeOf("99999999999999"), 0);    // likewise
        QCOMPARE(chosenBlockSize(4096, 4096), 0); // a disk with large sectors
        QCOMPARE(chosenBlockSize(4096, 512), 4096);
        QCOMPARE(chosenBlockSize(512, 4096), 0);
        QCOMPARE(chosenBlockSize(0, 512), 0);
    }

    void malformedStorageObjects_data()
    {
        QTest::addColumn<QByteArray>("object");
        for (const char *object :
             {"7", "null", "[]", R"({"plugin":"block"})", R"({"name":1,"plugin":"block","dev":"/dev/sda"})",
              R"({"name":"a","plugin":"block","dev":1})", R"({"name":"a","plugin":"block","dev":"/d","wwn":1})",
              R"({"name":"a","plugin":"block","dev":"/d","readonly":1})",
              R"({"name":"a","plugin":"fileio","dev":"/d","size":-1})",
              R"({"name":"a","plugin":"fileio","dev":"/d","size":1.5})",
              R"({"name":"a","plugin":"fileio","dev":"/d","size":1e30})", R"({"name":"a","plugin":"ramdisk"})",
              R"({"name":"a","plugin":"user","config":null,"size":1})",
              R"({"name":"a","plugin":"block","dev":"/d","attributes":[]})",
              R"({"name":"a","plugin":"block","dev":"/d","attributes":{"emulate_tpu":2}})",
              R"({"name":"a","plugin":"block","dev":"/d","attributes":{"block_size":"512"}})"})
            QTest::newRow(object) << QByteArray(object);
    }

    void malformedStorageObjects()
    {
        QFETCH(QByteArray, object);
        const auto told = readSavedSrp(fileWith(object));
        QVERIFY(told->tree.backstores.empty());
        QCOMPARE(told->remarks.size(), 1U);
        QCOMPARE(told->remarks.front().problem, SavedProblem::Malformed);
    }

    void malformedTargets_data()
    {
        QTest::addColumn<QByteArray>("group");
        QTest::addColumn<SavedProblem>("problem");
        const auto row = [](const char *group, SavedProblem problem) {
            QTest::newRow(group) << QByteArray(group) << problem;
        };
        row("", SavedProblem::OtherGroup);
        row("{},{}", SavedProblem::OtherGroup);
        row(R"({"tag":2})", SavedProblem::OtherGroup);
        row("1", SavedProblem::Malformed);
        row(R"({"enable":1})", SavedProblem::Malformed);
        row(R"({"luns":{}})", SavedProblem::Malformed);
        row(R"({"luns":[1]})", SavedProblem::Malformed);
        row(R"({"luns":[{"index":-1,"storage_object":"/backstores/block/a"}]})", SavedProblem::Malformed);
        row(R"({"luns":[{"index":65536,"storage_object":"/backstores/block/a"}]})", SavedProblem::Malformed);
        row(R"({"luns":[{"index":0}]})", SavedProblem::Malformed);
        row(R"({"luns":[{"index":0,"storage_object":"/backstores/block/a/b"}]})", SavedProblem::OddName);
        row(R"({"luns":[{"index":0,"storage_object":"/backstores/nvme/a"}]})", SavedProblem::OddName);
        row(R"({"luns":[{"index":0,"storage_object":"/backstores/block/../a"}]})", SavedProblem::OddName);
        row(R"({"luns":[{"index":0,"storage_object":"/backstores/block/a"},)"
            R"({"index":0,"storage_object":"/backstores/block/b"}]})",
            SavedProblem::Twice);
        row(R"({"node_acls":[{}]})", SavedProblem::OddName);
        row(R"({"node_acls":[{"node_wwn":"ib.1"}]})", SavedProblem::OddName);
        row(R"({"node_acls":[{"node_wwn":"ib.../../core/aaaaaaaaaaaaaaaaaaaa"}]})", SavedProblem::OddName);
        row(R"({"node_acls":[{"node_wwn":"ib.7edd770000751100001175000077d708"},)"
            R"({"node_wwn":"0x7EDD:7700:0075:1100:0011:7500:0077:D708"}]})",
            SavedProblem::Twice);
        row(R"({"node_acls":[{"node_wwn":"ib.7edd770000751100001175000077d708","mapped_luns":[{"index":0}]}]})",
            SavedProblem::Malformed);
    }

    void malformedTargets()
    {
        QFETCH(QByteArray, group);
        const auto told = readSavedSrp(targetWith(group));
        QVERIFY(told->tree.targets.empty());
        QCOMPARE(told->remarks.size(), 1U);
        QTEST(told->remarks.front().problem, "problem");
    }

    void whatIsMissingHasRtslibsDefaults()
    {
        QCOMPARE(savedSrp(targetWith("{}"))->targets.at(port1), (SrpTarget{true, {}, {}}));
        QCOMPARE(savedSrp("{}").value(), SrpTree());
    }

    void noSuchFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("cut") << fixture(u"saveconfig/debian13.json"_s).chopped(3);
        QTest::newRow("byte order mark") << "\xef\xbb\xbf" + fixture(u"saveconfig/debian13.json"_s);
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6);
        QTest::newRow("NUL") << QByteArray("{}\0", 3);
        QTest::newRow("Latin-1") << QByteArray("{\"a\":\"\xe9\"}");
        QTest::newRow("key twice") << QByteArray(R"({"targets":[],"targets":[]})");
        QTest::newRow("key twice, spelled differently") << QByteArray(R"({"targets":[],"t\u0061rgets":[]})");
        QTest::newRow("key twice, deep") << QByteArray(R"({"targets":[{"a":{"b":1,"b":2}}]})");
        QTest::newRow("deep") << R"({"targets":)" + QByteArray(5000, '[') + QByteArray(5000, ']') + '}';
        QTest::newRow("targets are an object") << QByteArray(R"({"targets":{}})");
        QTest::newRow("storage objects are null") << QByteArray(R"({"storage_objects":null})");
        QTest::newRow("Python's NaN") << QByteArray(R"({"a":NaN})");
        QTest::newRow("large") << QByteArray(maxSavedBytes + 1, ' ');
    }

    void noSuchFile()
    {
        QFETCH(QByteArray, bytes);
        const auto refused = savedSrp(bytes);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::BadFile);
        QCOMPARE(withSavedSrp(bytes, {}, {}).error(), refused.error());
    }

    void errorsHoldNoSecrets()
    {
        QByteArray bytes = fixture(u"saveconfig/iscsi.json"_s);
        bytes.replace("\"iscsi\"", "\"iscsi");
        const Error error = savedSrp(bytes).error();
        QCOMPARE(error.code, ErrorCode::BadFile);
        QVERIFY(!QString(error.subject + error.detail).contains(u"s3cr3t"));
    }
};

QTEST_APPLESS_MAIN(SaveconfigTest)
#include "saveconfigtest.moc"
