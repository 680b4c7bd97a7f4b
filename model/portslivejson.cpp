// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What only the machine knows of feature "ports" in JSON: leniently read, the helper may be newer.
#include "model/jsonparts.h"
#include "model/optionaljson.h"
#include "model/ports.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <typename Enum, std::size_t N>
QJsonArray namesOf(const std::vector<Enum> &values, const EnumNames<Enum, N> &names)
{
    QJsonArray array;
    for (const Enum value : values)
        array.append(nameOf(names, value));
    return array;
}

/// Without those that a newer helper knows and we do not.
template <typename Enum, std::size_t N>
std::vector<Enum> takeValues(ObjectReader &reader, const QString &key, const EnumNames<Enum, N> &names)
{
    std::vector<Enum> values;
    for (const QString &text : reader.texts(key))
        if (const auto value = valueOf(names, text))
            values.push_back(*value);
    return values;
}

template <typename Key, typename T, typename Decode>
std::map<Key, T> takeParts(ObjectReader &reader, const QString &name, Key (*keyOf)(const QString &), Decode decode)
{
    std::map<Key, T> parts;
    const QJsonObject object = reader.object(name);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const Result<T> part = decode(it->toObject(), it.key());
        if (part)
            parts[keyOf(it.key())] = *part;
        else
            reader.reject(name, part.error().subject + u' ' + part.error().detail);
    }
    return parts;
}

int numberOf(const QString &key)
{
    return key.toInt();
}

QString sameText(const QString &key)
{
    return key;
}

QJsonObject toJson(const PortLive &port)
{
    QJsonObject object{{u"device"_s, port.device},
                       {u"interfaces"_s, QJsonArray::fromStringList(port.interfaces)},
                       {u"found"_s, nameOf(portTypeNames, port.found)},
                       {u"nowChoices"_s, namesOf(port.nowChoices, portTypeNames)},
                       {u"bootChoices"_s, namesOf(port.bootChoices, portTypeNames)},
                       {u"verdict"_s, nameOf(typeVerdictNames, port.verdict)}};
    putOptional(object, u"since"_s, port.since);
    return object;
}

Result<PortLive> portLiveFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    PortLive port{.device = reader.text(u"device"_s),
                  .interfaces = reader.texts(u"interfaces"_s),
                  .found = reader.oneOf(u"found"_s, portTypeNames),
                  .nowChoices = takeValues(reader, u"nowChoices"_s, portTypeNames),
                  .bootChoices = takeValues(reader, u"bootChoices"_s, portTypeNames),
                  .verdict = reader.oneOf(u"verdict"_s, typeVerdictNames),
                  .since = reader.optionalInteger(u"since"_s, 0)};
    return reader.finishLenient().transform([&] { return std::move(port); });
}

QJsonObject toJson(const FirmwareReading &reading)
{
    QJsonObject object{{u"read"_s, reading.read}, {u"detail"_s, reading.detail}, {u"cause"_s, reading.cause}};
    if (reading.problem)
        object[u"problem"_s] = nameOf(mstProblemNames, *reading.problem);
    return object;
}

Result<FirmwareReading> readingFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"reading"_s);
    FirmwareReading reading{reader.integer(u"read"_s, 0), takeOptional(reader, u"problem"_s, mstProblemNames),
                            reader.text(u"detail"_s), reader.text(u"cause"_s)};
    return reader.finishLenient().transform([&] { return std::move(reading); });
}

QJsonObject toJson(const CardLive &card)
{
    QJsonObject ports;
    for (const auto &[number, port] : card.ports)
        ports[QString::number(number)] = toJson(port);
    QJsonObject object{{u"kind"_s, nameOf(functionKindNames, card.kind)},
                       {u"chip"_s, card.chip},
                       {u"driver"_s, card.driver},
                       {u"boardId"_s, card.boardId},
                       {u"firmware"_s, card.firmware},
                       {u"slots"_s, QJsonArray::fromStringList(card.functions)},
                       {u"parent"_s, card.parent},
                       {u"road"_s, nameOf(portRoadNames, card.road)},
                       {u"reason"_s, nameOf(roadReasonNames, card.reason)},
                       {u"file"_s, card.file},
                       {u"alsoSetBy"_s, namesOf(card.alsoSetBy, portRoadNames)},
                       {u"ports"_s, ports}};
    if (card.reading)
        object[u"reading"_s] = toJson(*card.reading);
    if (card.restart)
        object[u"restart"_s] = nameOf(mstRestartNames, *card.restart);
    return object;
}

