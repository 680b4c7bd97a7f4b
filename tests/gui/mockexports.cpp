// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SRP exports of the mock machine.
#include "tests/gui/mockexports.h"

#include <QJsonArray>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 gibibyte = quint64{1} << 30;

BlockDevice disk(const QString &name, quint64 size, const QString &model, const QString &serial)
{
    return {.name = name,
            .path = u"/dev/"_s + name,
            .size = size,
            .vendor = u"ATA"_s,
            .model = model,
            .serial = serial,
            .stablePaths = {u"/dev/disk/by-id/wwn-0x5000c500"_s + serial.toLower()}};
}

std::vector<BlockDevice> disks()
{
    BlockDevice root = disk(u"sda"_s, 480 * gibibyte, u"INTEL SSDSC2KB48"_s, u"PHYF01"_s);
    root.holdsRoot = true;
    root.uses = {{BlockUse::Partitions, u"sda2"_s}};
    BlockDevice exported = disk(u"sdb"_s, 4000 * gibibyte, u"ST4000NM0115"_s, u"ZC1A"_s);
    exported.uses = {{BlockUse::Exported, u"block/vol1"_s}};
    BlockDevice lvm = disk(u"sdc"_s, 4000 * gibibyte, u"ST4000NM0115"_s, u"ZC1B"_s);
    lvm.uses = {{BlockUse::Lvm, {}}};
    BlockDevice mounted = disk(u"nvme0n1"_s, 1000 * gibibyte, u"Samsung SSD 980"_s, u"S64D"_s);
    mounted.uses = {{BlockUse::Mounted, u"/srv"_s}};
    BlockDevice bare{.name = u"vdb"_s, .path = u"/dev/vdb"_s, .size = 20 * gibibyte, .readOnly = true};
    return {root,
            exported,
            lvm,
            mounted,
            disk(u"sdd"_s, 4000 * gibibyte, u"ST4000NM0115"_s, u"ZC1C"_s),
            disk(u"sde"_s, 8000 * gibibyte, u"ST8000NM001A"_s, u"ZR5D"_s),
            bare};
}

SrpTree tree()
{
    SrpTree tree;
    tree.backstores[{BackstoreKind::Block, u"vol1"_s}] = {.source = u"/dev/disk/by-id/wwn-0x5000c500zc1a"_s,
                                                          .serial = u"2f7d1c3e-5a0b-4f1e-9c55-3c1b7a9d0e11"_s};
    tree.backstores[{BackstoreKind::File, u"img"_s}] = {.source = imagesPath + u"/img.img"_s,
                                                        .size = 100 * gibibyte,
                                                        .serial = u"8c0a6f52-1f0e-4a55-8f3d-6b1de0f7a2c4"_s,
                                                        .writeBack = true,
                                                        .thin = true};
    SrpTarget target{.enabled = true,
                     .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}, {1, {BackstoreKind::File, u"img"_s}}}};
    target.acls[firstInitiator].luns = {{0, {0, false}}, {1, {1, true}}};
    target.acls[secondInitiator].luns = {{0, {0, false}}};
    tree.targets[firstWwn] = target;
    return tree;
}

void addOthers(ExportState &state)
{
    const BackstoreId tape{BackstoreKind::Scsi, u"tape"_s};
    const BackstoreId shared{BackstoreKind::Block, u"iscsidisk"_s};
    const BackstoreId spare{BackstoreKind::Ramdisk, u"spare"_s};
    state.config.now.backstores[tape] = {.source = u"/dev/sg3"_s};
    state.config.now.backstores[shared] = {.source = u"/dev/mapper/vg-iscsi"_s, .serial = u"a81b6f"_s};
    state.config.now.backstores[spare] = {.size = gibibyte, .serial = u"0b1c2d3e-0000-4000-8000-000000000001"_s};
    state.config.atBoot.backstores = state.config.now.backstores;
    state.live.backstores[tape] = {.active = true, .device = u"sg3"_s};
    state.live.backstores[shared] = {
        .active = true, .size = 200 * gibibyte, .usedBy = {u"iscsi/iqn.2003-01.org.linux-iscsi.a/tpgt_1/lun_0"_s}};
    state.live.backstores[spare] = {.active = true, .size = gibibyte};
}

} // namespace

