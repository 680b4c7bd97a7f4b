// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Permission events of fanotify: the kernel lets nobody open the file before we answer.
#include "tests/devices/heldfile.h"

#include <QtLogging>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/fanotify.h>

namespace rdma {

namespace {

void require(bool done, const char *what)
{
    if (!done)
        qFatal("%s: %s", what, std::strerror(errno));
}

} // namespace

HeldFile::HeldFile(const QString &path) : m_events(::fanotify_init(FAN_CLASS_CONTENT | FAN_CLOEXEC, O_RDONLY))
{
    require(m_events.valid(), "fanotify_init");
    require(::fanotify_mark(m_events.get(), FAN_MARK_ADD, FAN_OPEN_PERM, AT_FDCWD, path.toUtf8().constData()) == 0,
            "fanotify_mark");
}

void HeldFile::waitForReader()
{
    fanotify_event_metadata event{};
    require(retried([&] { return ::read(m_events.get(), &event, sizeof event); }) == sizeof event, "fanotify");
    m_opened = event.fd;
}

bool HeldFile::hasReader() const
{
    pollfd events{.fd = m_events.get(), .events = POLLIN, .revents = 0};
    return ::poll(&events, 1, 0) == 1;
}

void HeldFile::release()
{
    const Descriptor opened(std::exchange(m_opened, -1));
    const fanotify_response answer{.fd = opened.get(), .response = FAN_ALLOW};
    if (opened.valid())
        require(::write(m_events.get(), &answer, sizeof answer) == sizeof answer, "fanotify response");
    m_events = Descriptor(); // the last descriptor gone, the kernel lets everybody through
}

} // namespace rdma
