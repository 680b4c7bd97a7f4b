// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing a file beside the one it replaces, with every result checked.
#include "helper/replacement.h"

#include "helper/errnoerror.h"
#include "helper/fileattributes.h"

#include <QRandomGenerator>
#include <array>
#include <cstdio>
#include <dirent.h>
#include <memory>
#include <sys/file.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView prefix = ".rdma-manager.";

QByteArray randomName()
{
    return prefix + QByteArray::number(QRandomGenerator::system()->generate64(), 16);
}

bool isLeftover(int directory, const QByteArray &name)
{
    const Descriptor file = openComponent(directory, name, O_RDONLY | O_NONBLOCK);
    const auto status = statusOf(file.get(), {});
    return file.valid() && status && S_ISREG(status->stx_mode) && status->stx_uid == ::geteuid() &&
           ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
}

} // namespace

Result<Replacement> Replacement::create(const Place &place)
{
    const QByteArray name = randomName();
    const int number = retried([&] {
        return ::openat(place.directory.get(), name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
    });
    if (number == -1)
        return fileFailure(errno, place.path);
    Replacement made(place, Descriptor(number), name);
    if (retried([&] { return ::flock(number, LOCK_EX); }) == -1)
        return fileFailure(errno, place.path);
    return made;
}

Replacement::Replacement(const Place &place, Descriptor file, QByteArray name)
    : m_place(place), m_file(std::move(file)), m_name(std::move(name))
{
}

Replacement::Replacement(Replacement &&other) noexcept
    : m_place(other.m_place), m_file(std::move(other.m_file)), m_name(std::exchange(other.m_name, {}))
{
}

Replacement::~Replacement()
{
    if (!m_name.isEmpty())
        ::unlinkat(m_place.directory.get(), m_name.constData(), 0);
}

Result<void> Replacement::takeAttributes(const SafeFile &from)
{
    return copyAttributes(from, m_file.get(), m_place.path);
}

Result<void> Replacement::setMode(unsigned mode)
{
    if (::fchmod(m_file.get(), mode) == -1)
        return fileFailure(errno, m_place.path);
    return {};
}

Result<void> Replacement::fill(const QByteArray &bytes)
{
    return append(bytes).and_then([&] { return sync(); });
}

Result<void> Replacement::append(QByteArrayView bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const auto count = retried(
            [&] { return ::write(m_file.get(), bytes.data() + done, static_cast<size_t>(bytes.size() - done)); });
        if (count <= 0)
            return fileFailure(count == 0 ? ENOSPC : errno, m_place.path);
        done += count;
    }
    return {};
}

Result<void> Replacement::sync()
{
    if (retried([&] { return ::fsync(m_file.get()); }) == -1)
        return fileFailure(errno, m_place.path);
    return {};
}

Result<void> Replacement::fillFrom(const SafeFile &file)
{
    QByteArray chunk(qsizetype{1024} * 1024, Qt::Uninitialized);
    quint64 copied = 0;
    for (;;) {
        const auto count =
            retried([&] { return ::read(file.descriptor.get(), chunk.data(), static_cast<size_t>(chunk.size())); });
        if (count == -1)
            return fileFailure(errno, m_place.path);
        if (count == 0)
            break;
        if (auto added = append(QByteArrayView(chunk).first(count)); !added)
            return added;
        copied += static_cast<quint64>(count);
    }
    if (copied != file.status.stx_size)
        return fail(ErrorCode::Conflict, m_place.path, u"size"_s);
    const auto &changed = file.status.stx_mtime;
    const std::array<timespec, 2> times{{{0, UTIME_OMIT}, {changed.tv_sec, changed.tv_nsec}}};
    if (::futimens(m_file.get(), times.data()) == -1)
        return fileFailure(errno, m_place.path);
    return sync();
}

Result<void> Replacement::moveIntoPlace(bool mustBeNew)
{
    const int directory = m_place.directory.get();
    const char *from = m_name.constData();
    const char *to = m_place.name.constData();
    int result = ::renameat2(directory, from, directory, to, mustBeNew ? RENAME_NOREPLACE : 0);
    // A file system without RENAME_NOREPLACE says EINVAL (rename(2)); the comparison right before has to do.
    if (result == -1 && errno == EINVAL && mustBeNew)
        result = ::renameat(directory, from, directory, to);
    if (result == -1 && errno == EEXIST)
        return fail(ErrorCode::Conflict, m_place.path, u"EEXIST"_s);
    if (result == -1)
        return fileFailure(errno, m_place.path);
    m_name.clear();
    return {};
}

void removeLeftovers(const Place &place)
{
    Descriptor copy = openComponent(place.directory.get(), "."_ba, O_RDONLY | O_DIRECTORY);
    const auto closer = [](DIR *directory) { ::closedir(directory); };
    const std::unique_ptr<DIR, decltype(closer)> directory(copy.valid() ? ::fdopendir(copy.get()) : nullptr);
    if (!directory)
        return;
    static_cast<void>(copy.release());
    while (const dirent *entry = ::readdir(directory.get())) {
        const QByteArray name(entry->d_name);
        if (name.startsWith(prefix) && isLeftover(place.directory.get(), name))
            ::unlinkat(place.directory.get(), name.constData(), 0);
    }
}

} // namespace rdma
