// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which changes let everybody lock large amounts of memory, however they are put.
#include "model/largelimits.h"

#include "model/limitwish.h"
#include "model/unitdropin.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool unlimits(const QByteArray &before, const QByteArray &after)
{
    return unlimitsEveryone(rdmaLimitsFile, before, after);
}

bool unlimitsBy(const QString &unit, const std::optional<MemoryLimit> &before, MemoryAmount after)
{
    const auto bytes = before.transform([](const MemoryLimit &limit) { return memlockDropIn(limit).value(); });
    return unlimitsEveryone(memlockDropInPath(unit).value(), bytes, memlockDropIn({{0}, after}).value());
}

constexpr MemoryAmount large{quint64{1} << 34};

} // namespace

class LargeLimitsTest : public QObject {
    Q_OBJECT
private slots:
    void AU_06_filesForEverybody_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<bool>("unlimits");
        const auto row = [](const char *name, const char *before, const char *after, bool unlimits) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << unlimits;
        };
        row("everyone", "", "* - memlock unlimited\n", true);
        row("16 GiB", "", "* - memlock 16777216\n", true);
        row("a KiB less", "", "* - memlock 16777215\n", false);
        row("hard alone", "", "* hard memlock 1073741823\n", true);
        row("all uids but a few", "", "60001:4294967294 - memlock unlimited\n", true);
        row("1000 uids", "", "5000:5999 - memlock unlimited\n", true);
        row("999 uids", "", "5000:5998 - memlock unlimited\n", false);
        row("ranges together", "", "1000:1499 - memlock unlimited\n70000:70499 - memlock unlimited\n", true);
        row("the same twice", "", "1000:1599 - memlock unlimited\n1100:1650 - memlock unlimited\n", false);
        row("system users", "", "0:1998 - memlock unlimited\n", false);
        row("piece by piece", "1000:1998 - memlock unlimited\n",
            "1000:1998 - memlock unlimited\n1999:1999 - memlock unlimited\n", true);
        row("more of many", "1000:9999 - memlock unlimited\n",
            "1000:9999 - memlock unlimited\n20000:20000 - memlock unlimited\n", true);
        row("others of many", "1000:9999 - memlock unlimited\n", "2000:10999 - memlock unlimited\n", true);
        row("fewer of many", "1000:9999 - memlock unlimited\n", "1000:8999 - memlock unlimited\n", false);
        row("in other words", "* - memlock unlimited\n", "* soft memlock unlimited\n* hard memlock unlimited\n", false);
        row("from large to all", "* - memlock 16777216\n", "* - memlock unlimited\n", true);
        row("some people", "", "@rdma - memlock unlimited\nalice - memlock unlimited\n", false);
    }
    void AU_06_filesForEverybody()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QTEST(unlimits(before, after), "unlimits");
    }

    void AU_06_servicesThatLetPeopleIn()
    {
        for (const char *unit : {"user@.service", "user@1000.service", "sshd.service", "sshd@.service", "ssh.service",
                                 "getty@.service", "getty@tty1.service", "serial-getty@.service", "gdm.service",
                                 "sddm.service", "lightdm.service", "display-manager.service", "crond.service"})
            QVERIFY2(unlimitsBy(QString::fromLatin1(unit), {}, large), unit);
        for (const char *unit : {"opensm.service", "user-runtime-dir@.service", "sshguard.service"})
            QVERIFY2(!unlimitsBy(QString::fromLatin1(unit), {}, unlimitedMemory), unit);
    }

    void AU_06_servicesThatDidAlready()
    {
        const QString unit = u"sshd.service"_s;
        QVERIFY(!unlimitsBy(unit, {}, {large.bytes - 1}));
        QVERIFY(!unlimitsBy(unit, MemoryLimit{large, large}, large));
        QVERIFY(unlimitsBy(unit, MemoryLimit{large, large}, unlimitedMemory));
    }

    void otherFilesDoNot()
    {
        for (const QString &path : {u"/etc/security/limits.d/x.conf"_s, u"/x"_s, u"/etc/systemd/system/.d/x"_s})
            QVERIFY(!unlimitsEveryone(path, {}, "* - memlock unlimited\n"_ba));
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::LargeLimitsTest)
#include "largelimitstest.moc"
