// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sentences about SRP exports: what each refusal is about, and what to do next.
#include "gui/words/srptargetwords.h"
#include "gui/words/errorwords.h"
#include "gui/words/loginwords.h"
#include "gui/words/notewords.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class SrpTargetWordsTest : public QObject {
    Q_OBJECT

private slots:
    void refusals_data();
    void refusals();
    void namesOfPorts();
    void sizes();
    void everyUseIsTold();
    void notes();
    void loginsAndCardsHaveWordsOfTheirOwn();
};

void SrpTargetWordsTest::refusals_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("happened");
    const auto row = [](const char *name, ErrorCode code, const QString &subject, const QString &detail,
                        const QString &happened) {
        QTest::newRow(name) << static_cast<int>(code) << subject << detail << happened;
    };
    const QString wwn = u"0xfe80000000000000f4521403007bcba1"_s;
    const QString target = u"now.targets."_s + wwn;
    const QString disk = u"now.backstores.block/my.vol"_s;
    const QString core = u"/sys/kernel/config/target/core/iblock_0/vol1"_s;
    const auto wish = ErrorCode::InvalidWish;
    row("serial taken", wish, disk + u".serial"_s, u"taken"_s,
        u"Another disk already has the serial number of my.vol."_s);
    row("no disk", wish, target + u".luns.3"_s, u"no such disk"_s,
        u"A LUN of fe80:0000:0000:0000:f452:1403:007b:cba1 is of a disk that is not there."_s);
    row("no LUN", wish, target + u".acls.0x1.luns.0"_s, u"no such LUN"_s,
        u"An initiator would get a LUN that fe80:0000:0000:0000:f452:1403:007b:cba1 does not export."_s);
    row("id", wish, target + u".acls.0xAB"_s, u"not an initiator id"_s, u"0xAB is not an initiator id."_s);
    row("changed", wish, disk, u"cannot be changed"_s,
        u"Of the disk my.vol, which exists already, only write-back and thin provisioning can be changed."_s);
    row("own", wish, disk + u".size"_s, u"of the disk itself"_s,
        u"Size and write-back of my.vol are those of its block device."_s);
    row("boot only", wish, u"atBoot.backstores.block/vol1"_s, u"neither running nor saved"_s,
        u"vol1 would come back at boot, but does not run now."_s);
    row("port", wish, u"now.rdmaCmPort"_s, u"1024 to 65535"_s,
        u"The port for RDMA/CM logins must be from 1024 to 65535."_s);
    row("size", wish, u"now.backstores.fileio/a.size"_s, u"1048576 to 8388608"_s,
        u"The size of a must be a multiple of 4096 bytes, 1048576 to 8388608."_s);
    row("image", wish, u"now.backstores.fileio/a.source"_s, u"/var/lib/rdma-manager/disks/a.img"_s,
        u"The image file of a can only be /var/lib/rdma-manager/disks/a.img."_s);
    row("absent port", ErrorCode::NotFound, wwn, u"port"_s,
        u"No port of this computer has the GID fe80:0000:0000:0000:f452:1403:007b:cba1."_s);
    row("absent disk", ErrorCode::NotFound, u"/dev/sdz"_s, u"disk"_s, u"/dev/sdz leads to no disk of this computer."_s);
    row("used disk", ErrorCode::Busy, u"/dev/sda"_s, u"in use"_s, u"The disk /dev/sda is in use on this computer."_s);
    row("shared", ErrorCode::Busy, u"block/vol1"_s, u"iscsi/iqn.2003-01.org.x/tpgt_1/lun_0"_s,
        u"The disk block/vol1 is exported by others, too: iscsi/iqn.2003-01.org.x/tpgt_1/lun_0."_s);
    row("logged in", ErrorCode::Busy, u"block/vol1"_s, u"0x7edd770000751100001175000077d708"_s,
        u"An initiator that is logged in uses the disk block/vol1: 0x7edd770000751100001175000077d708."_s);
    row("buffered", wish, u"now.backstores.fileio/img.writeBack"_s, u"opened for write-back"_s,
        u"The image of img was opened for write-back and stays so while the disk is set up. Initiators would take what "
        u"is in this computer’s memory to be on the disk."_s);
    row("kind", ErrorCode::NotSupported, u"pscsi/tape"_s, u"backstore kind"_s,
        u"pscsi/tape is of a kind that is only shown here."_s);
    row("held", ErrorCode::Busy, core + u"/enable"_s, u"EBUSY"_s,
        u"Somebody holds vol1: the kernel would not have it (EBUSY)."_s);
    row("gone", ErrorCode::NotFound, core + u"/enable"_s, u"ENOENT"_s,
        u"vol1, or the disk or file behind it, is gone (ENOENT)."_s);
    row("no device", ErrorCode::NotFound, core + u"/enable"_s, u"ENODEV"_s,
        u"The kernel finds no device for vol1 (ENODEV)."_s);
    row("inside", ErrorCode::Busy, u"/sys/kernel/config/target/srpt/0x1/tpgt_1/acls/0x2"_s, u"ENOTEMPTY"_s,
        u"Something is still inside srpt/0x1/tpgt_1/acls/0x2 (ENOTEMPTY)."_s);
    row("refused", wish, core + u"/attrib/block_size"_s, u"EINVAL"_s,
        u"The kernel does not take this for vol1 (EINVAL)."_s);
    row("another feature's", wish, u"interfaces.x.name"_s, u"no such disk"_s,
        u"What is wished for interfaces.x.name cannot be: no such disk."_s);
}

