// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A lock that ends with its holder, however that one ends.
#include "helper/errnoerror.h"
#include "helper/host.h"
#include "helper/safefile.h"

#include <sys/file.h>
#include <thread>

namespace rdma {

using namespace std::chrono_literals;

namespace {

Result<Descriptor> openLock(const Place &place)
{
    const int number = retried([&] {
        return ::openat(place.directory.get(), place.name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
    });
    if (number == -1)
        return fileFailure(errno, place.path);
    return Descriptor(number);
}

} // namespace

Result<Descriptor> Host::lock(const QString &path, std::chrono::milliseconds patience) const
{
    auto opened = openPlace(m_root, path).and_then(openLock);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (opened && ::flock(opened->get(), LOCK_EX | LOCK_NB) == -1) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fileFailure(errno, path);
        if (std::chrono::steady_clock::now() >= end)
            return fail(ErrorCode::Busy, path);
        std::this_thread::sleep_for(50ms); // flock(2) knows no deadline
    }
    return opened;
}

} // namespace rdma
