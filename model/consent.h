// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Steps that nobody applies by the way: a front end has the user say yes to each such kind.
#pragma once

#include <QLatin1StringView>
#include <QStringView>

namespace rdma {

/// Of kindOf(step): a way to this machine may be cut, everybody may use up its memory.
[[nodiscard]] inline bool needsConsent(QStringView kind)
{
    return kind == QLatin1StringView{"unload-used-module"} || kind == QLatin1StringView{"unlimit-everyone"} ||
           kind == QLatin1StringView{"retype-used-ports"};
}

} // namespace rdma
