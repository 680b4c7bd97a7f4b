// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a port has counted. On InfiniBand every counter is a question to the port's firmware, so they are read on
// demand.
#include "helper/features/devices.h"
#include "model/devicetext.h"

#include <chrono>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxCounters = 512; // of one directory; drivers have some dozens

/// Files that hold no number ("N/A (no PMA)") or fail are not measured. lifespan is how long a value is kept.
template <typename Directory> CounterValues valuesIn(const Directory &directory)
{
    CounterValues values;
    if (!directory)
        return values;
    const QByteArrayList names = directory->list();
    for (const QByteArray &name : names.first(std::min(names.size(), maxCounters)))
        if (const auto value = directory->attribute(name.constData()).and_then(numberFrom); value && name != "lifespan")
            values[QString::fromUtf8(name)] = *value;
    return values;
}

qint64 microsecondsNow()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

Result<PortCounters> readCounters(const Host &host, const PortId &port)
{
    const QString path = rdmaClass + port.device;
    const auto device = host.directory(path);
    const auto directory = host.directory(path + "/ports/"_L1 + QString::number(port.port));
    if (!device || !directory)
        return std::unexpected((device ? directory : device).error());
    const QString netdev = interfaceOf(*device, *directory, port.port);
    PortCounters counters{.microseconds = microsecondsNow(),
                          .port = valuesIn(directory->directory("counters")),
                          .hardware = valuesIn(directory->directory("hw_counters"))};
    if (!netdev.isEmpty())
        counters.netdev = valuesIn(host.directory("/sys/class/net/"_L1 + netdev + "/statistics"_L1));
    return counters;
}

} // namespace rdma
