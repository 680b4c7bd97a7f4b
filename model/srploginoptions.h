// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The options of a login that are plain numbers: their keys in add_target and the range that every kernel accepts.
#pragma once

#include "model/srplogin.h"

namespace rdma {

struct NumberOption {
    QLatin1StringView key;
    std::optional<int> SrpLoginOptions::*value;
    int min;
    int max;
};

/// In the order in which kernels came to know them.
constexpr NumberOption numberOptions[] = {
    {QLatin1StringView{"max_sect"}, &SrpLoginOptions::maxSectors, 8, 65'536},
    {QLatin1StringView{"max_cmd_per_lun"}, &SrpLoginOptions::commandsPerLun, 1, 16'384},
    {QLatin1StringView{"cmd_sg_entries"}, &SrpLoginOptions::sgEntries, 1, 255},
    {QLatin1StringView{"queue_size"}, &SrpLoginOptions::queueSize, 2, 16'384},
    {QLatin1StringView{"tl_retry_count"}, &SrpLoginOptions::retries, 2, 7},
    {QLatin1StringView{"ch_count"}, &SrpLoginOptions::channels, 1, 64},
};

} // namespace rdma
