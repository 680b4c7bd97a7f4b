// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The block devices of the machine that runs the tests, beside what lsblk(8) says of them.
#include "helper/blockdevices.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <map>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Listed {
    quint64 size = 0;
    bool readOnly = false;
    bool isMounted = false;
};

using Listing = std::map<QString, Listed>;

/// What is on others is below them, once for each.
void addAll(Listing &listing, const QJsonArray &devices)
{
    for (const auto &value : devices) {
        const QJsonObject device = value.toObject();
        const QJsonArray points = device[u"mountpoints"_s].toArray(); // older ones say [null]
        listing[device[u"kname"_s].toString()] = {
            quint64(device[u"size"_s].toInteger()), device[u"ro"_s].toBool(),
            std::ranges::any_of(points, [](const QJsonValue &point) { return point.isString(); })};
        addAll(listing, device[u"children"_s].toArray());
    }
}

Listing lsblk()
{
    QProcess process;
    process.start(u"lsblk"_s, {u"-J"_s, u"-b"_s, u"-o"_s, u"KNAME,SIZE,RO,MOUNTPOINTS"_s});
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("lsblk: %s", process.readAllStandardError().constData());
    Listing listing;
    addAll(listing, QJsonDocument::fromJson(process.readAllStandardOutput())[u"blockdevices"_s].toArray());
    return listing;
}

} // namespace

class LsblkTest : public QObject {
    Q_OBJECT

    static std::vector<BlockDevice> read() { return readBlockDevices(Host::open(u"/"_s).value()).value(); }

private slots:
    void sizesAgree();
    void nothingIsMissing();
    void whatIsMountedIsInUse();
    void everyPathLeadsToItsDevice();
};

/// Others may attach and detach devices meanwhile: what was the same before and after was there.
void LsblkTest::sizesAgree()
{
    const auto before = read();
    const Listing listing = lsblk();
    const auto after = read();
    int compared = 0;
    for (const BlockDevice &device : before)
        if (const auto listed = listing.find(device.name);
            listed != listing.end() && std::ranges::contains(after, device)) {
            QCOMPARE(device.size, listed->second.size);
            QCOMPARE(device.readOnly, listed->second.readOnly);
            ++compared;
        }
    QVERIFY(compared > 0);
}

void LsblkTest::nothingIsMissing()
{
    const Listing before = lsblk();
    const auto devices = read();
    const Listing after = lsblk();
    for (const auto &[name, listed] : before) {
        const bool isLeftOut = listed.size == 0 || name.startsWith("zram"_L1) || name.startsWith("sr"_L1);
        if (!isLeftOut && after.contains(name))
            QVERIFY2(std::ranges::contains(devices, name, &BlockDevice::name), qPrintable(name));
    }
    for (const BlockDevice &device : devices)
        QVERIFY2(device.size > 0, qPrintable(device.name));
}

void LsblkTest::whatIsMountedIsInUse()
{
    const Listing before = lsblk();
    const auto devices = read();
    const Listing after = lsblk();
    for (const BlockDevice &device : devices)
        if (before.contains(device.name) && before.at(device.name).isMounted && after.contains(device.name) &&
            after.at(device.name).isMounted)
            QVERIFY2(!device.uses.empty(), qPrintable(device.name));
}

void LsblkTest::everyPathLeadsToItsDevice()
{
    const auto devices = read();
    for (const BlockDevice &device : devices)
        for (const QString &path : device.links + device.stablePaths + QStringList(device.path))
            QCOMPARE(deviceNamed(devices, path), device.name);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LsblkTest)
#include "lsblktest.moc"
