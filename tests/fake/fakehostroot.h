// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The root directory of a fake machine: files to read and write, gone with the object.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QStringList>
#include <QTemporaryDir>

namespace rdma {

/// Paths are the machine's ("/etc/x"). Directories are made as needed, mode 0755 whatever the umask. A test that cannot
/// have its file ends at once.
class FakeHostRoot {
public:
    FakeHostRoot(); ///< with the directories every Debian has
    FakeHostRoot(const FakeHostRoot &) = delete;
    FakeHostRoot &operator=(const FakeHostRoot &) = delete;

    [[nodiscard]] QString path() const { return m_directory.path(); }
    [[nodiscard]] QString inside(const QString &path) const { return m_directory.path() + path; }

    void makeDirectory(const QString &path, unsigned mode = 0755);
    void write(const QString &path, const QByteArray &bytes, unsigned mode = 0644);
    void link(const QString &path, const QString &target);
    void remove(const QString &path); ///< a file, a link or a whole directory
    void rename(const QString &from, const QString &to);
    [[nodiscard]] bool exists(const QString &path) const;
    [[nodiscard]] QByteArray read(const QString &path) const;

    /// "/etc/x 644" → bytes, for every file below the roots; "/etc/y ->" → target for links.
    [[nodiscard]] QMap<QString, QByteArray> snapshot(const QStringList &roots) const;

private:
    QTemporaryDir m_directory;
};

} // namespace rdma