void SrpTargetWordsTest::refusals()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    QFETCH(QString, happened);
    const ErrorWords words = errorWords({static_cast<ErrorCode>(code), subject, detail});
    QCOMPARE(words.happened, happened);
    QVERIFY(words.next.size() > 10 && words.next.endsWith(u'.'));
}

void SrpTargetWordsTest::namesOfPorts()
{
    QCOMPARE(gidWords(u"0xfe80000000000000f4521403007bcba1"_s), u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s);
    QCOMPARE(gidWords(u"f452:1403:007b:cba1"_s), u"f452:1403:007b:cba1"_s);
    QCOMPARE(gidWords(u"0xFE80000000000000f4521403007bcba1"_s), u"0xFE80000000000000f4521403007bcba1"_s);
}

void SrpTargetWordsTest::sizes()
{
    QCOMPARE(sizeWords(0), QString());
    QCOMPARE(sizeWords(quint64{1} << 40), u"1.0 TiB"_s);
    QCOMPARE(sizeWords(quint64{3} << 29), u"1.5 GiB"_s);
}

void SrpTargetWordsTest::everyUseIsTold()
{
    BlockDevice device{.name = u"sda"_s, .holdsRoot = true};
    QCOMPARE(useWords(device), u"holds the running system"_s);
    device.holdsRoot = false;
    for (int use = 0; use <= static_cast<int>(BlockUse::Partitions); ++use) {
        device.uses = {{static_cast<BlockUse>(use), u"/srv"_s}};
        QVERIFY(useWords(device).size() > 5 && useWords(device) != "holds the running system"_L1);
    }
    QCOMPARE(useWords({.uses = {{BlockUse::Mounted, u"/srv"_s}, {BlockUse::Exported, u"block/vol1"_s}}}),
             u"mounted on /srv, exported already as block/vol1"_s);
    QCOMPARE(useWords({}), QString());
}

void SrpTargetWordsTest::notes()
{
    QVERIFY(isWarning(NoteCode::SessionEnds) && isWarning(NoteCode::NotSaved));
    QVERIFY(noteWords({NoteCode::SessionEnds, u"0x1"_s, u"0x2"_s}).contains("The initiator 0x1 is logged in"_L1));
    QVERIFY(isWarning(NoteCode::WriteBack));
    QVERIFY(noteWords({NoteCode::WriteBack, u"fileio/img"_s, {}}).contains("may lose what fileio/img has"_L1));
    QVERIFY(noteWords({NoteCode::NotSaved, u"block/vol1"_s, {}}).startsWith("block/vol1 is not saved"_L1));
}

/// For each value of an enum, from its first to `last`.
template <typename Enum> QStringList wordsUpTo(Enum last, QString (*words)(Enum))
{
    QStringList all;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        all.append(words(static_cast<Enum>(value)));
    return all;
}

void SrpTargetWordsTest::loginsAndCardsHaveWordsOfTheirOwn()
{
    const auto refusalWords = [](CardProblem problem) { return cardRefusalWords({problem, u"pkey"_s}); };
    for (QStringList words :
         {wordsUpTo(CardLack::NoAddress, cardLackWords), wordsUpTo(CardFault::PortDown, cardFaultWords),
          wordsUpTo<CardProblem>(CardProblem::Mistyped, refusalWords),
          wordsUpTo(LoginRefusal::Other, loginRefusalLabel), wordsUpTo(LoginRefusal::Other, loginRefusalAdvice),
          wordsUpTo(LoginMethod::Ibsrpdm, loginMethodLabel), wordsUpTo(LoginMethod::Ibsrpdm, loginMethodName),
          wordsUpTo(LoginMethod::Ibsrpdm, loginMethodWords),
          wordsUpTo(PeerPortProblem::NoGuid, peerPortProblemWords).sliced(1)}) {
        QVERIFY(!words.contains(QString()));
        QCOMPARE(words.removeDuplicates(), 0);
    }
    QVERIFY(cardRefusalWords({CardProblem::Missing, u"pkey"_s}).contains("pkey"_L1));
    CardCheck check{.standing = CardStanding::Outdated, .wwn = {}, .faults = {}, .forbidden = {}, .added = {}};
    for (quint64 guid = 1; guid <= 6; ++guid)
        check.forbidden.insert(InitiatorId{0, guid});
    QVERIFY(cardCheckWords(check, u"mlx4_0, port 1"_s).constLast().endsWith(", 2 more."_L1));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpTargetWordsTest)
#include "srptargetwordstest.moc"
