// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Differences of counters: words of four bytes, ends of four, eight, sixteen and thirty-two bits.
#include "model/counterrates.h"

#include <array>
#include <utility>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 max32 = 0xffffffff;
constexpr double wordBytes = 4; // PortXmitData counts 32-bit words, InfiniBand Architecture Specification 1, 16.1.3.5

/// PortCounters attribute, the same table: these stop at their end.
constexpr std::array<std::pair<QLatin1StringView, quint64>, 13> ends{{
    {"symbol_error"_L1, 0xffff},
    {"link_error_recovery"_L1, 0xff},
    {"link_downed"_L1, 0xff},
    {"port_rcv_errors"_L1, 0xffff},
    {"port_rcv_remote_physical_errors"_L1, 0xffff},
    {"port_rcv_switch_relay_errors"_L1, 0xffff},
    {"port_xmit_discards"_L1, 0xffff},
    {"port_xmit_constraint_errors"_L1, 0xff},
    {"port_rcv_constraint_errors"_L1, 0xff},
    {"local_link_integrity_errors"_L1, 0xf},
    {"excessive_buffer_overrun_errors"_L1, 0xf},
    {"VL15_dropped"_L1, 0xffff},
    {"port_xmit_wait"_L1, max32},
}};

/// Without the PMA's extended counters those of traffic have 32 bits, and nothing says so but this value.
quint64 endOf(QStringView name)
{
    for (const auto &[known, end] : ends)
        if (known == name)
            return end;
    return max32;
}

/// Some drivers let their 32 bits wrap: then the old value was in the upper half and the new one is in the lower.
bool hasWrapped(quint64 before, quint64 after)
{
    return before <= max32 && before > max32 / 2 && after < max32 / 2;
}

std::optional<double> rateOf(const CounterValues &before, const CounterValues &after, const QString &name,
                             double seconds)
{
    const auto growth = growthOf(name, before, after);
    if (!growth || seconds <= 0)
        return std::nullopt;
    return static_cast<double>(*growth) / seconds;
}

std::optional<double> wordsAsBytes(std::optional<double> rate)
{
    return rate.transform([](double words) { return words * wordBytes; });
}

} // namespace

std::optional<quint64> growthOf(const QString &name, quint64 before, quint64 after)
{
    const quint64 end = endOf(name);
    if (after == end)
        return std::nullopt;
    if (after >= before)
        return after - before;
    if (end == max32 && hasWrapped(before, after))
        return max32 - before + after + 1;
    return std::nullopt;
}

std::optional<quint64> growthOf(const QString &name, const CounterValues &before, const CounterValues &after)
{
    const auto old = before.find(name);
    const auto now = after.find(name);
    if (old == before.end() || now == after.end())
        return std::nullopt;
    return growthOf(name, old->second, now->second);
}

double secondsBetween(const PortCounters &before, const PortCounters &after)
{
    return static_cast<double>(after.microseconds - before.microseconds) / 1e6;
}

TrafficRate rdmaRate(const PortCounters &before, const PortCounters &after)
{
    const double seconds = secondsBetween(before, after);
    return {wordsAsBytes(rateOf(before.port, after.port, u"port_rcv_data"_s, seconds)),
            wordsAsBytes(rateOf(before.port, after.port, u"port_xmit_data"_s, seconds))};
}

TrafficRate netdevRate(const PortCounters &before, const PortCounters &after)
{
    const double seconds = secondsBetween(before, after);
    return {rateOf(before.netdev, after.netdev, u"rx_bytes"_s, seconds),
            rateOf(before.netdev, after.netdev, u"tx_bytes"_s, seconds)};
}

} // namespace rdma
