// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logging in after a boot by the plans and steps of everybody else's logins.
#include "helper/bootconnect.h"

#include "helper/bootjob.h"
#include "helper/features/srpinitiator.h"

#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::set<SrpTargetId> missingAtBoot(const SrpInitiatorConfig &config)
{
    std::set<SrpTargetId> missing;
    for (const auto &[id, target] : config.targets)
        if (target.atBoot && !target.connected)
            missing.insert(id);
    return missing;
}

Result<void> logIn(const SrpInitiatorState &state, const SrpTargetId &id, Machine &machine, const JobStore &store)
{
    SrpInitiatorConfig wanted = state.config;
    wanted.targets[id].connected = true;
    return planSrpInitiator(state, wanted).and_then([&](const Plan &plan) {
        return applyAtBoot(plan, {u"load-module"_s, u"connect-srp"_s}, machine, store);
    });
}

void report(const SrpTargetId &id, const Error &error)
{
    qWarning("%s is not connected yet: %s %s %s", qPrintable(id.text()), qPrintable(codeName(error.code)),
             qPrintable(error.subject), qPrintable(error.detail));
}

/// What was missing in the beginning and still is: a target that somebody logs out of later stays so.
Result<std::set<SrpTargetId>> attempt(const std::set<SrpTargetId> &targets, Machine &machine, const JobStore &store,
                                      std::chrono::milliseconds between)
{
    std::set<SrpTargetId> failed;
    for (const SrpTargetId &id : targets) {
        const auto state = readSrpInitiator(machine);
        if (!state)
            return std::unexpected(state.error());
        if (!missingAtBoot(state->config).contains(id))
            continue;
        if (const auto done = logIn(*state, id, machine, store); !done) {
            report(id, done.error());
            failed.insert(id);
            std::this_thread::sleep_for(between);
        }
    }
    return failed;
}

} // namespace

Result<void> connectAtBoot(Machine &machine, const ConnectPatience &patience)
{
    const JobStore store(machine.host);
    if (auto prepared = store.prepare(); !prepared)
        return prepared;
    auto left = readSrpInitiator(machine).transform([](const auto &state) { return missingAtBoot(state.config); });
    auto pause = patience.first;
    for (int i = 0; i < patience.attempts && left && !left->empty(); ++i) {
        if (i > 0)
            std::this_thread::sleep_for(std::exchange(pause, pause * 2));
        left = attempt(*left, machine, store, patience.between);
    }
    if (!left)
        return std::unexpected(left.error());
    return left->empty() ? Result<void>() : fail(ErrorCode::NotFound, left->begin()->text(), u"not connected"_s);
}

Result<void> connectOncePerBoot(Machine &machine)
{
    return isFirstSinceBoot(u"srp-connected"_s, machine.host).and_then([&](bool isFirst) {
        return isFirst ? connectAtBoot(machine) : Result<void>();
    });
}

} // namespace rdma
