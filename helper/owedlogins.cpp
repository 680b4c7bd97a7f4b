// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The logins that a boot owes, one a line.
#include "helper/owedlogins.h"

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

/// A line that is none owes nothing.
std::set<SrpTargetId> targetsIn(const QByteArray &lines)
{
    std::set<SrpTargetId> targets;
    for (const QByteArray &line : lines.split('\n'))
        if (const auto id = SrpTargetId::fromText(QString::fromUtf8(line)))
            targets.insert(*id);
    return targets;
}

} // namespace

Result<std::set<SrpTargetId>> owedLogins(const Host &host, const std::set<SrpTargetId> &inTheBeginning)
{
    return host.read(owedLoginsPath).and_then([&](const auto &lines) -> Result<std::set<SrpTargetId>> {
        if (lines)
            return targetsIn(*lines);
        return host.write(owedLoginsPath, std::nullopt, linesOf(inTheBeginning), record).transform([&] {
            return inTheBeginning;
        });
    });
}

Result<void> settleLogin(const Host &host, const SrpTargetId &target)
{
    return host.read(owedLoginsPath).and_then([&](const auto &lines) -> Result<void> {
        std::set<SrpTargetId> targets = targetsIn(lines.value_or(QByteArray()));
        return targets.erase(target) == 0 ? Result<void>()
                                          : host.write(owedLoginsPath, lines, linesOf(targets), record);
    });
}

} // namespace rdma
