// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A journal of lines that a test writes; it remembers how often it was asked.
#pragma once

#include "helper/lineexcerpt.h"

#include <QMutex>

namespace rdma {

class FakeJournal final : public Journal {
public:
    /// A millisecond after the line before. Its cursor.
    QString say(const QString &text, int priority = 6, const QString &origin = {});
    void forget(std::size_t entries); ///< the oldest, as when journald vacuums
    void keepNone();                  ///< as on a machine without journald

    [[nodiscard]] int reads() const;

    [[nodiscard]] Result<LogLive> lines(const QString &after, LineFilter wanted) const override;

private:
    mutable QMutex m_mutex;
    std::vector<JournalEntry> m_entries; ///< oldest first
    quint64 m_said = 0;
    bool m_kept = true;
    mutable int m_reads = 0;
};

} // namespace rdma
