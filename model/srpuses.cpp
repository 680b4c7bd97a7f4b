// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Uses of disks, and whether another path keeps them.
#include "model/srpuses.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isKeptBy(const SrpSession &session, const SrpLun &lun)
{
    return session.state == SrpSessionState::Running && std::ranges::any_of(session.luns, [&](const SrpLun &other) {
               return other.multipath == lun.multipath && other.state == QLatin1StringView("running");
           });
}

bool isUse(const DeviceUse &use)
{
    return use.use != BlockUse::Lvm && use.use != BlockUse::Raid && use.use != BlockUse::Multipath;
}

void addLost(std::vector<LostUse> &lost, const SrpLun &lun)
{
    for (const DeviceUse &use : lun.disk.uses)
        if (isUse(use))
            lost.push_back({lun.disk.name, use});
}

} // namespace

bool isKept(const SrpLun &lun, const std::set<SrpTargetId> &ending, const SrpSessions &sessions)
{
    if (lun.multipath.isEmpty())
        return false;
    return std::ranges::any_of(sessions, [&](const auto &entry) {
        return !ending.contains(entry.first) &&
               std::ranges::any_of(entry.second, [&](const SrpSession &one) { return isKeptBy(one, lun); });
    });
}

std::vector<LostUse> lostWithout(const std::set<SrpTargetId> &ending, const SrpSessions &sessions)
{
    std::vector<LostUse> lost;
    for (const auto &[id, ofTarget] : sessions) {
        if (!ending.contains(id))
            continue;
        for (const SrpSession &session : ofTarget)
            for (const SrpLun &lun : session.luns)
                if (!isKept(lun, ending, sessions))
                    addLost(lost, lun);
    }
    return lost;
}

std::vector<LostUse> lostWithout(const SrpTargetId &target, const SrpSessions &sessions)
{
    return lostWithout(std::set{target}, sessions);
}

Result<void> expectNothingLost(const std::set<SrpTargetId> &ending, const SrpSessions &sessions)
{
    const auto lost = lostWithout(ending, sessions);
    if (lost.empty())
        return {};
    const auto &[disk, use] = lost.front();
    return fail(ErrorCode::Busy, disk, QString(nameOf(use.use) + u' ' + use.subject).trimmed());
}

} // namespace rdma
