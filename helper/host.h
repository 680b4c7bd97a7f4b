// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to files: everything the helper reads or writes on disk goes through here, below one root directory.
#pragma once

#include "helper/hostdirectory.h"
#include "model/result.h"

#include <QByteArray>
#include <QStringList>
#include <chrono>
#include <optional>

namespace rdma {

constexpr qsizetype maxConfigBytes = qsizetype{1024} * 1024; ///< a configuration file larger than this is not one
constexpr qsizetype maxAttributeBytes = qsizetype{64} * 1024;

/// What a file of ours may be.
struct FileKind {
    unsigned newMode = 0644; ///< of a file that is made
    qsizetype limit = maxConfigBytes;
};

/// A file whose bytes nobody here looks at.
struct LargeFile {
    quint64 size = 0;
    qint64 changed = 0; ///< in nanoseconds

    bool operator==(const LargeFile &) const = default;
};

/// Of a file system.
struct Room {
    quint64 free = 0; ///< bytes for root
    bool isReadOnly = false;
};

/// Paths are absolute and normal ("/etc/x"), looked up below the root. In production the
/// root is "/"; tests and the demo host use a directory. Symlinks are followed by attribute(), target() and list() only
/// (sysfs is made of them); read(), write() and remove() refuse them in every component.
class Host {
public:
    [[nodiscard]] static Result<Host> open(const QString &root);
    Host(Host &&other) noexcept;
    Host &operator=(Host &&) = delete;
    ~Host();

    /// A regular file's bytes; nullopt when it does not exist. UnsafeFile for a symlink (detail: where it points),
    /// FIFO, device, directory, several hard links, an owner other than us, or group/other-writable; BadFile when too
    /// large.
    [[nodiscard]] Result<std::optional<QByteArray>> read(const QString &path, qsizetype limit = maxConfigBytes) const;

    /// Any readable regular file for information only (a vendor's rules file, a udev database entry): symlinks are
    /// followed below the root, ownership does not matter. NotFound, BadFile, Io.
    [[nodiscard]] Result<QByteArray> peek(const QString &path, qsizetype limit = maxConfigBytes) const;

    /// Whether anybody may read the file without us, through every directory above it. False when it does not exist.
    [[nodiscard]] bool isReadableByAll(const QString &path) const;

    /// The permission bits of what is there itself, 0 to 0777; nullopt when nothing is.
    [[nodiscard]] std::optional<unsigned> modeOf(const QString &path) const;

    /// A sysfs or procfs attribute, trailing newline removed. nullopt: absent, or the driver refuses to tell.
    [[nodiscard]] std::optional<QByteArray> attribute(const QString &path) const;

    /// Names in a directory, sorted by bytes, without . and ..; empty when it does not exist.
    [[nodiscard]] QStringList list(const QString &path) const;

    /// A directory to read many attributes from; NotFound when it does not exist. Symlinks on the way are followed.
    [[nodiscard]] Result<HostDirectory> directory(const QString &path) const;

    /// The same door for a thread that may outlive this one.
    [[nodiscard]] Result<Host> again() const;

    /// Where a symlink points, as written in it; nullopt when it is none.
    [[nodiscard]] std::optional<QString> target(const QString &path) const;

    /// Replaces the file atomically, only if it still holds `before` (nullopt: does not exist) right before the rename,
    /// else Conflict. Keeps mode, owner, SELinux label and ACL of an existing file; all of it synced to
    /// disk. `after` nullopt removes the file. On any error the old file stands and no temporary file is left.
    [[nodiscard]] Result<void> write(const QString &path, const std::optional<QByteArray> &before,
                                     const std::optional<QByteArray> &after, const FileKind &kind = {}) const;

    /// A directory of ours, made when missing. Its parent must exist.
    [[nodiscard]] Result<void> makeDirectory(const QString &path, unsigned mode = 0700) const;

    /// An image of a disk: a sparse file of this size, mode 0600, in a directory of ours, which is made when missing.
    /// What a killed helper left is taken up: nothing was written to it, and it has this size or none yet. Exists when
    /// there is any other.
    [[nodiscard]] Result<void> makeImage(const QString &path, quint64 size) const;

    /// NotFound without the image, Conflict when it has another size.
    [[nodiscard]] Result<void> expectImage(const QString &path, quint64 size) const;

    /// Removes an image in which nothing was ever written. Any other stays, and that is no error.
    [[nodiscard]] Result<void> removeBlankImage(const QString &path) const;

    /// A regular file of ours, of any size and with any number of names. NotFound, UnsafeFile.
    [[nodiscard]] Result<LargeFile> largeFile(const QString &path) const;

    /// `to` becomes a copy of such a file, with its attributes and its time of change, atomically and on disk.
    [[nodiscard]] Result<void> copyLarge(const QString &from, const QString &to) const;

    /// `to` becomes this file of the same directory, on disk, with the attributes of the one that it replaces.
    [[nodiscard]] Result<void> replaceLarge(const QString &from, const QString &to) const;

    /// `to` becomes this file of the same directory as it is: needs no room.
    [[nodiscard]] Result<void> moveLarge(const QString &from, const QString &to) const;

    [[nodiscard]] Result<void> removeLarge(const QString &path) const;

    /// Of the file system that a directory is on, symlinks followed.
    [[nodiscard]] Result<Room> room(const QString &directory) const;

    /// The process that holds a record lock (fcntl(2)) on a file, symlinks followed; nullopt: none does, or it is not
    /// there. 0: one that cannot be seen from here.
    [[nodiscard]] std::optional<int> lockHolder(const QString &path) const;

    /// Removes the temporary files of writers that were killed, of nobody else's.
    void removeLeftovers(const QString &directory) const;

    /// Takes an exclusive lock (flock) on a file of ours, made when missing; held as long as the descriptor lives. Busy
    /// when another holder did not let go in time.
    [[nodiscard]] Result<Descriptor> lock(const QString &path, std::chrono::milliseconds patience) const;

private:
    explicit Host(int rootFd);
    int m_root;
};

} // namespace rdma
