// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The LUNs of a target, and what exporting does to a storage object.
#include "tests/kernel/configfsreactions.h"
#include "tests/kernel/exportedramdisk.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Script = ConfigfsScript;
using Playground = ConfigfsPlayground;

void lunNames(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    for (const QString &name : QStringList{u"lun_0"_s, u"lun_7"_s, u"lun_65535"_s})
        script.make(exported.tpg + "/lun/"_L1 + name);
    for (const QString &name : QStringList{u"lun_x"_s, u"lun_"_s, u"lun_-1"_s, u"foo"_s})
        script.make(exported.tpg + "/lun/"_L1 + name, "EINVAL");
    script.make(exported.lun, "EEXIST");
    script.reads(exported.lun + "/alua_tg_pt_gp"_L1, "unreadable");
}

void lunLinks(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeTpg(script);
    script.make(exported.lun);
    script.make(u"core/rd_mcp_0"_s);
    script.make(exported.disk);
    script.link(exported.lun + "/disk"_L1, exported.disk, "ENODEV");
    exported.enableDisk(script);
    script.link(exported.lun + "/disk"_L1, u"core/rd_mcp_0"_s, "EFAULT");
    script.link(exported.lun + "/disk"_L1, u"core/nope"_s, "ENOENT");
    script.link(exported.lun + "/disk"_L1, u"/sys/kernel/config"_s, "EINVAL");
    script.link(exported.tpg + "/lun/disk"_L1, exported.disk, "EPERM");
    script.link(exported.lun + "/statistics/disk"_L1, exported.disk, "EPERM");
    script.link(exported.lun + "/disk"_L1, exported.disk);
    script.link(exported.lun + "/disk"_L1, exported.disk, "EEXIST");
    script.link(exported.lun + "/second"_L1, exported.disk, "EEXIST");
    script.pointsTo(exported.lun + "/disk"_L1, "../../../../../../target/"_L1 + exported.disk);
    script.unlink(exported.lun + "/disk"_L1);
    script.link(exported.lun + "/second"_L1, exported.disk);
}

void exportIsShown(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    const QByteArray rest = "  Max Queue Depth: 0  SectorSize: 512  HwMaxSectors: 4294967288\n"
                            "        TCM RamDisk ID: 0  RamDisk Makeup: rd_mcp\n"
                            "        PAGES/PAGE_SIZE: 16*4096  SG_table_count: 1  nullio: 0 dummy: 0";
    const QString members = exported.disk + "/alua/default_tg_pt_gp/members"_L1;
    script.reads(exported.disk + "/info"_L1, "Status: ACTIVATED" + rest);
    script.reads(members, exported.tpg.toUtf8() + "/lun_0\n\0"_ba);
    script.unlink(exported.lun + "/disk"_L1);
    script.reads(exported.disk + "/info"_L1, "Status: DEACTIVATED" + rest);
    script.reads(members, "");
}

void exportedObjectIsFixed(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    script.store(exported.disk + "/wwn/vpd_unit_serial"_L1, "x", "EINVAL");
    script.store(exported.disk + "/attrib/block_size"_L1, "512", "EINVAL");
    script.store(exported.disk + "/attrib/emulate_model_alias"_L1, "1", "EINVAL");
    script.store(exported.disk + "/attrib/emulate_write_cache"_L1, "1");
    script.remove(exported.disk, "EBUSY");
    script.unlink(exported.lun + "/disk"_L1);
    script.store(exported.disk + "/wwn/vpd_unit_serial"_L1, "x");
    script.remove(exported.disk);
}

void parentsStay(Script &script, Playground &playground)
{
    const Exported exported(playground);
    exported.makeLun(script);
    for (const QString &path : QStringList{exported.lun, exported.tpg, exported.target, u"srpt"_s, u"core/rd_mcp_0"_s})
        script.remove(path, "ENOTEMPTY");
    for (const QString &path :
         QStringList{exported.tpg + "/lun"_L1, exported.tpg + "/acls"_L1, exported.lun + "/statistics"_L1})
        script.remove(path, "EPERM");
}

} // namespace

std::vector<ConfigfsReaction> lunReactions()
{
    return {{"lun-names", lunNames},
            {"lun-links", lunLinks},
            {"export-is-shown", exportIsShown},
            {"exported-object-is-fixed", exportedObjectIsFixed},
            {"parents-stay", parentsStay}};
}

} // namespace rdma
