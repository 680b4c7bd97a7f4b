// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every fuzz target is made of: one function over bytes that states the laws of a parser.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <cstdio>
#include <source_location>

namespace rdma {

/// Defined once by each target. Bytes that break a law end the process, which is what libFuzzer calls a finding.
void fuzz(const QByteArray &input);

inline void law(bool holds, const char *text, std::source_location at = std::source_location::current())
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%u: broken law: %s\n", at.file_name(), at.line(), text);
    __builtin_trap();
}

/// One input holds several texts, cut at the unit separator, which none of our formats knows.
inline QByteArrayList pieces(const QByteArray &input)
{
    return input.split('\x1f');
}

} // namespace rdma
