// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An initiator and its target for tests: the chapter's two hosts over InfiniBand, or one host over soft-RoCE.
#pragma once

#include "chapterlog.h"
#include "model/srpchain.h"

namespace rdma {

using namespace Qt::StringLiterals;

/// All is well; a test breaks what it is about.
struct SrpScene {
    SrpInitiatorConfig config;
    SrpInitiatorLive live;
    std::optional<std::vector<LogLine>> log;
    std::optional<std::vector<FoundTarget>> found;
    std::optional<SrpTree> exports;
    SrpTargetLive exportsLive;
    SrpTargetId target;

    [[nodiscard]] ChainScene scene() const
    {
        return {.target = target,
                .config = config,
                .live = live,
                .log = log ? &*log : nullptr,
                .found = found ? &*found : nullptr,
                .exports = exports ? &*exports : nullptr,
                .exportsLive = exports ? &exportsLive : nullptr};
    }

    [[nodiscard]] std::vector<ChainCheck> chain() const { return srpChain(scene()); }
    [[nodiscard]] ChainCheck check(ChainLink link) const { return chain().at(static_cast<std::size_t>(link)); }
    [[nodiscard]] std::optional<ChainCheck> broken() const
    {
        const auto all = chain();
        const ChainCheck *first = firstBroken(all);
        return first ? std::optional(*first) : std::nullopt;
    }

    InitiatorPort &port() { return live.ports[target.port]; }
    SrpSession &session() { return live.sessions[target].front(); }
    void logOut() { live.sessions.clear(); }
};

inline SrpSession sessionOfTheChapter()
{
    BlockDevice disk{.name = u"sdb"_s,
                     .path = u"/dev/sdb"_s,
                     .size = 83'588'284'416,
                     .vendor = u"LIO-ORG"_s,
                     .model = u"vol1"_s,
                     .serial = u"8a3d6c1e-0000-4000-8000-00000000c0de"_s};
    return {.host = 7,
            .state = SrpSessionState::Running,
            .channels = 2,
            .luns = {{.lun = 0,
                      .address = u"7:0:0:0"_s,
                      .state = u"running"_s,
                      .wwid = u"naa.60014058a3d6c1e00004000800000000"_s,
                      .disk = disk}}};
}

/// The chapter's initiator, logged in at the chapter's target.
inline SrpScene overInfiniBand()
{
    SrpScene scene;
    const Guid theirs{0x001175000077dd7e};
    scene.target = {{u"qib0"_s, 1}, theirs, theirs};
    scene.config.targets[scene.target] = {.login = {.path = IbCmPath{chapter::targetGid, 0xffff, theirs},
                                                    .options = {.initiatorExt = 0x7edd770000751100}},
                                          .connected = true};
    scene.live.moduleLoaded = true;
    scene.port() = {.state = PortState::Active,
                    .physicalState = PhysicalState::LinkUp,
                    .linkLayer = LinkLayer::InfiniBand,
                    .guid = Guid{0x001175000077d708},
                    .smLid = 1,
                    .ready = true};
    scene.live.sessions[scene.target] = {sessionOfTheChapter()};
    return scene;
}

/// One host that is both, over soft-RoCE.
inline SrpScene onOneHost()
{
    SrpScene scene;
    const Guid guid{0x505400fffe123456};
    const IpAddress address = IpAddress::fromText(u"192.168.200.1").value();
    scene.target = {{u"rxe0"_s, 1}, guid, guid};
    scene.config.targets[scene.target] = {.login = {.path = RdmaCmPath{address, 5555}, .options = {}},
                                          .connected = true};
    scene.live.moduleLoaded = true;
    scene.port() = {.state = PortState::Active,
                    .physicalState = PhysicalState::LinkUp,
                    .linkLayer = LinkLayer::Ethernet,
                    .guid = guid,
                    .smLid = {},
                    .ready = true};
    scene.live.sessions[scene.target] = {sessionOfTheChapter()};
    const QString wwn = u"0xfe80000000000000505400fffe123456"_s;
    const BackstoreId disk{BackstoreKind::Block, u"vol1"_s};
    scene.exportsLive.ports[scene.target.port] = {.wwn = wwn,
                                                  .state = PortState::Active,
                                                  .linkLayer = LinkLayer::Ethernet,
                                                  .netdev = u"eth0"_s,
                                                  .pkey = {},
                                                  .addresses = {address}};
    scene.exportsLive.backstores[disk] = {.active = true, .size = 83'588'284'416};
    scene.exports = SrpTree{};
    scene.exports->backstores[disk] = {.source = u"/dev/sdc1"_s, .serial = u"8a3d6c1e-0000-4000-8000-00000000c0de"_s};
    scene.exports->targets[wwn] = {
        .enabled = true, .luns = {{0, disk}}, .acls = {{u"0x0000000000000000505400fffe123456"_s, {.luns = {{0, {}}}}}}};
    return scene;
}

} // namespace rdma
