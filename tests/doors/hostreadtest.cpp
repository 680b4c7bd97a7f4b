// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading files of ours strictly, and everything else without ever leaving the root, blocking or acting.
#include "helper/host.h"
#include "tests/fake/fakehostroot.h"

#include <QElapsedTimer>
#include <QTest>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString file = u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s;

} // namespace

class HostReadTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;
    std::optional<Host> m_host;

    [[nodiscard]] Error readError(const QString &path) const
    {
        const auto bytes = m_host->read(path);
        return bytes ? Error{ErrorCode::Internal, u"was read"_s, {}} : bytes.error();
    }

private slots:
    void init();

    void missingRootIsNotFound();
    void missingFileIsNothing();
    void FS_16_bytesAreReadAsTheyAre_data();
    void FS_16_bytesAreReadAsTheyAre();
    void FS_16_oneMebibyteIsTheLimit();
    void FS_01_symlinkIsRefusedAndSaysWhere_data();
    void FS_01_symlinkIsRefusedAndSaysWhere();
    void FS_02_symlinkInTheMiddleIsRefused();
    void FS_02_directoryWritableByOthersIsRefused();
    void FS_04_oddFilesAreRefusedAtOnce();
    void FS_05_hardLinkIsRefused();
    void fileWritableByOthersIsRefused();
    void pathMustBeNormal_data();
    void pathMustBeNormal();

    void peekFollowsLinksInsideTheRoot();
    void peekNeverLeavesTheRoot();
    void peekHasALimit();
    void peekRefusesOddFilesAtOnce();
    void attributeLosesOneNewline();
    void KI_01_refusingAttributeIsNothing();
    void KI_16_endlessAttributeIsNothing();
    void listIsSortedByBytes();
    void targetIsWhatTheLinkSays();
};

void HostReadTest::init()
{
    m_root.remove(u"/etc"_s);
    m_root.makeDirectory(u"/etc/udev/rules.d"_s);
    auto host = Host::open(m_root.path());
    QVERIFY(host);
    m_host.emplace(std::move(*host));
}

void HostReadTest::missingRootIsNotFound()
{
    const auto host = Host::open(m_root.inside(u"/nowhere"_s));
    QVERIFY(!host);
    QCOMPARE(host.error().code, ErrorCode::NotFound);
}

void HostReadTest::missingFileIsNothing()
{
    QCOMPARE(m_host->read(file).value(), std::nullopt);
    QCOMPARE(m_host->read(u"/no/such/directory/file"_s).value(), std::nullopt);
}

void HostReadTest::FS_16_bytesAreReadAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("CRLF") << "a\r\nb\r\n"_ba;
    QTest::newRow("no final newline") << "a\nb"_ba;
    QTest::newRow("Latin-1") << "# K\xf6ln\n"_ba;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf# a\n"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b\n", 4);
    QTest::newRow("longer than one read") << QByteArray(200'000, 'x');
}

void HostReadTest::FS_16_bytesAreReadAsTheyAre()
{
    QFETCH(QByteArray, bytes);
    m_root.write(file, bytes);
    QCOMPARE(m_host->read(file).value(), bytes);
    QCOMPARE(m_host->peek(file).value(), bytes);
}

void HostReadTest::FS_16_oneMebibyteIsTheLimit()
{
    m_root.write(file, QByteArray(maxConfigBytes, 'x'));
    QCOMPARE(m_host->read(file).value()->size(), maxConfigBytes);
    m_root.write(file, QByteArray(maxConfigBytes + 1, 'x'));
    QCOMPARE(readError(file), (Error{ErrorCode::BadFile, file, u"too large"_s}));
    m_root.write(file, QByteArray(10 * maxConfigBytes, 'x'));
    QCOMPARE(readError(file).code, ErrorCode::BadFile);
}

void HostReadTest::FS_01_symlinkIsRefusedAndSaysWhere_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("dangling") << u"/nowhere"_s;
    QTest::newRow("another file") << u"../secret"_s;
    QTest::newRow("outside the root") << u"/../../../../../etc/hostname"_s;
    QTest::newRow("a directory") << u"/etc"_s;
    QTest::newRow("itself") << u"70-persistent-ipoib.rules"_s;
}

