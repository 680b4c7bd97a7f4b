// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files too large to be held, moved about as they are: boot images and the copies that are kept of them.
#include "helper/errnoerror.h"
#include "helper/fileattributes.h"
#include "helper/host.h"
#include "helper/replacement.h"

#include <cstdio>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// update-initramfs keeps the old image by a second link while it works, and leaves it when it is killed.
Result<SafeFile> openLarge(const Place &place)
{
    SafeFile file{openComponent(place.directory.get(), place.name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW), {}};
    if (!file.descriptor.valid())
        return errno == ELOOP ? fail(ErrorCode::UnsafeFile, place.path, u"symlink"_s) : fileFailure(errno, place.path);
    const auto status = statusOf(file.descriptor.get(), place.path);
    if (!status)
        return std::unexpected(status.error());
    if (const QString kind = oddKind(*status); !kind.isEmpty())
        return fail(ErrorCode::UnsafeFile, place.path, kind);
    if (status->stx_uid != ::geteuid())
        return fail(ErrorCode::UnsafeFile, place.path, u"owner %1"_s.arg(status->stx_uid));
    file.status = *status;
    return file;
}

Result<void> synced(const Descriptor &opened, const QString &path)
{
    if (retried([&] { return ::fsync(opened.get()); }) == -1)
        return fileFailure(errno, path);
    return {};
}

Result<void> renamed(const Place &from, const Place &to)
{
    if (::renameat(from.directory.get(), from.name.constData(), to.directory.get(), to.name.constData()) == -1)
        return fileFailure(errno, to.path);
    return synced(to.directory, to.path);
}

Result<void> copied(const SafeFile &file, const Place &to)
{
    auto copy = Replacement::create(to);
    if (!copy)
        return std::unexpected(copy.error());
    return copy->takeAttributes(file)
        .and_then([&] { return copy->fillFrom(file); })
        .and_then([&] { return copy->moveIntoPlace(false); })
        .and_then([&] { return synced(to.directory, to.path); });
}

/// Like the file it is going to replace; then all of it is on disk before its name is.
Result<void> likened(const SafeFile &file, const Place &to)
{
    return openLarge(to)
        .and_then([&](const SafeFile &old) { return copyAttributes(old, file.descriptor.get(), to.path); })
        .and_then([&] { return synced(file.descriptor, to.path); });
}

} // namespace

Result<LargeFile> Host::largeFile(const QString &path) const
{
    return openPlace(m_root, path).and_then(openLarge).transform([](const SafeFile &file) {
        const auto &changed = file.status.stx_mtime;
        return LargeFile{file.status.stx_size, qint64{changed.tv_sec} * 1'000'000'000 + changed.tv_nsec};
    });
}

Result<void> Host::copyLarge(const QString &from, const QString &to) const
{
    const auto place = openPlace(m_root, to);
    if (!place)
        return std::unexpected(place.error());
    return openPlace(m_root, from).and_then(openLarge).and_then([&](const SafeFile &file) {
        return copied(file, *place);
    });
}

Result<void> Host::replaceLarge(const QString &from, const QString &to) const
{
    const auto place = openPlace(m_root, to);
    if (!place)
        return std::unexpected(place.error());
    return openPlace(m_root, from)
        .and_then(openLarge)
        .and_then([&](const SafeFile &file) { return likened(file, *place); })
        .and_then([&] { return moveLarge(from, to); });
}

Result<void> Host::moveLarge(const QString &from, const QString &to) const
{
    const auto place = openPlace(m_root, to);
    if (!place)
        return std::unexpected(place.error());
    return openPlace(m_root, from).and_then([&](const Place &old) { return renamed(old, *place); });
}

Result<void> Host::removeLarge(const QString &path) const
{
    return openPlace(m_root, path).and_then([](const Place &place) -> Result<void> {
        if (::unlinkat(place.directory.get(), place.name.constData(), 0) == -1)
            return fileFailure(errno, place.path);
        return synced(place.directory, place.path);
    });
}

} // namespace rdma
