// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Replacing a file atomically, or not at all.
#include "helper/errnoerror.h"
#include "helper/host.h"
#include "helper/replacement.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Bytes = std::optional<QByteArray>;

/// What stands at a place: open, so that its attributes outlive its name.
struct Standing {
    std::optional<SafeFile> file;
    Bytes bytes;
};

Result<Standing> standingAt(const Place &place, qsizetype limit)
{
    return openFile(place).and_then([&](std::optional<SafeFile> &&file) -> Result<Standing> {
        if (!file)
            return Standing{};
        return bytesOf(file->descriptor.get(), limit, place.path).transform([&](const QByteArray &bytes) {
            return Standing{std::move(file), bytes};
        });
    });
}

Result<void> checkHolds(const Place &place, const Bytes &bytes, qsizetype limit)
{
    return standingAt(place, limit).and_then([&](const Standing &now) -> Result<void> {
        if (now.bytes != bytes)
            return fail(ErrorCode::Conflict, place.path);
        return {};
    });
}

Result<void> prepare(Replacement &replacement, const Standing &old, const QByteArray &bytes, unsigned newMode)
{
    auto prepared = old.file ? replacement.takeAttributes(*old.file) : replacement.setMode(newMode);
    return prepared.and_then([&] { return replacement.fill(bytes); });
}

/// After the directory could not be synced: best effort, the error is reported anyway.
void putBack(const Place &place, const Standing &old)
{
    if (!old.file) {
        ::unlinkat(place.directory.get(), place.name.constData(), 0);
        return;
    }
    if (auto again = Replacement::create(place); again && prepare(*again, old, *old.bytes, 0))
        static_cast<void>(again->moveIntoPlace(false));
}

Result<void> syncDirectory(const Place &place, const Standing &old)
{
    if (retried([&] { return ::fsync(place.directory.get()); }) == 0)
        return {};
    const int number = errno;
    putBack(place, old);
    return fileFailure(number, place.path);
}

Result<void> replace(const Place &place, const Standing &old, const QByteArray &bytes, const FileKind &kind)
{
    auto replacement = Replacement::create(place);
    if (!replacement)
        return std::unexpected(replacement.error());
    return prepare(*replacement, old, bytes, kind.newMode)
        .and_then([&] { return checkHolds(place, old.bytes, kind.limit); })
        .and_then([&] { return replacement->moveIntoPlace(!old.file); })
        .and_then([&] { return syncDirectory(place, old); });
}

Result<void> remove(const Place &place, const Standing &old, qsizetype limit)
{
    return checkHolds(place, old.bytes, limit).and_then([&]() -> Result<void> {
        if (::unlinkat(place.directory.get(), place.name.constData(), 0) == -1)
            return fileFailure(errno, place.path);
        return syncDirectory(place, old);
    });
}

Result<void> change(const Place &place, const Bytes &before, const Bytes &after, const FileKind &kind)
{
    const auto old = standingAt(place, kind.limit);
    if (!old)
        return std::unexpected(old.error());
    if (old->bytes != before)
        return fail(ErrorCode::Conflict, place.path);
    if (before == after)
        return {};
    return checkChangeable(place, old->file).and_then([&] {
        removeLeftovers(place);
        return after ? replace(place, *old, *after, kind) : remove(place, *old, kind.limit);
    });
}

} // namespace

void Host::removeLeftovers(const QString &directory) const
{
    if (const auto place = openPlace(m_root, directory + "/*"_L1))
        rdma::removeLeftovers(*place);
}

Result<void> Host::write(const QString &path, const Bytes &before, const Bytes &after, const FileKind &kind) const
{
    if (after && after->size() > kind.limit)
        return fail(ErrorCode::BadFile, path, u"too large"_s);
    return openPlace(m_root, path).and_then([&](const Place &place) { return change(place, before, after, kind); });
}

} // namespace rdma
