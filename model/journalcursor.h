// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Places in systemd's journal as text: known before the journal's library sees what a client sent.
#pragma once

#include <QString>
#include <optional>

namespace rdma {

/// As sd_journal_get_cursor() writes it: "s=FILE;i=ENTRY;b=BOOT;m=MONOTONIC;t=REALTIME;x=HASH", nothing before, between
/// or after. FILE and BOOT are 32 lower-case hex digits, the rest 1 to 16.
[[nodiscard]] bool isJournalCursor(QStringView text);

/// When in which boot an entry was written.
struct JournalPlace {
    QString boot;
    quint64 monotonic = 0; ///< microseconds

    bool operator==(const JournalPlace &) const = default;

    [[nodiscard]] static std::optional<JournalPlace> fromCursor(QStringView text);
};

} // namespace rdma
