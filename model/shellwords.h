// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words of a shell file, without their quotes, as bash's read_token_word() (parse.y) takes them apart.
#pragma once

#include "model/shellassignments.h"

#include <algorithm>
#include <expected>

namespace rdma {

struct ShellToken {
    enum Kind { Word, Newline, Semicolon, End };

    Kind kind = End;
    int line = 0;          ///< from 1
    QByteArray text;       ///< of a word: what it means
    qsizetype quoted = 0;  ///< how much of the text stands before its first quote
    qsizetype equals = -1; ///< in the text: the first "=" outside of quotes
    qsizetype from = 0;    ///< in the file: its operator, "=" or "+="
    qsizetype to = 0;      ///< in the file: behind the token

    void markQuoted() { quoted = std::min(quoted, text.size()); }
};

class ShellWords {
public:
    explicit ShellWords(const QByteArray &file) : m_file(file) {}

    using Token = std::expected<ShellToken, ShellProblem>;

    /// `atStart`: no word of this command has been read yet.
    [[nodiscard]] Token next(bool atStart);
    /// Where the last token began, or what is wrong.
    [[nodiscard]] int line() const { return m_line; }

private:
    using Done = std::expected<void, ShellProblem>;

    [[nodiscard]] char peek(qsizetype ahead = 0) const;
    [[nodiscard]] bool atEnd() const { return m_at >= m_file.size(); }
    [[nodiscard]] bool atLastByte() const { return m_at + 1 >= m_file.size(); }
    [[nodiscard]] bool atContinuation() const;
    void advance(qsizetype bytes = 1);
    void skipBlanks();
    void skipContinuation();
    [[nodiscard]] Token separator(bool atStart);
    [[nodiscard]] Token word();
    [[nodiscard]] Done takePart(ShellToken &word);
    [[nodiscard]] Done takePlain(ShellToken &word);
    [[nodiscard]] Done takeEscaped(ShellToken &word);
    template <typename Step> [[nodiscard]] Done takeUntil(char quote, ShellToken &word, Step step);
    [[nodiscard]] Done takeSingle(ShellToken &word);
    [[nodiscard]] Done takeDouble(ShellToken &word);
    [[nodiscard]] Done takeDollar(ShellToken &word);
    [[nodiscard]] Done takeByte(ShellToken &word);

    const QByteArray &m_file;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_endsOpen = false;
};

} // namespace rdma
