// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looking at what a process has open, where rights are missing: a file system that refuses its own file costs nothing.
#include "helper/holderwalk.h"

#include "tests/doors/sandbox.h"
#include "tests/fake/fakehostroot.h"

#include <QTest>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr DeviceNumber null{1, 3};
const QString descriptors = u"/proc/4711/fd"_s;
const QString locked = u"/locked"_s;

} // namespace

class HolderRightsTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;

    [[nodiscard]] Result<Holders> found() const
    {
        const auto host = Host::open(m_root.path());
        const auto proc = host->directory(u"/proc"_s);
        const ShippedCapabilities withoutOthersFiles;
        return holdersIn(proc.value(), {null}, NodeKind::Character);
    }

    void setMode(const QString &path, mode_t mode) const
    {
        QCOMPARE(::chmod(m_root.inside(path).toUtf8().constData(), mode), 0);
    }

private slots:
    void init();
    void cleanup();

    void whatAFileSystemRefusesIsNotWhatAProcessForbids();
    void linksThatNobodyMayReadAreForbidden();
};

void HolderRightsTest::init()
{
    m_root.write(u"/proc/4711/comm"_s, "dd\n");
    m_root.makeDirectory(descriptors);
    m_root.makeDirectory(locked + u"/inner"_s);
    m_root.link(descriptors + u"/0"_s, m_root.inside(locked + u"/inner"_s));
    m_root.link(descriptors + u"/1"_s, u"/dev/null"_s);
}

void HolderRightsTest::cleanup()
{
    setMode(locked, 0755);
    setMode(descriptors, 0755);
    m_root.remove(u"/proc/4711"_s);
    m_root.remove(locked);
}

/// As FUSE does to root (fuse_getattr() in fs/fuse/dir.c): one such descriptor of anybody would hide all holders.
void HolderRightsTest::whatAFileSystemRefusesIsNotWhatAProcessForbids()
{
    setMode(locked, 0);
    const auto holders = found();
    QVERIFY2(holders, holders ? "" : qPrintable(holders.error().detail));
    QCOMPARE(holders->at(null).named.size(), 1UL);
}

void HolderRightsTest::linksThatNobodyMayReadAreForbidden()
{
    setMode(descriptors, 0400);
    QCOMPARE(found().error(), (Error{ErrorCode::Io, descriptors, u"EACCES"_s}));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HolderRightsTest)
#include "holderrightstest.moc"
