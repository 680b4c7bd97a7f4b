// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Restoring exports by the plans and steps of everybody else's changes.
#include "helper/bootrestore.h"

#include "helper/bootjob.h"
#include "helper/features/srptarget.h"

#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What restoring may do: make and add, never take away or overwrite.
const QStringList additions{u"load-module"_s, u"make-backstore"_s, u"make-target"_s, u"change-target"_s,
                            u"set-rdma-cm-port"_s};

/// A running disk of the same name may be another: nobody allowed it to be shown to the saved target's initiators.
Result<void> expectSameDisks(const SrpTargetConfig &config, const QString &wwn)
{
    for (const auto &[lun, id] : config.atBoot.targets.at(wwn).luns) {
        const auto running = config.now.backstores.find(id);
        const auto saved = config.atBoot.backstores.find(id);
        if (running != config.now.backstores.end() && saved != config.atBoot.backstores.end() &&
            running->second != saved->second)
            return fail(ErrorCode::Conflict, id.text(), u"another disk of this name"_s);
    }
    return {};
}

Result<void> restoreOne(const SrpTargetState &state, const QString &wwn, Machine &machine, const JobStore &store,
                        const Descriptor &lock)
{
    if (auto same = expectSameDisks(state.config, wwn); !same)
        return same;
    return planSrpTargets(state, withTarget(state.config, wwn)).and_then([&](const Plan &plan) {
        return applyAtBoot(plan, additions, machine, store, lock);
    });
}

void report(const QString &wwn, const Error &error)
{
    qWarning("%s is not exported yet: %s %s %s", qPrintable(wwn), qPrintable(codeName(error.code)),
             qPrintable(error.subject), qPrintable(error.detail));
}

/// One that is whole by now, or was forgotten by somebody, is done with: what is taken away after the boot stays away.
Result<void> restoreMissing(const QString &wwn, Machine &machine, const JobStore &store)
{
    const auto lock = store.lock(bootLockPatience);
    if (!lock)
        return std::unexpected(lock.error());
    return readSrpTargets(machine).and_then([&](const SrpTargetState &state) {
        return missingTargets(state.config).contains(wwn) ? restoreOne(state, wwn, machine, store, *lock)
                                                          : Result<void>();
    });
}

using Failures = std::map<QString, Error>;

/// One more attempt at each of them.
Failures attempt(const QStringList &targets, Machine &machine, const JobStore &store)
{
    Failures failures;
    for (const QString &wwn : targets)
        if (const auto done = restoreMissing(wwn, machine, store); !done)
            failures[wwn] = done.error();
    return failures;
}

QStringList targetsOf(const Failures &failures)
{
    QStringList targets;
    for (const auto &[wwn, error] : failures)
        targets.append(wwn);
    return targets;
}

} // namespace

Result<void> restoreExports(Machine &machine, const RestorePatience &patience)
{
    const JobStore store(machine.host);
    if (auto prepared = store.prepare(); !prepared)
        return prepared;
    const auto end = std::chrono::steady_clock::now() + patience.all;
    const auto state = readSrpTargets(machine);
    if (!state)
        return std::unexpected(state.error());
    Failures failures = attempt(missingTargets(state->config), machine, store);
    while (!failures.empty() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(patience.between);
        failures = attempt(targetsOf(failures), machine, store);
    }
    for (const auto &[wwn, error] : failures)
        report(wwn, error);
    return failures.empty() ? Result<void>() : fail(ErrorCode::NotFound, failures.begin()->first, u"not restored"_s);
}

Result<void> restoreOncePerBoot(Machine &machine)
{
    return isFirstSinceBoot(u"srp-restored"_s, machine.host).and_then([&](bool isFirst) {
        return isFirst ? restoreExports(machine) : Result<void>();
    });
}

} // namespace rdma
