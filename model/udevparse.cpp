// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The grammar of a udev rule, as systemd's udev-rules.c reads it: what udev would reject is no rule here either.
#include "model/udevkeys.h"

namespace rdma {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks over one rule. Every step that fails leaves the whole rule rejected.
class TokenReader {
public:
    explicit TokenReader(const QByteArray &line) : m_line(line) {}

    void skipSeparators()
    {
        skip([](char c) { return isBlank(c) || c == ','; });
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_line.size(); }
    [[nodiscard]] std::optional<RuleToken> token();

private:
    template <typename Wanted> void skip(Wanted wanted)
    {
        while (!atEnd() && wanted(m_line[m_at]))
            ++m_at;
    }
    [[nodiscard]] char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_line.size() ? m_line[m_at + ahead] : '\0';
    }
    [[nodiscard]] bool atKeyEnd() const
    {
        return isBlank(peek()) || peek() == '=' || peek() == '{' ||
               (QByteArrayView("+-!:").contains(peek()) && peek(1) == '=');
    }
    [[nodiscard]] bool readKey(RuleToken &token);
    [[nodiscard]] bool readBraces();
    [[nodiscard]] bool readOp(RuleToken &token);
    [[nodiscard]] bool readPrefix(RuleToken &token);
    [[nodiscard]] bool readValue(RuleToken &token);

    const QByteArray &m_line;
    qsizetype m_at = 0;
    std::optional<QByteArray> m_braces;
};

bool TokenReader::readKey(RuleToken &token)
{
    const qsizetype start = m_at;
    while (!atEnd() && !atKeyEnd())
        ++m_at;
    token.key = m_line.mid(start, m_at - start);
    return !atEnd();
}

bool TokenReader::readBraces()
{
    if (peek() != '{')
        return true;
    const qsizetype end = m_line.indexOf('}', m_at);
    if (end < 0)
        return false;
    m_braces = m_line.mid(m_at + 1, end - m_at - 1);
    m_at = end + 1;
    return true;
}

bool TokenReader::readOp(RuleToken &token)
{
    skip(isBlank);
    const bool two = peek(1) == '=' && QByteArrayView("=!+-:").contains(peek());
    if (!two && peek() != '=')
        return false;
    token.op = m_line.mid(m_at, two ? 2 : 1);
    m_at += token.op.size();
    skip(isBlank);
    return true;
}

bool TokenReader::readPrefix(RuleToken &token)
{
    for (; peek() == 'e' || peek() == 'i'; ++m_at) {
        if (token.prefix.contains(peek()))
            return false;
        token.prefix += peek();
    }
    return peek() == '"';
}

bool TokenReader::readValue(RuleToken &token)
{
    token.valueStart = ++m_at;
    const bool escaped = token.prefix.contains('e');
    for (; !atEnd() && peek() != '"'; ++m_at)
        if (peek() == '\\' && (escaped || peek(1) == '"'))
            ++m_at;
    if (peek() != '"')
        return false;
    token.value = m_line.mid(token.valueStart, m_at - token.valueStart);
    ++m_at;
    return true;
}

std::optional<RuleToken> TokenReader::token()
{
    RuleToken token;
    m_braces.reset();
    if (!readKey(token) || !readBraces() || !readOp(token) || !readPrefix(token) || !readValue(token))
        return std::nullopt;
    token.attribute = m_braces.value_or(QByteArray());
    if (!udevTakes(token, m_braces.has_value()))
        return std::nullopt;
    return token;
}

} // namespace

std::optional<std::vector<RuleToken>> parseRule(const QByteArray &line)
{
    std::vector<RuleToken> rule;
    if (line.trimmed().startsWith('#') || line.contains('\0'))
        return std::nullopt;
    TokenReader reader(line);
    for (reader.skipSeparators(); !reader.atEnd(); reader.skipSeparators()) {
        auto token = reader.token();
        if (!token)
            return std::nullopt;
        rule.push_back(std::move(*token));
    }
    return rule.empty() ? std::nullopt : std::optional(std::move(rule));
}

} // namespace rdma
