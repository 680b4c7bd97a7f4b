// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which mstconfig(1) is installed, and what it can do.
#pragma once

#include <QByteArray>
#include <compare>
#include <optional>

namespace rdma {

struct MstVersion {
    int generation = 0; ///< 4 since 2015
    int release = 0;
    int patch = 0;

    auto operator<=>(const MstVersion &) const = default;
};

/// From "mstconfig, mstflint 4.21.0, Git SHA Hash: N/A", or of the same program in NVIDIA's MFT, which counts alike,
/// "mlxconfig, mft 4.30.1-8, built on …".
[[nodiscard]] std::optional<MstVersion> mstVersionFrom(const QByteArray &said);

/// 4.26 dropped ConnectX-3 and ConnectX-3 Pro: "-E- Unsupported device".
[[nodiscard]] constexpr bool knowsConnectX3(MstVersion version)
{
    return version < MstVersion{4, 26, 0};
}

} // namespace rdma
