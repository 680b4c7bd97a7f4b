// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a port counted in the last minutes. The first sample is kept for as long as one looks: errors are judged since
// then.
#include "gui/pages/porthistory.h"

#include "gui/words/devicewords.h"

#include <algorithm>

namespace rdma {

namespace {

double secondsSince(qint64 microseconds, const PortCounters &now)
{
    return static_cast<double>(now.microseconds - microseconds) / 1e6;
}

/// The port's own and the driver's, as one.
void addErrors(std::vector<ErrorCounter> *errors, const CounterValues &first, const CounterValues &last, double seconds)
{
    for (const auto &[name, value] : last) {
        if (counterVerdict(name, 0, seconds) == CounterVerdict::NotAnError)
            continue;
        const auto growth = growthOf(name, first, last);
        errors->push_back({name, value, growth, counterVerdict(name, growth.value_or(0), seconds)});
    }
}

/// Somebody has set them back (perfquery -R).
bool hasFallen(const CounterValues &before, const CounterValues &after)
{
    return std::ranges::any_of(after, [&](const auto &one) {
        const auto earlier = before.find(one.first);
        return earlier != before.end() && one.second < earlier->second &&
               counterVerdict(one.first, 0, 1) != CounterVerdict::NotAnError;
    });
}

} // namespace

/// While nobody looked nothing was measured: no line is drawn over such a pause.
void PortHistory::add(const PortCounters &sample)
{
    constexpr double pause = 5;
    m_failure.clear();
    if (std::exchange(m_empty, false)) {
        m_first = m_last = sample;
        return;
    }
    const double seconds = secondsBetween(m_last, sample);
    if (seconds <= 0)
        return;
    if (seconds < pause)
        m_steps.push_back({sample.microseconds, rdmaRate(m_last, sample), netdevRate(m_last, sample)});
    else
        m_steps.push_back({sample.microseconds, {}, {}});
    if (hasFallen(m_last.port, sample.port) || hasFallen(m_last.hardware, sample.hardware))
        m_first = sample;
    m_last = sample;
    while (secondsSince(m_steps.front().microseconds, m_last) > RateChart::span)
        m_steps.pop_front();
}

std::vector<RatePoint> PortHistory::rdmaRates() const
{
    return rates(&Step::rdma);
}

std::vector<RatePoint> PortHistory::netdevRates() const
{
    return rates(&Step::netdev);
}

bool PortHistory::hasNetdev() const
{
    return !m_last.netdev.empty();
}

std::vector<ErrorCounter> PortHistory::errors() const
{
    std::vector<ErrorCounter> errors;
    addErrors(&errors, m_first.port, m_last.port, seconds());
    addErrors(&errors, m_first.hardware, m_last.hardware, seconds());
    std::ranges::stable_sort(errors, std::greater(), [](const ErrorCounter &one) {
        return std::pair(isAlarming(one.verdict), one.growth.value_or(0) > 0);
    });
    return errors;
}

double PortHistory::seconds() const
{
    return secondsBetween(m_first, m_last);
}

std::vector<RatePoint> PortHistory::rates(TrafficRate Step::*which) const
{
    std::vector<RatePoint> points;
    for (const Step &step : m_steps)
        points.push_back({secondsSince(step.microseconds, m_last), (step.*which).received, (step.*which).sent});
    return points;
}

} // namespace rdma
