// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A connection of its own for each reading: readers are threads, and a bus connection belongs to one.
#include "helper/systemservices.h"

#include "helper/errnoerror.h"

#include <QTimeZone>
#include <cerrno>
#include <chrono>
#include <memory>
#include <systemd/sd-bus.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 patience = 2'000'000; // microseconds; a read has five seconds

constexpr auto service = "org.freedesktop.systemd1";
constexpr auto unitInterface = "org.freedesktop.systemd1.Unit";

struct Unref {
    void operator()(sd_bus *bus) const { ::sd_bus_close_unref(bus); }
    void operator()(sd_bus_message *message) const { ::sd_bus_message_unref(message); }
    void operator()(char *text) const { std::free(text); }
};
using Bus = std::unique_ptr<sd_bus, Unref>;
using Text = std::unique_ptr<char, Unref>;

std::unexpected<Error> failure(int answer)
{
    return fail(answer == -ETIMEDOUT ? ErrorCode::Timeout : ErrorCode::Io, u"systemd"_s, errnoName(-answer));
}

/// A call would wait 90 seconds for a bus that takes the connection and says nothing (BUS_AUTH_TIMEOUT in systemd's
/// src/libsystemd/sd-bus/bus-socket.c).
Result<void> awaitReady(sd_bus *bus)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::microseconds(patience);
    int answer = ::sd_bus_is_ready(bus);
    while (answer == 0) {
        const auto left = deadline - std::chrono::steady_clock::now();
        if (left.count() <= 0)
            return failure(-ETIMEDOUT);
        answer = ::sd_bus_process(bus, nullptr);
        if (answer == 0)
            answer = ::sd_bus_wait(bus, quint64(std::chrono::ceil<std::chrono::microseconds>(left).count()));
        answer = answer < 0 && answer != -EINTR ? answer : ::sd_bus_is_ready(bus);
    }
    return answer < 0 ? Result<void>(failure(answer)) : Result<void>();
}

Result<Bus> openBus()
{
    sd_bus *opened = nullptr;
    if (const int answer = ::sd_bus_open_system(&opened); answer < 0)
        return failure(answer);
    Bus bus(opened);
    ::sd_bus_set_method_call_timeout(opened, patience);
    return awaitReady(opened).transform([&] { return std::move(bus); });
}

/// GetUnit, not LoadUnit: nothing is read in for us. Empty: systemd does not have it in memory.
Result<QByteArray> pathOf(sd_bus *bus, const QString &unit)
{
    sd_bus_message *reply = nullptr;
    const int answer =
        ::sd_bus_call_method(bus, service, "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "GetUnit",
                             nullptr, &reply, "s", unit.toUtf8().constData());
    const std::unique_ptr<sd_bus_message, Unref> owned(reply);
    if (answer == -ENOENT) // org.freedesktop.systemd1.NoSuchUnit
        return QByteArray();
    const char *path = nullptr;
    if (answer < 0)
        return failure(answer);
    if (const int read = ::sd_bus_message_read(reply, "o", &path); read < 0)
        return failure(read);
    return QByteArray(path);
}

QString textOf(sd_bus *bus, const QByteArray &path, const char *interface, const char *property)
{
    char *text = nullptr;
    const int answer =
        ::sd_bus_get_property_string(bus, service, path.constData(), interface, property, nullptr, &text);
    const Text owned(text);
    return answer < 0 ? QString() : QString::fromUtf8(text);
}

/// When it last came to the state it is in; 0: not since this boot.
QDateTime changeOf(sd_bus *bus, const QByteArray &path)
{
    quint64 microseconds = 0;
    const int answer = ::sd_bus_get_property_trivial(bus, service, path.constData(), unitInterface,
                                                     "StateChangeTimestamp", nullptr, 't', &microseconds);
    return answer < 0 || microseconds == 0
               ? QDateTime()
               : QDateTime::fromMSecsSinceEpoch(qint64(microseconds / 1000), QTimeZone::UTC);
}

ServiceStanding standingAt(sd_bus *bus, const QByteArray &path)
{
    const QString state = textOf(bus, path, unitInterface, "ActiveState");
    ServiceStanding standing{.activity = valueOf(serviceActivityNames, state).value_or(ServiceActivity::Unknown),
                             .detail = textOf(bus, path, unitInterface, "SubState"),
                             .since = changeOf(bus, path)};
    if (standing.activity == ServiceActivity::Failed)
        standing.result = textOf(bus, path, "org.freedesktop.systemd1.Service", "Result");
    return standing;
}

} // namespace

Result<std::map<QString, ServiceStanding>> SystemServices::standing(const QStringList &units) const
{
    const auto bus = openBus();
    if (!bus)
        return std::unexpected(bus.error());
    std::map<QString, ServiceStanding> found;
    for (const QString &unit : units) {
        const auto path = pathOf(bus->get(), unit);
        if (!path)
            return std::unexpected(path.error());
        if (!path->isEmpty())
            found[unit] = standingAt(bus->get(), *path);
    }
    return found;
}

} // namespace rdma
