// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person says yes to before a plan is applied that may harm them or others.
#pragma once

#include "model/plan.h"

namespace rdma {

struct Consent {
    QString label; ///< of a check box: "Unload ib_ipoib although it is in use"
    QString text;  ///< what is allowed by it, in sentences; empty: the label says all

    bool operator==(const Consent &) const = default;
};

/// Of the steps that needsConsent() names, one each.
[[nodiscard]] std::vector<Consent> consentsOf(const PlanView &plan);

} // namespace rdma
