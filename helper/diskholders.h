// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which programs have a block device open: what the tool is asked and what it answers, as values and as text.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace rdma {

/// As /sys/class/block/NAME/dev has it: "8:16".
struct DeviceNumber {
    unsigned major = 0;
    unsigned minor = 0;

    auto operator<=>(const DeviceNumber &) const = default;
    [[nodiscard]] QString text() const;
    [[nodiscard]] static std::optional<DeviceNumber> fromText(const QString &text); ///< in this spelling alone
};

struct DiskHolder {
    qint64 pid = 0;
    QString program; ///< the name it gave itself, whatever it is: printable ASCII, at most 32 characters
    qint64 uid = 0;

    bool operator==(const DiskHolder &) const = default;
};

struct DeviceHolders {
    std::vector<DiskHolder> named;
    qint64 more = 0; ///< beyond those

    bool operator==(const DeviceHolders &) const = default;
};

/// Of devices that nobody has open: nothing.
using Holders = std::map<DeviceNumber, DeviceHolders>;

constexpr std::size_t maxAskedDevices = 300; ///< in the longest spelling they fit into a request's 4,096 characters
constexpr qint64 maxNamedHolders = 32;       ///< in one answer
constexpr qsizetype maxProgramName = 32;

/// Printable ASCII, not empty and not longer than that.
[[nodiscard]] bool isProgramName(const QString &name);

/// "8:16,8:17,254:3", read strictly again on the other side: InvalidWish. TooMany beyond maxAskedDevices.
[[nodiscard]] Result<QString> holdersObject(const std::set<DeviceNumber> &devices);
[[nodiscard]] Result<std::set<DeviceNumber>> devicesFromObject(const QString &object);

/// {"devices": {"8:16": {"more": 0, "processes": [{"pid": 4711, "program": "dd", "uid": 0}]}}}
[[nodiscard]] QByteArray holdersText(const Holders &holders);
[[nodiscard]] Result<Holders> holdersFromText(const QByteArray &text);

} // namespace rdma
