// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checks that make a file safe to read and to replace as root.
#include "helper/safefile.h"

#include "helper/errnoerror.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkOurs(const struct statx &status, const QString &path)
{
    if (status.stx_uid != ::geteuid())
        return fail(ErrorCode::UnsafeFile, path, u"owner %1"_s.arg(status.stx_uid));
    if (status.stx_mode & (S_IWGRP | S_IWOTH))
        return fail(ErrorCode::UnsafeFile, path, u"writable by others"_s);
    return {};
}

std::unexpected<Error> oddFile(int descriptor, const struct statx &status, const QString &path)
{
    const auto link = linkText(descriptor);
    return fail(ErrorCode::UnsafeFile, path, link ? u"symlink to "_s + QString::fromUtf8(*link) : oddKind(status));
}

Result<void> checkDirectory(int descriptor, const QString &path)
{
    return statusOf(descriptor, path).and_then([&](const struct statx &status) -> Result<void> {
        if (!S_ISDIR(status.stx_mode))
            return oddFile(descriptor, status, path);
        return checkOurs(status, path);
    });
}

Result<void> checkFile(int descriptor, const struct statx &status, const QString &path)
{
    if (!S_ISREG(status.stx_mode))
        return oddFile(descriptor, status, path);
    if (status.stx_nlink > 1)
        return fail(ErrorCode::UnsafeFile, path, u"hard links %1"_s.arg(status.stx_nlink));
    return checkOurs(status, path);
}

/// One step down; O_PATH, so that nothing odd is ever really opened.
Result<Descriptor> stepInto(const Descriptor &parent, const QByteArray &name, const QString &path)
{
    Descriptor next = openComponent(parent.get(), name, O_PATH);
    if (!next.valid())
        return fileFailure(errno, path);
    return checkDirectory(next.get(), path).transform([&] { return std::move(next); });
}

QString attributeProblem(const struct statx &status)
{
    if (status.stx_attributes & STATX_ATTR_IMMUTABLE)
        return u"immutable"_s;
    if (status.stx_attributes & STATX_ATTR_APPEND)
        return u"append-only"_s;
    return {};
}

} // namespace

Result<Descriptor> openDirectory(int root, const QString &path)
{
    const auto relative = relativePath(path);
    if (!relative)
        return std::unexpected(relative.error());
    auto directory = stepInto(Descriptor(::dup(root)), "."_ba, u"/"_s);
    QString walked;
    for (const QByteArray &component : relative->split('/')) {
        if (!directory || component == "."_ba)
            break;
        walked += u'/' + QString::fromUtf8(component);
        directory = stepInto(*directory, component, walked);
    }
    if (!directory)
        return directory;
    Descriptor readable = openComponent(directory->get(), "."_ba, O_RDONLY | O_DIRECTORY);
    if (!readable.valid())
        return fileFailure(errno, path);
    return readable;
}

Result<Place> openPlace(int root, const QString &path)
{
    const auto relative = relativePath(path);
    if (!relative)
        return std::unexpected(relative.error());
    const qsizetype slash = path.lastIndexOf(u'/');
    auto directory = openDirectory(root, slash == 0 ? u"/"_s : path.first(slash));
    return directory.transform(
        [&](Descriptor &opened) { return Place{std::move(opened), path.sliced(slash + 1).toUtf8(), path}; });
}

Result<std::optional<SafeFile>> openFile(const Place &place)
{
    const Descriptor seen = openComponent(place.directory.get(), place.name, O_PATH);
    if (!seen.valid() && errno == ENOENT)
        return std::nullopt;
    if (!seen.valid())
        return fileFailure(errno, place.path);
    const auto look = [&](int descriptor) -> Result<struct statx> {
        return statusOf(descriptor, place.path).and_then([&](const struct statx &status) -> Result<struct statx> {
            return checkFile(descriptor, status, place.path).transform([&] { return status; });
        });
    };
    if (const auto safe = look(seen.get()); !safe)
        return std::unexpected(safe.error());
    // O_NONBLOCK: should the name have become a FIFO meanwhile, opening it must not block; it is looked at again.
    SafeFile file;
    file.descriptor = openComponent(place.directory.get(), place.name, O_RDONLY | O_NONBLOCK);
    if (!file.descriptor.valid())
        return fileFailure(errno, place.path);
    return look(file.descriptor.get()).transform([&](const struct statx &status) {
        file.status = status;
        return std::optional<SafeFile>(std::move(file));
    });
}

Result<void> checkChangeable(const Place &place, const std::optional<SafeFile> &file)
{
    const auto directory = statusOf(place.directory.get(), place.path);
    if (!directory)
        return std::unexpected(directory.error());
    if (const QString problem = attributeProblem(*directory); !problem.isEmpty())
        return fail(ErrorCode::ReadOnly, place.path, problem + u" directory"_s);
    if (!file)
        return {};
    if (const QString problem = attributeProblem(file->status); !problem.isEmpty())
        return fail(ErrorCode::ReadOnly, place.path, problem);
    return {};
}

} // namespace rdma
