// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// posix_spawn, pidfd and poll.
#include "helper/childprocess.h"

#include "helper/errnoerror.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxErrorBytes = qsizetype{64} * 1024;

/// posix_spawn's two tables: what happens to descriptors, and to the process itself.
class SpawnTables {
public:
    SpawnTables(int output, int errors)
    {
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
        posix_spawn_file_actions_addchdir_np(&files, "/");
        posix_spawnattr_init(&process);
        posix_spawnattr_setflags(&process, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&process, &none);
        sigfillset(&all);
        posix_spawnattr_setsigdefault(&process, &all);
    }
    SpawnTables(const SpawnTables &) = delete;
    SpawnTables &operator=(const SpawnTables &) = delete;
    ~SpawnTables()
    {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&process);
    }

    posix_spawn_file_actions_t files;
    posix_spawnattr_t process;
};

std::vector<char *> pointersTo(QByteArrayList &words)
{
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

Result<pid_t> spawn(const Command &command, int output, int errors)
{
    QByteArrayList words{command.program.toUtf8()};
    for (const QString &word : command.words)
        words.append(word.toUtf8());
    QByteArrayList environment{"PATH=/usr/sbin:/usr/bin:/sbin:/bin"_ba, "LC_ALL=C.UTF-8"_ba, "HOME=/"_ba};
    const SpawnTables tables(output, errors);
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, words.first().constData(), &tables.files, &tables.process,
                                    pointersTo(words).data(), pointersTo(environment).data());
    if (error != 0)
        return fail(error == ENOENT || error == EACCES || error == ENOEXEC ? ErrorCode::ToolMissing
                                                                           : ErrorCode::ToolFailed,
                    command.program, errnoName(error));
    return pid;
}

struct Pipe {
    Descriptor reading; ///< does not block
    Descriptor writing;
};

Result<Pipe> openPipe(const Command &command)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) == -1)
        return fail(ErrorCode::ToolFailed, command.program, errnoName(errno));
    Pipe pipe{Descriptor(ends[0]), Descriptor(ends[1])};
    if (::fcntl(pipe.reading.get(), F_SETFL, O_NONBLOCK) == -1)
        return fail(ErrorCode::ToolFailed, command.program, errnoName(errno));
    return pipe;
}

/// Up to `room`; whether more came. A pipe whose other end is closed is closed as well.
bool drainInto(Descriptor &from, QByteArray &into, qsizetype room)
{
    std::array<char, 64 * 1024> chunk;
    bool isMore = false;
    while (from.valid()) {
        const auto count = retried([&] { return ::read(from.get(), chunk.data(), chunk.size()); });
        if (count == -1)
            return isMore;
        if (count == 0)
            from = Descriptor();
        const qsizetype left = room - into.size();
        into.append(chunk.data(), std::min<qsizetype>(left, count));
        isMore |= count > left;
    }
    return isMore;
}

int millisecondsUntil(ChildProcess::Clock::time_point time)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - ChildProcess::Clock::now()).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, 3'600'000));
}

} // namespace

Result<ChildProcess> ChildProcess::start(const Command &command)
{
    auto output = openPipe(command);
    auto errors = openPipe(command);
    if (!output || !errors)
        return std::unexpected((output ? errors : output).error());
    return spawn(command, output->writing.get(), errors->writing.get())
        .and_then([&](pid_t pid) -> Result<ChildProcess> {
            // By number: glibc 2.41 declares pidfd_open without C linkage.
            ChildProcess child(pid, Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))),
                               std::move(output->reading), std::move(errors->reading));
            if (!child.m_process.valid())
                return fail(ErrorCode::ToolFailed, command.program, errnoName(errno));
            child.m_room = command.room;
            return child;
        });
}

ChildProcess::ChildProcess(pid_t pid, Descriptor process, Descriptor output, Descriptor errors)
    : m_pid(pid), m_process(std::move(process)), m_output(std::move(output)), m_errors(std::move(errors))
{
}

ChildProcess::ChildProcess(ChildProcess &&other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)),
      m_process(std::move(other.m_process)),
      m_output(std::move(other.m_output)),
      m_errors(std::move(other.m_errors)),
      m_room(other.m_room),
      m_outcome(std::move(other.m_outcome))
{
}

ChildProcess::~ChildProcess()
{
    signalGroup(SIGKILL);
}

std::optional<ChildEnd> ChildProcess::waitUntil(Clock::time_point time)
{
    while (!hasEnded()) {
        const int patience = millisecondsUntil(time);
        if (patience == 0)
            return std::nullopt;
        std::array<pollfd, 3> events{
            {{m_process.get(), POLLIN, 0}, {m_output.get(), POLLIN, 0}, {m_errors.get(), POLLIN, 0}}};
        static_cast<void>(::poll(events.data(), events.size(), patience));
        drain();
    }
    drain();
    // The dead leader still owns the group's number: whatever it left behind can be hit, and nobody else.
    signalGroup(SIGKILL);
    return reap();
}

void ChildProcess::signalGroup(int signal)
{
    if (m_pid > 0)
        ::kill(-m_pid, signal);
}

bool ChildProcess::hasEnded() const
{
    siginfo_t info{};
    const auto id = static_cast<id_t>(m_process.get());
    return ::waitid(P_PIDFD, id, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
}

void ChildProcess::drain()
{
    m_outcome.truncated |= drainInto(m_output, m_outcome.output, m_room);
    drainInto(m_errors, m_outcome.errors, maxErrorBytes);
}

ChildEnd ChildProcess::reap()
{
    siginfo_t info{};
    static_cast<void>(retried([&] { return ::waitid(P_PIDFD, static_cast<id_t>(m_process.get()), &info, WEXITED); }));
    m_pid = -1;
    return {info.si_code != CLD_EXITED, info.si_status};
}

} // namespace rdma
