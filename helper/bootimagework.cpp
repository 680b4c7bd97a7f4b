// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order in which a boot image is checked, kept, built and compared.
#include "helper/bootimagework.h"

namespace rdma {

using namespace Qt::StringLiterals;

Result<QString> imageStamp(const Host &, const QString &path)
{
    return fail(ErrorCode::NotFound, path);
}

std::optional<QStringList> saidLines(const Host &)
{
    return std::nullopt;
}

Result<ToolOutcome> rebuildBootImage(const QString &object, const Host &, const RunCommand &)
{
    return fail(ErrorCode::NotSupported, object);
}

Result<ToolOutcome> listBootImage(const QString &image, const Host &, const RunCommand &)
{
    return fail(ErrorCode::NotSupported, image);
}

} // namespace rdma
