// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing to sysfs.
#include "helper/attributewrite.h"

#include "helper/descriptor.h"
#include "helper/errnoerror.h"

#include <fcntl.h>

namespace rdma {

Result<void> writeAttribute(const QString &path, const QByteArray &value)
{
    const Descriptor file(::open(path.toUtf8().constData(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.valid())
        return kernelFailure(errno, path);
    const auto written = ::write(file.get(), value.constData(), static_cast<size_t>(value.size()));
    if (written == -1)
        return kernelFailure(errno, path);
    return written == value.size() ? Result<void>() : fail(ErrorCode::Io, path, QStringLiteral("short write"));
}

} // namespace rdma
