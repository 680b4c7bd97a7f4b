// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One answer's worth of a journal that is read backwards: however large it is, reading ends soon.
#pragma once

#include "helper/journal.h"

namespace rdma {

struct JournalEntry {
    QString cursor;
    LogLine line;
};

/// The client's cursor is compared with those that are met, and never given to the journal's library.
class LineExcerpt {
public:
    static constexpr std::size_t maxLines = 1'000;
    static constexpr qsizetype maxText = 1'024; ///< characters of a line
    static constexpr qsizetype maxOrigin = 128; ///< characters; a unit's name has up to 255
    static constexpr int maxLooks = 20'000;     ///< entries, wanted or not

    LineExcerpt(const QString &after, LineFilter wanted) : m_after(after), m_wanted(wanted) {}

    /// The newest entry first, then older ones. Whether to go on.
    [[nodiscard]] bool take(const JournalEntry &entry);
    void giveUp() { m_cut = true; } ///< no time is left to read more

    [[nodiscard]] LogLive page() const;

private:
    [[nodiscard]] bool isKnown(const QString &cursor) const;

    QString m_after;
    LineFilter m_wanted;
    std::vector<LogLine> m_lines; ///< newest first
    QString m_newest;
    int m_looks = 0;
    bool m_met = false; ///< what the client knows already
    bool m_cut = false;
};

} // namespace rdma
