// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is wrong with a line that does nothing about locked memory, and what to do.
#include "gui/words/limitswords.h"

#include <QCoreApplication>

namespace rdma {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LimitsWords)
};

} // namespace

QString limitProblemLabel(LimitProblem::Kind kind)
{
    switch (kind) {
    case LimitProblem::InvalidLine:
        return Words::tr("no rule");
    case LimitProblem::InvalidRange:
        return Words::tr("no range of ids");
    case LimitProblem::UnknownItem:
        return Words::tr("unknown item");
    case LimitProblem::UnknownType:
        return Words::tr("neither soft nor hard");
    case LimitProblem::WrongValue:
        return Words::tr("no amount");
    case LimitProblem::LoginsOnly:
        return Words::tr("“%” is for maxlogins");
    case LimitProblem::ExemptsNobody:
        return Words::tr("exempts nobody");
    }
    Q_UNREACHABLE_RETURN({});
}

QString limitProblemAdvice(LimitProblem::Kind kind)
{
    switch (kind) {
    case LimitProblem::InvalidLine:
        return Words::tr(
            "pam_limits skips the line. Write whom it is about, soft, hard or -, memlock, and an amount in "
            "KiB or “unlimited”.");
    case LimitProblem::InvalidRange:
        return Words::tr("pam_limits skips the line. Write a range as 1000:2000, the smaller number first.");
    case LimitProblem::UnknownItem:
        return Words::tr("pam_limits skips the line. For locked memory the item is called memlock.");
    case LimitProblem::UnknownType:
        return Words::tr("pam_limits skips the line. The second word is soft, hard, or - for both.");
    case LimitProblem::WrongValue:
        return Words::tr("pam_limits skips the line. The amount is a whole number of KiB without a unit, or "
                         "“unlimited”.");
    case LimitProblem::LoginsOnly:
        return Words::tr("pam_limits skips the line. Write * for everyone, @GROUP for a group.");
    case LimitProblem::ExemptsNobody:
        return Words::tr("A line without an item exempts a user or a group, never everyone. Remove it.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString unitProblemWords(UnitLimitProblem problem)
{
    switch (problem) {
    case UnitLimitProblem::Malformed:
        return Words::tr("systemd ignores this line: it has no amount. Write 64M, or infinity.");
    case UnitLimitProblem::OutOfRange:
        return Words::tr("systemd ignores this line: the amount is too large. Write infinity.");
    case UnitLimitProblem::SoftAboveHard:
        return Words::tr("systemd ignores this line: the soft limit is more than the hard one.");
    case UnitLimitProblem::BrokenFile:
        return Words::tr("systemd stops reading the file at this line, so nothing after it counts. Correct the line.");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace rdma
