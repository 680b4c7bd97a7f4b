// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real netlink code against the real kernel, in a network of its own.
#include "tests/doors/sandbox.h"
#include "tests/kernel/realplayground.h"
#include "tests/kernel/testlinks.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <sys/utsname.h>

namespace rdma {

using namespace Qt::StringLiterals;

class NetlinkTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { unmount(m_directory.path()); }
    void cleanup();

    void reactsLikeTheFake_data();
    void reactsLikeTheFake();
    void releaseIsUnames();
    void linksAreAllListed();
    void manyLinksAreAllListed();
    void addressesAreThoseOfTheirLinks();
    void threadsDoNotMeet();
    void KI_13_takenNameKeepsOldName();
    void KI_13_vanishedLinkIsNotFound();
    void withoutCapabilityNothingChanges();
    void aLinkWithoutHardwareHasNoModes();
    void longNamesHaveNoModes();

private:
    Host host() const { return std::move(*Host::open(m_directory.path())); }
    QList<int> m_links;
    QTemporaryDir m_directory;
    LinuxKernel m_kernel;

    int addLink(const QString &name);
    QString nameOf(int index) const;
};

void NetlinkTest::initTestCase()
{
    enterOwnMounts();
    enterOwnNetwork();
    mountAt(m_directory.path(), "tmpfs");
    QVERIFY(QDir(m_directory.path()).mkpath(u"sys"_s));
    mountAt(m_directory.path() + "/sys"_L1, "sysfs");
}

void NetlinkTest::cleanup()
{
    for (const int index : std::exchange(m_links, {}))
        static_cast<void>(removeTestLink(index));
}

int NetlinkTest::addLink(const QString &name)
{
    const auto index = addTestLink(name);
    if (!index)
        qFatal("this kernel has neither dummy, veth nor bridge links: %s", qPrintable(index.error().detail));
    m_links.append(*index);
    return *index;
}

QString NetlinkTest::nameOf(int index) const
{
    const auto links = m_kernel.links().value_or(std::vector<Link>());
    for (const Link &link : links)
        if (link.index == index)
            return link.name;
    return {};
}

void NetlinkTest::reactsLikeTheFake_data()
{
    QTest::addColumn<int>("reaction");
    for (int i = 0; const Reaction &reaction : kernelReactions())
        QTest::newRow(reaction.name) << i++;
}

void NetlinkTest::reactsLikeTheFake()
{
    QFETCH(int, reaction);
    RealPlayground playground(addLink(u"rdmatest0"_s), host());
    QCOMPARE(checkReaction(kernelReactions()[size_t(reaction)], playground), QString());
}

void NetlinkTest::releaseIsUnames()
{
    utsname system{};
    QCOMPARE(::uname(&system), 0);
    QCOMPARE(m_kernel.release(), QString::fromUtf8(system.release));
}

void NetlinkTest::linksAreAllListed()
{
    const int index = addLink(u"rdmatest0"_s);
    QVERIFY(m_kernel.setLinkUp(index, true));
    QVERIFY(changeAltname(index, u"a-name-longer-than-fifteen-bytes"_s, true));
    QVERIFY(changeAltname(index, u"second"_s, true));
    const auto links = m_kernel.links().value();
    const Link expected{index, u"rdmatest0"_s, {u"a-name-longer-than-fifteen-bytes"_s, u"second"_s}, true};
    QCOMPARE(std::ranges::count(links, expected), 1);
    QCOMPARE(std::ranges::count(links, u"lo"_s, &Link::name), 1);
}

void NetlinkTest::addressesAreThoseOfTheirLinks()
{
    constexpr int loopback = 1; // LOOPBACK_IFINDEX, include/net/net_namespace.h
    QVERIFY(m_kernel.setLinkUp(loopback, true));
    const auto addresses = m_kernel.addresses().value();
    QCOMPARE(std::ranges::count(addresses, LinkAddress{loopback, u"127.0.0.1"_s}), 1);
    QVERIFY(std::ranges::all_of(addresses, [](const LinkAddress &one) { return one.index == loopback; }));
}

/// More than one message of a dump.
void NetlinkTest::manyLinksAreAllListed()
{
    for (int i = 0; i < 200; ++i)
        addLink(u"rdmatest%1"_s.arg(i));
    const auto links = m_kernel.links().value();
    for (int i = 0; i < 200; ++i)
        QCOMPARE(std::ranges::count(links, u"rdmatest%1"_s.arg(i), &Link::name), 1);
}

