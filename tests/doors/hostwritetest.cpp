// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing files: wholly or not at all, with everything a file has besides its bytes.
#include "helper/host.h"
#include "tests/fake/fakehostroot.h"

#include <QDir>
#include <QTest>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString directory = u"/etc/udev/rules.d"_s;
const QString file = directory + u"/70-persistent-ipoib.rules"_s;

/// user::rw- user:65534:r-- group::r-- mask::r-- other::r-- in the kernel's form (linux/posix_acl_xattr.h)
const QByteArray acl = QByteArray::fromHex("02000000"
                                           "01000600ffffffff"
                                           "02000400feff0000"
                                           "04000400ffffffff"
                                           "10000400ffffffff"
                                           "20000400ffffffff");

} // namespace

class HostWriteTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;
    std::optional<Host> m_host;

    [[nodiscard]] QByteArray real(const QString &path) const { return m_root.inside(path).toUtf8(); }
    [[nodiscard]] mode_t modeOf(const QString &path) const
    {
        struct stat status{};
        return ::stat(real(path).constData(), &status) == 0 ? status.st_mode & 07777U : 0U;
    }
    [[nodiscard]] QByteArray attributeOf(const char *name) const
    {
        QByteArray value(4096, Qt::Uninitialized);
        value.resize(
            std::max<qsizetype>(0, ::getxattr(real(file).constData(), name, value.data(), size_t(value.size()))));
        return value;
    }
    [[nodiscard]] QStringList names() const { return m_host->list(directory); }
    [[nodiscard]] QStringList onlyTheFile() const { return {u"70-persistent-ipoib.rules"_s}; }

private slots:
    void init();
    void cleanup() { ::umask(022); }

    void createsReplacesAndRemoves();
    void writingWhatStandsTouchesNothing();
    void FS_11_newFileIs0644();
    void FS_11_modeIsKept();
    void FS_11_userAttributesAndAclAreKept();
    void FS_11_defaultAclOfDirectoryIsNotTakenOver();
    void FS_12_umaskDoesNotMatter();
    void FS_14_changedFileIsAConflict_data();
    void FS_14_changedFileIsAConflict();
    void FS_01_symlinkIsRefusedAndItsTargetUntouched();
    void FS_02_symlinkInTheMiddleIsRefused();
    void FS_04_oddFilesAreRefused();
    void FS_05_hardLinkIsRefused();
    void FS_16_tooMuchIsRefused();
    void FS_09_leftoversOfACrashGo();
    void FS_09_othersKeepTheirs();
    void FS_20_missingDirectoryIsNotFound();
    void FS_20_directoryRemovedWhileOpen();
    void FS_19_ownDirectoryIs0700();
    void FS_19_ownDirectoryMustBeOne();
};

void HostWriteTest::init()
{
    m_root.remove(u"/etc"_s);
    m_root.makeDirectory(directory);
    auto host = Host::open(m_root.path());
    QVERIFY(host);
    m_host.emplace(std::move(*host));
}

void HostWriteTest::createsReplacesAndRemoves()
{
    QVERIFY(m_host->write(file, std::nullopt, "one"_ba));
    QCOMPARE(m_root.read(file), "one"_ba);
    QVERIFY(m_host->write(file, "one"_ba, QByteArray("\0two\xff", 5)));
    QCOMPARE(m_root.read(file), QByteArray("\0two\xff", 5));
    QVERIFY(m_host->write(file, QByteArray("\0two\xff", 5), ""_ba));
    QCOMPARE(m_root.read(file), ""_ba);
    QCOMPARE(names(), onlyTheFile());
    QVERIFY(m_host->write(file, ""_ba, std::nullopt));
    QCOMPARE(names(), QStringList());
}

