// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A caller whom the bus takes for another user.
#pragma once

#include "tests/bus/caller.h"
#include "tests/mockbus/privatebus.h"

#include <sys/stat.h>
#include <unistd.h>

namespace rdma {

/// The bus looks at the credentials that the socket was connected with. Only root can have others.
[[nodiscard]] inline Caller callerOf(uid_t user, const PrivateBus &bus)
{
    static int count = 0;
    const QString socket = bus.address().section(QStringLiteral("path="), 1).section(u',', 0, 0);
    if (::chmod(qPrintable(socket.section(u'/', 0, -2)), 0711) != 0 || ::seteuid(user) != 0)
        qFatal("this test needs root");
    const Caller caller(bus.connect(QStringLiteral("user %1, %2").arg(user).arg(++count)));
    if (::seteuid(0) != 0)
        qFatal("not root again");
    return caller;
}

} // namespace rdma
