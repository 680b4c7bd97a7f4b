// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The class infiniband_mad of drivers/infiniband/core/user_mad.c; it has issmN and abi_version as well.
#include "helper/umad.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The name goes into a command: "umad" and a number, and nothing that somebody might have put there.
bool isUmad(const QString &name)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const QString number = name.sliced(std::min<qsizetype>(4, name.size()));
    return name.startsWith("umad"_L1) && !number.isEmpty() && number.size() <= 5 &&
           std::ranges::all_of(number, isDigit);
}

} // namespace

std::optional<QString> umadOf(const PortId &port, const Host &host)
{
    const QString directory = u"/sys/class/infiniband_mad"_s;
    for (const QString &name : host.list(directory)) {
        const QString device = directory + u'/' + name;
        if (isUmad(name) && host.attribute(device + "/ibdev"_L1) == port.device.toUtf8() &&
            host.attribute(device + "/port"_L1) == QByteArray::number(port.port))
            return name;
    }
    return std::nullopt;
}

} // namespace rdma