void HostWriteTest::writingWhatStandsTouchesNothing()
{
    m_root.write(file, "x");
    struct stat before{};
    struct stat after{};
    QCOMPARE(::stat(real(file).constData(), &before), 0);
    QVERIFY(m_host->write(file, "x"_ba, "x"_ba));
    QCOMPARE(::stat(real(file).constData(), &after), 0);
    QCOMPARE(after.st_ino, before.st_ino);
    m_root.remove(file);
    QVERIFY(m_host->write(file, std::nullopt, std::nullopt));
    QCOMPARE(names(), QStringList());
}

void HostWriteTest::FS_11_newFileIs0644()
{
    QVERIFY(m_host->write(file, std::nullopt, "x"_ba));
    QCOMPARE(modeOf(file), 0644U);
    QVERIFY(m_host->write(directory + "/secret"_L1, std::nullopt, "x"_ba, {.newMode = 0600}));
    QCOMPARE(modeOf(directory + "/secret"_L1), 0600U);
}

void HostWriteTest::FS_11_modeIsKept()
{
    for (const unsigned mode : {0600U, 0640U, 0644U, 0755U, 0400U}) {
        m_root.write(file, "old", mode);
        QVERIFY(m_host->write(file, "old"_ba, "new"_ba, {.newMode = 0666}));
        QCOMPARE(modeOf(file), mode);
    }
}

void HostWriteTest::FS_11_userAttributesAndAclAreKept()
{
    m_root.write(file, "old");
    QCOMPARE(::setxattr(real(file).constData(), "user.comment", "mine", 4, 0), 0);
    QCOMPARE(::setxattr(real(file).constData(), "system.posix_acl_access", acl.constData(), size_t(acl.size()), 0), 0);
    QVERIFY(m_host->write(file, "old"_ba, "new"_ba));
    QCOMPARE(m_root.read(file), "new"_ba);
    QCOMPARE(attributeOf("user.comment"), "mine"_ba);
    QCOMPARE(attributeOf("system.posix_acl_access"), acl);
}

void HostWriteTest::FS_11_defaultAclOfDirectoryIsNotTakenOver()
{
    m_root.write(file, "old");
    QCOMPARE(
        ::setxattr(real(directory).constData(), "system.posix_acl_default", acl.constData(), size_t(acl.size()), 0), 0);
    QVERIFY(m_host->write(file, "old"_ba, "new"_ba));
    QCOMPARE(attributeOf("system.posix_acl_access"), ""_ba);
    QCOMPARE(modeOf(file), 0644U);
}

void HostWriteTest::FS_12_umaskDoesNotMatter()
{
    for (const mode_t mask : {0U, 027U, 077U}) {
        ::umask(mask);
        QVERIFY(m_host->write(file, std::nullopt, "x"_ba));
        QCOMPARE(modeOf(file), 0644U);
        QVERIFY(m_host->write(file, "x"_ba, "y"_ba));
        QCOMPARE(modeOf(file), 0644U);
        QVERIFY(m_host->write(file, "y"_ba, std::nullopt));
        QVERIFY(m_host->makeDirectory(u"/etc/own"_s));
        QCOMPARE(modeOf(u"/etc/own"_s), 0700U);
        m_root.remove(u"/etc/own"_s);
    }
}

void HostWriteTest::FS_14_changedFileIsAConflict_data()
{
    using Bytes = std::optional<QByteArray>;
    QTest::addColumn<Bytes>("standing");
    QTest::addColumn<Bytes>("before");
    QTest::addColumn<Bytes>("after");
    QTest::newRow("changed") << Bytes("other"_ba) << Bytes("old"_ba) << Bytes("new"_ba);
    QTest::newRow("appeared") << Bytes("other"_ba) << Bytes() << Bytes("new"_ba);
    QTest::newRow("vanished") << Bytes() << Bytes("old"_ba) << Bytes("new"_ba);
    QTest::newRow("changed, to be removed") << Bytes("other"_ba) << Bytes("old"_ba) << Bytes();
    QTest::newRow("already as wished") << Bytes("new"_ba) << Bytes("old"_ba) << Bytes("new"_ba);
    QTest::newRow("already gone") << Bytes() << Bytes("old"_ba) << Bytes();
    QTest::newRow("there, though empty") << Bytes(""_ba) << Bytes() << Bytes("new"_ba);
}

