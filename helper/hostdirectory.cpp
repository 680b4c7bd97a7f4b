// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading relative to an open directory, with as few system calls as it takes.
#include "helper/hostdirectory.h"

#include "helper/openbelow.h"

#include <algorithm>
#include <array>
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

bool isRegular(int directory, const char *name)
{
    struct stat status{};
    return ::fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
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
void addNames(QByteArrayList &names, std::span<const char> records)
{
    while (!records.empty()) {
        const auto *entry = reinterpret_cast<const dirent64 *>(records.data());
        if (isOneName(entry->d_name))
            names.append(QByteArray(entry->d_name));
        records = records.subspan(entry->d_reclen);
    }
}

} // namespace

HostDirectory::HostDirectory(Descriptor opened) : m_opened(std::move(opened)), m_onSysfs(isOnSysfs(m_opened.get())) {}

std::optional<QByteArray> HostDirectory::attribute(const char *name) const
{
    if (!isOneName(name) || !(m_onSysfs || isRegular(m_opened.get(), name)))
        return std::nullopt;
    const Descriptor file = openFile(m_opened.get(), name);
    if (!file.valid())
        return std::nullopt;
    std::array<char, maxBytes + 1> bytes;
    const auto count = retried([&] { return ::read(file.get(), bytes.data(), bytes.size()); });
    if (count < 0 || count > maxBytes)
        return std::nullopt;
    const bool hasNewline = count > 0 && bytes[static_cast<std::size_t>(count) - 1] == '\n';
    return QByteArray(bytes.data(), hasNewline ? count - 1 : count);
}

std::optional<HostDirectory> HostDirectory::directory(const char *name) const
{
    if (!isOneName(name))
        return std::nullopt;
    Descriptor opened = openComponent(m_opened.get(), name, O_RDONLY | O_DIRECTORY);
    return opened.valid() ? std::optional(HostDirectory(std::move(opened), m_onSysfs)) : std::nullopt;
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

/// getdents(2) on the open directory itself: opendir(3) would make seven calls of it.
QByteArrayList HostDirectory::list() const
{
    QByteArrayList names;
    alignas(dirent64) std::array<char, 16384> entries;
    if (::lseek(m_opened.get(), 0, SEEK_SET) == -1)
        return names;
    for (;;) {
        const auto count = ::getdents64(m_opened.get(), entries.data(), entries.size());
        if (count <= 0)
            break;
        addNames(names, std::span(entries).first(static_cast<std::size_t>(count)));
    }
    std::ranges::sort(names);
    return names;
}

} // namespace rdma
