// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words, what separates them, comments and continued lines; whatever expands is refused.
#include "model/shellwords.h"

namespace rdma {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isMeta(char c)
{
    return isBlank(c) || QByteArrayView("\n;&|()<>").contains(c);
}

/// Bytes beyond ASCII are themselves in UTF-8 and C, which is what services run in.
bool isControl(char c)
{
    return c == '\x7f' || (c >= '\0' && c < ' ' && c != '\t' && c != '\n' && c != '\r');
}

/// ~ would need a look at where it stands, and the others at the kind of command.
bool mayExpand(char c)
{
    return QByteArrayView("`~{}*?[").contains(c);
}

} // namespace

char ShellWords::peek(qsizetype ahead) const
{
    return m_at + ahead < m_file.size() ? m_file[m_at + ahead] : '\0';
}

bool ShellWords::atContinuation() const
{
    return peek() == '\\' && peek(1) == '\n';
}

void ShellWords::advance(qsizetype bytes)
{
    for (; bytes > 0; --bytes)
        m_line += m_file[m_at++] == '\n' ? 1 : 0;
}

/// A line continued by nothing would swallow one that is added.
void ShellWords::skipContinuation()
{
    advance(2);
    m_endsOpen = atEnd();
}

void ShellWords::skipBlanks()
{
    while (!atEnd() && (isBlank(peek()) || atContinuation()))
        if (isBlank(peek()))
            advance();
        else
            skipContinuation();
    if (peek() == '#')
        while (!atEnd() && peek() != '\n')
            advance();
}

ShellWords::Token ShellWords::next(bool atStart)
{
    skipBlanks();
    if (m_endsOpen)
        return std::unexpected(ShellProblem::OpenEnd);
    if (atEnd())
        return ShellToken{.kind = ShellToken::End, .line = m_line, .to = m_at};
    return isMeta(peek()) ? separator(atStart) : word();
}

ShellWords::Token ShellWords::separator(bool atStart)
{
    const char c = peek();
    const char following = peek(1);
    if (c == '<' || c == '>' || (c == '&' && following == '>'))
        return std::unexpected(ShellProblem::Redirection);
    if (c == ')' || (atStart && (c == '&' || c == '|' || c == ';')) ||
        (c == ';' && (following == ';' || following == '&')))
        return std::unexpected(ShellProblem::MisplacedToken);
    if (c != '\n' && c != ';')
        return std::unexpected(ShellProblem::Compound);
    const int line = m_line;
    advance();
    return ShellToken{.kind = c == ';' ? ShellToken::Semicolon : ShellToken::Newline, .line = line, .to = m_at};
}

ShellWords::Token ShellWords::word()
{
    ShellToken word{.kind = ShellToken::Word, .line = m_line, .quoted = m_file.size()};
    while (!atEnd() && !isMeta(peek()))
        if (const auto taken = takePart(word); !taken)
            return std::unexpected(taken.error());
    if (m_endsOpen)
        return std::unexpected(ShellProblem::OpenEnd);
    word.to = m_at;
    return word;
}

ShellWords::Done ShellWords::takePart(ShellToken &word)
{
    switch (peek()) {
    case '\\':
        return takeEscaped(word);
    case '\'':
        return takeSingle(word);
    case '"':
        return takeDouble(word);
    case '$':
        return takeDollar(word);
    default:
        return takePlain(word);
    }
}

ShellWords::Done ShellWords::takePlain(ShellToken &word)
{
    if (mayExpand(peek()))
        return std::unexpected(ShellProblem::Expansion);
    if (peek() == '=' && word.equals < 0) {
        const bool appends = word.text.endsWith('+');
        if (appends && m_file[m_at - 1] != '+') // a line is continued between the two
            return std::unexpected(ShellProblem::Expansion);
        word.equals = word.text.size();
        word.from = m_at - (appends ? 1 : 0);
    }
    return takeByte(word);
}

ShellWords::Done ShellWords::takeByte(ShellToken &word)
{
    if (isControl(peek()))
        return std::unexpected(ShellProblem::ControlCharacter);
    word.text += peek();
    advance();
    return {};
}

ShellWords::Done ShellWords::takeEscaped(ShellToken &word)
{
    if (atContinuation()) {
        skipContinuation();
        return {};
    }
    word.markQuoted();
    advance();
    if (atEnd())
        return std::unexpected(ShellProblem::OpenEnd);
    return takeByte(word);
}

} // namespace rdma
