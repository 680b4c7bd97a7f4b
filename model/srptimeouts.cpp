// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The law of a session's timeouts, and the way from one legal combination to another.
#include "model/srptimeouts.h"

#include "model/json.h"
#include "model/optionaljson.h"

#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int deviceBlockMax = 600; ///< SCSI_DEVICE_BLOCK_MAX_TIMEOUT, scsi/scsi_device.h

constexpr EnumNames<TimeoutProblem, 6> problemNames{{
    {TimeoutProblem::OutOfRange, "OutOfRange"_L1},
    {TimeoutProblem::NoReconnectDelay, "NoReconnectDelay"_L1},
    {TimeoutProblem::AllOff, "AllOff"_L1},
    {TimeoutProblem::FastIoFailTooLong, "FastIoFailTooLong"_L1},
    {TimeoutProblem::DevLossTooLong, "DevLossTooLong"_L1},
    {TimeoutProblem::FastIoFailTooLate, "FastIoFailTooLate"_L1},
}};

struct Field {
    QLatin1StringView attribute;
    QLatin1StringView key; ///< in JSON
    std::optional<int> SrpTimeouts::*value;
};

constexpr std::array<Field, 3> fields{{
    {"reconnect_delay"_L1, "reconnectDelay"_L1, &SrpTimeouts::reconnectDelay},
    {"fast_io_fail_tmo"_L1, "fastIoFail"_L1, &SrpTimeouts::fastIoFail},
    {"dev_loss_tmo"_L1, "devLoss"_L1, &SrpTimeouts::devLoss},
}};

bool isInRange(std::optional<int> seconds)
{
    return !seconds || *seconds >= 0;
}

TimeoutStore storeOf(const Field &field, const SrpTimeouts &timeouts)
{
    const auto seconds = timeouts.*field.value;
    return {field.attribute, seconds ? QByteArray::number(*seconds) : "off"_ba};
}

/// Depth first over the few orders there are: the fields that still differ, each stored once.
bool findWay(const SrpTimeouts &at, const SrpTimeouts &after, std::vector<TimeoutStore> &way)
{
    if (at == after)
        return true;
    for (const Field &field : fields) {
        SrpTimeouts next = at;
        next.*field.value = after.*field.value;
        if (next == at || problemOf(next))
            continue;
        way.push_back(storeOf(field, next));
        if (findWay(next, after, way))
            return true;
        way.pop_back();
    }
    return false;
}

/// Legal beside every value of the other two but "off".
constexpr SrpTimeouts between{.reconnectDelay = 10, .fastIoFail = 0, .devLoss = 600};

} // namespace

QString nameOf(TimeoutProblem problem)
{
    return nameOf(problemNames, problem);
}

std::optional<TimeoutProblem> problemOf(const SrpTimeouts &timeouts)
{
    const auto [reconnect, fast, loss] = timeouts;
    if (!isInRange(reconnect) || !isInRange(fast) || !isInRange(loss))
        return TimeoutProblem::OutOfRange;
    if (reconnect == 0)
        return TimeoutProblem::NoReconnectDelay;
    if (!reconnect && !fast && !loss)
        return TimeoutProblem::AllOff;
    if (fast && *fast > deviceBlockMax)
        return TimeoutProblem::FastIoFailTooLong;
    if (!fast && loss && *loss > deviceBlockMax)
        return TimeoutProblem::DevLossTooLong;
    return fast && loss && *fast >= *loss ? std::optional(TimeoutProblem::FastIoFailTooLate) : std::nullopt;
}

std::vector<TimeoutStore> storesBetween(const SrpTimeouts &before, const SrpTimeouts &after)
{
    std::vector<TimeoutStore> way;
    if (findWay(before, after, way))
        return way;
    // No order of the three: over values that are legal beside all others.
    std::ignore = findWay(before, between, way) && findWay(between, after, way);
    return way;
}

QJsonObject toJson(const SrpTimeouts &timeouts)
{
    QJsonObject object;
    for (const Field &field : fields)
        putOptional(object, field.key, timeouts.*field.value);
    return object;
}

Result<SrpTimeouts> srpTimeoutsFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    SrpTimeouts timeouts;
    for (const Field &field : fields)
        timeouts.*field.value = takeNumber(reader, field.key);
    if (const auto problem = problemOf(timeouts))
        reader.reject(u"timeouts"_s, nameOf(*problem));
    return reader.finish().transform([&] { return timeouts; });
}

} // namespace rdma
