// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Unit files, drop-ins and system.conf as systemd reads them (config_parse() in its src/shared/conf-parser.c).
#pragma once

#include <QByteArray>
#include <optional>
#include <vector>

namespace rdma {

struct UnitAssignment {
    QByteArray section;
    QByteArray key;
    QByteArray value;
    int line = 0; ///< from 1; of one that is continued, the first

    bool operator==(const UnitAssignment &) const = default;
};

struct UnitLines {
    std::vector<UnitAssignment> assignments;
    std::optional<int> brokenLine; ///< where systemd stops reading, counted like the others: what comes before it holds

    bool operator==(const UnitLines &) const = default;
};

[[nodiscard]] UnitLines unitLinesIn(const QByteArray &file);

} // namespace rdma