/// Readers while links come and go: a dump that was interrupted is made again, none takes another's answer.
void NetlinkTest::threadsDoNotMeet()
{
    const int stable = addLink(u"rdmatest0"_s);
    for (int i = 1; i < 150; ++i)
        addLink(u"rdmatest%1"_s.arg(i));
    std::atomic<bool> done = false;
    std::atomic<int> bad = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back(QThread::create([&] {
            while (!done)
                bad += nameOf(stable) == u"rdmatest0"_s ? 0 : 1;
        }));
    for (const auto &thread : threads)
        thread->start();
    for (int i = 0; i < 40; ++i)
        QVERIFY(removeTestLink(addTestLink(u"rdmatemp"_s).value()));
    done = true;
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    QCOMPARE(bad, 0);
}

void NetlinkTest::KI_13_takenNameKeepsOldName()
{
    const int index = addLink(u"rdmatest0"_s);
    addLink(u"rdmatest1"_s);
    const auto result = m_kernel.renameLink(index, u"rdmatest1"_s);
    QVERIFY(!result);
    QCOMPARE(result.error(), (Error{ErrorCode::Exists, u"rdmatest1"_s, u"EEXIST"_s}));
    QCOMPARE(nameOf(index), u"rdmatest0"_s);
}

void NetlinkTest::KI_13_vanishedLinkIsNotFound()
{
    const int index = addLink(u"rdmatest0"_s);
    QVERIFY(removeTestLink(index));
    QCOMPARE(m_kernel.renameLink(index, u"rdmatest1"_s).error(),
             (Error{ErrorCode::NotFound, u"rdmatest1"_s, u"ENODEV"_s}));
    QCOMPARE(m_kernel.setLinkUp(index, true).error(),
             (Error{ErrorCode::NotFound, QString::number(index), u"ENODEV"_s}));
}

void NetlinkTest::withoutCapabilityNothingChanges()
{
    const int index = addLink(u"rdmatest0"_s);
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct before[2];
    QCOMPARE(::syscall(SYS_capget, &header, before), 0);
    __user_cap_data_struct none[2]{before[0], before[1]};
    none[0].effective = none[1].effective = 0;
    QCOMPARE(::syscall(SYS_capset, &header, none), 0);
    const auto renamed = m_kernel.renameLink(index, u"rdmatest1"_s);
    const auto raised = m_kernel.setLinkUp(index, true);
    QCOMPARE(::syscall(SYS_capset, &header, before), 0);
    QCOMPARE(renamed.error(), (Error{ErrorCode::Io, u"rdmatest1"_s, u"EPERM"_s}));
    QCOMPARE(raised.error(), (Error{ErrorCode::Io, QString::number(index), u"EPERM"_s}));
    QCOMPARE(nameOf(index), u"rdmatest0"_s);
}

/// Dummy and bridge links have no driver that tells, veth tells a speed and no mode.
void NetlinkTest::aLinkWithoutHardwareHasNoModes()
{
    addLink(u"rdmatest0"_s);
    const ReadLinkModes modesOf = m_kernel.linkModes();
    const auto modes = modesOf(u"rdmatest0"_s);
    if (modes)
        QCOMPARE(modes->fastest, 0U);
    else
        QCOMPARE(modes.error(), (Error{ErrorCode::NotSupported, u"rdmatest0"_s, u"EOPNOTSUPP"_s}));
    QCOMPARE(modesOf(u"lo"_s).error(), (Error{ErrorCode::NotSupported, u"lo"_s, u"EOPNOTSUPP"_s}));
    QCOMPARE(modesOf(u"rdmatest1"_s).error(), (Error{ErrorCode::NotFound, u"rdmatest1"_s, u"ENODEV"_s}));
}

void NetlinkTest::longNamesHaveNoModes()
{
    for (const int length : {16, 127, 128, 5000, 100'000}) {
        const auto modes = m_kernel.linkModes()(QString(length, u'a'));
        QVERIFY(!modes);
        QVERIFY2(modes.error().code == ErrorCode::NotFound || modes.error().code == ErrorCode::InvalidWish,
                 qPrintable(modes.error().detail));
    }
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NetlinkTest)
#include "netlinktest.moc"
