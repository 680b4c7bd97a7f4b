// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// sd-journal(3), backwards from the newest entry of the kernel's or of a service in this boot.
#include "helper/systemjournal.h"

#include "helper/journalselection.h"
#include "helper/lineexcerpt.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <systemd/sd-id128.h>
#include <systemd/sd-journal.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 3s; ///< less than the read pool's deadline, so that there is an answer
constexpr std::size_t longestField = 8 * 1024;

struct Close {
    void operator()(sd_journal *journal) const { ::sd_journal_close(journal); }
};
using Handle = std::unique_ptr<sd_journal, Close>;

Result<Handle> open(const QByteArray &directory)
{
    sd_journal *opened = nullptr;
    const int result = directory.isEmpty() ? ::sd_journal_open(&opened, SD_JOURNAL_LOCAL_ONLY | SD_JOURNAL_SYSTEM)
                                           : ::sd_journal_open_directory(&opened, directory.constData(), 0);
    Handle journal(opened);
    if (result == -ENOENT)
        return fail(ErrorCode::NotFound, u"journal"_s, u"no journal"_s);
    if (result < 0)
        return journalFailure(result);
    if (::sd_journal_has_runtime_files(opened) <= 0 && ::sd_journal_has_persistent_files(opened) <= 0)
        return fail(ErrorCode::NotFound, u"journal"_s, u"no journal"_s);
    return journal;
}

/// What follows "FIELD="; none where the entry has no such field or it cannot be read.
std::optional<QByteArray> field(sd_journal *journal, const char *name)
{
    const void *data = nullptr;
    std::size_t size = 0;
    const std::size_t start = std::strlen(name) + 1;
    if (::sd_journal_get_data(journal, name, &data, &size) < 0 || size < start)
        return std::nullopt;
    return QByteArray(static_cast<const char *>(data) + start, qsizetype(std::min(size, longestField) - start));
}

/// When the kernel said it. journald may have come to it later: the entry tells both in the clock of this boot.
qint64 timeOf(sd_journal *journal)
{
    uint64_t taken = 0;
    uint64_t sinceBoot = 0;
    sd_id128_t boot;
    if (::sd_journal_get_realtime_usec(journal, &taken) < 0)
        return 0;
    const quint64 said = field(journal, "_SOURCE_MONOTONIC_TIMESTAMP").value_or(QByteArray()).toULongLong();
    if (said != 0 && ::sd_journal_get_monotonic_usec(journal, &sinceBoot, &boot) == 0 && said <= sinceBoot)
        taken -= std::min<uint64_t>(taken, sinceBoot - said);
    return std::clamp<qint64>(qint64(taken), 0, maxExactInteger);
}

/// Whose line it is: fields with "_" in front are journald's own, a program cannot write them
/// (systemd.journal-fields(7)). Empty: the kernel's.
QString originOf(sd_journal *journal)
{
    if (field(journal, "_TRANSPORT") == "kernel"_ba)
        return {};
    // systemd's own words are about a unit, and are shown with that one's.
    const bool isSystemd = field(journal, "_PID") == "1"_ba;
    const QByteArray unit = field(journal, isSystemd ? "UNIT" : "_SYSTEMD_UNIT").value_or(QByteArray());
    return unit.isEmpty() ? u"PID "_s + QString::fromLatin1(field(journal, "_PID").value_or("?"_ba))
                          : QString::fromUtf8(unit);
}

Result<JournalEntry> entryOf(sd_journal *journal)
{
    char *text = nullptr;
    if (const int result = ::sd_journal_get_cursor(journal, &text); result < 0)
        return journalFailure(result);
    const std::unique_ptr<char, decltype(&std::free)> cursor(text, &std::free);
    constexpr int information = 6;
    constexpr int lowest = 7;
    bool isNumber = false;
    const int priority = field(journal, "PRIORITY").value_or(QByteArray()).toInt(&isNumber);
    return JournalEntry{QString::fromLatin1(text),
                        {.time = timeOf(journal),
                         .priority = isNumber ? std::clamp(priority, 0, lowest) : information,
                         .text = QString::fromUtf8(field(journal, "MESSAGE").value_or(QByteArray())),
                         .origin = originOf(journal)}};
}

Result<LogLive> read(sd_journal *journal, LineExcerpt page)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    if (const int result = ::sd_journal_set_data_threshold(journal, longestField); result < 0)
        return journalFailure(result);
    if (const int result = ::sd_journal_seek_tail(journal); result < 0)
        return journalFailure(result);
    int found = 0;
    while ((found = ::sd_journal_previous(journal)) > 0) {
        const auto entry = entryOf(journal);
        if (!entry)
            return std::unexpected(entry.error());
        if (!page.take(*entry))
            break;
        if (std::chrono::steady_clock::now() > end) {
            page.giveUp();
            break;
        }
    }
    if (found < 0)
        return journalFailure(found);
    return page.page();
}

} // namespace

Result<LogLive> SystemJournal::lines(const QString &after, LineFilter wanted) const
{
    const std::unique_lock alone(m_reading, std::try_to_lock);
    if (!alone)
        return fail(ErrorCode::Busy, u"journal"_s, u"journal is read"_s);
    const auto journal = open(m_directory);
    if (!journal)
        return std::unexpected(journal.error());
    return selectSpeakers(journal->get()).and_then([&] { return read(journal->get(), LineExcerpt(after, wanted)); });
}

} // namespace rdma
