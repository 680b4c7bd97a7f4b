// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The disks of the demo host: some free, some in every kind of use.
#include "tests/fake/demohost.h"

#include "helper/blockdevices.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 gib = quint64{1} << 30;

FakeDisk sasDisk(const QString &name, char last)
{
    return {.name = name, .serial = "ZC11A00"_ba + last, .wwn = "5000c500a1b2c30"_ba + last};
}

void addSystemDisk(FakeBlock &block)
{
    block.addDisk({.name = u"sda"_s,
                   .bytes = 480 * gib,
                   .vendor = "ATA",
                   .model = "SAMSUNG MZ7LH480",
                   .serial = "S45PNA0M500001",
                   .wwn = "5002538e40a1b2c3"});
    const QString efi = block.addPartition(u"sda"_s, 1, gib);
    const QString root = block.addPartition(u"sda"_s, 2, 463 * gib);
    const QString swap = block.addPartition(u"sda"_s, 3, 16 * gib);
    block.setContent(efi, "vfat", "filesystem", "6A2B-9C01");
    block.setContent(root, "ext4", "filesystem", "0b7f6f0e-51c4-4a6e-8f5f-8c5f3f6b7a10");
    block.setContent(swap, "swap", "other", "4f3f0f8e-9d2d-4b2e-8a41-2f8d7a6c5b11");
    block.mount(root, "/");
    block.mount(efi, "/boot/efi", "vfat");
    block.swapOn(swap);
}

void addVolumes(FakeBlock &block)
{
    block.addDisk(sasDisk(u"sdc"_s, '3'));
    block.addVolume(u"vg0"_s, u"data"_s, {u"sdc"_s}, 1024 * gib);
    const QString home = block.addVolume(u"vg0"_s, u"home"_s, {u"sdc"_s}, 512 * gib);
    block.setContent(home, "xfs", "filesystem", "a7de2f4b-7f9b-4cf5-9c07-8f2b8d1c6e12");
    block.mount(home, "/home", "xfs");
}

/// What LIO finds when it opens them.
void tellKernel(FakeConfigfs &configfs, const Host &host)
{
    const auto devices = readBlockDevices(host);
    for (const BlockDevice &device : devices.value_or(std::vector<BlockDevice>()))
        configfs.setBlockDevice({.name = device.name,
                                 .paths = device.links,
                                 .size = device.size,
                                 .held = !device.uses.empty() || device.holdsRoot});
}

} // namespace

void DemoHost::plugInDisks()
{
    addSystemDisk(block());
    block().addDisk(sasDisk(u"sdb"_s, '2'));
    addVolumes(block());
    for (const QString &path : {u"sdd"_s, u"sde"_s})
        block().addDisk({.name = path,
                         .bytes = 2048 * gib,
                         .vendor = "IBM",
                         .model = "2145",
                         .serial = "0123456789",
                         .wwn = "600507680c80a1b2c800000000000001"});
    block().addMultipath(u"mpatha"_s, "600507680c80a1b2c800000000000001", {u"sdd"_s, u"sde"_s});
    block().addDisk(sasDisk(u"sdf"_s, '6'));
    block().addDisk(sasDisk(u"sdg"_s, '7'));
    block().addArray(u"md127"_s, {u"sdf"_s, u"sdg"_s});
    block().addDisk({.name = u"nvme0n1"_s,
                     .bytes = 1920 * gib,
                     .vendor = {},
                     .model = "INTEL SSDPE2KX020T8",
                     .serial = "PHLJ0123002P0BGN",
                     .wwn = "01000000010000005cd2e4a1b2c3d451"});
    tellKernel(kernel().configfs(), host());
}

} // namespace rdma
