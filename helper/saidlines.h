// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a tool that takes minutes says meanwhile: left by its worker where the helper finds it.
#pragma once

#include "helper/host.h"
#include "helper/tools.h"

#include <optional>

namespace rdma {

constexpr QLatin1StringView saidPath("/run/rdma-manager/work/said");

/// Line by line as they come, printable and bounded, the last of them. The file is there as long as this lives.
class SaidLines {
public:
    explicit SaidLines(const Host &host);
    SaidLines(const SaidLines &) = delete;
    SaidLines &operator=(const SaidLines &) = delete;
    ~SaidLines();

    void hear(const ToolOutcome &soFar); ///< all that it said until now; the file follows twice a second
    [[nodiscard]] QStringList last() const { return m_lines; }

private:
    using Clock = std::chrono::steady_clock;

    void takeFrom(const QByteArray &stream, qsizetype &heard);
    void put(const std::optional<QByteArray> &text);

    const Host &m_host;
    qsizetype m_heardOutput = 0;
    qsizetype m_heardErrors = 0;
    QStringList m_lines;
    bool m_isNew = false;
    Clock::time_point m_next; ///< when the file may be replaced again
};

} // namespace rdma
