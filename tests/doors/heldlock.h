// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A record lock that another process holds, as dpkg and rpm do: one's own is no obstacle to oneself.
#pragma once

#include <QFile>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rdma {

class HeldLock {
public:
    explicit HeldLock(const QString &path)
    {
        int ready[2];
        if (::pipe2(ready, O_CLOEXEC) == -1)
            qFatal("no pipe");
        m_holder = ::fork();
        if (m_holder == 0)
            hold(QFile::encodeName(path).constData(), ready[1]);
        char byte = 0;
        if (::close(ready[1]) == -1 || ::read(ready[0], &byte, 1) != 1)
            qFatal("no lock on %s", qPrintable(path));
        ::close(ready[0]);
    }
    HeldLock(const HeldLock &) = delete;
    HeldLock &operator=(const HeldLock &) = delete;
    ~HeldLock()
    {
        ::kill(m_holder, SIGKILL);
        ::waitpid(m_holder, nullptr, 0);
    }

    [[nodiscard]] pid_t holder() const { return m_holder; }

private:
    [[noreturn]] static void hold(const char *path, int ready)
    {
        struct flock lock{};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        const int file = ::open(path, O_RDWR | O_CLOEXEC);
        if (::fcntl(file, F_SETLK, &lock) == 0 && ::write(ready, "x", 1) == 1)
            ::pause();
        ::_exit(1);
    }

    pid_t m_holder = -1;
};

} // namespace rdma
