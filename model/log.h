// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the kernel said about RDMA, SRP and LIO, and the services around them, read from the journal after a cursor.
#pragma once

#include "model/json.h"

#include <optional>
#include <vector>

namespace rdma {

/// One line of the journal.
struct LogLine {
    qint64 time = 0;     ///< microseconds since 1970, UTC
    int priority = 6;    ///< syslog(3): 3 an error, 4 a warning, 6 information
    QString text;        ///< as it was written, at most 1,024 characters: "ib_srpt Received SRP_LOGIN_REQ with …"
    QString origin = {}; ///< who wrote it, as journald saw it: "opensm.service"; empty: the kernel

    /// What the kernel says. Whatever a program writes, the kernel has not said it: empty.
    [[nodiscard]] QStringView kernelText() const { return origin.isEmpty() ? QStringView(text) : QStringView(); }

    bool operator==(const LogLine &) const = default;
};

/// Nothing to wish for.
struct LogConfig {
    bool operator==(const LogConfig &) const = default;
};

struct LogLive {
    std::vector<LogLine> lines; ///< oldest first
    QString cursor;             ///< ask after it for what comes next; empty: nothing was read yet
    bool older = false;         ///< there were more before, which have no room in one answer

    bool operator==(const LogLive &) const = default;
};

/// {} answers with nothing and is free; {"kernel": ""} with the newest lines, {"kernel": CURSOR} with those after it.
/// Both need org.rdmamanager.inspect.
struct LogQuery {
    std::optional<QString> after;

    bool operator==(const LogQuery &) const = default;
};

[[nodiscard]] QJsonObject toJson(const LogConfig &config);
[[nodiscard]] Result<LogConfig> logConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const LogLive &live);
[[nodiscard]] Result<LogLive> logLiveFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const LogQuery &query);
[[nodiscard]] Result<LogQuery> logQueryFromJson(const QJsonObject &object);

} // namespace rdma
