// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading below the root: our own files strictly, everything else for information only.
#include "helper/host.h"

#include "helper/errnoerror.h"
#include "helper/safefile.h"

#include <algorithm>
#include <dirent.h>
#include <memory>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Follows symlinks as if the root were "/"; sysfs is made of them.
Descriptor openInRoot(int root, const QString &path, int flags)
{
    const auto relative = relativePath(path);
    if (!relative) {
        errno = EINVAL;
        return Descriptor();
    }
    return openFollowing(root, *relative, flags);
}

/// Looked at before it is opened: opening a FIFO blocks, opening a device can act.
Result<Descriptor> openPlainFile(int root, const QString &path)
{
    const Descriptor seen = openInRoot(root, path, O_PATH);
    if (!seen.valid())
        return fileFailure(errno, path);
    const auto status = statusOf(seen.get(), path);
    if (!status)
        return std::unexpected(status.error());
    if (const QString kind = oddKind(*status); !kind.isEmpty())
        return fail(ErrorCode::BadFile, path, kind);
    Descriptor opened = openInRoot(root, path, O_RDONLY | O_NONBLOCK);
    if (!opened.valid())
        return fileFailure(errno, path);
    return opened;
}

Result<QByteArray> plainBytes(int root, const QString &path, qsizetype limit)
{
    return openPlainFile(root, path).and_then([&](const Descriptor &file) { return bytesOf(file.get(), limit, path); });
}

struct DirectoryCloser {
    void operator()(DIR *directory) const { ::closedir(directory); }
};

} // namespace

Result<Host> Host::open(const QString &root)
{
    const QByteArray path = root.toUtf8();
    const int number = retried([&] { return ::open(path.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC); });
    if (number == -1)
        return fileFailure(errno, root);
    return Host(number);
}

Host::Host(int rootFd) : m_root(rootFd) {}

Host::Host(Host &&other) noexcept : m_root(std::exchange(other.m_root, -1)) {}

Host::~Host()
{
    if (m_root >= 0)
        ::close(m_root);
}

Result<std::optional<QByteArray>> Host::read(const QString &path, qsizetype limit) const
{
    const auto place = openPlace(m_root, path);
    if (!place && place.error().code == ErrorCode::NotFound)
        return std::nullopt;
    if (!place)
        return std::unexpected(place.error());
    return openFile(*place).and_then([&](const auto &file) -> Result<std::optional<QByteArray>> {
        if (!file)
            return std::nullopt;
        return bytesOf(file->descriptor.get(), limit, path);
    });
}

Result<QByteArray> Host::peek(const QString &path, qsizetype limit) const
{
    return plainBytes(m_root, path, limit);
}

std::optional<unsigned> Host::modeOf(const QString &path) const
{
    const Descriptor seen = openInRoot(m_root, path, O_PATH | O_NOFOLLOW);
    const auto status = seen.valid() ? statusOf(seen.get(), path) : fileFailure(errno, path);
    return status ? std::optional<unsigned>(status->stx_mode & 0777U) : std::nullopt;
}

bool Host::isReadableByAll(const QString &path) const
{
    for (QString above = path.section(u'/', 0, -2); !above.isEmpty(); above = above.section(u'/', 0, -2))
        if (!(modeOf(above).value_or(0) & S_IXOTH))
            return false;
    return modeOf(path).value_or(0) & S_IROTH;
}

std::optional<QByteArray> Host::attribute(const QString &path) const
{
    auto bytes = plainBytes(m_root, path, maxAttributeBytes);
    if (!bytes)
        return std::nullopt;
    if (bytes->endsWith('\n'))
        bytes->chop(1);
    return *std::move(bytes);
}

QStringList Host::list(const QString &path) const
{
    Descriptor opened = openInRoot(m_root, path, O_RDONLY | O_DIRECTORY);
    const std::unique_ptr<DIR, DirectoryCloser> directory(opened.valid() ? ::fdopendir(opened.get()) : nullptr);
    if (!directory)
        return {};
    static_cast<void>(opened.release());
    QByteArrayList names;
    while (const dirent *entry = ::readdir(directory.get()))
        names.append(QByteArray(entry->d_name));
    names.removeAll("."_ba);
    names.removeAll(".."_ba);
    std::ranges::sort(names);
    QStringList texts;
    for (const QByteArray &name : names)
        texts.append(QString::fromUtf8(name));
    return texts;
}

Result<HostDirectory> Host::directory(const QString &path) const
{
    Descriptor opened = openInRoot(m_root, path, O_RDONLY | O_DIRECTORY);
    if (!opened.valid())
        return fileFailure(errno, path);
    return HostDirectory(std::move(opened));
}

Result<Host> Host::again() const
{
    const int number = ::fcntl(m_root, F_DUPFD_CLOEXEC, 0);
    if (number == -1)
        return fileFailure(errno, u"/"_s);
    return Host(number);
}

std::optional<QString> Host::target(const QString &path) const
{
    const Descriptor link = openInRoot(m_root, path, O_PATH | O_NOFOLLOW);
    if (!link.valid())
        return std::nullopt;
    return linkText(link.get()).transform([](const QByteArray &text) { return QString::fromUtf8(text); });
}

Result<void> Host::makeDirectory(const QString &path, unsigned mode) const
{
    const auto place = openPlace(m_root, path);
    if (!place)
        return std::unexpected(place.error());
    const int parent = place->directory.get();
    if (::mkdirat(parent, place->name.constData(), S_IRWXU) == -1 && errno != EEXIST)
        return fileFailure(errno, path);
    const auto made = openDirectory(m_root, path);
    if (!made)
        return std::unexpected(made.error());
    if (::fchmod(made->get(), mode) == -1 || ::fsync(parent) == -1)
        return fileFailure(errno, path);
    return {};
}

} // namespace rdma
