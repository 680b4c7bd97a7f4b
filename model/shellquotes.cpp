// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The three kinds of quotes in a word of a shell file.
#include "model/shellwords.h"

namespace rdma {

/// `step` takes one byte or escape of what is quoted.
template <typename Step> ShellWords::Done ShellWords::takeUntil(char quote, ShellToken &word, Step step)
{
    const int opened = m_line;
    word.markQuoted();
    for (advance(); peek() != quote;) {
        if (atEnd()) {
            m_line = opened;
            return std::unexpected(ShellProblem::UnclosedQuote);
        }
        if (const auto taken = step(); !taken)
            return taken;
    }
    advance();
    return {};
}

ShellWords::Done ShellWords::takeSingle(ShellToken &word)
{
    return takeUntil('\'', word, [&] { return takeByte(word); });
}

ShellWords::Done ShellWords::takeDouble(ShellToken &word)
{
    return takeUntil('"', word, [&]() -> Done {
        if (peek() == '$' || peek() == '`')
            return std::unexpected(ShellProblem::Expansion);
        if (atContinuation()) {
            advance(2);
            return {};
        }
        const bool isEscape = peek() == '\\' && !atLastByte() && QByteArrayView("$`\"\\").contains(peek(1));
        advance(isEscape ? 1 : 0);
        return takeByte(word);
    });
}

/// Of what follows a dollar only $'…' is certain, and of its escapes those that all releases have alike.
ShellWords::Done ShellWords::takeDollar(ShellToken &word)
{
    if (peek(1) != '\'')
        return std::unexpected(ShellProblem::Expansion);
    advance();
    return takeUntil('\'', word, [&]() -> Done {
        if (peek() != '\\')
            return takeByte(word);
        const qsizetype escape = atLastByte() ? -1 : QByteArrayView("\\'\"ntr").indexOf(peek(1));
        if (escape < 0)
            return std::unexpected(ShellProblem::Expansion);
        word.text += "\\'\"\n\t\r"[escape];
        advance(2);
        return {};
    });
}

} // namespace rdma
