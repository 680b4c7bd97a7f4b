// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// openat, openat2 by number (glibc has no wrapper), statx, bounded reads.
#include "helper/openbelow.h"

#include "helper/errnoerror.h"

#include <atomic>
#include <climits>
#include <sys/syscall.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isProcessRoot(int directory)
{
    struct stat here{};
    struct stat root{};
    return ::fstat(directory, &here) == 0 && ::stat("/", &root) == 0 && here.st_dev == root.st_dev &&
           here.st_ino == root.st_ino;
}

/// openat2(2). EAGAIN: a directory was renamed elsewhere in the tree during the look-up. Once hidden it stays so: no
/// process gets rid of a filter (seccomp(2)).
int openResolved(int directory, const QByteArray &path, int flags, quint64 resolve)
{
    static std::atomic<bool> isHidden = false;
    if (isHidden) {
        errno = ENOSYS;
        return -1;
    }
    open_how how{};
    how.flags = static_cast<quint64>(flags);
    how.resolve = resolve;
    for (int attempt = 0;; ++attempt) {
        const long number =
            retried([&] { return ::syscall(SYS_openat2, directory, path.constData(), &how, sizeof how); });
        if (number == -1 && errno == ENOSYS)
            isHidden = true;
        if (number != -1 || errno != EAGAIN || attempt == 32)
            return static_cast<int>(number);
    }
}

/// RestrictSUIDSGID= hides openat2 from the helper, because a filter cannot see its flags (systemd.exec(5)). Then this
/// must be safe by itself.
Descriptor openPlainly(int directory, const QByteArray &path, int flags)
{
    return Descriptor(retried([&] { return ::openat(directory, path.constData(), flags); }));
}

int allFlags(int flags)
{
    return flags | O_CLOEXEC | (flags & O_PATH ? 0 : O_NOCTTY);
}

} // namespace

Descriptor openComponent(int directory, const QByteArray &name, int flags)
{
    const int all = allFlags(flags) | O_NOFOLLOW;
    const int number =
        openResolved(directory, name, all, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
    return number == -1 && errno == ENOSYS ? openPlainly(directory, name, all) : Descriptor(number);
}

Descriptor openFollowing(int root, const QByteArray &path, int flags)
{
    const int number = openResolved(root, path, allFlags(flags), RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
    const bool nothingLiesOutside = number == -1 && errno == ENOSYS && isProcessRoot(root);
    return nothingLiesOutside ? openPlainly(root, path, allFlags(flags)) : Descriptor(number);
}

Result<QByteArray> relativePath(const QString &path)
{
    if (!path.startsWith(u'/') || path.contains(u'\0'))
        return fail(ErrorCode::Internal, path, u"not an absolute path"_s);
    if (path.size() == 1)
        return "."_ba;
    const auto parts = QStringView(path).mid(1).split(u'/');
    for (QStringView part : parts)
        if (part.isEmpty() || part == "."_L1 || part == ".."_L1)
            return fail(ErrorCode::Internal, path, u"not a normal path"_s);
    return path.mid(1).toUtf8();
}

Result<struct statx> statusOf(int descriptor, const QString &path)
{
    struct statx status{};
    if (retried([&] { return ::statx(descriptor, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &status); }) == -1)
        return fileFailure(errno, path);
    return status;
}

QString oddKind(const struct statx &status)
{
    switch (status.stx_mode & S_IFMT) {
    case S_IFREG:
        return {};
    case S_IFDIR:
        return u"directory"_s;
    case S_IFLNK:
        return u"symlink"_s;
    case S_IFIFO:
        return u"fifo"_s;
    case S_IFSOCK:
        return u"socket"_s;
    default:
        return u"device"_s;
    }
}

Result<QByteArray> bytesOf(int descriptor, qsizetype limit, const QString &path)
{
    constexpr qsizetype chunk = 64 * 1024;
    QByteArray bytes;
    for (;;) {
        const qsizetype had = bytes.size();
        bytes.resizeForOverwrite(had + chunk);
        const auto count = retried([&] { return ::read(descriptor, bytes.data() + had, static_cast<size_t>(chunk)); });
        if (count == -1)
            return fileFailure(errno, path);
        bytes.truncate(had + count);
        if (bytes.size() > limit)
            return fail(ErrorCode::BadFile, path, u"too large"_s);
        if (count == 0)
            return bytes;
    }
}

std::optional<QByteArray> linkText(int descriptor)
{
    QByteArray text(PATH_MAX, Qt::Uninitialized);
    const auto length = ::readlinkat(descriptor, "", text.data(), static_cast<size_t>(text.size()));
    if (length == -1)
        return std::nullopt;
    text.truncate(length);
    return text;
}

} // namespace rdma
