// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing where it cannot work: full, read-only, immutable, bind-mounted, foreign. The old file stands, nothing is
// left.
#include "helper/host.h"
#include "tests/doors/sandbox.h"
#include "tests/fake/fakehostroot.h"

#include <QTest>
#include <QThread>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString directory = u"/etc/rules.d"_s; ///< a small tmpfs
const QString file = directory + u"/70-persistent-ipoib.rules"_s;
const QByteArray old(5000, 'o');
constexpr uid_t stranger = 65534;

} // namespace

class HostMountTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;
    std::optional<Host> m_host;

    [[nodiscard]] QByteArray real(const QString &path) const { return m_root.inside(path).toUtf8(); }

    /// What the shipped helper gets; and whatever it is, the old file stands alone afterwards.
    Error refusal(const std::optional<QByteArray> &after)
    {
        const auto before = m_root.snapshot({directory});
        const ShippedCapabilities shipped;
        const auto result = m_host->write(file, old, after);
        if (result || m_root.snapshot({directory}) != before)
            return {ErrorCode::Internal, u"something was written"_s, {}};
        return result.error();
    }

private slots:
    void initTestCase() { enterOwnMounts(); }
    void init();
    void cleanup() { unmount(m_root.inside(directory)); }

    void FS_06_diskFullKeepsOldFile();
    void FS_06_noInodeKeepsOldFile();
    void FS_08_readOnlyFileSystem();
    void FS_08_immutableFile();
    void FS_08_appendOnlyFile();
    void FS_08_immutableDirectory();
    void FS_08_immutableDirectoryTakesNoNewFile();
    void FS_18_bindMountedFileIsBusy();
    void FS_02_foreignDirectoryIsRefused();
    void FS_03_swappedSymlinkIsNeverFollowed();
    void FS_04_devicesAreRefusedUnopened();
    void foreignFileIsRefused();
    void fileWithoutPermissionIsNotRead();
    void directoryWithoutPermissionTakesNothing();
    void FS_11_groupIsKeptOrRefused();
    void FS_11_labelIsKept();
};

void HostMountTest::init()
{
    if (!m_root.exists(directory))
        m_root.makeDirectory(directory);
    mountAt(m_root.inside(directory), "tmpfs", "size=64k,nr_inodes=8,mode=755");
    m_root.write(file, old);
    auto host = Host::open(m_root.path());
    QVERIFY(host);
    m_host.emplace(std::move(*host));
}

