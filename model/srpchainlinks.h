// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The links of the target's side, and what all links look at.
#pragma once

#include "model/srpchain.h"

namespace rdma {

/// How this host logs in; nullptr: not so, or the target is not known here.
template <typename Path> [[nodiscard]] const Path *pathOf(const ChainScene &scene)
{
    const auto known = scene.config.targets.find(scene.target);
    const bool isTold = known != scene.config.targets.end() && known->second.login.path;
    return isTold ? std::get_if<Path>(&*known->second.login.path) : nullptr;
}

/// The one that works best, of several.
[[nodiscard]] const SrpSession *sessionOf(const ChainScene &scene);

/// Under which id this host knows itself as an initiator, and what it holds against it, where it is the target.
struct OwnAcl {
    bool enabled = false;
    QString id;
    const SrpTarget *target = nullptr;
    const NodeAcl *acl = nullptr; ///< none of that id
};

[[nodiscard]] std::optional<OwnAcl> ownAcl(const ChainScene &scene);

[[nodiscard]] ChainCheck loginOf(const ChainScene &scene);
[[nodiscard]] ChainCheck permissionOf(const ChainScene &scene);
[[nodiscard]] ChainCheck mappedLunOf(const ChainScene &scene);
[[nodiscard]] ChainCheck diskOf(const ChainScene &scene);

} // namespace rdma
