// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of the diff that a person reads: nothing in it moves a cursor, its counts are those of the files.
#include "helper/stepview.h"
#include "tests/fuzz/law.h"

#include <algorithm>

namespace rdma {

namespace {

qsizetype linesIn(const QByteArray &bytes)
{
    return bytes.count('\n') + (bytes.isEmpty() || bytes.endsWith('\n') ? 0 : 1);
}

bool isHarmless(const QString &line)
{
    return std::ranges::all_of(line,
                               [](QChar c) { return c == u'\t' || c == QChar::ReplacementCharacter || c.isPrint(); });
}

} // namespace

void fuzz(const QByteArray &input)
{
    const QByteArrayList parts = pieces(input);
    const QByteArray before = parts.first();
    const QByteArray after = parts.value(1);
    const QStringList diff = unifiedDiff(QStringLiteral("/etc/x"), before, after);
    law(diff.size() >= 2, "a diff has its heading");
    law(std::ranges::all_of(diff, isHarmless), "control characters are not shown");
    const QStringList body = diff.mid(2);
    const auto count = [&](QChar mark) {
        return std::ranges::count_if(body, [&](const QString &line) { return line.startsWith(mark); });
    };
    law(count(u'+') - count(u'-') == linesIn(after) - linesIn(before), "it adds and removes as many lines");
    law(before != after || body.isEmpty(), "equal files have no difference");
}

} // namespace rdma
