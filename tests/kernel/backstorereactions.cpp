// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// HBAs and storage objects: their names, their attributes, what cannot be made or removed.
#include "tests/kernel/configfsreactions.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Script = ConfigfsScript;
using Playground = ConfigfsPlayground;

const QString disk = u"core/iblock_0/disk"_s;
const QString ramdisk = u"core/rd_mcp_0/ramdisk"_s;

void makeObject(Script &script, const QString &path)
{
    script.make(path.section(u'/', 0, 1));
    script.make(path);
}

void makeRamdisk(Script &script)
{
    makeObject(script, ramdisk);
    script.store(ramdisk + "/control"_L1, "rd_pages=16");
    script.store(ramdisk + "/enable"_L1, "1");
}

void hbaNames(Script &script, Playground &)
{
    for (const QString &name : QStringList{u"iblock_0"_s, u"fileio_1"_s, u"rd_mcp_07"_s, u"pscsi_3"_s, u"user_4"_s})
        script.make("core/"_L1 + name);
    for (const QString &name :
         QStringList{u"iblock"_s, u"iblock_"_s, u"iblock_x"_s, u"iblock_1x"_s, u"iblock_-1"_s, u"_0"_s, u"foo_0"_s})
        script.make("core/"_L1 + name, "EINVAL");
    script.make(u"core/iblock_0"_s, "EEXIST");
    script.lists(u"core"_s, {u"alua"_s, u"fileio_1"_s, u"iblock_0"_s, u"pscsi_3"_s, u"rd_mcp_07"_s, u"user_4"_s});
    script.lists(u"core/iblock_0"_s, {u"hba_info"_s, u"hba_mode"_s});
}

void objectNames(Script &script, Playground &)
{
    script.make(u"core/iblock_0"_s);
    for (const QString &name : QStringList{u"disk"_s, u"a b"_s, u"a,b"_s, u"\u00fc"_s, QString(128, u'x')})
        script.make("core/iblock_0/"_L1 + name);
    script.make(disk, "EEXIST");
    script.make(u"core/iblock_1/disk"_s, "ENOENT");
}

void objectContent(Script &script, Playground &)
{
    makeObject(script, disk);
    script.lists(disk, {u"action"_s, u"alias"_s, u"alua"_s, u"alua_lu_gp"_s, u"attrib"_s, u"control"_s, u"enable"_s,
                        u"info"_s, u"lba_map"_s, u"pr"_s, u"statistics"_s, u"udev_path"_s, u"wwn"_s});
    script.reads(disk + "/enable"_L1, "0");
    script.reads(disk + "/udev_path"_L1, "");
    script.reads(disk + "/wwn/vpd_unit_serial"_L1, "T10 VPD Unit Serial Number: ");
    script.reads(disk + "/info"_L1, "Status: DEACTIVATED  Max Queue Depth: 0  SectorSize: 0  HwMaxSectors: 0\n"
                                    "          readonly: 0\n        Major: 0 Minor: 0");
    script.reads(disk + "/alua/default_tg_pt_gp/alua_access_type"_L1, "Implicit and Explicit");
}

void objectAttributes(Script &script, Playground &playground)
{
    makeObject(script, disk);
    QStringList names =
        u"alua_support block_size emulate_3pc emulate_caw emulate_dpo emulate_fua_read emulate_fua_write "
        "emulate_model_alias emulate_pr emulate_rest_reord emulate_rsoc emulate_tas emulate_tpu emulate_tpws "
        "emulate_ua_intlck_ctrl emulate_write_cache enforce_pr_isids force_pr_aptpl hw_block_size hw_max_sectors "
        "hw_pi_prot_type hw_queue_depth is_nonrot max_unmap_block_desc_count max_unmap_lba_count "
        "max_write_same_len optimal_sectors pgr_support pi_prot_format pi_prot_type pi_prot_verify queue_depth "
        "submit_type unmap_granularity unmap_granularity_alignment unmap_zeroes_data"_s.split(u' ');
    if (script.isOldKernel())
        for (const QString &name : QStringList{u"emulate_rsoc"_s, u"submit_type"_s})
            names.removeAll(name);
    script.lists(disk + "/attrib"_L1, names);
    script.store(disk + "/control"_L1, "udev_path=" + playground.freeDevice().toUtf8());
    script.store(disk + "/enable"_L1, "1");
    for (const QString &name : QStringList{u"block_size"_s, u"hw_block_size"_s})
        script.reads(disk + "/attrib/"_L1 + name, "512");
    script.reads(disk + "/attrib/emulate_write_cache"_L1, "0");
    script.reads(disk + "/attrib/emulate_tpu"_L1, "0");
}

