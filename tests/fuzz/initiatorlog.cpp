// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of the initiator's log: whatever its lines say, what is told of a failed login has its bounds.
#include "model/initiatorlines.h"
#include "model/loginfailures.h"
#include "tests/fuzz/law.h"

#include <algorithm>

namespace rdma {

namespace {

bool isGid(const QString &text)
{
    const auto isDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.isEmpty() || (text.size() == 32 && std::ranges::all_of(text, isDigit));
}

void checkLine(const QString &text)
{
    const auto line = initiatorLine(text);
    if (!line)
        return;
    law(isGid(line->from) && isGid(line->to), "a GID is 32 digits");
    law(line->dest.size() <= 64 && line->words.size() <= text.size(), "no text grows");
    law(!line->host || *line->host >= 0, "a host has a number");
}

void checkFailures(const std::vector<LogLine> &lines)
{
    const auto alone = loginFailures(lines);
    const auto joined = loginFailures(lines, lines);
    law(alone.size() <= lines.size() && joined.size() == alone.size(), "a line ends one attempt");
    for (const LoginFailure &failure : joined) {
        law(failure.line < lines.size(), "a line of the log says why");
        law(isGid(failure.targetPort), "a GID is 32 digits");
        law(!failure.initiator || isCanonicalInitiatorId(failure.initiator->text()), "an id is canonical");
        law(cureOf(failure.cause) != LoginCure::None, "there is something to do");
    }
}

} // namespace

/// The first byte of a line says how much later than the line before it came.
void fuzz(const QByteArray &input)
{
    std::vector<LogLine> lines;
    qint64 now = 0;
    for (const QByteArray &line : input.split('\n')) {
        now += line.isEmpty() ? 0 : (qint64{line[0]} - 'a') * 100'000;
        lines.push_back({now, 6, QString::fromUtf8(line.sliced(std::min<qsizetype>(1, line.size())))});
        checkLine(lines.back().text);
    }
    checkFailures(lines);
}

} // namespace rdma
