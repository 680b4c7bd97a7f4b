// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of limits files: what is wished for is what pam_limits will read, another's lines stay, a choice has its
// reasons.
#include "model/limitchoice.h"
#include "model/limitwish.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

const QString path = QStringLiteral("/etc/security/limits.conf");

/// Lines in which we read no wish.
QByteArrayList othersLines(const QByteArray &file, const PamLimits &pam)
{
    QByteArrayList lines = file.split('\n');
    lines.removeIf([&](const QByteArray &line) { return line.isEmpty() || !wantedLimitsIn(line, pam).empty(); });
    return lines;
}

void checkEdit(const QByteArray &file, const WantedLimits &wanted, const PamLimits &pam)
{
    const auto written = withWantedLimits(file, wanted, pam);
    if (!written) {
        law(written.error().code != ErrorCode::Internal, "a refusal has its reason");
        return;
    }
    law(wantedLimitsIn(*written, pam) == wanted, "what is written is read");
    law(withWantedLimits(*written, wanted, pam) == *written, "writing again changes nothing");
    law(file.isEmpty() || othersLines(*written, pam) == othersLines(file, pam), "others' lines stay");
}

void checkChoice(const LimitLines &lines, const PamLimits &pam)
{
    const LimitSubject root{"root", 0, 0, {{"root", 0}}};
    const LimitSubject alice{"alice", 1000, 1000, {{"rdma", 2000}, {"users", 100}}};
    const LimitStart start{{{65536}, {8388608}}, true};
    for (const LimitSubject &who : {root, alice}) {
        const LimitChoice choice = chooseLimits({lines}, who, start, pam);
        law(choice.effective.soft <= choice.effective.hard, "a soft limit is at most the hard one");
        law(choice.outcome == LimitOutcome::Set || choice.effective == start.inherited, "only a rule sets a limit");
        law(choice.exemption.has_value() == (choice.outcome == LimitOutcome::Exempt), "an exemption has its line");
    }
}

} // namespace

/// A file, and another whose wishes it shall have.
void fuzz(const QByteArray &input)
{
    const QByteArrayList files = pieces(input);
    for (const bool readsWords : {false, true}) {
        const PamLimits pam{.readsWords = readsWords};
        const LimitLines lines = limitLinesIn({path, files.front()}, pam);
        for (const LimitRule &rule : lines.rules)
            law(rule.line > 0 && rule.line <= files.front().count('\n') + 1, "a rule has its line");
        for (const LimitProblem &problem : lines.problems)
            law(problem.line > 0 && problem.said.size() < 700, "a problem has its line, and is not long");
        law(withWantedLimits(files.front(), wantedLimitsIn(files.front(), pam), pam) == files.front(),
            "set to the present value is identical");
        checkEdit(files.front(), wantedLimitsIn(files.back(), pam), pam);
        checkChoice(lines, pam);
    }
}

} // namespace rdma
