// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The targets whose login is settled, one a line.
#include "helper/settledlogins.h"

namespace rdma {

namespace {

constexpr FileKind record{0600};

QByteArray linesOf(const std::set<SrpTargetId> &targets)
{
    QByteArray lines;
    for (const SrpTargetId &id : targets)
        lines += id.text().toUtf8() + '\n';
    return lines;
}

/// A line that is none settles nothing.
std::set<SrpTargetId> targetsIn(const QByteArray &lines)
{
    std::set<SrpTargetId> targets;
    for (const QByteArray &line : lines.split('\n'))
        if (const auto id = SrpTargetId::fromText(QString::fromUtf8(line)))
            targets.insert(*id);
    return targets;
}

bool isLoginOrLogout(const Step &step)
{
    const auto *session = std::get_if<ChangeSession>(&step);
    return session && (!session->before || !session->after);
}

} // namespace

Result<std::set<SrpTargetId>> settledLogins(const Host &host)
{
    return host.read(settledLoginsPath).transform([](const auto &lines) {
        return targetsIn(lines.value_or(QByteArray()));
    });
}

Result<void> settleLogin(const Host &host, const SrpTargetId &target)
{
    return host.read(settledLoginsPath).and_then([&](const auto &lines) -> Result<void> {
        std::set<SrpTargetId> targets = targetsIn(lines.value_or(QByteArray()));
        return targets.insert(target).second ? host.write(settledLoginsPath, lines, linesOf(targets), record)
                                             : Result<void>();
    });
}

void settleLoginsOf(const Job &ended, const Host &host)
{
    if (ended.state != JobState::Done && ended.state != JobState::Incomplete)
        return;
    for (std::size_t i = 0; i < ended.steps.size(); ++i) {
        if (ended.steps[i].state != StepState::Done || !isLoginOrLogout(ended.plan.steps[i]))
            continue;
        const SrpTargetId &target = std::get<ChangeSession>(ended.plan.steps[i]).target;
        if (const auto settled = settleLogin(host, target); !settled)
            qWarning("%s may be logged in to again: %s", qPrintable(target.text()), qPrintable(settled.error().detail));
    }
}

} // namespace rdma
