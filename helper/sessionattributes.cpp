// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing to sysfs, to these attributes only.
#include "helper/sessionattributes.h"

#include "helper/attributewrite.h"
#include "helper/descriptor.h"
#include "helper/errnoerror.h"

#include <QRegularExpression>
#include <fcntl.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QRegularExpression whole(const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

bool isSessionAttribute(const QString &path)
{
    static const auto attributes =
        whole(u"/sys/class/(srp_remote_ports/port-[0-9]{1,9}:1/(delete|reconnect_delay|fast_io_fail_tmo|dev_loss_tmo)"
              "|scsi_host/host[0-9]{1,9}/scan)"_s);
    return attributes.match(path).hasMatch();
}

bool isAddTarget(const QString &path)
{
    static const auto addTarget = whole(u"/sys/class/infiniband_srp/srp-[!-.0-~]{1,63}-[0-9]{1,3}/add_target"_s);
    return addTarget.match(path).hasMatch();
}

} // namespace

Result<void> storeSessionAttribute(const QString &path, const QByteArray &value)
{
    return isSessionAttribute(path) ? writeAttribute(path, value) : kernelFailure(EINVAL, path);
}

Result<void> expectUnheldDisk(const QString &device)
{
    static const auto disk = whole(u"/dev/s[dr][a-z0-9]{1,8}"_s);
    if (!disk.match(device).hasMatch())
        return kernelFailure(EINVAL, device);
    const Descriptor file(::open(device.toUtf8().constData(), O_RDONLY | O_EXCL | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW));
    if (!file.valid() && errno == EBUSY)
        return fail(ErrorCode::Busy, device.section(u'/', -1), u"held exclusively"_s);
    return {}; // what cannot be opened at all (no medium, a broken connection) is held by nobody we could spare
}

Result<void> writeAddTarget(const QString &path, const QByteArray &line)
{
    return isAddTarget(path) ? writeAttribute(path, line) : kernelFailure(EINVAL, path);
}

} // namespace rdma
