// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files of a fake machine.
#include "tests/fake/fakehostroot.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <filesystem>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

void require(bool done, const char *what, const QString &path)
{
    if (!done)
        qFatal("fake host: cannot %s %s", what, qPrintable(path));
}

QString parentOf(const QString &path)
{
    return path.first(std::max<qsizetype>(0, path.lastIndexOf(u'/')));
}

} // namespace

FakeHostRoot::FakeHostRoot()
{
    require(m_directory.isValid(), "make", m_directory.path());
    for (const char *path : {"/etc/udev/rules.d", "/run/udev/data", "/run/udev/rules.d", "/usr/lib/udev/rules.d",
                             "/run/rdma-manager", "/var/lib/rdma-manager", "/sys/class/net"})
        makeDirectory(QString::fromLatin1(path));
}

void FakeHostRoot::makeDirectory(const QString &path, unsigned mode)
{
    if (path.isEmpty() || exists(path))
        return;
    makeDirectory(parentOf(path));
    const QByteArray name = inside(path).toUtf8();
    require(::mkdir(name.constData(), mode) == 0 && ::chmod(name.constData(), mode) == 0, "make directory", path);
}

/// Beside and renamed: a reader in another thread sees the old bytes or the new ones, as in sysfs.
void FakeHostRoot::write(const QString &path, const QByteArray &bytes, unsigned mode)
{
    makeDirectory(parentOf(path));
    QFile file(inside(path) + ".new"_L1);
    require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "write", path);
    require(::fchmod(file.handle(), mode) == 0, "set mode of", path);
    file.close();
    rename(path + ".new"_L1, path);
}

void FakeHostRoot::link(const QString &path, const QString &target)
{
    makeDirectory(parentOf(path));
    require(QFile::link(target, inside(path)), "link", path);
}

void FakeHostRoot::remove(const QString &path)
{
    std::error_code error;
    const auto count = std::filesystem::remove_all(inside(path).toStdString(), error);
    require(!error && count > 0, "remove", path);
}

void FakeHostRoot::rename(const QString &from, const QString &to)
{
    require(::rename(inside(from).toUtf8().constData(), inside(to).toUtf8().constData()) == 0, "rename", from);
}

bool FakeHostRoot::exists(const QString &path) const
{
    struct stat status{};
    return ::lstat(inside(path).toUtf8().constData(), &status) == 0;
}

QByteArray FakeHostRoot::read(const QString &path) const
{
    QFile file(inside(path));
    require(file.open(QIODevice::ReadOnly), "read", path);
    return file.readAll();
}

QMap<QString, QByteArray> FakeHostRoot::snapshot(const QStringList &roots) const
{
    QMap<QString, QByteArray> files;
    for (const QString &root : roots) {
        QDirIterator entries(inside(root), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            const QFileInfo entry = entries.nextFileInfo();
            const QString path = entry.filePath().sliced(m_directory.path().size());
            struct stat status{};
            require(::lstat(inside(path).toUtf8().constData(), &status) == 0, "look at", path);
            if (S_ISLNK(status.st_mode))
                files.insert(path + " ->"_L1, entry.readSymLink().toUtf8());
            else if (S_ISREG(status.st_mode)) {
                const bool isReadable = status.st_mode & S_IRUSR; // `control` of configfs is not
                files.insert(path + u' ' + QString::number(status.st_mode & 07777U, 8),
                             isReadable ? read(path) : QByteArray());
            }
        }
    }
    return files;
}

} // namespace rdma
