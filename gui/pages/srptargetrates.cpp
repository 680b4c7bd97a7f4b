// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast initiators read and write.
#include "gui/pages/srptargetrates.h"

namespace rdma {

namespace {

using namespace std::chrono_literals;

constexpr double mebibyte = 1024.0 * 1024.0;
constexpr auto shortest = 1500ms;

/// Totals begin anew with the mapped LUNs.
double difference(quint64 before, quint64 now)
{
    return now < before ? 0 : static_cast<double>(now - before) * mebibyte;
}

} // namespace

void ExportRates::take(const Sessions &sessions, std::chrono::milliseconds now)
{
    if (m_when && now - *m_when < shortest)
        return;
    m_rates.clear();
    const double seconds = m_when ? std::chrono::duration<double>(now - *m_when).count() : 0;
    for (const auto &[wwn, initiators] : sessions)
        for (const auto &[initiator, session] : initiators) {
            const auto port = m_last.find(wwn);
            if (!session.loggedIn || port == m_last.end() || !port->second.contains(initiator))
                continue;
            const InitiatorSession &old = port->second.at(initiator);
            m_rates[{wwn, initiator}] = {difference(old.readMiB, session.readMiB) / seconds,
                                         difference(old.writtenMiB, session.writtenMiB) / seconds};
        }
    m_last = sessions;
    m_when = now;
}

std::optional<ExportRate> ExportRates::of(const QString &wwn, const QString &initiator) const
{
    const auto found = m_rates.find({wwn, initiator});
    return found == m_rates.end() ? std::nullopt : std::optional(found->second);
}

} // namespace rdma
