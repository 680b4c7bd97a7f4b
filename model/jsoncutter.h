// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cuts a text that is known to be JSON into keys, values and the blanks between them, without going into a value.
#pragma once

#include <QByteArray>
#include <algorithm>

namespace rdma {

/// Past the end everything is NUL, which no JSON contains.
class JsonCutter {
public:
    explicit JsonCutter(QByteArrayView text) : m_text(text) {}

    [[nodiscard]] char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    void step() { ++m_at; }

    QByteArray takeBlanks()
    {
        return taken([this] {
            while (!isAtEnd() && blanks.contains(next()))
                step();
        });
    }

    QByteArray takeKey()
    {
        return taken([this] {
            skipString();
            takeBlanks();
            step(); // the colon
            takeBlanks();
        });
    }

    QByteArray takeValue()
    {
        return taken([this] {
            if (next() == '"')
                skipString();
            else if (next() == '[' || next() == '{')
                skipBrackets();
            else
                while (!isAtEnd() && !valueEnds.contains(next()))
                    step();
        });
    }

private:
    static constexpr QByteArrayView blanks = " \t\r\n";
    static constexpr QByteArrayView valueEnds = " \t\r\n,]}";

    QByteArray taken(const auto &skip)
    {
        const qsizetype from = std::min(m_at, m_text.size());
        skip();
        return m_text.sliced(from, std::min(m_at, m_text.size()) - from).toByteArray();
    }

    void skipString()
    {
        for (step(); !isAtEnd() && next() != '"'; step())
            if (next() == '\\')
                step();
        step();
    }

    void skipBrackets()
    {
        int depth = 0;
        do {
            const char c = next();
            if (c == '"') {
                skipString();
                continue;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            step();
        } while (depth > 0 && !isAtEnd());
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace rdma
