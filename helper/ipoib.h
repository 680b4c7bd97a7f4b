// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which network links are IPoIB, and who they are: read from sysfs and rtnetlink together.
#pragma once

#include "helper/machine.h"
#include "model/guid.h"

#include <functional>
#include <vector>

namespace rdma {

struct IpoibLink {
    Link link;
    InterfaceId id;
    IpoibAddress address;
    bool child = false; ///< a P_Key child: made and named by somebody in user space
};

/// Those of the links that are IPoIB, in the kernel's order (by index). Interfaces whose port has no GUID yet come with
/// portGuid 0. Only inside readWhileNamesStay(): sysfs is asked by name.
[[nodiscard]] std::vector<IpoibLink> readIpoibLinks(const Host &host, const std::vector<Link> &links);

/// The parent interface (never a child) with this id. NotFound when it is gone.
[[nodiscard]] Result<IpoibLink> findIpoibLink(Machine &machine, const InterfaceId &id);

[[nodiscard]] QString netAttributePath(const QString &name, QLatin1StringView attribute);

/// True when no link that is in both got another name, and no name another link.
[[nodiscard]] bool haveSameNames(const std::vector<Link> &before, const std::vector<Link> &after);

/// What read() makes of the kernel's links, read again when a link got another name meanwhile: what sysfs says of a
/// name would be of another interface, or of none. Timeout when names never come to rest.
template <typename T>
[[nodiscard]] Result<T> readWhileNamesStay(const Kernel &kernel,
                                           std::type_identity_t<std::function<T(const std::vector<Link> &)>> read)
{
    constexpr int attempts = 16;
    auto before = kernel.links();
    for (int attempt = 0; before && attempt < attempts; ++attempt) {
        T answer = read(*before);
        auto after = kernel.links();
        if (after && haveSameNames(*before, *after))
            return answer;
        before = std::move(after);
    }
    return before ? fail(ErrorCode::Timeout, QStringLiteral("interfaces"), QStringLiteral("renamed again and again"))
                  : std::unexpected(before.error());
}

} // namespace rdma
