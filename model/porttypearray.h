// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// "options mlx4_core port_type_array=2,2" in modprobe.d: one pair of types for all ConnectX-3 of a machine.
#pragma once

#include "model/modprobeconf.h"
#include "model/porttype.h"
#include "model/result.h"

#include <optional>

namespace rdma {

constexpr QLatin1StringView ownModuleOptionsPath{"/etc/modprobe.d/rdma-manager-mlx4.conf"};

struct PortTypeArray {
    PortTypes types; ///< Unknown: 0, the hardware's default
    QString file;
    int line = 0;             ///< from 1
    bool isUnderstood = true; ///< false: the driver is not loaded with such a value; no types

    bool operator==(const PortTypeArray &) const = default;
};

/// Every mention, in kmod's order. `effective` as effectiveModprobeFiles() gives them.
[[nodiscard]] std::vector<PortTypeArray> portTypeArrays(const std::vector<RulesFile> &effective);

/// The last mention: the kernel takes the last of a parameter.
[[nodiscard]] std::optional<PortTypeArray> effectivePortTypeArray(const std::vector<RulesFile> &effective);

/// Our own file with these types; other options and other lines stay; empty bytes become a file with a comment.
/// InvalidWish: other ports than 1 or 1 and 2, Auto, which the option has no number for, port 1 Ethernet and port 2
/// not. BadFile: continued lines, which are not edited.
[[nodiscard]] Result<QByteArray> withPortTypeArray(const QByteArray &file, const PortTypes &types);

/// Our own file without them; empty bytes: nothing but our comment would be left, the file goes.
[[nodiscard]] Result<QByteArray> withoutPortTypeArray(const QByteArray &file);

} // namespace rdma
