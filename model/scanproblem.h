// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why an InfiniBand port cannot be asked for the targets on its subnet: the detail of a NotSupported error about it.
#pragma once

#include "model/enumnames.h"

namespace rdma {

/// In the order in which they are looked for.
enum class ScanProblem {
    NotInfiniBand,   ///< Ethernet has no subnet that could be asked
    NotActive,       ///< no cable, or no subnet manager has configured the port yet
    NoSubnetManager, ///< the port knows none
    NoUmad,          ///< ib_umad is not loaded, or does not serve the port
    Unanswered,      ///< the subnet manager, or the way to it, did not answer
};

constexpr EnumNames<ScanProblem, 5> scanProblemNames{{
    {ScanProblem::NotInfiniBand, QLatin1StringView{"NotInfiniBand"}},
    {ScanProblem::NotActive, QLatin1StringView{"NotActive"}},
    {ScanProblem::NoSubnetManager, QLatin1StringView{"NoSubnetManager"}},
    {ScanProblem::NoUmad, QLatin1StringView{"NoUmad"}},
    {ScanProblem::Unanswered, QLatin1StringView{"Unanswered"}},
}};

[[nodiscard]] inline QString nameOf(ScanProblem problem)
{
    return nameOf(scanProblemNames, problem);
}

[[nodiscard]] inline std::optional<ScanProblem> scanProblemFromName(QStringView name)
{
    return valueOf(scanProblemNames, name);
}

} // namespace rdma
