// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a port counted in the last minutes. The first sample is kept for as long as one looks: errors are judged since then.
#include "gui/pages/porthistory.h"

#include "gui/words/devicewords.h"

#include <algorithm>

namespace rdma {

namespace {

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

} // namespace

void PortHistory::add(const PortCounters &sample)
{
    if (!m_samples.empty() && sample.microseconds <= m_samples.back().microseconds)
        return;
    m_samples.push_back(sample);
    while (m_samples.size() > 2 && secondsBetween(m_samples[1], sample) > RateChart::span)
        m_samples.erase(m_samples.begin() + 1);
}

std::vector<RatePoint> PortHistory::rdmaRates() const
{
    return rates(rdmaRate);
}

std::vector<RatePoint> PortHistory::netdevRates() const
{
    return rates(netdevRate);
}

bool PortHistory::hasNetdev() const
{
    return !m_samples.empty() && !m_samples.back().netdev.empty();
}

std::vector<ErrorCounter> PortHistory::errors() const
{
    std::vector<ErrorCounter> errors;
    if (m_samples.empty())
        return errors;
    addErrors(&errors, m_samples.front().port, m_samples.back().port, seconds());
    addErrors(&errors, m_samples.front().hardware, m_samples.back().hardware, seconds());
    std::ranges::stable_sort(errors, std::greater(), [](const ErrorCounter &one) {
        return std::pair(isAlarming(one.verdict), one.growth.value_or(0) > 0);
    });
    return errors;
}

double PortHistory::seconds() const
{
    return m_samples.empty() ? 0 : secondsBetween(m_samples.front(), m_samples.back());
}

/// While nobody looked nothing was measured: no line is drawn over such a pause.
std::vector<RatePoint> PortHistory::rates(Rate rate) const
{
    constexpr double pause = 5;
    std::vector<RatePoint> points;
    for (std::size_t i = 1; i < m_samples.size(); ++i) {
        const double age = secondsBetween(m_samples[i], m_samples.back());
        const bool measured = secondsBetween(m_samples[i - 1], m_samples[i]) < pause;
        const TrafficRate between = measured ? rate(m_samples[i - 1], m_samples[i]) : TrafficRate();
        if (age <= RateChart::span)
            points.push_back({age, between.received, between.sent});
    }
    return points;
}

} // namespace rdma
