// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Copying group, mode and extended attributes between two open files.
#include "helper/fileattributes.h"

#include "helper/errnoerror.h"

#include <array>
#include <sys/xattr.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView acl = "system.posix_acl_access";

/// Not security.ima and security.evm: they are sums over the old bytes.
bool isKept(QByteArrayView name)
{
    return name == acl || name == "security.selinux" || name == "security.SMACK64" || name.startsWith("user.");
}

std::optional<QByteArray> attributeOf(int file, const QByteArray &name)
{
    QByteArray value(XATTR_SIZE_MAX, Qt::Uninitialized);
    const auto size = ::fgetxattr(file, name.constData(), value.data(), static_cast<size_t>(value.size()));
    if (size == -1)
        return std::nullopt;
    value.truncate(size);
    return value;
}

Result<QByteArrayList> keptNames(int file, const QString &path)
{
    QByteArray names(XATTR_LIST_MAX, Qt::Uninitialized);
    const auto size = ::flistxattr(file, names.data(), static_cast<size_t>(names.size()));
    if (size == -1 && errno == ENOTSUP)
        return QByteArrayList();
    if (size == -1)
        return fileFailure(errno, path);
    names.truncate(size);
    QByteArrayList kept;
    for (const QByteArray &name : names.split('\0'))
        if (isKept(name))
            kept.append(name);
    return kept;
}

Result<void> copyAttribute(int from, int to, const QByteArray &name, const QString &path)
{
    const auto value = attributeOf(from, name);
    if (!value)
        return fail(ErrorCode::UnsafeFile, path, QString::fromUtf8(name));
    if (attributeOf(to, name) == value)
        return {};
    if (::fsetxattr(to, name.constData(), value->constData(), static_cast<size_t>(value->size()), 0) == -1)
        return fail(ErrorCode::UnsafeFile, path, QString::fromUtf8(name));
    return {};
}

Result<void> copyGroup(const SafeFile &from, int to, const QString &path)
{
    return statusOf(to, path).and_then([&](const struct statx &status) -> Result<void> {
        if (status.stx_gid == from.status.stx_gid || ::fchown(to, static_cast<uid_t>(-1), from.status.stx_gid) == 0)
            return {};
        return fail(ErrorCode::UnsafeFile, path, u"group %1"_s.arg(from.status.stx_gid));
    });
}

} // namespace

Result<void> copyAttributes(const SafeFile &from, int to, const QString &path)
{
    const int old = from.descriptor.get();
    auto names = keptNames(old, path);
    if (!names)
        return std::unexpected(names.error());
    auto copied = copyGroup(from, to, path);
    // The directory's default ACL may have given the new file one that the old has not.
    if (!names->contains(acl))
        ::fremovexattr(to, acl.data());
    for (const QByteArray &name : *names)
        copied = copied.and_then([&] { return copyAttribute(old, to, name, path); });
    if (copied && ::fchmod(to, from.status.stx_mode & 07777U) == -1)
        return fileFailure(errno, path);
    return copied;
}

} // namespace rdma
