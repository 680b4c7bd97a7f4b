// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The grammar of sd_journal_get_cursor() (sd-journal.c of systemd 252 and 257).
#include "model/journalcursor.h"

#include <QList>
#include <algorithm>

namespace rdma {

namespace {

constexpr qsizetype idDigits = 32;
constexpr qsizetype numberDigits = 16;
constexpr qsizetype longest = 200; ///< no cursor is longer; looked at before anything else is done with the text

constexpr struct {
    char16_t key;
    qsizetype fewest;
    qsizetype most;
} fields[] = {{u's', idDigits, idDigits}, {u'i', 1, numberDigits}, {u'b', idDigits, idDigits},
              {u'm', 1, numberDigits},    {u't', 1, numberDigits}, {u'x', 1, numberDigits}};

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

} // namespace

bool isJournalCursor(QStringView text)
{
    if (text.size() > longest)
        return false;
    return std::ranges::equal(text.split(u';'), fields, [](QStringView part, const auto &field) {
        if (!part.startsWith(field.key) || part.mid(1, 1) != u"=")
            return false;
        const QStringView digits = part.sliced(2);
        return digits.size() >= field.fewest && digits.size() <= field.most && std::ranges::all_of(digits, isHexDigit);
    });
}

std::optional<JournalPlace> JournalPlace::fromCursor(QStringView text)
{
    if (!isJournalCursor(text))
        return std::nullopt;
    constexpr qsizetype bootField = 2;
    constexpr qsizetype monotonicField = 3;
    const QList<QStringView> parts = text.split(u';');
    return JournalPlace{parts[bootField].sliced(2).toString(),
                        parts[monotonicField].sliced(2).toULongLong(nullptr, 16)};
}

} // namespace rdma
