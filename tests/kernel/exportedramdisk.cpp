// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Making an export step by step.
#include "tests/kernel/exportedramdisk.h"

namespace rdma {

using namespace Qt::StringLiterals;

Exported::Exported(const ConfigfsPlayground &playground)
    : target("srpt/"_L1 + playground.wwn()),
      tpg(target + "/tpgt_1"_L1),
      lun(tpg + "/lun/lun_0"_L1),
      acl(tpg + "/acls/"_L1 + playground.initiator()),
      mappedLun(acl + "/lun_0"_L1)
{
}

void Exported::makeTpg(ConfigfsScript &script) const
{
    script.make(u"srpt"_s);
    script.make(target);
    script.make(tpg);
}

void Exported::enableDisk(ConfigfsScript &script) const
{
    script.store(disk + "/control"_L1, "rd_pages=16");
    script.store(disk + "/enable"_L1, "1");
}

void Exported::makeLun(ConfigfsScript &script) const
{
    makeTpg(script);
    script.make(u"core/rd_mcp_0"_s);
    script.make(disk);
    enableDisk(script);
    script.make(lun);
    script.link(lun + "/disk"_L1, disk);
}

void Exported::makeAcl(ConfigfsScript &script) const
{
    makeLun(script);
    script.make(acl);
    script.make(mappedLun);
    script.link(mappedLun + "/lun"_L1, lun);
}

void Exported::listen(ConfigfsScript &script) const
{
    script.store(tpg + "/enable"_L1, "1");
    script.store(u"srpt/discovery_auth/rdma_cm_port"_s, "5555");
}

} // namespace rdma
