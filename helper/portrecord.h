// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody with the right to ask has asked in this boot, so that everybody's reads need no worker:
// /run/rdma-manager/ports.json, which is gone with the boot and readable by root alone.
#pragma once

#include "helper/host.h"
#include "model/bootimage.h"
#include "model/cardidentity.h"
#include "model/mstcard.h"
#include "model/ports.h"

#include <functional>
#include <set>

namespace rdma {

constexpr QLatin1StringView portRecordPath{"/run/rdma-manager/ports.json"};

/// What one card's firmware said.
struct CardReading {
    FirmwareReading reading;
    LinkTypes types;       ///< only without a problem
    std::set<int> refused; ///< ports whose type the kernel's log calls not supported
    CardIdentity card = {};

    bool operator==(const CardReading &) const = default;
};

struct ImageReading {
    QString image;
    QString stamp;                         ///< of the image that was looked into: of another nothing is known
    std::optional<ImageContents> contents; ///< absent: it could not be looked into

    bool operator==(const ImageReading &) const = default;
};

struct PortRecord {
    std::optional<QString> toolVersion; ///< "4.31.0"; absent: never asked, or it did not say
    QString toolProblem;                ///< why it did not: "Timeout …", "unexpected"
    std::map<QString, CardReading> cards;
    std::optional<ImageReading> image;

    bool operator==(const PortRecord &) const = default;
};

/// /proc/sys/kernel/random/boot_id; empty: not told, and then nothing of any boot is believed.
[[nodiscard]] QString bootId(const Host &host);

/// Empty where there is none, where it is another boot's, and where it is not understood.
[[nodiscard]] PortRecord readPortRecord(const Host &host);

/// Changes what is there by then: a query and a job may come to it at once.
[[nodiscard]] Result<void> changePortRecord(const Host &host, const std::function<void(PortRecord &)> &change);

/// Of a tool's version as it says it.
[[nodiscard]] std::optional<MstVersion> toolVersionFrom(const QString &text);

} // namespace rdma
