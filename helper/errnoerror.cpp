// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one table from errno to error code.
#include "helper/errnoerror.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<int, ErrorCode>, 12> codes{{
    {ENOENT, ErrorCode::NotFound},
    {ENODEV, ErrorCode::NotFound},
    {EEXIST, ErrorCode::Exists},
    {EBUSY, ErrorCode::Busy},
    {ENOTEMPTY, ErrorCode::Busy},
    {ETXTBSY, ErrorCode::Busy},
    {ENOSPC, ErrorCode::NoSpace},
    {EDQUOT, ErrorCode::NoSpace},
    {EROFS, ErrorCode::ReadOnly},
    {ELOOP, ErrorCode::UnsafeFile},
    {ENOTDIR, ErrorCode::UnsafeFile},
    {EOPNOTSUPP, ErrorCode::NotSupported},
}};

ErrorCode codeOf(int number)
{
    for (const auto &[candidate, code] : codes)
        if (candidate == number)
            return code;
    return ErrorCode::Io;
}

} // namespace

QString errnoName(int number)
{
    const char *name = ::strerrorname_np(number);
    return name ? QString::fromLatin1(name) : QString::number(number);
}

std::unexpected<Error> fileFailure(int number, const QString &path)
{
    return fail(codeOf(number), path, errnoName(number));
}

std::unexpected<Error> kernelFailure(int number, const QString &subject)
{
    if (number == EINVAL || number == ERANGE)
        return fail(ErrorCode::InvalidWish, subject, errnoName(number));
    if (number == EAGAIN || number == ETIMEDOUT)
        return fail(ErrorCode::Timeout, subject, errnoName(number));
    return fail(codeOf(number), subject, errnoName(number));
}

} // namespace rdma