void serial(Script &script, Playground &)
{
    makeObject(script, disk);
    const QString attribute = disk + "/wwn/vpd_unit_serial"_L1;
    script.store(attribute, "a-1\n");
    script.reads(attribute, "T10 VPD Unit Serial Number: a-1");
    script.store(attribute, QByteArray(253, 's'));
    script.reads(attribute, "T10 VPD Unit Serial Number: " + QByteArray(253, 's'));
    script.store(attribute, QByteArray(254, 's'), "EOVERFLOW");
    script.reads(attribute, "T10 VPD Unit Serial Number: " + QByteArray(253, 's'));
}

void udevPath(Script &script, Playground &)
{
    makeObject(script, disk);
    for (const QByteArray &value : {"/dev/disk/by-id/x"_ba, "/dev/disk/by-id/x\n"_ba}) {
        script.store(disk + "/udev_path"_L1, value);
        script.reads(disk + "/udev_path"_L1, "/dev/disk/by-id/x");
    }
    script.store(disk + "/udev_path"_L1, QByteArray(511, 'x'));
    script.store(disk + "/udev_path"_L1, QByteArray(512, 'x'), "EINVAL");
}

void writeCache(Script &script, Playground &playground)
{
    makeObject(script, disk);
    const QString attribute = disk + "/attrib/emulate_write_cache"_L1;
    script.store(attribute, "1", "EINVAL");
    script.store(disk + "/control"_L1, "udev_path=" + playground.freeDevice().toUtf8());
    script.store(disk + "/enable"_L1, "1");
    for (const char *value : {"1", "2", "x"})
        script.store(attribute, value, "EINVAL");
    script.store(attribute, "0");
    makeRamdisk(script);
    script.store(ramdisk + "/attrib/emulate_write_cache"_L1, "1");
    script.reads(ramdisk + "/attrib/emulate_write_cache"_L1, "1");
}

/// Before the object is enabled 6.1 dereferences a null pointer (target_configure_unmap_from_queue()): not asked there.
void thin(Script &script, Playground &playground)
{
    makeObject(script, disk);
    const QString attribute = disk + "/attrib/emulate_tpu"_L1;
    if (!script.isOldKernel())
        script.store(attribute, "1", "ENODEV");
    script.store(disk + "/control"_L1, "udev_path=" + playground.freeDevice().toUtf8());
    script.store(disk + "/enable"_L1, "1");
    script.store(attribute, "1");
    script.reads(attribute, "1");
    script.store(attribute, "2", "EINVAL");
    makeRamdisk(script);
    script.store(ramdisk + "/attrib/emulate_tpu"_L1, "1", "ENOSYS");
}

void blockSize(Script &script, Playground &playground)
{
    makeObject(script, disk);
    const QString attribute = disk + "/attrib/block_size"_L1;
    script.store(attribute, "4096");
    script.store(disk + "/control"_L1, "udev_path=" + playground.freeDevice().toUtf8());
    script.store(disk + "/enable"_L1, "1");
    script.reads(attribute, "512"); // what was wished before is forgotten
    script.store(attribute, "500", "EINVAL");
    script.store(attribute, "4096");
    script.reads(attribute, "4096");
}

void refusedWrites(Script &script, Playground &)
{
    makeObject(script, disk);
    script.store(disk + "/info"_L1, "x", "EACCES");
    script.store(disk + "/attrib/hw_block_size"_L1, "512", "EACCES");
    script.store(disk + "/attrib/nope"_L1, "1", "ENOENT");
    script.store(u"version"_s, "1", "EACCES");
    script.store(disk, "1", "EISDIR");
    script.reads(u"core/iblock_0/hba_mode"_s, "0");
}

void refusedNodes(Script &script, Playground &)
{
    makeObject(script, disk);
    for (const QString &path : QStringList{disk + "/x"_L1, disk + "/attrib/x"_L1})
        script.make(path, "EPERM");
    script.make(disk + "/info/x"_L1, "ENOTDIR");
    script.make(disk + "/attrib"_L1, "EEXIST");
    for (const QString &path : QStringList{disk + "/attrib"_L1, u"core"_s, u"core/alua"_s, QString()})
        script.remove(path, "EPERM");
    script.remove(disk + "/info"_L1, "ENOTDIR");
    script.remove(u"core/iblock_0"_s, "ENOTEMPTY");
    script.remove(u"core/iblock_1"_s, "ENOENT");
    script.unlink(disk + "/info"_L1, "EPERM");
    script.unlink(disk, "EISDIR");
    script.unlink(u"core/nope"_s, "ENOENT");
    script.link(disk + "/link"_L1, disk, "EPERM");
}

} // namespace

std::vector<ConfigfsReaction> backstoreReactions()
{
    return {{"hba-names", hbaNames},           {"object-names", objectNames},
            {"object-content", objectContent}, {"object-attributes", objectAttributes},
            {"unit-serial", serial},           {"udev-path", udevPath},
            {"write-cache", writeCache},       {"thin", thin},
            {"block-size", blockSize},         {"refused-writes", refusedWrites},
            {"refused-nodes", refusedNodes}};
}

} // namespace rdma
