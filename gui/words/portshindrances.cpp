// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why the firmware of cards cannot be asked at all, in plain words.
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::PortsWords)
};

bool hasCard(const PortsLive &live, bool (*isOne)(const CardLive &))
{
    return std::ranges::any_of(
        live.cards, [isOne](const auto &one) { return one.second.kind == FunctionKind::Card && isOne(one.second); });
}

bool isOfDriver(const CardLive &card)
{
    return card.road == PortRoad::Mlx4Conf || card.road == PortRoad::ModuleOption || card.driver == "mlx4_core"_L1;
}

/// What passes is no fault of the package.
QString toolProblemWords(const QString &problem)
{
    const QString code = problem.section(u' ', 0, 0);
    if (code == codeName(ErrorCode::Timeout) || code == codeName(ErrorCode::Busy))
        return fill(Words::tr("mstconfig was asked which version it is, and did not say so (%1): no card was asked by "
                              "it. Read the firmware again."),
                    technical(problem));
    return fill(Words::tr("mstconfig was asked which version it is, and did not say so (%1): no card was asked by it. "
                          "Install the package %2 again, then read the firmware again."),
                technical(problem), technical(QString(portToolPackage)));
}

} // namespace

QStringList hindranceWords(const PortsLive &live)
{
    QStringList sentences;
    if (!hasCard(live, [](const CardLive &) { return true; }))
        return sentences;
    if (!live.hasTool) {
        sentences.append(fill(Words::tr("mstconfig is not installed, so the firmware of cards can be neither "
                                        "read nor set. Install the package %1. What ports are now is shown "
                                        "without it."),
                              technical(QString(portToolPackage))));
        if (hasCard(live, isOfDriver))
            sentences.append(Words::tr("Ports of ConnectX-3 and older cards can be set without it: their driver "
                                       "does it."));
    }
    if (live.hasTool && !live.toolProblem.isEmpty())
        sentences.append(toolProblemWords(live.toolProblem));
    if (live.isLockedDown)
        sentences.append(Words::tr(
            "The kernel is locked down (Secure Boot), which keeps mstconfig from cards. Ways out: turn Secure Boot off "
            "for the change; a kernel with fwctl and mstflint 4.31 or later; a signed mstflint_access module; or the "
            "computer’s own set-up (UEFI or BMC), which often has the port type of its cards."));
    return sentences;
}

bool canInspectPorts(const PortsLive &live)
{
    return hasCard(live, [](const CardLive &) { return true; }) && (live.hasTool || hasCard(live, isOfDriver));
}

} // namespace rdma
