// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A line of the kernel's log, taken apart from its front.
#pragma once

#include <QString>
#include <optional>

namespace rdma {

class LineText {
public:
    explicit LineText(QStringView text) : m_rest(text) {}

    bool skip(QLatin1StringView words);
    /// "[ 1230.059652] ", which dmesg(1) prints before each line.
    void skipTime();
    void skipBlanks();
    /// Up to the words, which are skipped; all of it where they do not follow.
    QStringView upTo(QLatin1StringView words);

    [[nodiscard]] QStringView rest() const { return m_rest; }

private:
    QStringView m_rest;
};

/// At most nine digits and nothing else.
[[nodiscard]] std::optional<int> numberFrom(QStringView digits);
/// "0x8", "ffff": at most `digits` hex digits, with or without 0x.
[[nodiscard]] std::optional<quint64> hexFrom(QStringView text, qsizetype digits = 16);
/// The 32 lower-case hex digits of "fe80:0000:0000:0000:0011:7500:0077:d708" (%pI6); empty for anything else.
[[nodiscard]] QString gidDigits(QStringView groups);

} // namespace rdma
