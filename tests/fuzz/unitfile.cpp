// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of unit files: each assignment has its line, each limit its text, and what comes last holds.
#include "model/unitdropin.h"
#include "model/unitlines.h"
#include "model/unitmemlock.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

const QString path = QStringLiteral("a.service");

void checkLines(const UnitLines &lines)
{
    int last = 0;
    for (const UnitAssignment &one : lines.assignments) {
        law(one.line >= last && one.line > 0, "assignments come in the order of their lines");
        law(!one.section.isEmpty() && !one.key.contains('='), "an assignment has its section and key");
        law(one.value.isValidUtf8(), "what is not UTF-8 is no assignment");
        last = one.line;
    }
}

void checkLimit(const PlacedLimit &placed)
{
    law(placed.limit.soft <= placed.limit.hard, "a soft limit is at most the hard one");
    law(unitLimitFrom(unitLimitText(placed.limit)) == placed.limit, "a limit reads back");
    law(memlockOfDropIn(memlockDropIn(placed.limit).value()) == placed.limit, "our drop-in reads back");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const UnitLines lines = unitLinesIn(input);
    checkLines(lines);
    const UnitMemlock memlock = unitMemlock({{path, input}});
    if (memlock.winner)
        checkLimit(*memlock.winner);
    law(memlock.winner || memlock.overridden.empty(), "what is overridden is so by something");
    const UnitMemlock longer = unitMemlock({{path, input + "\n\n[Service]\nLimitMEMLOCK=7\n"}});
    law(lines.brokenLine || longer.winner.value().limit == MemoryLimit{{7}, {7}}, "what comes last holds");
    law(!lines.brokenLine || longer == memlock, "behind a broken line nothing counts");
}

} // namespace rdma
