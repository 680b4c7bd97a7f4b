// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The system calls on nodes of configfs, tried on plain files in its place. How configfs reacts is asserted in the lab.
#include "helper/linuxkernel.h"
#include "tests/doors/sandbox.h"

#include <QDir>
#include <QTest>
#include <sys/resource.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString top = u"/sys/kernel/config/"_s;

QString says(const Result<void> &result)
{
    return result ? u"success"_s : codeName(result.error().code) + u' ' + result.error().detail;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("absent");
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// No file may grow beyond that.
class LimitedFiles {
public:
    explicit LimitedFiles(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    LimitedFiles(const LimitedFiles &) = delete;
    LimitedFiles &operator=(const LimitedFiles &) = delete;
    ~LimitedFiles() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class ConfigfsNodesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { enterOwnMounts(); }
    void init();
    void cleanup() { unmount(u"/sys/kernel"_s); }

    void directoriesComeAndGo();
    void linksComeAndGo();
    void attributesAreWrittenAtOnce();
    void attributesAreNeverMade();
    void attributesBehindLinksAreNotWritten();
    void aValueLongerThanConfigfsTakesIsNotWritten();
    void aShortWriteIsAFailure();
    void otherPathsAreRefused_data();
    void otherPathsAreRefused();

private:
    LinuxKernel m_kernel;
};

void ConfigfsNodesTest::init()
{
    mountAt(u"/sys/kernel"_s, "tmpfs");
    QVERIFY(QDir(u"/sys/kernel"_s).mkdir(u"config"_s));
}

void ConfigfsNodesTest::directoriesComeAndGo()
{
    QCOMPARE(says(m_kernel.makeNode(top + "a"_L1)), u"success"_s);
    QVERIFY(QDir(top + "a"_L1).exists());
    QCOMPARE(says(m_kernel.makeNode(top + "a"_L1)), u"Exists EEXIST"_s);
    QCOMPARE(says(m_kernel.makeNode(top + "b/c"_L1)), u"NotFound ENOENT"_s);
    QCOMPARE(says(m_kernel.makeNode(top + "a/c"_L1)), u"success"_s);
    QCOMPARE(says(m_kernel.removeNode(top + "a"_L1)), u"Busy ENOTEMPTY"_s);
    QCOMPARE(says(m_kernel.removeNode(top + "a/c"_L1)), u"success"_s);
    QCOMPARE(says(m_kernel.removeNode(top + "a"_L1)), u"success"_s);
    QCOMPARE(says(m_kernel.removeNode(top + "a"_L1)), u"NotFound ENOENT"_s);
}

void ConfigfsNodesTest::linksComeAndGo()
{
    QCOMPARE(says(m_kernel.linkNode(top + "link"_L1, top + "a"_L1)), u"success"_s);
    QCOMPARE(QFile::symLinkTarget(top + "link"_L1), top + "a"_L1);
    QCOMPARE(says(m_kernel.linkNode(top + "link"_L1, top + "a"_L1)), u"Exists EEXIST"_s);
    QCOMPARE(says(m_kernel.unlinkNode(top + "link"_L1)), u"success"_s);
    QCOMPARE(says(m_kernel.unlinkNode(top + "link"_L1)), u"NotFound ENOENT"_s);
}

void ConfigfsNodesTest::attributesAreWrittenAtOnce()
{
    put(top + "attribute"_L1, "12345");
    QCOMPARE(says(m_kernel.storeAttribute(top + "attribute"_L1, "abc")), u"success"_s);
    QCOMPARE(contentOf(top + "attribute"_L1), "abc45"); // not truncated: a kernel object is no file
    QCOMPARE(says(m_kernel.storeAttribute(top + "attribute"_L1, QByteArray(4095, 'x'))), u"success"_s);
    QCOMPARE(contentOf(top + "attribute"_L1), QByteArray(4095, 'x'));
}

void ConfigfsNodesTest::attributesAreNeverMade()
{
    QCOMPARE(says(m_kernel.storeAttribute(top + "attribute"_L1, "1")), u"NotFound ENOENT"_s);
    QVERIFY(QDir(top).isEmpty());
}

void ConfigfsNodesTest::attributesBehindLinksAreNotWritten()
{
    put(top + "attribute"_L1, "1");
    QCOMPARE(says(m_kernel.linkNode(top + "link"_L1, top + "attribute"_L1)), u"success"_s);
    QCOMPARE(says(m_kernel.storeAttribute(top + "link"_L1, "2")), u"UnsafeFile ELOOP"_s);
    QCOMPARE(contentOf(top + "attribute"_L1), "1");
}

void ConfigfsNodesTest::aValueLongerThanConfigfsTakesIsNotWritten()
{
    put(top + "attribute"_L1, "1");
    QCOMPARE(says(m_kernel.storeAttribute(top + "attribute"_L1, QByteArray(4096, 'x'))), u"InvalidWish EINVAL"_s);
    QCOMPARE(contentOf(top + "attribute"_L1), "1");
}

void ConfigfsNodesTest::aShortWriteIsAFailure()
{
    put(top + "attribute"_L1, "1");
    const LimitedFiles limited(10);
    QCOMPARE(says(m_kernel.storeAttribute(top + "attribute"_L1, QByteArray(20, 'x'))), u"Io short write"_s);
}

void ConfigfsNodesTest::otherPathsAreRefused_data()
{
    QTest::addColumn<QString>("path");
    for (const auto &path : {u""_s, u"/"_s, u"x"_s, u"/etc/x"_s, u"sys/kernel/config/x"_s, u"/sys/kernel/config"_s,
                             u"/sys/kernel/config/"_s, u"/sys/kernel/configs/x"_s, u"/sys/kernel/config/../x"_s,
                             u"/sys/kernel/config/x/.."_s, u"/sys/kernel/config//x"_s, u"/sys/kernel/config/x/"_s,
                             u"/sys/kernel/config/./x"_s, u"//sys/kernel/config/x"_s, u"/sys/kernel/config/x\0y"_s})
        QTest::addRow("\"%s\"", qPrintable(path)) << path;
}

void ConfigfsNodesTest::otherPathsAreRefused()
{
    QFETCH(QString, path);
    const QString refused = u"InvalidWish EINVAL"_s;
    QCOMPARE(says(m_kernel.makeNode(path)), refused);
    QCOMPARE(says(m_kernel.removeNode(path)), refused);
    QCOMPARE(says(m_kernel.unlinkNode(path)), refused);
    QCOMPARE(says(m_kernel.storeAttribute(path, "1")), refused);
    QCOMPARE(says(m_kernel.linkNode(path, top + "a"_L1)), refused);
    QCOMPARE(says(m_kernel.linkNode(top + "link"_L1, path)), refused);
    QVERIFY(QDir(top).isEmpty());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ConfigfsNodesTest)
#include "configfsnodestest.moc"