void HostWriteTest::FS_14_changedFileIsAConflict()
{
    using Bytes = std::optional<QByteArray>;
    QFETCH(Bytes, standing);
    QFETCH(Bytes, before);
    QFETCH(Bytes, after);
    if (standing)
        m_root.write(file, *standing);
    const auto snapshot = m_root.snapshot({u"/etc"_s});
    QCOMPARE(m_host->write(file, before, after).error(), (Error{ErrorCode::Conflict, file, {}}));
    QCOMPARE(m_root.snapshot({u"/etc"_s}), snapshot);
}

void HostWriteTest::FS_01_symlinkIsRefusedAndItsTargetUntouched()
{
    m_root.write(u"/etc/shadow"_s, "secret");
    m_root.link(file, u"/etc/shadow"_s);
    const auto snapshot = m_root.snapshot({u"/etc"_s});
    for (const auto &before : {std::optional<QByteArray>(), std::optional("secret"_ba)})
        for (const auto &after : {std::optional<QByteArray>(), std::optional("new"_ba)})
            QCOMPARE(m_host->write(file, before, after).error(),
                     (Error{ErrorCode::UnsafeFile, file, u"symlink to /etc/shadow"_s}));
    QCOMPARE(m_root.snapshot({u"/etc"_s}), snapshot);
}

void HostWriteTest::FS_02_symlinkInTheMiddleIsRefused()
{
    m_root.remove(u"/etc/udev"_s);
    m_root.makeDirectory(u"/elsewhere/rules.d"_s);
    m_root.link(u"/etc/udev"_s, u"/elsewhere"_s);
    QCOMPARE(m_host->write(file, std::nullopt, "x"_ba).error().code, ErrorCode::UnsafeFile);
    QCOMPARE(m_host->makeDirectory(u"/etc/udev/own"_s).error().code, ErrorCode::UnsafeFile);
    QVERIFY(QDir(m_root.inside(u"/elsewhere/rules.d"_s)).isEmpty());
    m_root.remove(u"/elsewhere"_s);
}

void HostWriteTest::FS_04_oddFilesAreRefused()
{
    QCOMPARE(::mkfifo(real(file).constData(), 0600), 0);
    QCOMPARE(m_host->write(file, std::nullopt, "x"_ba).error(), (Error{ErrorCode::UnsafeFile, file, u"fifo"_s}));
    m_root.remove(file);
    m_root.makeDirectory(file);
    QCOMPARE(m_host->write(file, std::nullopt, "x"_ba).error(), (Error{ErrorCode::UnsafeFile, file, u"directory"_s}));
    QCOMPARE(names(), onlyTheFile());
}

void HostWriteTest::FS_05_hardLinkIsRefused()
{
    m_root.write(file, "old");
    QCOMPARE(::link(real(file).constData(), real(u"/etc/other"_s).constData()), 0);
    QCOMPARE(m_host->write(file, "old"_ba, "new"_ba).error(), (Error{ErrorCode::UnsafeFile, file, u"hard links 2"_s}));
    QCOMPARE(m_root.read(u"/etc/other"_s), "old"_ba);
}

void HostWriteTest::FS_16_tooMuchIsRefused()
{
    QVERIFY(m_host->write(file, std::nullopt, QByteArray(maxConfigBytes, 'x')));
    const auto tooMuch = m_host->write(file, QByteArray(maxConfigBytes, 'x'), QByteArray(maxConfigBytes + 1, 'x'));
    QCOMPARE(tooMuch.error(), (Error{ErrorCode::BadFile, file, u"too large"_s}));
    QCOMPARE(m_root.read(file).size(), maxConfigBytes);
}

