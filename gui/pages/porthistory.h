// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a port counted in the last minutes, sample by sample.
#pragma once

#include "gui/widgets/ratechart.h"
#include "model/counterrates.h"
#include "model/counterverdict.h"

#include <deque>

namespace rdma {

/// An error counter and what its growth means since the first sample.
struct ErrorCounter {
    QString name;
    quint64 value = 0;
    std::optional<quint64> growth; ///< absent: cannot be told
    CounterVerdict verdict = CounterVerdict::NotAnError;

    bool operator==(const ErrorCounter &) const = default;
};

class PortHistory {
public:
    void add(const PortCounters &sample); ///< one that is no later than the last is left out
    void addFailure(const QString &why) { m_failure = why; }

    [[nodiscard]] bool isEmpty() const { return m_empty; }
    [[nodiscard]] QString failure() const { return m_failure; } ///< of the last attempt; empty: there is a sample of it
    [[nodiscard]] std::vector<RatePoint> rdmaRates() const;
    [[nodiscard]] std::vector<RatePoint> netdevRates() const;
    [[nodiscard]] bool hasNetdev() const; ///< its Ethernet interface counts as well
    [[nodiscard]] std::vector<ErrorCounter>
    errors() const;                       ///< those that are known to count errors, alarming ones first
    [[nodiscard]] double seconds() const; ///< from the first sample to the last

private:
    /// Between two samples. The counters themselves would be a megabyte and more for a port.
    struct Step {
        qint64 microseconds = 0;
        TrafficRate rdma;
        TrafficRate netdev;
    };

    [[nodiscard]] std::vector<RatePoint> rates(TrafficRate Step::*which) const;

    PortCounters m_first;
    PortCounters m_last;
    std::deque<Step> m_steps;
    QString m_failure;
    bool m_empty = true;
};

} // namespace rdma
