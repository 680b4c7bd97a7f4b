// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logging in and out at SRP targets. Success is only what the kernel shows: add_target's own answer says little.
#include "helper/srpsessionsteps.h"

#include "helper/blockdevices.h"
#include "helper/srpholders.h"
#include "helper/srphosts.h"
#include "helper/srplogintool.h"
#include "model/srpuses.h"

#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto removalPatience = 60s; ///< srp_remove_target() waits for the disks' commands
constexpr auto removalGlance = 100ms;
constexpr auto goingPatience = 5s;

std::vector<SrpHost> sessionsAt(const SrpTargetId &target, const Host &host)
{
    std::vector<SrpHost> sessions = readSrpHosts(host);
    std::erase_if(sessions, [&](const SrpHost &one) { return one.target != target; });
    return sessions;
}

/// Each field as before or after: a helper that died between two stores.
bool isBetween(const SrpTimeouts &now, const SrpTimeouts &before, const SrpTimeouts &after)
{
    const auto isEither = [](auto present, auto one, auto other) { return present == one || present == other; };
    return isEither(now.reconnectDelay, before.reconnectDelay, after.reconnectDelay) &&
           isEither(now.fastIoFail, before.fastIoFail, after.fastIoFail) &&
           isEither(now.devLoss, before.devLoss, after.devLoss);
}

Standing standingOfTimeouts(const std::vector<SrpHost> &sessions, const SrpTimeouts &before, const SrpTimeouts &after)
{
    const auto all = [&](auto holds) { return std::ranges::all_of(sessions, holds, &SrpHost::timeouts); };
    if (all([&](const SrpTimeouts &now) { return now == after; }))
        return Standing::After;
    if (all([&](const SrpTimeouts &now) { return now == before; }))
        return Standing::Before;
    return all([&](const SrpTimeouts &now) { return isBetween(now, before, after); }) ? Standing::Partly
                                                                                      : Standing::Neither;
}

Result<void> store(const std::vector<SrpHost> &sessions, const SrpTimeouts &timeouts, Kernel &kernel)
{
    for (const SrpHost &one : sessions)
        for (const auto &[attribute, value] : storesBetween(one.timeouts, timeouts))
            if (auto stored = kernel.storeSessionAttribute(remotePortPath(one.session.host) + u'/' + attribute, value);
                !stored)
                return stored;
    return {};
}

Result<void> expectSession(const SrpTargetId &target, const Host &host)
{
    // "SCSI scan failed - removing SCSI host": add_target reports success, and there is no session.
    return sessionsAt(target, host).empty() ? fail(ErrorCode::ToolFailed, target.text(), u"no session"_s)
                                            : Result<void>();
}

/// A target that was just logged out of is known to the kernel a moment longer than it is shown: EEXIST.
Result<void> logIn(const SrpTargetId &target, const SrpSetup &setup, Machine &machine)
{
    const std::atomic<bool> never = false;
    const ToolCall call{Tool::AddSrpTarget, srpLoginObject(target, setup.login)};
    const auto end = std::chrono::steady_clock::now() + goingPatience;
    for (;;) {
        const auto done = machine.tools.run(call, machine.cancelled ? *machine.cancelled : never);
        const bool isGoing =
            !done && done.error().code == ErrorCode::Exists && sessionsAt(target, machine.host).empty();
        if (!isGoing || std::chrono::steady_clock::now() > end)
            return done.transform([](const ToolOutcome &) {});
        std::this_thread::sleep_for(removalGlance);
    }
}

/// A session that is there is what a helper that died in this step left.
Result<void> connect(const SrpTargetId &target, const SrpSetup &setup, Machine &machine)
{
    const bool isThere = !sessionsAt(target, machine.host).empty();
    return (isThere ? Result<void>() : logIn(target, setup, machine))
        .and_then([&] { return expectSession(target, machine.host); })
        .and_then([&] { return store(sessionsAt(target, machine.host), setup.timeouts, machine.kernel); });
}

SrpSessions withDisks(std::vector<SrpHost> hosts, const std::vector<BlockDevice> &devices, const Host &host)
{
    addDisks(hosts, devices, host);
    SrpSessions sessions;
    for (SrpHost &one : hosts)
        sessions[one.target].push_back(std::move(one.session));
    return sessions;
}

/// Right before it goes: since the plan somebody may have mounted a disk, or opened it. What shows in no list (a mount
/// of a container, a pool of ZFS, an export of our own) still holds its disk exclusively; a path, its map holds.
Result<void> expectUnused(const SrpTargetId &target, Machine &machine)
{
    const auto devices = readBlockDevices(machine.host);
    if (!devices)
        return std::unexpected(devices.error());
    const SrpSessions sessions = withDisks(readSrpHosts(machine.host), *devices, machine.host);
    if (auto kept = expectNothingLost({target}, sessions); !kept || !sessions.contains(target))
        return kept;
    if (auto unopened = expectNotOpen(goingWith({target}, sessions, machine.host), machine); !unopened)
        return unopened;
    for (const SrpSession &session : sessions.at(target))
        for (const SrpLun &lun : session.luns)
            if (lun.multipath.isEmpty() && !lun.disk.path.isEmpty())
                if (auto unheld = machine.kernel.expectUnheld(lun.disk.path); !unheld)
                    return unheld;
    return {};
}

