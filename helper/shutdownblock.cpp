// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// logind's Inhibit(), which answers with a pipe: whoever holds it inhibits.
#include "helper/shutdownblock.h"

#include "helper/systembus.h"

#include <fcntl.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<Descriptor> pipeIn(const SystemBus &bus, sd_bus_message *reply)
{
    int borrowed = -1; // the message's own
    if (const int answer = ::sd_bus_message_read(reply, "h", &borrowed); answer < 0)
        return bus.failure(answer);
    Descriptor pipe(::fcntl(borrowed, F_DUPFD_CLOEXEC, 3));
    if (!pipe.valid())
        return bus.failure(-errno);
    return pipe;
}

} // namespace

Result<Descriptor> blockShutdown(const QString &why)
{
    const auto bus = SystemBus::open(u"logind"_s);
    if (!bus)
        return std::unexpected(bus.error());
    sd_bus_message *reply = nullptr;
    const int answer = ::sd_bus_call_method(bus->inTime(), "org.freedesktop.login1", "/org/freedesktop/login1",
                                            "org.freedesktop.login1.Manager", "Inhibit", nullptr, &reply, "ssss",
                                            "shutdown:sleep", "RDMA Manager", why.toUtf8().constData(), "block");
    const BusMessage owned(reply);
    return answer < 0 ? Result<Descriptor>(bus->failure(answer)) : pipeIn(*bus, reply);
}

} // namespace rdma
