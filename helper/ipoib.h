// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which network links are IPoIB, and who they are: read from sysfs and rtnetlink together.
#pragma once

#include "helper/machine.h"
#include "model/guid.h"

#include <vector>

namespace rdma {

struct IpoibLink {
    Link link;
    InterfaceId id;
    IpoibAddress address;
    bool child = false; ///< a P_Key child: made and named by somebody in user space
};

/// In the kernel's order (by index). Interfaces whose port has no GUID yet come with portGuid 0.
[[nodiscard]] Result<std::vector<IpoibLink>> readIpoibLinks(Machine &machine);

/// The parent interface (never a child) with this id. NotFound when it is gone.
[[nodiscard]] Result<IpoibLink> findIpoibLink(Machine &machine, const InterfaceId &id);

[[nodiscard]] QString netAttributePath(const QString &name, QLatin1StringView attribute);

} // namespace rdma
