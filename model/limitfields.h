// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line of limits.conf cut into its fields, as pam_limits cuts it.
#pragma once

#include "model/limitlines.h"

#include <optional>

namespace rdma {

struct LimitFields {
    QByteArray content; ///< the line without its comment and the white space before it
    QByteArray domain;
    QByteArray type; ///< in lower case, as item and value of a whole line
    QByteArray item;
    QByteArray value;
    int count = 0;         ///< how many there are; 0: empty or a comment
    qsizetype valueAt = 0; ///< where the value begins in the line
};

[[nodiscard]] LimitFields limitFieldsOf(const QByteArray &line, bool readsWords);

/// The domain of a line; nullopt: an invalid range. An exemption takes "%5:9" for uids.
[[nodiscard]] std::optional<LimitDomain> limitDomainOf(const QByteArray &text, bool isExemption);

/// KiB; nullopt: not a number. What is below zero or too large is unlimited, what comes behind the digits is ignored.
[[nodiscard]] std::optional<MemoryAmount> limitAmountOf(const QByteArray &value);

} // namespace rdma
