// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A connection of its own for each reading: readers are threads, and a bus connection belongs to one.
#include "helper/systemservices.h"

#include "helper/systembus.h"

#include <QTimeZone>
#include <cerrno>
#include <cstdlib>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.systemd1";
constexpr auto unitInterface = "org.freedesktop.systemd1.Unit";

struct FreeText {
    void operator()(char *text) const { std::free(text); }
};
using Text = std::unique_ptr<char, FreeText>;

/// GetUnit, not LoadUnit: nothing is read in for us. Empty: systemd does not have it in memory.
Result<QByteArray> pathOf(const SystemBus &bus, const QString &unit)
{
    sd_bus_message *reply = nullptr;
    const int answer =
        ::sd_bus_call_method(bus.inTime(), service, "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager",
                             "GetUnit", nullptr, &reply, "s", unit.toUtf8().constData());
    const BusMessage owned(reply);
    if (answer == -ENOENT) // org.freedesktop.systemd1.NoSuchUnit
        return QByteArray();
    const char *path = nullptr;
    if (answer < 0)
        return bus.failure(answer);
    if (const int read = ::sd_bus_message_read(reply, "o", &path); read < 0)
        return bus.failure(read);
    return QByteArray(path);
}

QString textOf(const SystemBus &bus, const QByteArray &path, const char *interface, const char *property)
{
    char *text = nullptr;
    const int answer =
        ::sd_bus_get_property_string(bus.inTime(), service, path.constData(), interface, property, nullptr, &text);
    const Text owned(text);
    return answer < 0 ? QString() : QString::fromUtf8(text);
}

/// When it last came to the state it is in; 0: not since this boot.
QDateTime changeOf(const SystemBus &bus, const QByteArray &path)
{
    quint64 microseconds = 0;
    const int answer = ::sd_bus_get_property_trivial(bus.inTime(), service, path.constData(), unitInterface,
                                                     "StateChangeTimestamp", nullptr, 't', &microseconds);
    return answer < 0 || microseconds == 0
               ? QDateTime()
               : QDateTime::fromMSecsSinceEpoch(qint64(microseconds / 1000), QTimeZone::UTC);
}

ServiceStanding standingAt(const SystemBus &bus, const QByteArray &path)
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
    const auto bus = SystemBus::open(u"systemd"_s);
    if (!bus)
        return std::unexpected(bus.error());
    std::map<QString, ServiceStanding> found;
    for (const QString &unit : units) {
        const auto path = pathOf(*bus, unit);
        if (!path)
            return std::unexpected(path.error());
        if (!path->isEmpty())
            found[unit] = standingAt(*bus, *path);
        if (bus->isLate()) // what came last may be half an answer
            return bus->failure(-ETIMEDOUT);
    }
    return found;
}

} // namespace rdma