void HostWriteTest::FS_09_leftoversOfACrashGo()
{
    m_root.write(directory + "/.rdma-manager.1234abcd"_L1, "half");
    QVERIFY(m_host->write(file, std::nullopt, "x"_ba));
    QCOMPARE(names(), onlyTheFile());
}

/// Another writer's file in the making is locked; other names and odd files are none of ours.
void HostWriteTest::FS_09_othersKeepTheirs()
{
    const QString busy = directory + "/.rdma-manager.busy"_L1;
    m_root.write(busy, "in the making");
    m_root.write(directory + "/.rdma-managerx"_L1, "");
    m_root.write(directory + "/rdma-manager.1"_L1, "");
    m_root.link(directory + "/.rdma-manager.link"_L1, u"/etc/passwd"_s);
    QCOMPARE(::mkfifo(real(directory + "/.rdma-manager.fifo"_L1).constData(), 0600), 0);
    const QStringList before = names();
    const int writer = ::open(real(busy).constData(), O_RDONLY | O_CLOEXEC);
    QCOMPARE(::flock(writer, LOCK_EX | LOCK_NB), 0);
    QVERIFY(m_host->write(file, std::nullopt, "x"_ba));
    ::close(writer);
    QStringList after = names();
    QVERIFY(after.removeOne(onlyTheFile().first()));
    QCOMPARE(after, before);
}

void HostWriteTest::FS_20_missingDirectoryIsNotFound()
{
    m_root.remove(u"/etc/udev"_s);
    QCOMPARE(m_host->write(file, std::nullopt, "x"_ba).error(),
             (Error{ErrorCode::NotFound, u"/etc/udev"_s, u"ENOENT"_s}));
    QCOMPARE(m_host->makeDirectory(directory).error().code, ErrorCode::NotFound);
    QVERIFY(!m_root.exists(u"/etc/udev"_s));
}

/// The root itself: Host holds it open.
void HostWriteTest::FS_20_directoryRemovedWhileOpen()
{
    QTemporaryDir gone;
    auto host = Host::open(gone.path());
    QVERIFY(host);
    QVERIFY(gone.remove());
    QCOMPARE(host->write(u"/x"_s, std::nullopt, "x"_ba).error().code, ErrorCode::NotFound);
    QCOMPARE(host->read(u"/x"_s).value(), std::nullopt);
}

void HostWriteTest::FS_19_ownDirectoryIs0700()
{
    QVERIFY(m_host->makeDirectory(u"/etc/own"_s));
    QCOMPARE(modeOf(u"/etc/own"_s), 0700U);
    QVERIFY(m_host->write(u"/etc/own/x"_s, std::nullopt, "x"_ba));
    QCOMPARE(::chmod(real(u"/etc/own"_s).constData(), 0755), 0);
    QVERIFY(m_host->makeDirectory(u"/etc/own"_s));
    QCOMPARE(modeOf(u"/etc/own"_s), 0700U);
    QCOMPARE(m_host->list(u"/etc/own"_s), QStringList(u"x"_s));
}

void HostWriteTest::FS_19_ownDirectoryMustBeOne()
{
    m_root.write(u"/etc/file"_s, "x");
    QCOMPARE(m_host->makeDirectory(u"/etc/file"_s).error().code, ErrorCode::UnsafeFile);
    m_root.link(u"/etc/link"_s, u"/etc/udev"_s);
    QCOMPARE(m_host->makeDirectory(u"/etc/link"_s).error(),
             (Error{ErrorCode::UnsafeFile, u"/etc/link"_s, u"symlink to /etc/udev"_s}));
    QCOMPARE(modeOf(u"/etc/udev"_s), 0755U);
    m_root.makeDirectory(u"/etc/open"_s, 0777);
    QCOMPARE(m_host->makeDirectory(u"/etc/open"_s).error().code, ErrorCode::UnsafeFile);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HostWriteTest)
#include "hostwritetest.moc"
