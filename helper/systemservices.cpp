// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A connection of its own for each reading: readers are threads, and a bus connection belongs to one.
#include "helper/systemservices.h"

#include "helper/errnoerror.h"

#include <QTimeZone>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <systemd/sd-bus.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Deadline = std::chrono::steady_clock::time_point;

constexpr std::chrono::seconds patience{3}; // for all of it; a read has five

constexpr auto service = "org.freedesktop.systemd1";
constexpr auto unitInterface = "org.freedesktop.systemd1.Unit";

struct Unref {
    void operator()(sd_bus *bus) const { ::sd_bus_close_unref(bus); }
    void operator()(sd_bus_message *message) const { ::sd_bus_message_unref(message); }
    void operator()(char *text) const { std::free(text); }
};
using Bus = std::unique_ptr<sd_bus, Unref>;
using Text = std::unique_ptr<char, Unref>;

struct Asked {
    Bus bus;
    Deadline deadline;
};

/// At least 1: by 0 the library's own 25 seconds are meant (sd_bus_set_method_call_timeout(3)).
quint64 microsecondsTo(Deadline deadline)
{
    const auto left = std::chrono::ceil<std::chrono::microseconds>(deadline - std::chrono::steady_clock::now());
    return quint64(std::max<std::int64_t>(left.count(), 1));
}

bool isOver(Deadline deadline)
{
    return std::chrono::steady_clock::now() >= deadline;
}

/// For one call, which gets what is left.
sd_bus *inTime(const Asked &asked)
{
    ::sd_bus_set_method_call_timeout(asked.bus.get(), microsecondsTo(asked.deadline));
    return asked.bus.get();
}

std::unexpected<Error> failure(int answer)
{
    return fail(answer == -ETIMEDOUT ? ErrorCode::Timeout : ErrorCode::Io, u"systemd"_s, errnoName(-answer));
}

/// A call would wait 90 seconds for a bus that takes the connection and says nothing (BUS_AUTH_TIMEOUT in systemd's
/// src/libsystemd/sd-bus/bus-socket.c).
Result<void> awaitReady(sd_bus *bus, Deadline deadline)
{
    int answer = ::sd_bus_is_ready(bus);
    while (answer == 0) {
        if (isOver(deadline))
            return failure(-ETIMEDOUT);
        answer = ::sd_bus_process(bus, nullptr);
        if (answer == 0)
            answer = ::sd_bus_wait(bus, microsecondsTo(deadline));
        answer = answer < 0 && answer != -EINTR ? answer : ::sd_bus_is_ready(bus);
    }
    return answer < 0 ? Result<void>(failure(answer)) : Result<void>();
}

Result<Asked> openBus()
{
    const Deadline deadline = std::chrono::steady_clock::now() + patience;
    sd_bus *opened = nullptr;
    if (const int answer = ::sd_bus_open_system(&opened); answer < 0)
        return failure(answer);
    Bus bus(opened);
    return awaitReady(opened, deadline).transform([&] { return Asked{std::move(bus), deadline}; });
}

/// GetUnit, not LoadUnit: nothing is read in for us. Empty: systemd does not have it in memory.
Result<QByteArray> pathOf(const Asked &asked, const QString &unit)
{
    sd_bus_message *reply = nullptr;
    const int answer =
        ::sd_bus_call_method(inTime(asked), service, "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
                             "GetUnit", nullptr, &reply, "s", unit.toUtf8().constData());
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

QString textOf(const Asked &asked, const QByteArray &path, const char *interface, const char *property)
{
    char *text = nullptr;
    const int answer =
        ::sd_bus_get_property_string(inTime(asked), service, path.constData(), interface, property, nullptr, &text);
    const Text owned(text);
    return answer < 0 ? QString() : QString::fromUtf8(text);
}

/// When it last came to the state it is in; 0: not since this boot.
QDateTime changeOf(const Asked &asked, const QByteArray &path)
{
    quint64 microseconds = 0;
    const int answer = ::sd_bus_get_property_trivial(inTime(asked), service, path.constData(), unitInterface,
                                                     "StateChangeTimestamp", nullptr, 't', &microseconds);
    return answer < 0 || microseconds == 0
               ? QDateTime()
               : QDateTime::fromMSecsSinceEpoch(qint64(microseconds / 1000), QTimeZone::UTC);
}

ServiceStanding standingAt(const Asked &asked, const QByteArray &path)
{
    const QString state = textOf(asked, path, unitInterface, "ActiveState");
    ServiceStanding standing{.activity = valueOf(serviceActivityNames, state).value_or(ServiceActivity::Unknown),
                             .detail = textOf(asked, path, unitInterface, "SubState"),
                             .since = changeOf(asked, path)};
    if (standing.activity == ServiceActivity::Failed)
        standing.result = textOf(asked, path, "org.freedesktop.systemd1.Service", "Result");
    return standing;
}

} // namespace

Result<std::map<QString, ServiceStanding>> SystemServices::standing(const QStringList &units) const
{
    const auto asked = openBus();
    if (!asked)
        return std::unexpected(asked.error());
    std::map<QString, ServiceStanding> found;
    for (const QString &unit : units) {
        const auto path = pathOf(*asked, unit);
        if (!path)
            return std::unexpected(path.error());
        if (!path->isEmpty())
            found[unit] = standingAt(*asked, *path);
        if (isOver(asked->deadline)) // what came last may be half an answer
            return failure(-ETIMEDOUT);
    }
    return found;
}

} // namespace rdma