Result<CardLive> cardLiveFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    CardLive card{.kind = reader.oneOf(u"kind"_s, functionKindNames),
                  .chip = reader.text(u"chip"_s),
                  .driver = reader.text(u"driver"_s),
                  .boardId = reader.text(u"boardId"_s),
                  .firmware = reader.text(u"firmware"_s),
                  .functions = reader.texts(u"slots"_s),
                  .parent = reader.text(u"parent"_s),
                  .road = reader.oneOf(u"road"_s, portRoadNames),
                  .reason = reader.oneOf(u"reason"_s, roadReasonNames),
                  .file = reader.text(u"file"_s),
                  .alsoSetBy = takeValues(reader, u"alsoSetBy"_s, portRoadNames),
                  .reading = takeOptionalPart(reader, u"reading"_s, readingFromJson),
                  .restart = takeOptional(reader, u"restart"_s, mstRestartNames),
                  .ports = takeParts<int, PortLive>(reader, u"ports"_s, numberOf, portLiveFromJson)};
    return reader.finishLenient().transform([&] { return std::move(card); });
}

QJsonObject toJson(const ImageContents &contents)
{
    return {{u"mlx4Core"_s, contents.hasMlx4Core},
            {u"ownOptions"_s, contents.hasOwnOptions},
            {u"mlx4Conf"_s, contents.hasMlx4Conf},
            {u"setupScript"_s, contents.hasSetupScript}};
}

Result<ImageContents> contentsFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"contents"_s);
    const ImageContents contents{reader.boolean(u"mlx4Core"_s), reader.boolean(u"ownOptions"_s),
                                 reader.boolean(u"mlx4Conf"_s), reader.boolean(u"setupScript"_s)};
    return reader.finishLenient().transform([&] { return contents; });
}

QJsonObject toJson(const BootImageLive &image)
{
    QJsonObject object{{u"builder"_s, nameOf(imageBuilderNames, image.builder)},
                       {u"image"_s, image.image},
                       {u"command"_s, image.command},
                       {u"lacks"_s, image.lacks}};
    if (image.contents)
        object[u"contents"_s] = toJson(*image.contents);
    return object;
}

Result<BootImageLive> imageFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"image"_s);
    BootImageLive image{reader.oneOf(u"builder"_s, imageBuilderNames), reader.text(u"image"_s),
                        reader.text(u"command"_s), takeOptionalPart(reader, u"contents"_s, contentsFromJson),
                        reader.text(u"lacks"_s)};
    return reader.finishLenient().transform([&] { return std::move(image); });
}

std::map<int, Mlx4ConfVerdict> takeBadLines(ObjectReader &reader)
{
    std::map<int, Mlx4ConfVerdict> lines;
    const QJsonObject object = reader.object(u"badLines"_s);
    for (auto it = object.begin(); it != object.end(); ++it)
        if (const auto verdict = valueOf(mlx4ConfVerdictNames, it->toString()))
            lines[it.key().toInt()] = *verdict;
    return lines;
}

} // namespace

QJsonObject toJson(const PortsLive &live)
{
    QJsonObject cards;
    for (const auto &[slot, card] : live.cards)
        cards[slot] = toJson(card);
    QJsonObject lines;
    for (const auto &[line, verdict] : live.badLines)
        lines[QString::number(line)] = nameOf(mlx4ConfVerdictNames, verdict);
    return {{u"hasTool"_s, live.hasTool},
            {u"tool"_s, live.tool},
            {u"toolVersion"_s, live.toolVersion},
            {u"toolProblem"_s, live.toolProblem},
            {u"isLockedDown"_s, live.isLockedDown},
            {u"image"_s, toJson(live.image)},
            {u"cards"_s, cards},
            {u"badLines"_s, lines}};
}

Result<PortsLive> portsLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    PortsLive live{.hasTool = reader.boolean(u"hasTool"_s),
                   .tool = reader.text(u"tool"_s),
                   .toolVersion = reader.text(u"toolVersion"_s),
                   .toolProblem = reader.text(u"toolProblem"_s),
                   .isLockedDown = reader.boolean(u"isLockedDown"_s),
                   .image = takePart(reader, u"image"_s, imageFromJson),
                   .cards = takeParts<QString, CardLive>(reader, u"cards"_s, sameText, cardLiveFromJson),
                   .badLines = takeBadLines(reader)};
    return reader.finishLenient().transform([&] { return std::move(live); });
}

} // namespace rdma
