// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the demo host is attached to: a disk over two paths with a file system on it, and three targets more that can be
// found, one of which does not know us.
#include "helper/srplogintool.h"
#include "tests/fake/demohost.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr Guid storage{0x0002c90300a1b2c3};
constexpr Guid scratch{0x0002c90300d4e5f6};
constexpr Guid closed{0x0002c903000f1111};
constexpr Guid soft{0x505400fffe000042};
constexpr quint64 gibibyte = quint64{1} << 30;

IbCmPath pathTo(Guid guid)
{
    return {u"fe80000000000000"_s + guid.hex(), 0xffff, guid};
}

FakeDisk disk(quint64 bytes, const QByteArray &serial, const QByteArray &wwn)
{
    return {.bytes = bytes, .vendor = "LIO-ORG", .model = "IBLOCK", .serial = serial, .wwn = wwn};
}

void addTargets(FakeSrp &srp)
{
    srp.addTarget(
        {storage,
         storage,
         pathTo(storage),
         {disk(2048 * gibibyte, "2f7d1c3e-5a0b-4f1e-9c55-3c1b7a9d0e10", "60014052f7d1c3e5a0b4f1e9c553c1b7")}});
    srp.addTarget({scratch,
                   scratch,
                   pathTo(scratch),
                   {disk(512 * gibibyte, "8f1b2c77-0d53-4a4c-9a67-2b1c6f0e9a01", "60014058f1b2c770d534a4c9a672b1c6")}});
    srp.addTarget({.idExt = closed, .iocGuid = closed, .path = pathTo(closed), .allowed = {{0, 1}}});
    srp.addTarget(
        {.idExt = soft,
         .iocGuid = soft,
         .path = RdmaCmPath{IpAddress::fromText(u"192.0.2.7").value(), 5555},
         .disks = {disk(64 * gibibyte, "77aa0c11-6b0e-4a8e-8a51-0b6d1d2e3f40", "600140577aa0c116b0e4a8e8a510b6d1")}});
}

void logIn(FakeSrp &srp, const PortId &port)
{
    if (const auto done = srp.logIn(srpLoginObject({port, storage, storage}, {pathTo(storage), {}})); !done)
        qFatal("demo: %s", qPrintable(done.error().detail));
}

} // namespace

void DemoHost::attachDisks()
{
    units().install(u"srp_daemon.service"_s);
    units().install(u"srp_daemon_port@.service"_s);
    addTargets(srp());
    srp().setLog([this](const QString &line) { journal().say(line); });
    tools().setScans([this](bool inWords) { return srp().scan(inWords); });
    files().write(u"/sys/class/infiniband_mad/umad0/ibdev"_s, "mlx4_0\n");
    files().write(u"/sys/class/infiniband_mad/umad0/port"_s, "1\n");
    srp().loadModule();
    logIn(srp(), {u"mlx4_0"_s, 1});
    logIn(srp(), {u"mlx4_0"_s, 2});
    const QStringList paths{srp().diskOf(7, 0), srp().diskOf(8, 0)};
    const QString map = block().addMultipath(u"mpathb"_s, "360014052f7d1c3e5a0b4f1e9c553c1b7", paths);
    block().setContent(map, "xfs", "filesystem", "4e3f4f4e-1d1c-4f0a-8a53-6f3f4b6c7d11");
    block().mount(map, "/srv/archive", "xfs");
}

} // namespace rdma
