// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// mlx4_port1 and mlx4_port2.
#include "helper/portattributes.h"

#include "helper/attributewrite.h"
#include "helper/errnoerror.h"
#include "model/pciaddress.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

bool isPortTypePath(const QString &path)
{
    static const QRegularExpression whole(
        QRegularExpression::anchoredPattern(u"/sys/bus/pci/devices/([0-9a-f:.]{12,16})/mlx4_port[12]"_s));
    const auto match = whole.match(path);
    return match.hasMatch() && isPciAddress(match.capturedView(1));
}

bool isPortTypeValue(const QByteArray &value)
{
    return value == "ib\n" || value == "eth\n" || value == "auto\n";
}

Result<void> storePortType(const QString &path, const QByteArray &value)
{
    return isPortTypePath(path) && isPortTypeValue(value) ? writeAttribute(path, value) : kernelFailure(EINVAL, path);
}

} // namespace rdma
