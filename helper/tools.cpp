// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The closed list of tools, the checks before one is run and the verdict afterwards.
#include "helper/tools.h"

#include "helper/bootimagework.h"
#include "helper/cardtool.h"
#include "helper/childprocess.h"
#include "helper/errnoerror.h"
#include "helper/holderwalk.h"
#include "helper/kernelmodules.h"
#include "helper/limitwalk.h"
#include "helper/srplogintool.h"
#include "helper/umad.h"
#include "model/rdmamodules.h"
#include "model/unitstep.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds glance{200}; ///< between two looks at whether it is still wanted
constexpr std::chrono::seconds kernelTime{2};    ///< for the end of what SIGKILL has hit

Result<Command> modprobe(const QString &module)
{
    if (!isRdmaModule(module))
        return fail(ErrorCode::InvalidWish, module, u"module"_s);
    return Command{u"/usr/sbin/modprobe"_s, {u"--"_s, module}, 50s};
}

/// It knows no aliases.
Result<Command> rmmod(const QString &module, const Host &host)
{
    if (!isRdmaModule(module))
        return fail(ErrorCode::InvalidWish, module, u"module"_s);
    return Command{u"/usr/sbin/rmmod"_s, {u"--"_s, nameInKernel(host, module)}, 50s};
}

/// Starting srp_daemon waits for the port's device, which systemd gives up after 90 seconds.
Result<Command> systemctl(const QString &verb, const QString &unit, const QStringList &options = {})
{
    if (!isSwitchableUnit(unit))
        return fail(ErrorCode::InvalidWish, unit, u"unit"_s);
    return Command{u"/usr/bin/systemctl"_s, QStringList{verb} + options + QStringList{u"--"_s, unit}, 100s};
}

struct Limits {
    std::chrono::milliseconds deadline;
    qsizetype room; ///< 10,000 targets have room
};

Result<Command> ibsrpdm(const QStringList &words, const QString &port, const Host &host, const Limits &limits)
{
    const auto id = PortId::fromText(port);
    if (!id)
        return std::unexpected(id.error());
    const auto umad = umadOf(*id, host);
    if (!umad)
        return fail(ErrorCode::NotFound, port, u"umad"_s);
    return Command{u"/usr/sbin/ibsrpdm"_s, words + QStringList{u"-d"_s, "/dev/infiniband/"_L1 + *umad}, limits.deadline,
                   limits.room};
}

std::optional<QString> resolved(const QString &path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.toUtf8().constData(), nullptr), &std::free);
    return real ? std::optional(QString::fromUtf8(real.get())) : std::nullopt;
}

bool isOurs(const struct stat &status)
{
    return status.st_uid == 0 || status.st_uid == ::geteuid();
}

/// Nobody else can put another file there; in a sticky directory (/tmp) only its owner can.
bool isSafeDirectory(const QString &path)
{
    struct stat status{};
    return ::stat(path.toUtf8().constData(), &status) == 0 && isOurs(status) &&
           (!(status.st_mode & (S_IWGRP | S_IWOTH)) || (status.st_mode & S_ISVTX));
}

Result<void> checkDirectories(QString path)
{
    while (path.size() > 1) {
        path.truncate(std::max<qsizetype>(1, path.lastIndexOf(u'/')));
        if (!isSafeDirectory(path))
            return fail(ErrorCode::UnsafeFile, path, u"writable by others"_s);
    }
    return {};
}

Result<void> checkProgram(const QString &program)
{
    const auto path = program.startsWith(u'/') ? resolved(program) : std::nullopt;
    struct stat status{};
    if (!path || ::stat(path->toUtf8().constData(), &status) == -1)
        return fail(ErrorCode::ToolMissing, program, errnoName(ENOENT));
    if (!S_ISREG(status.st_mode) || !(status.st_mode & S_IXUSR))
        return fail(ErrorCode::ToolMissing, program, u"not executable"_s);
    if (!isOurs(status))
        return fail(ErrorCode::UnsafeFile, program, u"owner %1"_s.arg(status.st_uid));
    if (status.st_mode & (S_IWGRP | S_IWOTH))
        return fail(ErrorCode::UnsafeFile, program, u"writable by others"_s);
    return checkDirectories(*path);
}

/// What a tool said last, fit for a message: bounded, no control characters.
QString lastLines(const QByteArray &output)
{
    QString text = QString::fromUtf8(output.last(std::min<qsizetype>(output.size(), 600))).trimmed();
    for (QChar &character : text)
        if (character.category() == QChar::Other_Control && character != u'\n')
            character = u'\uFFFD';
    return text.section(u'\n', -5);
}

/// stdout first: what went wrong usually comes on the other, and is then the last.
QByteArray allOf(const ToolOutcome &outcome)
{
    return outcome.output + outcome.errors;
}

Result<ToolOutcome> verdict(const Command &command, const ChildEnd &end, ToolOutcome outcome)
{
    if (!end.bySignal && (end.value == 0 || command.exitsFreely)) {
        outcome.exitCode = end.value;
        return outcome;
    }
    const QString how =
        end.bySignal ? u"SIG%1"_s.arg(QString::fromLatin1(::sigabbrev_np(end.value))) : u"exit %1"_s.arg(end.value);
    return fail(ErrorCode::ToolFailed, command.program, u"%1: %2"_s.arg(how, lastLines(allOf(outcome))));
}