void HostReadTest::FS_01_symlinkIsRefusedAndSaysWhere()
{
    QFETCH(QString, target);
    m_root.write(u"/etc/udev/secret"_s, "secret");
    m_root.link(file, target);
    QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, file, "symlink to "_L1 + target}));
}

void HostReadTest::FS_02_symlinkInTheMiddleIsRefused()
{
    m_root.remove(u"/etc"_s);
    m_root.write(u"/elsewhere/rules.d/70-persistent-ipoib.rules"_s, "x");
    m_root.link(u"/etc/udev"_s, u"/elsewhere"_s);
    QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, u"/etc/udev"_s, u"symlink to /elsewhere"_s}));
}

void HostReadTest::FS_02_directoryWritableByOthersIsRefused()
{
    for (const auto &directory : {u"/etc"_s, u"/etc/udev/rules.d"_s})
        for (const mode_t mode : {0775U, 0757U, 01777U}) {
            init();
            m_root.write(file, "x");
            QCOMPARE(::chmod(m_root.inside(directory).toUtf8().constData(), mode), 0);
            QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, directory, u"writable by others"_s}));
        }
}

void HostReadTest::FS_04_oddFilesAreRefusedAtOnce()
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray path = m_root.inside(file).toUtf8();
    QCOMPARE(::mkfifo(path.constData(), 0600), 0);
    QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, file, u"fifo"_s}));
    m_root.remove(file);
    m_root.makeDirectory(file);
    QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, file, u"directory"_s}));
    m_root.remove(file);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    std::ranges::copy(path, address.sun_path);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, file, u"socket"_s}));
    ::close(socket);
    QVERIFY(timer.elapsed() < 2000);
}

void HostReadTest::FS_05_hardLinkIsRefused()
{
    m_root.write(file, "x");
    const QByteArray path = m_root.inside(file).toUtf8();
    QCOMPARE(::link(path.constData(), QByteArray(path + ".other").constData()), 0);
    QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, file, u"hard links 2"_s}));
}

void HostReadTest::fileWritableByOthersIsRefused()
{
    for (const unsigned mode : {0664U, 0646U, 0666U}) {
        m_root.write(file, "x", mode);
        QCOMPARE(readError(file), (Error{ErrorCode::UnsafeFile, file, u"writable by others"_s}));
    }
}

void HostReadTest::pathMustBeNormal_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"", "etc/x", "/etc/../x", "/etc/./x", "/etc//x", "/etc/x/", "//", "/.."})
        QTest::newRow(path) << QString::fromLatin1(path);
    QTest::newRow("NUL") << u"/etc/x\0y"_s;
}

void HostReadTest::pathMustBeNormal()
{
    QFETCH(QString, path);
    QCOMPARE(readError(path).code, ErrorCode::Internal);
    QVERIFY(!m_host->peek(path));
    QCOMPARE(m_host->attribute(path), std::nullopt);
    QCOMPARE(m_host->list(path), QStringList());
    QCOMPARE(m_host->target(path), std::nullopt);
    QCOMPARE(m_host->write(path, std::nullopt, "x"_ba).error().code, ErrorCode::Internal);
    QCOMPARE(m_host->makeDirectory(path).error().code, ErrorCode::Internal);
}

void HostReadTest::peekFollowsLinksInsideTheRoot()
{
    m_root.write(u"/usr/lib/vendor.rules"_s, "vendor", 0666);
    m_root.link(file, u"/usr/lib/vendor.rules"_s);
    QCOMPARE(m_host->peek(file).value(), "vendor"_ba);
    QCOMPARE(m_host->peek(u"/etc/missing"_s).error(), (Error{ErrorCode::NotFound, u"/etc/missing"_s, u"ENOENT"_s}));
}

void HostReadTest::peekNeverLeavesTheRoot()
{
    m_root.write(u"/etc/hostname"_s, "inside");
    m_root.link(file, u"../../../../../../../../../../etc/hostname"_s);
    QCOMPARE(m_host->peek(file).value(), "inside"_ba);
    m_root.link(u"/etc/self"_s, u"/proc/self/exe"_s);
    QCOMPARE(m_host->peek(u"/etc/self"_s).error().code, ErrorCode::NotFound);
}

