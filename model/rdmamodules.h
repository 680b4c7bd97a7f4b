// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The kernel modules this program may load and unload: a closed list, because whoever may load any module owns the
// machine.
#pragma once

#include <QLatin1StringView>
#include <QStringView>
#include <algorithm>
#include <array>

namespace rdma {

/// Upper-layer protocols and their helpers, as rdma-core's kernel-boot/modules/*.conf and srp_daemon's list name them;
/// canonical names with underscores, sorted. Hardware drivers load by themselves and are not among them.
constexpr std::array<QLatin1StringView, 18> rdmaModules{
    QLatin1StringView{"ib_ipoib"},  QLatin1StringView{"ib_iser"},   QLatin1StringView{"ib_isert"},
    QLatin1StringView{"ib_srp"},    QLatin1StringView{"ib_srpt"},   QLatin1StringView{"ib_umad"},
    QLatin1StringView{"ib_uverbs"}, QLatin1StringView{"nvme_rdma"}, QLatin1StringView{"nvmet_rdma"},
    QLatin1StringView{"opa_vnic"},  QLatin1StringView{"rdma_cm"},   QLatin1StringView{"rdma_rxe"},
    QLatin1StringView{"rdma_ucm"},  QLatin1StringView{"rds"},       QLatin1StringView{"rds_rdma"},
    QLatin1StringView{"siw"},       QLatin1StringView{"svcrdma"},   QLatin1StringView{"xprtrdma"}};

/// Exactly one of the list; "ib-umad", which modprobe would take too, is not.
[[nodiscard]] inline bool isRdmaModule(QStringView name)
{
    return std::ranges::any_of(rdmaModules, [&](QLatin1StringView one) { return name == one; });
}

} // namespace rdma
