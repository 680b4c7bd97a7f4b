// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of udev's patterns, and that no pattern takes long (RX-08): libFuzzer ends a target that does.
#include "model/udevrules.h"
#include "tests/fuzz/law.h"

#include <algorithm>

namespace rdma {

namespace {

bool isPlain(const QByteArray &pattern)
{
    return std::ranges::none_of(pattern, [](char c) { return c == '*' || c == '?' || c == '['; });
}

} // namespace

void fuzz(const QByteArray &input)
{
    const QByteArrayList parts = pieces(input);
    const QByteArray pattern = QByteArray(parts.first()).replace('\0', "");
    const QByteArray text = parts.value(1).replace('\0', "");
    const bool matches = globMatches(pattern, text);
    if (!pattern.contains('[')) // a class may exclude
        law(!matches || globMatches(pattern, text, Qt::CaseInsensitive), "ignoring case matches no less");
    if (isPlain(pattern))
        law(matches == pattern.split('|').contains(text), "without globs a pattern is its alternatives");
    if (isPlain(text) && !text.contains('|'))
        law(globMatches(text, text), "a plain text matches itself");
    law(!matches || globMatches("|" + pattern, text), "another alternative matches no less");
}

} // namespace rdma
