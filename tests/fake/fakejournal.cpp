// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entries in a vector, with cursors in systemd's form.
#include "tests/fake/fakejournal.h"

#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 bootTime = 1'764'140'000'000'000; // microseconds since 1970
constexpr quint64 distance = 1'000;

} // namespace

QString FakeJournal::say(const QString &text, int priority, const QString &origin)
{
    const QMutexLocker lock(&m_mutex);
    const quint64 monotonic = ++m_said * distance;
    const QString cursor =
        u"s=0123456789abcdef0123456789abcdef;i=%1;b=fedcba9876543210fedcba9876543210;m=%2;t=%3;x=%1"_s
            .arg(m_said, 0, 16)
            .arg(monotonic, 0, 16)
            .arg(bootTime + monotonic, 0, 16);
    m_entries.push_back({cursor, {qint64(bootTime + monotonic), priority, text, origin}});
    return cursor;
}

void FakeJournal::forget(std::size_t entries)
{
    const QMutexLocker lock(&m_mutex);
    m_entries.erase(m_entries.begin(), m_entries.begin() + qsizetype(std::min(entries, m_entries.size())));
}

void FakeJournal::keepNone()
{
    const QMutexLocker lock(&m_mutex);
    m_kept = false;
}

int FakeJournal::reads() const
{
    const QMutexLocker lock(&m_mutex);
    return m_reads;
}

Result<LogLive> FakeJournal::lines(const QString &after, LineFilter wanted) const
{
    const QMutexLocker lock(&m_mutex);
    ++m_reads;
    if (!m_kept)
        return fail(ErrorCode::NotFound, u"journal"_s, u"no journal"_s);
    LineExcerpt page(after, wanted);
    for (const JournalEntry &entry : m_entries | std::views::reverse)
        if (!page.take(entry))
            break;
    return page.page();
}

} // namespace rdma