ExportState twoExports()
{
    ExportState state;
    state.config.now = tree();
    addOthers(state);
    state.config.atBoot.targets = state.config.now.targets;
    state.live.ports[{u"mlx4_0"_s, 1}] = {firstWwn, PortState::Active, LinkLayer::InfiniBand, {}, 0xffff, {}};
    state.live.ports[{u"mlx4_0"_s, 2}] = {secondWwn, PortState::Down, LinkLayer::Ethernet, u"ens2d1"_s};
    state.live.ports[{u"mlx5_0"_s, 1}] = {{}, PortState::Initializing, LinkLayer::InfiniBand, {}};
    state.live.disks = disks();
    state.live.backstores[{BackstoreKind::Block, u"vol1"_s}] = {
        .active = true, .size = 4000 * gibibyte, .sectorSize = 512, .device = u"sdb"_s};
    state.live.backstores[{BackstoreKind::File, u"img"_s}] = {
        .active = true, .size = 100 * gibibyte, .sectorSize = 512};
    state.live.sessions[firstWwn][firstInitiator] = {true, 20480, 4096, 512000};
    state.live.serviceGuid = Guid{0xf4521403007bcba0};
    state.live.moduleLoaded = true;
    state.live.hostName = u"storage1"_s;
    state.live.saveFile = u"/etc/rtslib-fb-target/saveconfig.json"_s;
    return state;
}

LogLive logOfRefusals()
{
    const auto received = [](const QString &id, const QString &gid) {
        return u"ib_srpt Received SRP_LOGIN_REQ with i_port_id %1, t_port_id f452:1403:007b:cba0:f452:1403:007b:cba0 "
               "and it_iu_len 260 on port 1 (guid=%2); pkey 0xffff"_s.arg(id, gid);
    };
    const QString here = u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s;
    const QString gone = u"fe80:0000:0000:0000:e41d:2d03:00e5:3001"_s;
    const QString twice = received(u"f452:1403:007b:cba1:0002:c903:000f:1111"_s, here);
    const QString refused = u"ib_srpt Rejected login for initiator 0002:c903:000f:1111: ret = -13."_s;
    const qint64 start = 1'790'000'000'000'000;
    LogLive live;
    for (const QString &text :
         {twice, refused, received(u"0000:0000:0000:0000:0002:c903:000f:3333"_s, gone),
          u"ib_srpt Rejected login for initiator 0002:c903:000f:3333: ret = -13."_s, twice, refused,
          received(u"0000:0000:0000:0000:0002:c903:000f:2222"_s, here),
          u"ib_srpt rejected SRP_LOGIN_REQ because target port mlx4_0_1 has not yet been enabled"_s})
        live.lines.push_back({start + static_cast<qint64>(live.lines.size()) * 1000, 6, text});
    live.cursor = u"s=0123456789abcdef0123456789abcdef;i=1f2;b=fedcba9876543210fedcba9876543210;m=8f0d180;"
                  "t=617e0a6bd3c1f;x=f00"_s;
    return live;
}

ExportState manyExports(quint32 luns, int initiators)
{
    ExportState state = twoExports();
    SrpTarget &target = state.config.now.targets[firstWwn];
    target = {.enabled = true};
    for (quint32 lun = 0; lun < luns; ++lun) {
        const BackstoreId id{BackstoreKind::Ramdisk, u"vol%1"_s.arg(lun, 4, 10, '0'_L1)};
        state.config.now.backstores[id] = {.size = gibibyte, .serial = u"serial-of-%1"_s.arg(lun)};
        state.live.backstores[id] = {.active = true, .size = gibibyte};
        target.luns[lun] = id;
    }
    for (int number = 0; number < initiators; ++number) {
        auto &acl = target.acls[u"0x%1"_s.arg(0x2c9030000 + number, 32, 16, '0'_L1)];
        for (quint32 lun = 0; lun < luns; ++lun)
            acl.luns[lun] = {lun, false};
    }
    state.config.atBoot = state.config.now;
    return state;
}

QJsonObject stateJson(const ExportState &state)
{
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

} // namespace rdma
