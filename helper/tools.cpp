// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The closed list of tools, the checks before one is run and the verdict afterwards.
#include "helper/tools.h"

#include "helper/childprocess.h"
#include "helper/errnoerror.h"
#include "model/modules.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds mercy{2}; ///< between SIGTERM and SIGKILL, and for the kernel after it

Result<Command> modprobe(const QStringList &words, const QString &module)
{
    if (!isRdmaModule(module))
        return fail(ErrorCode::InvalidWish, module, u"module"_s);
    return Command{u"/usr/sbin/modprobe"_s, words + QStringList{u"--"_s, module}, 50s};
}

Result<Command> commandFor(const ToolCall &call)
{
    switch (call.tool) {
    case Tool::ReloadUdevRules:
        return Command{u"/usr/bin/udevadm"_s, {u"control"_s, u"--reload"_s}};
    case Tool::LoadModule:
        return modprobe({}, call.object);
    case Tool::UnloadModule:
        return modprobe({u"-r"_s}, call.object);
    }
    return fail(ErrorCode::Internal, u"tool"_s);
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

Result<ToolOutcome> verdict(const Command &command, const ChildEnd &end, ToolOutcome outcome)
{
    if (!end.bySignal && end.value == 0)
        return outcome;
    const QString how =
        end.bySignal ? u"SIG%1"_s.arg(QString::fromLatin1(::sigabbrev_np(end.value))) : u"exit %1"_s.arg(end.value);
    return fail(ErrorCode::ToolFailed, command.program, u"%1: %2"_s.arg(how, lastLines(outcome.output)));
}

Result<ToolOutcome> endLate(const Command &command, ChildProcess &child)
{
    using Clock = ChildProcess::Clock;
    child.signalGroup(SIGTERM);
    auto end = child.waitUntil(Clock::now() + mercy);
    if (!end) {
        child.signalGroup(SIGKILL);
        end = child.waitUntil(Clock::now() + mercy);
    }
    // A process in uninterruptible sleep outlives even SIGKILL: say so instead of waiting with it.
    return fail(ErrorCode::Timeout, command.program,
                end ? u"late: "_s + lastLines(child.takeOutcome().output) : u"stuck"_s);
}

} // namespace

Result<ToolOutcome> runCommand(const Command &command)
{
    if (const auto safe = checkProgram(command.program); !safe)
        return std::unexpected(safe.error());
    auto child = ChildProcess::start(command);
    if (!child)
        return std::unexpected(child.error());
    const auto end = child->waitUntil(ChildProcess::Clock::now() + command.deadline);
    return end ? verdict(command, *end, child->takeOutcome()) : endLate(command, *child);
}

Result<ToolOutcome> runTool(const ToolCall &call)
{
    return commandFor(call).and_then(runCommand);
}

} // namespace rdma
