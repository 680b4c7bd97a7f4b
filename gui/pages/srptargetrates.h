// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast initiators read and write: from the totals of two readings, since LIO counts nothing else of SRP sessions.
#pragma once

#include "model/srptargetstate.h"

#include <chrono>

namespace rdma {

using Sessions = std::map<QString, std::map<QString, InitiatorSession>>; ///< by WWN and initiator

struct ExportRate {
    double read = 0; ///< bytes a second
    double written = 0;

    bool operator==(const ExportRate &) const = default;
};

class ExportRates {
public:
    /// A reading soon after the last is of the same second: totals have the resolution of a MiB.
    void take(const Sessions &sessions, std::chrono::milliseconds now);
    [[nodiscard]] std::optional<ExportRate> of(const QString &wwn, const QString &initiator) const;

    bool operator==(const ExportRates &) const = default;

private:
    Sessions m_last;
    std::optional<std::chrono::milliseconds> m_when;
    std::map<std::pair<QString, QString>, ExportRate> m_rates;
};

} // namespace rdma
