// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rows the tree of attached disks has.
#include "gui/pages/srpinitiatorrow.h"

namespace rdma {

using Kind = AttachRow::Kind;

AttachRow rowOf(const PortId &port)
{
    return {.target = {port, {}, {}}};
}

AttachRow rowOf(const SrpTargetId &target)
{
    return {.kind = Kind::Target, .target = target};
}

AttachOrder attachOrder(const AttachState &state, const SrpInitiatorConfig &wanted)
{
    std::set<SrpTargetId> targets;
    for (const SrpInitiatorConfig *config : {&state.config, &wanted})
        for (const auto &[id, target] : config->targets)
            targets.insert(id);
    for (const auto &[id, sessions] : state.live.sessions)
        targets.insert(id);
    std::set<PortId> ports;
    for (const auto &[id, port] : state.live.ports)
        ports.insert(id);
    AttachOrder order;
    for (const SrpTargetId &id : targets) {
        ports.insert(id.port);
        order.children[rowOf(id.port)].push_back(rowOf(id));
        for (const SrpSession &session : sessionsOf(state.live, id))
            for (const SrpLun &lun : session.luns)
                order.children[rowOf(id)].push_back(
                    {.kind = Kind::Disk, .target = id, .host = session.host, .lun = lun.lun});
    }
    for (const PortId &id : ports)
        order.top.push_back(rowOf(id));
    return order;
}

const SrpLun *lunOf(const SrpInitiatorLive &live, const AttachRow &row)
{
    if (row.kind != Kind::Disk)
        return nullptr;
    for (const SrpSession &session : sessionsOf(live, row.target))
        if (session.host == row.host)
            for (const SrpLun &lun : session.luns)
                if (lun.lun == row.lun)
                    return &lun;
    return nullptr;
}

const std::vector<SrpSession> &sessionsOf(const SrpInitiatorLive &live, const SrpTargetId &target)
{
    static const std::vector<SrpSession> none;
    const auto found = live.sessions.find(target);
    return found == live.sessions.end() ? none : found->second;
}

} // namespace rdma
