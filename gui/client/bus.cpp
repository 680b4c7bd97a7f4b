// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opening a bus, and who may be the helper there.
#include "gui/client/bus.h"

#include <QDBusError>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The only connections not made by address are QtDBus' own ones, which it names like this.
constexpr auto systemBusName = "qt_default_system_bus"_L1;

} // namespace

Result<QDBusConnection> openBus(const QString &address)
{
    auto bus = address.isEmpty() ? QDBusConnection::systemBus()
                                 : QDBusConnection::connectToBus(address, u"rdma-manager "_s + address);
    if (bus.isConnected())
        return bus;
    return fail(ErrorCode::NoHelper, u"bus"_s, bus.lastError().message().left(500));
}

QList<uint> helperOwners(const QDBusConnection &bus)
{
    if (bus.name() == systemBusName)
        return {0};
    return {0, getuid()};
}

} // namespace rdma
