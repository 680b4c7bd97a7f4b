// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading relative to an open directory, with as few system calls as it takes.
#include "helper/hostdirectory.h"

#include "helper/openbelow.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <dirent.h>
#include <linux/magic.h>
#include <span>
#include <sys/vfs.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// O_NONBLOCK: should a FIFO have taken its place since, opening it does not wait. With O_NOFOLLOW and one name a plain
/// openat() cannot leave the directory.
Descriptor openFile(int directory, const char *name)
{
    return Descriptor(
        retried([&] { return ::openat(directory, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC); }));
}

/// The errno of why it is no regular file; 0: it is one.
int problemWith(int directory, const char *name)
{
    struct stat status{};
    if (::fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == -1)
        return errno;
    return S_ISREG(status.st_mode) ? 0 : EINVAL;
}

bool isOnSysfs(int directory)
{
    constexpr auto configfsMagic = 0x62656570; // fs/configfs/mount.c
    struct statfs status{};
    return ::fstatfs(directory, &status) == 0 && (status.f_type == SYSFS_MAGIC || status.f_type == configfsMagic);
}

bool isOneName(const char *name)
{
    const QByteArrayView view(name);
    return !view.isEmpty() && view != "." && view != ".." && !view.contains('/');
}

/// The records that getdents(2) has filled.
void forEachRecord(std::span<const char> records, auto visit)
{
    while (!records.empty()) {
        const auto *entry = reinterpret_cast<const dirent64 *>(records.data());
        if (isOneName(entry->d_name))
            visit(*entry);
        records = records.subspan(entry->d_reclen);
    }
}

} // namespace

HostDirectory::HostDirectory(Descriptor opened) : m_opened(std::move(opened)), m_onSysfs(isOnSysfs(m_opened.get())) {}

std::expected<QByteArray, int> HostDirectory::text(const char *name) const
{
    if (!isOneName(name))
        return std::unexpected(EINVAL);
    if (const int problem = m_onSysfs ? 0 : problemWith(m_opened.get(), name); problem != 0)
        return std::unexpected(problem);
    const Descriptor file = openFile(m_opened.get(), name);
    if (!file.valid())
        return std::unexpected(errno);
    std::array<char, maxBytes + 1> bytes;
    const auto count = retried([&] { return ::read(file.get(), bytes.data(), bytes.size()); });
    if (count < 0 || count > maxBytes)
        return std::unexpected(count < 0 ? errno : EFBIG);
    const bool hasNewline = count > 0 && bytes[static_cast<std::size_t>(count) - 1] == '\n';
    return QByteArray(bytes.data(), hasNewline ? count - 1 : count);
}

std::optional<QByteArray> HostDirectory::attribute(const char *name) const
{
    auto read = text(name);
    return read ? std::optional(*std::move(read)) : std::nullopt;
}

std::expected<HostDirectory, int> HostDirectory::opened(const char *name) const
{
    if (!isOneName(name))
        return std::unexpected(EINVAL);
    Descriptor opened = openComponent(m_opened.get(), name, O_RDONLY | O_DIRECTORY);
    if (!opened.valid())
        return std::unexpected(errno);
    return HostDirectory(std::move(opened), m_onSysfs);
}

std::optional<HostDirectory> HostDirectory::directory(const char *name) const
{
    auto one = opened(name);
    return one ? std::optional(*std::move(one)) : std::nullopt;
}

std::optional<HostDirectory> HostDirectory::above(int levels) const
{
    const QByteArray path = "../"_ba.repeated(levels);
    Descriptor opened(retried(
        [&] { return ::openat(m_opened.get(), path.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }));
    return opened.valid() ? std::optional<HostDirectory>(std::move(opened)) : std::nullopt;
}

bool HostDirectory::isSameAs(const HostDirectory &other) const
{
    struct stat mine{};
    struct stat theirs{};
    return ::fstat(m_opened.get(), &mine) == 0 && ::fstat(other.m_opened.get(), &theirs) == 0 &&
           mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino;
}

std::optional<QString> HostDirectory::target(const char *name) const
{
    std::array<char, maxBytes> text;
    const auto length = isOneName(name) ? ::readlinkat(m_opened.get(), name, text.data(), text.size()) : -1;
    return length < 0 ? std::nullopt : std::optional(QString::fromUtf8(text.data(), length));
}

/// AT_STATX_DONT_SYNC: a server that does not answer would hold us up.
std::expected<HostDirectory::Node, int> HostDirectory::nodeBehind(const char *name) const
{
    struct statx status{};
    if (!isOneName(name))
        return std::unexpected(EINVAL);
    const auto asked = retried(
        [&] { return ::statx(m_opened.get(), name, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_TYPE, &status); });
    if (asked == -1)
        return std::unexpected(errno);
    return Node{static_cast<mode_t>(status.stx_mode & S_IFMT), status.stx_rdev_major, status.stx_rdev_minor};
}

std::optional<uid_t> HostDirectory::owner() const
{
    struct stat status{};
    return ::fstat(m_opened.get(), &status) == 0 ? std::optional(status.st_uid) : std::nullopt;
}

bool HostDirectory::holds(const QByteArray &name, const QByteArray &inner) const
{
    const QByteArray path = name + '/' + inner;
    struct stat status{};
    return isOneName(name.constData()) && isOneName(inner.constData()) &&
           ::fstatat(m_opened.get(), path.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

/// getdents(2) on the open directory itself: opendir(3) would make seven calls of it.
void HostDirectory::forEachEntry(auto visit) const
{
    alignas(dirent64) std::array<char, 16384> entries;
    if (std::exchange(m_wasListed, true) && ::lseek(m_opened.get(), 0, SEEK_SET) == -1)
        return;
    for (;;) {
        const auto count = ::getdents64(m_opened.get(), entries.data(), entries.size());
        if (count <= 0)
            return;
        forEachRecord(std::span<const char>(entries).first(static_cast<std::size_t>(count)), visit);
    }
}

QByteArrayList HostDirectory::list() const
{
    QByteArrayList names;
    forEachEntry([&](const dirent64 &entry) { names.append(QByteArray(entry.d_name)); });
    std::ranges::sort(names);
    return names;
}

/// Not every file system tells what an entry is (readdir(3)).
QByteArrayList HostDirectory::directories() const
{
    QByteArrayList names;
    forEachEntry([&](const dirent64 &entry) {
        if (entry.d_type == DT_DIR || (entry.d_type == DT_UNKNOWN && directory(entry.d_name)))
            names.append(QByteArray(entry.d_name));
    });
    std::ranges::sort(names);
    return names;
}

HostDirectory::Links HostDirectory::links() const
{
    Links links;
    forEachEntry([&](const dirent64 &entry) {
        if (entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN)
            if (auto to = target(entry.d_name))
                links.emplace_back(entry.d_name, *std::move(to));
    });
    std::ranges::sort(links);
    return links;
}

} // namespace rdma
