// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which disks are the same over several paths.
#include "model/srppaths.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class SrpPathsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneWwidIsOneDisk();
    void aMapHasJoinedThem();
    void noWwidIsNoSameness();
    void aLunWithoutADiskIsNone();
};

namespace {

SrpLun lunOf(const QString &disk, const QString &wwid)
{
    SrpLun lun{.wwid = wwid};
    lun.disk.name = disk;
    return lun;
}

SrpTargetId targetAt(int port)
{
    return {{u"mlx5_0"_s, port}, Guid{1}, Guid{1}};
}

/// One target over two ports, the second with two sessions.
SrpSessions overTwoPorts()
{
    return {{targetAt(1), {{.host = 7, .luns = {lunOf(u"sdb"_s, u"naa.1"_s), lunOf(u"sdc"_s, u"naa.2"_s)}}}},
            {targetAt(2),
             {{.host = 8, .luns = {lunOf(u"sdd"_s, u"naa.1"_s)}}, {.host = 9, .luns = {lunOf(u"sde"_s, u"naa.1"_s)}}}}};
}

} // namespace

void SrpPathsTest::oneWwidIsOneDisk()
{
    const SrpSessions sessions = overTwoPorts();
    const auto &first = sessions.at(targetAt(1)).front().luns;
    QCOMPARE(sameDisks(first[0], sessions), (QStringList{u"sdd"_s, u"sde"_s}));
    QCOMPARE(sameDisks(first[1], sessions), QStringList());
    QCOMPARE(sameDisks(sessions.at(targetAt(2)).front().luns.front(), sessions), (QStringList{u"sdb"_s, u"sde"_s}));
}

void SrpPathsTest::aMapHasJoinedThem()
{
    SrpSessions sessions = overTwoPorts();
    SrpLun &joined = sessions[targetAt(1)].front().luns.front();
    joined.multipath = u"mpatha"_s;
    QCOMPARE(sameDisks(joined, sessions), QStringList());
    const SrpLun &alone = sessions[targetAt(2)].front().luns.front(); // a path that the map has not taken
    QCOMPARE(sameDisks(alone, sessions), (QStringList{u"sdb"_s, u"sde"_s}));
}

void SrpPathsTest::noWwidIsNoSameness()
{
    SrpSessions sessions = overTwoPorts();
    for (auto &[id, ofTarget] : sessions)
        for (SrpSession &session : ofTarget)
            for (SrpLun &lun : session.luns)
                lun.wwid.clear();
    QCOMPARE(sameDisks(sessions[targetAt(1)].front().luns.front(), sessions), QStringList());
}

void SrpPathsTest::aLunWithoutADiskIsNone()
{
    SrpSessions sessions = overTwoPorts();
    SrpLun &bare = sessions[targetAt(1)].front().luns.front();
    bare.disk.name.clear(); // no driver made a disk of it
    QCOMPARE(sameDisks(bare, sessions), QStringList());
    QCOMPARE(sameDisks(sessions[targetAt(2)].front().luns.front(), sessions), QStringList{u"sde"_s});
}

QTEST_APPLESS_MAIN(SrpPathsTest)
#include "srppathstest.moc"
