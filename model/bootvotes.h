// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each single place of a host's boot files says of a protocol.
#pragma once

#include "model/bootchoice.h"

#include <QStringList>

namespace rdma {

struct BootVote {
    BootDialect dialect = BootDialect::RdmaConf;
    BootChoice::State state = BootChoice::Off;
    BootPlace place;
    std::optional<BootObstacle> obstacle;

    bool operator==(const BootVote &) const = default;
};

/// Of the files that are read at boot, in the order in which one would rather change them.
[[nodiscard]] std::vector<BootVote> bootVotes(const BootFiles &files, Protocol protocol);

/// The key of rdma.conf on this host; empty: it has none.
[[nodiscard]] QByteArrayView rdmaConfKey(const BootFiles &files, Protocol protocol);

[[nodiscard]] const QStringList &staticListDirectories(); ///< each hides those after it
[[nodiscard]] std::vector<RulesFile> effectiveStaticLists(const std::vector<RulesFile> &files);

[[nodiscard]] QString pathOf(BootList list);

} // namespace rdma
