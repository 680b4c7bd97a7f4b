// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of the log with what each means, as they come in.
#pragma once

#include "model/loginfailures.h"
#include "model/logtopic.h"

#include <variant>

namespace rdma {

/// "mlx4_core 0000:05:00.0: Requested port type for port 1 is not supported on this HCA".
struct PortTypeRefusal {
    QString slot; ///< 0000:05:00.0; empty: not told
    int port = 0;

    bool operator==(const PortTypeRefusal &) const = default;
};

[[nodiscard]] std::optional<PortTypeRefusal> portTypeRefusal(QStringView line);

/// What became of a session of this host, where one line tells it.
enum class SessionTurn {
    LoggedIn,
    ConnectionClosed,  ///< by the target, or because somebody logged out
    FastIoFailExpired, ///< from now on commands fail
    DevLossExpired,    ///< from now on the disks are gone
};

struct SessionNews {
    SessionTurn turn = SessionTurn::LoggedIn;
    int host = 0; ///< the SCSI host

    bool operator==(const SessionNews &) const = default;
};

[[nodiscard]] std::optional<SessionNews> sessionNews(QStringView line);

using LineMeaning = std::variant<std::monostate, LoginFailure, RefusedLogin, PortTypeRefusal, SessionNews>;

struct DecodedLine {
    LogLine line;
    LogTopic topic = LogTopic::Rdma;
    LineMeaning meaning;
    bool afterGap = false; ///< lines before it were not read

    bool operator==(const DecodedLine &) const = default;
};

/// Remembers the last lines that logins are told in: a request and its refusal may come in two answers.
class LogDecoder {
public:
    static constexpr std::size_t remembered = 64;
    static constexpr qsizetype longestLine = 1'024; ///< LogLine::text

    [[nodiscard]] std::vector<DecodedLine> take(const std::vector<LogLine> &lines);

private:
    void remember(const std::vector<LogLine> &lines);

    std::vector<LogLine> m_before;
};

} // namespace rdma
