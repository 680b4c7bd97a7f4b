// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One rule of srp_daemon.conf as a line: reading it as srp_daemon does, and writing it.
#pragma once

#include "model/srpdaemonrules.h"

namespace rdma {

constexpr qsizetype maxQuotedRule = 255;

struct DaemonLine {
    qsizetype line = 0; ///< of the file, from 0
    QByteArray text;    ///< without its ending
    DaemonRule rule;

    bool operator==(const DaemonLine &) const = default;
};

[[nodiscard]] std::expected<std::vector<DaemonLine>, RulesProblem> ruleLinesIn(const QByteArray &file);

/// "a id_ext=0002c90300a0b0c0,max_sect=1024"; "d" is about every target.
[[nodiscard]] QByteArray textOf(const DaemonRule &rule);

/// Whether srp_daemon could take it, and still log in with it.
[[nodiscard]] bool hasRoom(const DaemonRule &rule);

} // namespace rdma
