// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where reading backwards ends.
#include "helper/lineexcerpt.h"

#include "model/journalcursor.h"

namespace rdma {

bool LineExcerpt::take(const JournalEntry &entry)
{
    if (m_looks++ == 0)
        m_newest = entry.cursor;
    m_met = isKnown(entry.cursor);
    if (m_met)
        return false;
    const bool isWanted = !entry.line.origin.isEmpty() || m_wanted(entry.line.text);
    m_cut = m_looks > maxLooks || (isWanted && m_lines.size() == maxLines);
    if (m_cut)
        return false;
    if (isWanted)
        m_lines.push_back(
            {entry.line.time, entry.line.priority, entry.line.text.left(maxText), entry.line.origin.left(maxOrigin)});
    return true;
}

/// The entry itself, or one from before it: the journal may have been written anew (flushed from /run to /var) or the
/// entry removed since. Several entries may have the same time.
bool LineExcerpt::isKnown(const QString &cursor) const
{
    if (cursor == m_after)
        return true;
    const auto here = JournalPlace::fromCursor(cursor);
    const auto known = JournalPlace::fromCursor(m_after);
    return here && known && here->boot == known->boot && here->monotonic < known->monotonic;
}

LogLive LineExcerpt::page() const
{
    const bool lostPlace = !m_after.isEmpty() && !m_met;
    return {.lines = {m_lines.rbegin(), m_lines.rend()},
            .cursor = m_newest.isEmpty() ? m_after : m_newest,
            .older = m_cut || lostPlace};
}

} // namespace rdma
