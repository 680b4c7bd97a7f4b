// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What enabling a storage object takes, and what it refuses.
#include "tests/kernel/configfsreactions.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Script = ConfigfsScript;
using Playground = ConfigfsPlayground;

const QString disk = u"core/iblock_0/disk"_s;
const QString image = u"core/fileio_0/image"_s;
const QString ramdisk = u"core/rd_mcp_0/ramdisk"_s;

void makeObject(Script &script, const QString &path)
{
    script.make(path.section(u'/', 0, 1));
    script.make(path);
}

void enableBlock(Script &script, Playground &playground)
{
    makeObject(script, disk);
    const auto tryDevice = [&](const QString &path, const char *answer) {
        script.store(disk + "/control"_L1, "udev_path=" + path.toUtf8());
        script.store(disk + "/enable"_L1, "1", answer);
    };
    script.store(disk + "/enable"_L1, "1", "EINVAL");
    tryDevice(u"/dev/no-such-device"_s, "ENOENT");
    tryDevice(playground.directory(), "ENOTBLK");
    tryDevice(playground.heldDevice(), "EBUSY");
    tryDevice(playground.readOnlyDevice(), "EACCES");
    script.reads(disk + "/enable"_L1, "0");
    tryDevice(playground.freeDevice(), "ok");
    script.reads(disk + "/enable"_L1, "1");
    for (const char *value : {"0", "x", "2"})
        script.store(disk + "/enable"_L1, value, "EINVAL");
    script.store(disk + "/enable"_L1, "1", "EEXIST");
}

void blockIsTakenOnce(Script &script, Playground &playground)
{
    makeObject(script, disk);
    script.make(u"core/iblock_0/second"_s);
    for (const QString &object : QStringList{disk, u"core/iblock_0/second"_s})
        script.store(object + "/control"_L1, "udev_path=" + playground.freeDevice().toUtf8());
    script.store(disk + "/enable"_L1, "1");
    script.store(u"core/iblock_0/second/enable"_s, "1", "EBUSY");
    script.remove(disk);
    script.store(u"core/iblock_0/second/enable"_s, "1");
}

void blockReadOnly(Script &script, Playground &playground)
{
    makeObject(script, disk);
    const QByteArray path = playground.readOnlyDevice().toUtf8();
    script.store(disk + "/control"_L1, "udev_path=" + path + ",readonly=1\n");
    script.reads(disk + "/info"_L1, "Status: DEACTIVATED  Max Queue Depth: 0  SectorSize: 0  HwMaxSectors: 0\n"
                                    "          UDEV PATH: " +
                                        path + "  readonly: 1\n        Major: 0 Minor: 0");
    script.store(disk + "/enable"_L1, "1");
    script.reads(disk + "/enable"_L1, "1");
}

void controlTokens(Script &script, Playground &playground)
{
    makeObject(script, disk);
    for (const char *rubbish : {"bogus=1", "bogus", "readonly=x", "udev_path=", "\n"})
        script.store(disk + "/control"_L1, rubbish);
    script.store(disk + "/control"_L1, "", "EFAULT");
    script.store(disk + "/control"_L1, "bogus=1,udev_path=" + playground.freeDevice().toUtf8() + ",readonly=0");
    script.store(disk + "/enable"_L1, "1");
    script.store(disk + "/control"_L1, "udev_path=" + playground.freeDevice().toUtf8(), "EEXIST");
    makeObject(script, image);
    for (const char *bad : {"fd_dev_size=x", "fd_buffered_io=0", "fd_buffered_io=2"})
        script.store(image + "/control"_L1, bad, "EINVAL");
}

void enableFile(Script &script, Playground &playground)
{
    const QString file = playground.directory() + "/reaction.img"_L1;
    makeObject(script, image);
    script.store(image + "/enable"_L1, "1", "EINVAL");
    script.store(image + "/control"_L1, "fd_dev_name=" + playground.directory().toUtf8() + ",fd_dev_size=1048576");
    script.store(image + "/enable"_L1, "1", "EISDIR");
    script.store(image + "/control"_L1, "fd_dev_name=/no-such-directory/image");
    script.store(image + "/enable"_L1, "1", "ENOENT");
    script.store(image + "/control"_L1, "fd_dev_name=" + file.toUtf8());
    script.holds(!playground.host().modeOf(file), "the file is not there before");
    script.store(image + "/enable"_L1, "1");
    script.holds(playground.host().modeOf(file) == 0600U, "the file is made, for root alone");
    script.holds(playground.host().peek(file) == QByteArray(), "and is empty, whatever fd_dev_size says");
    script.reads(image + "/info"_L1, "Status: DEACTIVATED  Max Queue Depth: 0  SectorSize: 512  HwMaxSectors: 16384\n"
                                     "        TCM FILEIO ID: 0        File: " +
                                         file.toUtf8() + "  Size: 1048576  Mode: O_DSYNC Async: 0");
}

/// The file is made all the same.
void fileWithoutSize(Script &script, Playground &playground)
{
    const QString file = playground.directory() + "/no-size.img"_L1;
    makeObject(script, image);
    script.store(image + "/control"_L1, "fd_dev_name=" + file.toUtf8());
    script.store(image + "/enable"_L1, "1", "EINVAL");
    script.holds(playground.host().modeOf(file) == 0600U, "the file is there");
}

void fileBuffered(Script &script, Playground &playground)
{
    const QString file = playground.directory() + "/buffered.img"_L1;
    makeObject(script, image);
    script.make(u"core/fileio_0/again"_s);
    for (const QString &object :
         QStringList{image, u"core/fileio_0/again"_s}) { // one file is opened as often as one likes
        script.store(object + "/control"_L1, "fd_dev_name=" + file.toUtf8() + ",fd_dev_size=4096,fd_buffered_io=1");
        script.store(object + "/enable"_L1, "1");
        script.reads(object + "/attrib/emulate_write_cache"_L1, "1");
    }
}

void enableRamdisk(Script &script, Playground &)
{
    makeObject(script, ramdisk);
    script.store(ramdisk + "/enable"_L1, "1", "EINVAL");
    script.store(ramdisk + "/control"_L1, "rd_pages=0");
    script.store(ramdisk + "/enable"_L1, "1", "EINVAL");
    script.store(ramdisk + "/control"_L1, "rd_pages=16");
    script.store(ramdisk + "/enable"_L1, "1");
    script.reads(ramdisk + "/info"_L1,
                 "Status: DEACTIVATED  Max Queue Depth: 0  SectorSize: 512  HwMaxSectors: 4294967288\n"
                 "        TCM RamDisk ID: 0  RamDisk Makeup: rd_mcp\n"
                 "        PAGES/PAGE_SIZE: 16*4096  SG_table_count: 1  nullio: 0 dummy: 0");
    script.store(ramdisk + "/enable"_L1, "1", "EEXIST");
}

} // namespace

std::vector<ConfigfsReaction> enableReactions()
{
    return {{"enable-block", enableBlock},      {"block-is-taken-once", blockIsTakenOnce},
            {"block-read-only", blockReadOnly}, {"control-tokens", controlTokens},
            {"enable-file", enableFile},        {"file-without-size", fileWithoutSize},
            {"file-buffered", fileBuffered},    {"enable-ramdisk", enableRamdisk}};
}

} // namespace rdma
