// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds of wishes for exports, for the page and for the helper.
#include "model/srptargetlaw.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString port = u"0xfe80000000000000001175000077dd7e"_s;
const BackstoreId vol1{BackstoreKind::Block, u"vol1"_s};

SrpTree exported(const Backstore &disk)
{
    SrpTree tree;
    tree.backstores[vol1] = disk;
    tree.targets[port] = {.enabled = true, .luns = {{0, vol1}}, .acls = {}};
    return tree;
}

const Backstore oneDisk{.source = u"/dev/sda"_s, .serial = u"608e5e69"_s};
const Backstore otherDisk{.source = u"/dev/sdb"_s, .serial = u"7e3b77aa"_s};

} // namespace

class SrpTargetLawTest : public QObject {
    Q_OBJECT
private slots:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isOne");
        for (const char *name : {"a", "vol1", "0", "A.b_c-d", "disk..x"})
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        for (const char *name : {"", ".x", "-x", "_x", "a b", "a/b", "a'b", "a,b", "a\n", "\xe4"})
            QTest::newRow(name) << QString::fromLatin1(name) << false;
        QTest::newRow("64") << QString(64, u'a') << true;
        QTest::newRow("65") << QString(65, u'a') << false;
        QTest::newRow("Arabic digit") << u"a١"_s << false;
    }

    void names()
    {
        QFETCH(QString, name);
        QFETCH(bool, isOne);
        const auto problem = problemWithName({}, {BackstoreKind::Block, name});
        QVERIFY(problem == (isOne ? std::nullopt : std::optional(DiskProblem::OddName)));
    }

    void aNameIsTakenByADiskOfItsKind()
    {
        QVERIFY(problemWithName(exported(oneDisk), vol1) == DiskProblem::NameTaken);
        QVERIFY(!problemWithName(exported(oneDisk), {BackstoreKind::File, u"vol1"_s}));
    }

    void serials_data()
    {
        QTest::addColumn<QString>("serial");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("8") << u"a-Z01234"_s << true;
        QTest::newRow("64") << QString(64, u'0') << true;
        QTest::newRow("7") << u"a-Z0123"_s << false;
        QTest::newRow("65") << QString(65, u'0') << false;
        QTest::newRow("none") << QString() << false;
        for (const char *odd : {"a_Z01234", "a.Z01234", "a Z01234", "12345678\n"})
            QTest::newRow(odd) << QString::fromLatin1(odd) << false;
    }

    void serials()
    {
        QFETCH(QString, serial);
        QFETCH(bool, isOne);
        const auto problem = problemWithSerial({}, vol1, serial);
        QVERIFY(problem == (isOne ? std::nullopt : std::optional(DiskProblem::OddSerial)));
    }

    void aSerialIsTakenByAnyOtherDisk()
    {
        const SrpTree tree = exported(oneDisk);
        QVERIFY(!problemWithSerial(tree, vol1, oneDisk.serial));
        QVERIFY(problemWithSerial(tree, {BackstoreKind::File, u"vol1"_s}, oneDisk.serial) == DiskProblem::SerialTaken);
    }

    void attributesMakeNoOtherDisk()
    {
        Backstore changed = oneDisk;
        changed.writeBack = changed.thin = true;
        QVERIFY(isSameDisk(oneDisk, changed));
        changed.readOnly = true;
        QVERIFY(!isSameDisk(oneDisk, changed) && !isSameDisk(oneDisk, otherDisk));
    }

    void savedTargetsComeWithTheirDisks()
    {
        const SrpTree saved = exported(oneDisk);
        const SrpTree running = exported(otherDisk);
        QVERIFY(!targetOfOtherDisks(saved, running, saved));
        QVERIFY(!targetOfOtherDisks(saved, running, running));
        SrpTree mixed = saved;
        mixed.targets[port].enabled = false;
        QCOMPARE(targetOfOtherDisks(saved, running, mixed), port);
        SrpTree disabled = running;
        disabled.targets[port].enabled = false;
        QCOMPARE(targetOfOtherDisks(disabled, running, exported(oneDisk)), port); // the one's target, nobody's disk
        QVERIFY(!targetOfOtherDisks(disabled, running, exported(otherDisk)));
        mixed = running;
        mixed.backstores.clear();
        QCOMPARE(targetOfOtherDisks(saved, running, mixed), port);
    }
};

QTEST_APPLESS_MAIN(SrpTargetLawTest)
#include "srptargetlawtest.moc"