void HostReadTest::peekHasALimit()
{
    m_root.write(file, "12345");
    QCOMPARE(m_host->peek(file, 5).value(), "12345"_ba);
    QCOMPARE(m_host->peek(file, 4).error(), (Error{ErrorCode::BadFile, file, u"too large"_s}));
}

void HostReadTest::peekRefusesOddFilesAtOnce()
{
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(::mkfifo(m_root.inside(file).toUtf8().constData(), 0600), 0);
    QCOMPARE(m_host->peek(file).error(), (Error{ErrorCode::BadFile, file, u"fifo"_s}));
    QCOMPARE(m_host->attribute(file), std::nullopt);
    QCOMPARE(m_host->peek(u"/etc"_s).error(), (Error{ErrorCode::BadFile, u"/etc"_s, u"directory"_s}));
    QVERIFY(timer.elapsed() < 2000);
}

void HostReadTest::attributeLosesOneNewline()
{
    const QString path = u"/sys/devices/x"_s;
    m_root.write(path, "value\n");
    QCOMPARE(m_host->attribute(path), "value"_ba);
    m_root.write(path, " value \n\n");
    QCOMPARE(m_host->attribute(path), " value \n"_ba);
    m_root.write(path, "value");
    QCOMPARE(m_host->attribute(path), "value"_ba);
    m_root.write(path, "");
    QCOMPARE(m_host->attribute(path), ""_ba);
    QCOMPARE(m_host->attribute(u"/sys/devices/missing"_s), std::nullopt);
}

/// lo has no speed: its driver answers EINVAL. mem is there and says EIO to a read of nothing mapped.
void HostReadTest::KI_01_refusingAttributeIsNothing()
{
    const auto machine = Host::open(u"/"_s);
    QVERIFY(machine);
    QCOMPARE(machine->attribute(u"/sys/class/net/lo/ifindex"_s), "1"_ba);
    QVERIFY(machine->list(u"/sys/class/net/lo"_s).contains("speed"_L1));
    QCOMPARE(machine->attribute(u"/sys/class/net/lo/speed"_s), std::nullopt);
    QCOMPARE(machine->attribute(u"/proc/self/mem"_s), std::nullopt);
}

void HostReadTest::KI_16_endlessAttributeIsNothing()
{
    m_root.write(u"/sys/devices/x"_s, QByteArray(maxAttributeBytes, 'x'));
    QCOMPARE(m_host->attribute(u"/sys/devices/x"_s)->size(), maxAttributeBytes);
    m_root.write(u"/sys/devices/x"_s, QByteArray(maxAttributeBytes + 1, 'x'));
    QCOMPARE(m_host->attribute(u"/sys/devices/x"_s), std::nullopt);
}

void HostReadTest::listIsSortedByBytes()
{
    for (const auto &name : {u"b"_s, u"a"_s, u"B"_s, u".hidden"_s, u"\u00fc"_s, u"10"_s, u"9"_s})
        m_root.write("/etc/list/"_L1 + name, "");
    const QStringList sorted{u".hidden"_s, u"10"_s, u"9"_s, u"B"_s, u"a"_s, u"b"_s, u"\u00fc"_s};
    QCOMPARE(m_host->list(u"/etc/list"_s), sorted);
    m_root.link(u"/etc/link"_s, u"list"_s);
    QCOMPARE(m_host->list(u"/etc/link"_s), sorted);
    QCOMPARE(m_host->list(u"/etc/missing"_s), QStringList());
    QCOMPARE(m_host->list(u"/etc/list/a"_s), QStringList());
    QCOMPARE(m_host->list(u"/"_s).contains("etc"_L1), true);
}

void HostReadTest::targetIsWhatTheLinkSays()
{
    m_root.link(u"/etc/a"_s, u"../somewhere/else"_s);
    m_root.write(u"/etc/b"_s, "");
    QCOMPARE(m_host->target(u"/etc/a"_s), u"../somewhere/else"_s);
    QCOMPARE(m_host->target(u"/etc/b"_s), std::nullopt);
    QCOMPARE(m_host->target(u"/etc/missing"_s), std::nullopt);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HostReadTest)
#include "hostreadtest.moc"
