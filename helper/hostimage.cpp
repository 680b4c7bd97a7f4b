// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Images of disks: files that hold other people's data, made here and never thrown away with something in them.
#include "helper/errnoerror.h"
#include "helper/host.h"
#include "helper/safefile.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<void> synced(const Place &place, const Descriptor &file)
{
    if (retried([&] { return ::fsync(file.get()); }) == -1 ||
        retried([&] { return ::fsync(place.directory.get()); }) == -1)
        return fileFailure(errno, place.path);
    return {};
}

bool isBlank(const struct statx &status, quint64 size)
{
    return status.stx_blocks == 0 && (status.stx_size == 0 || status.stx_size == size);
}

/// It is looked at before it is opened for writing, and again what was opened.
Result<void> takeUp(const Place &place, quint64 size)
{
    const auto seen = openFile(place);
    if (!seen)
        return std::unexpected(seen.error());
    if (!*seen || !isBlank((*seen)->status, size))
        return fileFailure(EEXIST, place.path);
    const Descriptor file = openComponent(place.directory.get(), place.name, O_RDWR | O_NONBLOCK);
    if (!file.valid())
        return fileFailure(errno, place.path);
    const auto status = statusOf(file.get(), place.path);
    if (!status || status->stx_ino != (*seen)->status.stx_ino || !isBlank(*status, size))
        return fileFailure(EEXIST, place.path);
    if (retried([&] { return ::ftruncate(file.get(), static_cast<off_t>(size)); }) == -1)
        return fileFailure(errno, place.path);
    return synced(place, file);
}

/// Sparse: its blocks come with what is written.
Result<void> makeSparse(const Place &place, quint64 size)
{
    constexpr int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const Descriptor file(
        retried([&] { return ::openat(place.directory.get(), place.name.constData(), flags, S_IRUSR | S_IWUSR); }));
    if (!file.valid())
        return errno == EEXIST ? takeUp(place, size) : fileFailure(errno, place.path);
    if (retried([&] { return ::ftruncate(file.get(), static_cast<off_t>(size)); }) == -1) {
        const int number = errno;
        ::unlinkat(place.directory.get(), place.name.constData(), 0);
        return fileFailure(number, place.path);
    }
    return synced(place, file);
}

Result<void> removeWhenBlank(const Place &place)
{
    const auto image = openFile(place);
    if (!image || !*image || (*image)->status.stx_blocks != 0)
        return image.transform([](const auto &) {});
    if (::unlinkat(place.directory.get(), place.name.constData(), 0) == -1)
        return fileFailure(errno, place.path);
    return {};
}

} // namespace

Result<void> Host::makeImage(const QString &path, quint64 size) const
{
    return makeDirectory(path.section(u'/', 0, -2))
        .and_then([&] { return openPlace(m_root, path); })
        .and_then([&](const Place &place) { return makeSparse(place, size); });
}

Result<void> Host::expectImage(const QString &path, quint64 size) const
{
    return openPlace(m_root, path).and_then(openFile).and_then([&](const auto &image) -> Result<void> {
        if (!image)
            return fail(ErrorCode::NotFound, path, u"image"_s);
        return image->status.stx_size == size ? Result<void>() : fail(ErrorCode::Conflict, path, u"size"_s);
    });
}

Result<void> Host::removeBlankImage(const QString &path) const
{
    return openPlace(m_root, path).and_then(removeWhenBlank);
}

} // namespace rdma
