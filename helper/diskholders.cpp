// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Device numbers and processes as text, both ways.
#include "helper/diskholders.h"

#include "model/json.h"

#include <QRegularExpression>
#include <algorithm>
#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned maxMajor = (1U << 12) - 1; // MINORBITS, include/linux/kdev_t.h
constexpr unsigned maxMinor = (1U << 20) - 1;
constexpr qint64 maxPid = qint64{1} << 22; // PID_MAX_LIMIT, include/linux/threads.h
constexpr qint64 maxUid = std::numeric_limits<quint32>::max();
constexpr qsizetype maxObject = 4096;
constexpr qsizetype maxAnswer = qsizetype{64} * 1024;

QJsonObject toJson(const DiskHolder &holder)
{
    return {{u"pid"_s, holder.pid}, {u"program"_s, holder.program}, {u"uid"_s, holder.uid}};
}

QJsonObject toJson(const DeviceHolders &holders)
{
    QJsonArray processes;
    for (const DiskHolder &holder : holders.named)
        processes.append(toJson(holder));
    return {{u"more"_s, holders.more}, {u"processes"_s, processes}};
}

Result<DiskHolder> holderFrom(const QJsonObject &object)
{
    ObjectReader reader(object);
    DiskHolder holder{reader.integer(u"pid"_s, 1, maxPid), reader.text(u"program"_s),
                      reader.integer(u"uid"_s, 0, maxUid)};
    if (!isProgramName(holder.program))
        reader.reject(u"program"_s, u"no name"_s);
    return reader.finish().transform([&] { return std::move(holder); });
}

Result<DeviceHolders> deviceHoldersFrom(const QJsonObject &object)
{
    ObjectReader reader(object);
    DeviceHolders holders{{}, reader.integer(u"more"_s, 0)};
    const QJsonArray processes = reader.array(u"processes"_s);
    if (processes.size() > maxNamedHolders)
        reader.reject(u"processes"_s, u"too many"_s);
    if (auto good = reader.finish(); !good)
        return std::unexpected(good.error());
    for (const auto &process : processes) {
        auto holder = holderFrom(process.toObject());
        if (!holder)
            return std::unexpected(holder.error());
        holders.named.push_back(*std::move(holder));
    }
    return holders;
}

Result<Holders> holdersFrom(const QJsonObject &devices)
{
    Holders holders;
    for (auto it = devices.begin(); it != devices.end(); ++it) {
        const auto number = DeviceNumber::fromText(it.key());
        auto of = deviceHoldersFrom(it->toObject());
        if (!number || !of)
            return number ? Result<Holders>(std::unexpected(of.error()))
                          : fail(ErrorCode::InvalidWish, it.key().left(maxQuotedKey), u"device"_s);
        holders[*number] = *std::move(of);
    }
    return holders;
}

} // namespace

QString DeviceNumber::text() const
{
    return QString::number(major) + u':' + QString::number(minor);
}

std::optional<DeviceNumber> DeviceNumber::fromText(const QString &text)
{
    static const QRegularExpression spelling(
        QRegularExpression::anchoredPattern(u"(0|[1-9][0-9]{0,3}):(0|[1-9][0-9]{0,6})"_s));
    const auto match = spelling.match(text);
    const DeviceNumber number{match.captured(1).toUInt(), match.captured(2).toUInt()};
    return match.hasMatch() && number.major <= maxMajor && number.minor <= maxMinor ? std::optional(number)
                                                                                    : std::nullopt;
}

bool isProgramName(const QString &name)
{
    const auto isShown = [](QChar character) { return character >= u' ' && character <= u'~'; };
    return !name.isEmpty() && name.size() <= maxProgramName && std::ranges::all_of(name, isShown);
}

Result<QString> holdersObject(const std::set<DeviceNumber> &devices)
{
    if (devices.size() > maxAskedDevices)
        return fail(ErrorCode::TooMany, u"devices"_s);
    QStringList numbers;
    for (const DeviceNumber &device : devices)
        numbers.append(device.text());
    return numbers.join(u',');
}

Result<std::set<DeviceNumber>> devicesFromObject(const QString &object)
{
    const auto refused = [](const QString &part) {
        return fail(ErrorCode::InvalidWish, part.left(maxQuotedKey), u"device"_s);
    };
    if (object.size() > maxObject)
        return refused(object);
    std::set<DeviceNumber> devices;
    for (const QString &part : object.split(u',')) {
        const auto number = DeviceNumber::fromText(part);
        if (!number || devices.size() == maxAskedDevices)
            return refused(part);
        devices.insert(*number);
    }
    return devices;
}

QByteArray holdersText(const Holders &holders)
{
    QJsonObject devices;
    for (const auto &[number, of] : holders)
        devices[number.text()] = toJson(of);
    return canonical({{u"devices"_s, devices}});
}

Result<Holders> holdersFromText(const QByteArray &text)
{
    return parseObject(text, maxAnswer).and_then([](const QJsonObject &object) {
        ObjectReader reader(object);
        const QJsonObject devices = reader.object(u"devices"_s);
        return reader.finish().and_then([&] { return holdersFrom(devices); });
    });
}

} // namespace rdma
