// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What other pages ask the page "Export Disks" for.
#include "gui/pages/srptargetallow.h"
#include "gui/pages/srptargetlist.h"
#include "gui/pages/srptargetpage.h"

namespace rdma {

void SrpTargetPage::enable(const QString &wwn)
{
    edit(EnablePort{wwn, true});
    m_list->select({.wwn = wwn});
}

/// Another page read a log that may be old by now.
void SrpTargetPage::allow(const AllowRequest &request)
{
    const auto &targets = m_list->tree().wanted().now.targets;
    const auto target = targets.find(request.wwn);
    const bool isHere = target != targets.end() && !target->second.luns.empty();
    if (!request.wwn.isEmpty() && !isHere)
        emit notice(tr("This port exports no disk. Export one there first, then allow the initiator."));
    else if (isHere && target->second.acls.contains(request.initiator))
        emit notice(tr("This initiator may log in there by now, or will with the changes that are not applied yet."));
    else
        openAllow(Offer{request.wwn, std::nullopt, request.initiator});
}

void SrpTargetPage::takeRequest(const PageRequest &request)
{
    if (const auto *allowed = std::get_if<AllowRequest>(&request.what))
        return allow(*allowed);
    const auto *enabled = std::get_if<EnableRequest>(&request.what);
    if (!enabled)
        return;
    const auto &targets = m_list->tree().wanted().now.targets;
    const auto target = targets.find(enabled->wwn);
    if (target == targets.end())
        emit notice(tr("This port exports no disk. Export one there first, then allow the initiator."));
    else if (target->second.enabled)
        emit notice(tr("The port is enabled by now, or will be. The initiator can try again."));
    else
        enable(enabled->wwn);
}

} // namespace rdma
