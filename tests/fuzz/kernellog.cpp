// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of the kernel's log: whatever its lines say, an id that is told names one initiator, canonically.
#include "model/journalcursor.h"
#include "model/logtopic.h"
#include "model/refusedlogins.h"
#include "tests/fuzz/law.h"

#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

void checkRefused(const std::vector<RefusedLogin> &refused, const std::vector<LogLine> &lines)
{
    std::set<std::tuple<InitiatorId, QString, LoginRefusal>> seen;
    std::size_t times = 0;
    for (const RefusedLogin &login : refused) {
        law(isCanonicalInitiatorId(login.initiator.text()), "an id is canonical");
        law(login.portGid.isEmpty() || isCanonicalInitiatorId("0x"_L1 + login.portGid), "a GID is 32 digits");
        law(seen.insert({login.initiator, login.portGid, login.reason}).second, "one entry an initiator, port, reason");
        law(login.times > 0, "it happened");
        times += static_cast<std::size_t>(login.times);
    }
    law(times <= lines.size(), "a line refuses one login");
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
        std::ignore = isAboutRdma(lines.back().text);
    }
    checkRefused(refusedLogins(lines), lines);
    const QString whole = QString::fromUtf8(input);
    law(!isJournalCursor(whole) || (whole.size() <= 200 && whole.startsWith("s="_L1)), "a cursor is a short text");
}

} // namespace rdma
