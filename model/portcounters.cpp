// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Counters in JSON: decimal texts, for a JSON number is exact up to 2^53 only.
#include "model/portcounters.h"

#include "model/json.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxDeviceName = 63; // IB_DEVICE_NAME_MAX - 1, rdma/ib_verbs.h

QJsonObject valuesToJson(const CounterValues &values)
{
    QJsonObject object;
    for (const auto &[name, value] : values)
        object[name] = QString::number(value);
    return object;
}

/// Only the form that QString::number() makes.
std::optional<quint64> counterFromText(const QString &text)
{
    bool ok = false;
    const quint64 value = text.toULongLong(&ok);
    return ok && QString::number(value) == text ? std::optional(value) : std::nullopt;
}

CounterValues takeValues(ObjectReader &reader, const QString &key)
{
    CounterValues values;
    const QJsonObject object = reader.object(key);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto value = counterFromText(it->toString());
        if (!value)
            reader.reject(key, u"no counter"_s);
        values[it.key()] = value.value_or(0);
    }
    return values;
}

/// What the kernel allows as the name of a device (ib_device_rename; a directory of sysfs).
bool isDeviceName(QStringView name)
{
    const bool isSpecial = name == "."_L1 || name == ".."_L1;
    return !name.isEmpty() && name.size() <= maxDeviceName && !isSpecial &&
           std::ranges::none_of(name, [](QChar letter) { return letter == u'/' || letter < u' '; });
}

} // namespace

Result<PortId> PortId::fromText(QStringView text)
{
    const qsizetype slash = text.lastIndexOf(u'/');
    bool ok = false;
    const int port = text.mid(slash + 1).toInt(&ok);
    const PortId id{text.left(std::max<qsizetype>(slash, 0)).toString(), port};
    if (!ok || port < 0 || port > maxPort || !isDeviceName(id.device) || id.text() != text)
        return fail(ErrorCode::InvalidWish, text.left(maxQuotedKey).toString(), u"not DEVICE/PORT"_s);
    return id;
}

QString PortId::text() const
{
    return device + u'/' + QString::number(port);
}

QJsonObject toJson(const PortCounters &counters)
{
    return {{u"microseconds"_s, counters.microseconds},
            {u"port"_s, valuesToJson(counters.port)},
            {u"hardware"_s, valuesToJson(counters.hardware)},
            {u"netdev"_s, valuesToJson(counters.netdev)}};
}

Result<PortCounters> portCountersFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    PortCounters counters{.microseconds = reader.integer(u"microseconds"_s, 0),
                          .port = takeValues(reader, u"port"_s),
                          .hardware = takeValues(reader, u"hardware"_s),
                          .netdev = takeValues(reader, u"netdev"_s)};
    return reader.finishLenient().transform([&] { return std::move(counters); });
}

} // namespace rdma
