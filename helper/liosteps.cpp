// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Doing the steps that change what a target exports, and the port for RDMA/CM.
#include "helper/liosteps.h"

#include "helper/liochange.h"
#include "model/srpdifference.h"
#include "model/srptargetstate.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Standing standing(const ChangeTarget &step, const std::optional<SrpTarget> &now)
{
    if (now == step.after)
        return Standing::After;
    if (now == step.before)
        return Standing::Before;
    return isBetween(now, step.before, step.after) ? Standing::Partly : Standing::Neither;
}

Result<void> expectAfter(const auto &step, Machine &machine, const QString &subject)
{
    const auto now = standing(step, machine);
    if (!now)
        return std::unexpected(now.error());
    return *now == Standing::After ? Result<void>() : fail(ErrorCode::Conflict, subject, u"not as written"_s);
}

} // namespace

QStringList loggedInLosers(const Host &host, const QString &wwn, const std::optional<SrpTarget> &before,
                           const std::optional<SrpTarget> &after)
{
    QStringList there;
    const auto addOf = [&](const QString &target, const QStringList &initiators) {
        for (const QString &initiator : initiators)
            if (readSession(host, target, initiator).loggedIn)
                there.append(initiator);
    };
    addOf(wwn, losersOf(before, after));
    if (closesPort(before, after))
        for (const QString &other : srpTargetsBeside(host, wwn))
            addOf(other, host.list(srptPath + u'/' + other + u'/' + tpgName + "/acls"_L1));
    return there;
}

void nameSessions(std::vector<Step> &steps, const Host &host)
{
    for (Step &step : steps)
        if (auto *target = std::get_if<ChangeTarget>(&step))
            target->disconnects = loggedInLosers(host, target->wwn, target->before, target->after);
}

Result<Standing> standing(const ChangeTarget &step, Machine &machine)
{
    return standing(step, readSrpTarget(machine.host, step.wwn));
}

Result<Standing> standing(const SetRdmaCmPort &step, Machine &machine)
{
    const int now = readRdmaCmPort(machine.host);
    if (now == step.after)
        return Standing::After;
    return now == step.before ? Standing::Before : Standing::Neither;
}

Result<void> carryOut(const ChangeTarget &step, Machine &machine)
{
    const auto present = readSrpTarget(machine.host, step.wwn);
    const Standing now = standing(step, present);
    if (now == Standing::Neither || now == Standing::After)
        return fail(ErrorCode::Conflict, step.wwn);
    for (const QString &initiator : loggedInLosers(machine.host, step.wwn, step.before, step.after))
        if (!step.disconnects.contains(initiator)) // logged in since this was planned
            return fail(ErrorCode::Conflict, step.wwn, initiator);
    return operationsFor(machine.host, backstorePaths(machine.host), step.wwn, present, step.after)
        .and_then([&](const auto &operations) { return runAll(operations, machine.kernel); })
        .and_then([&] { return expectAfter(step, machine, step.wwn); });
}

Result<void> carryOut(const SetRdmaCmPort &step, Machine &machine)
{
    if (const auto now = standing(step, machine); now != Standing::Before)
        return fail(ErrorCode::Conflict, u"rdma_cm_port"_s);
    const auto makeFabric = [&] {
        return machine.host.directory(srptPath) ? Result<void>() : machine.kernel.makeNode(srptPath);
    };
    return makeFabric()
        .and_then([&] { return machine.kernel.storeAttribute(rdmaCmPortPath, QByteArray::number(step.after)); })
        .and_then([&] { return expectAfter(step, machine, u"rdma_cm_port"_s); });
}

} // namespace rdma
