// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The modules that the kernel's command line denies; modprobe's own reading of the same words is in the comments.
#include "model/kernelcommandline.h"

#include <QTest>

using namespace rdma;

class KernelCommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void modprobeBlacklist();
    void kernelBlacklist();
    void saysNothing();
};

namespace {

QByteArray denied(const QByteArray &commandLine)
{
    return deniedByCommandLine(commandLine).bytes;
}

} // namespace

void KernelCommandLineTest::modprobeBlacklist()
{
    QCOMPARE(denied("quiet modprobe.blacklist=ib_srp\n"), "blacklist ib_srp\n");
    QCOMPARE(denied("modprobe.blacklist=ib_isert,,rds\tmodprobe.blacklist=ib_srpt"),
             "blacklist ib_isert\nblacklist rds\nblacklist ib_srpt\n");
    QCOMPARE(denied("quiet -- modprobe.blacklist=rds"), "blacklist rds\n"); // kmod looks behind "--", too
    QCOMPARE(denied("x=\"a b\" modprobe.blacklist=rds"), "blacklist rds\n");
}

void KernelCommandLineTest::kernelBlacklist()
{
    QCOMPARE(denied("module_blacklist=rds,ib_srp"), "install rds /bin/false\ninstall ib_srp /bin/false\n");
    QCOMPARE(denied("module_blacklist=\"rds,ib_srp\""), "install rds /bin/false\ninstall ib_srp /bin/false\n");
    QCOMPARE(denied("module_blacklist=rds module_blacklist=ib_srp"), "install ib_srp /bin/false\n");
    QCOMPARE(denied("quiet -- module_blacklist=rds"), "");
}

/// What modprobe prints as `blacklist ib-srp` and `blacklist "a b"` are names that no module has.
void KernelCommandLineTest::saysNothing()
{
    for (const char *line : {"", "BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro quiet", "modprobe.blacklist",
                             "modprobe.blacklist=", "modprobe.blacklist=ib-srp", "\"modprobe.blacklist=a b\"",
                             "modprobe.blacklist=\"rds\"", "foo=\"x modprobe.blacklist=rds\"",
                             "xmodprobe.blacklist=rds", "module_blacklist=ib-srp"})
        QCOMPARE(denied(line), "");
}

QTEST_GUILESS_MAIN(KernelCommandLineTest)
#include "kernelcommandlinetest.moc"