using Clock = ChildProcess::Clock;

std::optional<ChildEnd> awaitGlance(const Command &command, ChildProcess &child, Clock::time_point deadline)
{
    auto end = child.waitUntil(std::min(deadline, Clock::now() + glance));
    if (command.follow)
        command.follow(child.soFar());
    return end;
}

Result<ToolOutcome> endLate(const Command &command, ChildProcess &child, ErrorCode why)
{
    child.signalGroup(SIGTERM);
    auto end = child.waitUntil(Clock::now() + command.mercy);
    if (!end) {
        child.signalGroup(SIGKILL);
        end = child.waitUntil(Clock::now() + kernelTime);
    }
    // A process in uninterruptible sleep outlives even SIGKILL: say so instead of waiting with it.
    return fail(why, command.program, end ? u"late: "_s + lastLines(allOf(child.takeOutcome())) : u"stuck"_s);
}

} // namespace

Result<ToolOutcome> Tools::run(const ToolCall &call)
{
    const std::atomic<bool> never = false;
    return run(call, never);
}

Result<ToolOutcome> runCommand(const Command &command)
{
    const std::atomic<bool> never = false;
    return runCommand(command, never);
}

Result<ToolOutcome> runCommand(const Command &command, const std::atomic<bool> &cancelled)
{
    if (const auto safe = checkProgram(command.program); !safe)
        return std::unexpected(safe.error());
    auto child = ChildProcess::start(command);
    if (!child)
        return std::unexpected(child.error());
    const auto deadline = Clock::now() + command.deadline;
    auto end = awaitGlance(command, *child, deadline);
    while (!end && !cancelled && Clock::now() < deadline)
        end = awaitGlance(command, *child, deadline);
    if (end)
        return verdict(command, *end, child->takeOutcome());
    return endLate(command, *child, cancelled ? ErrorCode::Cancelled : ErrorCode::Timeout);
}

Result<Command> commandFor(const ToolCall &call, const Host &host)
{
    switch (call.tool) {
    case Tool::ReloadUdevRules:
        return Command{u"/usr/bin/udevadm"_s, {u"control"_s, u"--reload"_s}};
    case Tool::LoadModule:
        return modprobe(call.object);
    case Tool::UnloadModule:
        return rmmod(call.object, host);
    case Tool::EnableUnit:
        return systemctl(u"enable"_s, call.object);
    case Tool::DisableUnit:
        return systemctl(u"disable"_s, call.object);
    case Tool::MaskUnit:
        return systemctl(u"mask"_s, call.object);
    case Tool::UnmaskUnit:
        return systemctl(u"unmask"_s, call.object);
    case Tool::MaskUnitUntilBoot:
        return systemctl(u"mask"_s, call.object, {u"--runtime"_s});
    case Tool::UnmaskUnitUntilBoot:
        return systemctl(u"unmask"_s, call.object, {u"--runtime"_s});
    case Tool::StartUnit:
        return systemctl(u"start"_s, call.object);
    case Tool::StopUnit:
        return systemctl(u"stop"_s, call.object);
    case Tool::RestartSrpDaemon:
        return systemctl(u"try-restart"_s, srpDaemonUnit);
    case Tool::ReloadSystemd:
        return Command{u"/usr/bin/systemctl"_s, {u"daemon-reload"_s}, 100s};
    case Tool::AddSrpTarget:
    case Tool::FindHolders:
    case Tool::GlimpseHolders:
    case Tool::FindLimits:
    case Tool::ListBootImage:
    case Tool::RebuildBootImage:
        break; // no program, or more than one
    case Tool::TellMstVersion:
    case Tool::QueryCard:
    case Tool::SetCardTypes:
        return cardCommand(call, host);
    case Tool::FindTargets:
        return ibsrpdm({u"-c"_s}, call.object, host, {60s, qsizetype{2} * usualRoom});
    case Tool::DescribeTargets:
        return ibsrpdm({}, call.object, host, {25s, qsizetype{6} * usualRoom});
    }
    return fail(ErrorCode::Internal, u"tool"_s);
}

Result<ToolOutcome> runTool(const ToolCall &call, const Host &host)
{
    if (call.tool == Tool::AddSrpTarget)
        return addSrpTarget(call.object).transform([] { return ToolOutcome{}; });
    if (call.tool == Tool::FindHolders || call.tool == Tool::GlimpseHolders)
        return findHolders(call.object, host).transform([](QByteArray &&found) {
            return ToolOutcome{std::move(found)};
        });
    if (call.tool == Tool::FindLimits)
        return findLimits(call.object, host).transform([](QByteArray &&found) {
            return ToolOutcome{std::move(found)};
        });
    const RunCommand asChild = [](const Command &command) { return runCommand(command); };
    if (call.tool == Tool::ListBootImage)
        return listBootImage(call.object, host, asChild);
    if (call.tool == Tool::RebuildBootImage)
        return rebuildBootImage(call.object, host, asChild);
    return commandFor(call, host).and_then(asChild);
}

} // namespace rdma