void HostMountTest::FS_06_diskFullKeepsOldFile()
{
    QCOMPARE(refusal(QByteArray(100'000, 'n')), (Error{ErrorCode::NoSpace, file, u"ENOSPC"_s}));
    const ShippedCapabilities shipped;
    QVERIFY(m_host->write(file, old, QByteArray(20'000, 'n')));
}

void HostMountTest::FS_06_noInodeKeepsOldFile()
{
    for (int i = 0; ::mkdir(real(directory + u'/' + QString::number(i)).constData(), 0755) == 0; ++i)
        QVERIFY(i < 100);
    QCOMPARE(errno, ENOSPC);
    QCOMPARE(refusal("new"_ba), (Error{ErrorCode::NoSpace, file, u"ENOSPC"_s}));
}

void HostMountTest::FS_08_readOnlyFileSystem()
{
    bindMount(m_root.inside(directory), m_root.inside(directory));
    makeReadOnly(m_root.inside(directory));
    QCOMPARE(refusal("new"_ba), (Error{ErrorCode::ReadOnly, file, u"EROFS"_s}));
    QCOMPARE(refusal(std::nullopt), (Error{ErrorCode::ReadOnly, file, u"EROFS"_s}));
    unmount(m_root.inside(directory));
}

void HostMountTest::FS_08_immutableFile()
{
    setImmutable(m_root.inside(file), true);
    const Error changed = refusal("new"_ba);
    const Error removed = refusal(std::nullopt);
    setImmutable(m_root.inside(file), false);
    QCOMPARE(changed, (Error{ErrorCode::ReadOnly, file, u"immutable"_s}));
    QCOMPARE(removed, changed);
}

void HostMountTest::FS_08_appendOnlyFile()
{
    setImmutable(m_root.inside(file), false, true);
    const Error error = refusal("new"_ba);
    setImmutable(m_root.inside(file), false);
    QCOMPARE(error, (Error{ErrorCode::ReadOnly, file, u"append-only"_s}));
}

void HostMountTest::FS_08_immutableDirectory()
{
    setImmutable(m_root.inside(directory), true);
    const Error changed = refusal("new"_ba);
    const Error removed = refusal(std::nullopt);
    setImmutable(m_root.inside(directory), false);
    QCOMPARE(changed, (Error{ErrorCode::ReadOnly, file, u"immutable directory"_s}));
    QCOMPARE(removed, changed);
}

void HostMountTest::FS_08_immutableDirectoryTakesNoNewFile()
{
    m_root.remove(file);
    setImmutable(m_root.inside(directory), true);
    const auto created = m_host->write(file, std::nullopt, "new"_ba);
    setImmutable(m_root.inside(directory), false);
    QCOMPARE(created.error(), (Error{ErrorCode::ReadOnly, file, u"immutable directory"_s}));
    QCOMPARE(m_host->list(directory), QStringList());
}

void HostMountTest::FS_18_bindMountedFileIsBusy()
{
    m_root.write(u"/etc/mounted"_s, old);
    bindMount(m_root.inside(u"/etc/mounted"_s), m_root.inside(file));
    const Error changed = refusal("new"_ba);
    const Error removed = refusal(std::nullopt);
    unmount(m_root.inside(file));
    QCOMPARE(changed, (Error{ErrorCode::Busy, file, u"EBUSY"_s}));
    QCOMPARE(removed, changed);
    QCOMPARE(m_root.read(u"/etc/mounted"_s), old);
}

void HostMountTest::FS_02_foreignDirectoryIsRefused()
{
    QCOMPARE(::chown(real(directory).constData(), stranger, 0), 0);
    QCOMPARE(refusal("new"_ba), (Error{ErrorCode::UnsafeFile, directory, u"owner 65534"_s}));
    QCOMPARE(m_host->read(file).error(), (Error{ErrorCode::UnsafeFile, directory, u"owner 65534"_s}));
}

/// Somebody swaps the file for a link to a secret and back, while it is read and written ten thousand times.
void HostMountTest::FS_03_swappedSymlinkIsNeverFollowed()
{
    const QString secret = directory + "/secret"_L1;
    const QByteArray link = real(directory + "/link"_L1);
    const QByteArray name = real(file);
    m_root.write(secret, "secret");
    std::atomic<bool> done = false;
    const std::unique_ptr<QThread> swapper(QThread::create([&] {
        while (!done) {
            ::unlink(link.constData());
            ::symlink("secret", link.constData());
            for (int there = 0; there < 2; ++there)
                ::renameat2(AT_FDCWD, link.constData(), AT_FDCWD, name.constData(), RENAME_EXCHANGE);
        }
    }));
    swapper->start();
    std::map<QByteArray, int> seen;
    for (int i = 0; i < 10'000; ++i) {
        const auto bytes = m_host->read(file);
        ++seen[bytes ? bytes->value_or("nothing"_ba) : codeName(bytes.error().code).toUtf8()];
        const auto written = m_host->write(file, bytes.value_or(old), QByteArray::number(i));
        ++seen[written ? "written"_ba : "write "_ba + codeName(written.error().code).toUtf8()];
    }
    done = true;
    QVERIFY(swapper->wait(10'000));
    QCOMPARE(m_root.read(secret), "secret"_ba);
    QVERIFY(!seen.contains("secret"));
    QVERIFY2(seen["UnsafeFile"] > 0 && seen["write UnsafeFile"] > 0 && seen["written"] > 0, "there was no race");
}

void HostMountTest::FS_04_devicesAreRefusedUnopened()
{
    m_root.remove(file);
    QCOMPARE(::mknod(real(file).constData(), S_IFCHR | 0600, ::makedev(10, 130)), 0); // a watchdog: opening it arms it
    QCOMPARE(m_host->read(file).error(), (Error{ErrorCode::UnsafeFile, file, u"device"_s}));
    QCOMPARE(m_host->peek(file).error(), (Error{ErrorCode::BadFile, file, u"device"_s}));
    QCOMPARE(m_host->attribute(file), std::nullopt);
    QCOMPARE(m_host->write(file, std::nullopt, "x"_ba).error(), (Error{ErrorCode::UnsafeFile, file, u"device"_s}));
}

void HostMountTest::foreignFileIsRefused()
{
    QCOMPARE(::chown(real(file).constData(), stranger, 0), 0);
    QCOMPARE(refusal("new"_ba), (Error{ErrorCode::UnsafeFile, file, u"owner 65534"_s}));
    QCOMPARE(m_host->peek(file).value(), old);
}

void HostMountTest::fileWithoutPermissionIsNotRead()
{
    QCOMPARE(::chmod(real(file).constData(), 0), 0);
    const ShippedCapabilities shipped;
    QCOMPARE(m_host->read(file).error(), (Error{ErrorCode::Io, file, u"EACCES"_s}));
    QCOMPARE(m_host->write(file, old, "new"_ba).error(), (Error{ErrorCode::Io, file, u"EACCES"_s}));
    QCOMPARE(m_host->attribute(file), std::nullopt);
}

void HostMountTest::directoryWithoutPermissionTakesNothing()
{
    QCOMPARE(::chmod(real(directory).constData(), 0555), 0);
    QCOMPARE(refusal("new"_ba), (Error{ErrorCode::Io, file, u"EACCES"_s}));
    QCOMPARE(refusal(std::nullopt), (Error{ErrorCode::Io, file, u"EACCES"_s}));
}

void HostMountTest::FS_11_groupIsKeptOrRefused()
{
    QCOMPARE(::chown(real(file).constData(), 0, stranger), 0);
    QCOMPARE(refusal("new"_ba), (Error{ErrorCode::UnsafeFile, file, u"group 65534"_s}));
    QVERIFY(m_host->write(file, old, "new"_ba)); // with CAP_CHOWN
    struct stat status{};
    QCOMPARE(::stat(real(file).constData(), &status), 0);
    QCOMPARE(status.st_gid, stranger);
}

/// What happens when it cannot be set is in hostfaulttest: whether it can depends on the kernel's security modules.
void HostMountTest::FS_11_labelIsKept()
{
    const QByteArray label("system_u:object_r:udev_rules_t:s0", 34);
    QCOMPARE(::setxattr(real(file).constData(), "security.selinux", label.constData(), size_t(label.size()), 0), 0);
    QVERIFY(m_host->write(file, old, "new"_ba));
    QByteArray kept(100, Qt::Uninitialized);
    kept.resize(std::max<qsizetype>(
        0, ::getxattr(real(file).constData(), "security.selinux", kept.data(), size_t(kept.size()))));
    QCOMPARE(kept, label);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HostMountTest)
#include "hostmounttest.moc"