bool isThere(const SrpHost &one, const Host &host)
{
    return !host.list(u"/sys/class/scsi_host/host%1"_s.arg(one.session.host)).isEmpty();
}

/// The write returns at once. First those attributes go by which we know a session, then with their last commands the
/// disks and the SCSI host (srp_remove_target()).
Result<void> waitUntilGone(const std::vector<SrpHost> &sessions, const Host &host)
{
    const auto end = std::chrono::steady_clock::now() + removalPatience;
    while (std::ranges::any_of(sessions, [&](const SrpHost &one) { return isThere(one, host); })) {
        if (std::chrono::steady_clock::now() > end)
            return fail(ErrorCode::Timeout, sessions.front().target.text(), u"still there"_s);
        std::this_thread::sleep_for(removalGlance);
    }
    return {};
}

Result<void> disconnect(const SrpTargetId &target, Machine &machine)
{
    if (auto unused = expectUnused(target, machine); !unused)
        return unused;
    const auto sessions = sessionsAt(target, machine.host);
    for (const SrpHost &one : sessions) {
        const QString path = remotePortPath(one.session.host) + "/delete"_L1;
        if (auto stored = machine.kernel.storeSessionAttribute(path, "1"); !stored)
            return stored;
    }
    return waitUntilGone(sessions, machine.host);
}

QString shown(std::optional<int> seconds)
{
    return seconds ? QString::number(*seconds) : u"off"_s;
}

QString shown(const SrpTimeouts &timeouts)
{
    return u"reconnect_delay=%1 fast_io_fail_tmo=%2 dev_loss_tmo=%3"_s.arg(
        shown(timeouts.reconnectDelay), shown(timeouts.fastIoFail), shown(timeouts.devLoss));
}

/// A session's number is the kernel's choice, and another one after the next login.
QStringList commandsFor(const ChangeSession &step, const Host &host)
{
    if (!step.before)
        return {u"echo '%1' > %2"_s.arg(addTargetLine(step.target, step.after->login).value_or(QString()),
                                        addTargetPath(step.target.port))};
    QStringList commands;
    for (const SrpHost &one : sessionsAt(step.target, host)) {
        const QString port = remotePortPath(one.session.host);
        if (!step.after)
            commands.append(u"echo 1 > %1/delete"_s.arg(port));
        else
            for (const auto &[attribute, value] : storesBetween(one.timeouts, step.after->timeouts))
                commands.append(u"echo %1 > %2/%3"_s.arg(QString::fromLatin1(value), port, attribute));
    }
    return commands;
}

} // namespace

Result<Standing> standing(const ChangeSession &step, Machine &machine)
{
    const auto sessions = sessionsAt(step.target, machine.host);
    if (sessions.empty())
        return !step.after ? Standing::After : !step.before ? Standing::Before : Standing::Neither;
    if (!step.after)
        return Standing::Before;
    if (step.before)
        return standingOfTimeouts(sessions, step.before->timeouts, step.after->timeouts);
    const auto isSetUp = [&](const SrpHost &one) { return one.timeouts == step.after->timeouts; };
    return std::ranges::all_of(sessions, isSetUp) ? Standing::After : Standing::Partly;
}

/// Nothing of it is ever left to be taken back.
Result<Standing> standing(const RescanSession &, Machine &)
{
    return Standing::Before;
}

Result<void> carryOut(const ChangeSession &step, Machine &machine)
{
    if (!step.before || !step.after)
        return step.after ? connect(step.target, *step.after, machine) : disconnect(step.target, machine);
    const auto sessions = sessionsAt(step.target, machine.host);
    if (sessions.empty())
        return fail(ErrorCode::NotFound, step.target.text());
    return store(sessions, step.after->timeouts, machine.kernel);
}

Result<void> carryOut(const RescanSession &step, Machine &machine)
{
    const auto sessions = sessionsAt(step.target, machine.host);
    if (sessions.empty())
        return fail(ErrorCode::NotFound, step.target.text());
    for (const SrpHost &one : sessions) {
        if (one.session.state != SrpSessionState::Running) // the scan would wait with it
            return fail(ErrorCode::NotSupported, step.target.text(), u"the connection is broken"_s);
        const QString path = u"/sys/class/scsi_host/host%1/scan"_s.arg(one.session.host);
        if (auto scanned = machine.kernel.storeSessionAttribute(path, "- - -"); !scanned)
            return scanned;
    }
    return {};
}

StepView view(const ChangeSession &step, const Host &host)
{
    const QString before = step.before && step.after ? shown(step.before->timeouts) : QString();
    const QString after = step.after ? shown(step.after->timeouts) : QString();
    return {kindOf(step), step.target.text(),      before, after,
            {},           commandsFor(step, host), {},     inverseOf(step).has_value()};
}

StepView view(const RescanSession &step, const Host &host)
{
    QStringList commands;
    for (const SrpHost &one : sessionsAt(step.target, host))
        commands.append(u"echo '- - -' > /sys/class/scsi_host/host%1/scan"_s.arg(one.session.host));
    return {kindOf(step), step.target.text(), {}, {}, {}, commands, {}, true};
}

} // namespace rdma
