// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON of how one protocol stands: its module, its boot files, what uses it.
#include "model/modulesjson.h"

#include "model/json.h"
#include "model/jsonlist.h"

#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxInt = std::numeric_limits<int>::max();
constexpr EnumNames<ModuleUseWeight, 3> weightNames{
    {{ModuleUseWeight::Keeps, "keeps"_L1}, {ModuleUseWeight::Cuts, "cuts"_L1}, {ModuleUseWeight::Ends, "ends"_L1}}};
constexpr EnumNames<ModuleState::Now, 5> nowNames{{{ModuleState::NotLoaded, "notLoaded"_L1},
                                                   {ModuleState::Loaded, "loaded"_L1},
                                                   {ModuleState::BuiltIn, "builtIn"_L1},
                                                   {ModuleState::Absent, "absent"_L1},
                                                   {ModuleState::Denied, "denied"_L1}}};
constexpr EnumNames<Denial::Kind, 3> denialNames{
    {{Denial::Blacklisted, "blacklisted"_L1}, {Denial::NoCommand, "noCommand"_L1}, {Denial::Renamed, "renamed"_L1}}};
constexpr EnumNames<BootChoice::State, 3> stateNames{
    {{BootChoice::Off, "off"_L1}, {BootChoice::On, "on"_L1}, {BootChoice::Unknown, "unknown"_L1}}};

Result<Denial> denialFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"denials"_s);
    Denial denial{reader.oneOf(u"kind"_s, denialNames), reader.text(u"file"_s),
                  static_cast<int>(reader.integer(u"line"_s, 0, maxInt))};
    return reader.finishLenient().transform([&] { return std::move(denial); });
}

Result<BootPlace> placeFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"places"_s);
    BootPlace place{reader.text(u"path"_s), static_cast<int>(reader.integer(u"line"_s, 0, maxInt))};
    return reader.finishLenient().transform([&] { return std::move(place); });
}

QJsonObject toJson(const BootObstacle &obstacle)
{
    return {{u"reason"_s, nameOf(bootHindranceNames, obstacle.reason)},
            {u"path"_s, obstacle.place.path},
            {u"line"_s, obstacle.place.line}};
}

Result<BootObstacle> obstacleFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"impossible"_s);
    BootObstacle obstacle{reader.oneOf(u"reason"_s, bootHindranceNames),
                          {reader.text(u"path"_s), static_cast<int>(reader.integer(u"line"_s, 0, maxInt))}};
    return reader.finishLenient().transform([&] { return std::move(obstacle); });
}

QJsonObject toJson(const BootChoice &choice)
{
    QJsonObject object{{u"state"_s, nameOf(stateNames, choice.state)}, {u"places"_s, listToJson(choice.places)}};
    if (choice.impossible)
        object[u"impossible"_s] = toJson(*choice.impossible);
    return object;
}

Result<BootChoice> choiceFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"boot"_s);
    BootChoice choice{reader.oneOf(u"state"_s, stateNames), {}, {}};
    const QJsonArray places = reader.array(u"places"_s);
    const auto impossible = reader.optionalObject(u"impossible"_s);
    if (const auto good = reader.finishLenient(); !good)
        return std::unexpected(good.error());
    auto decoded = listFromJson(places, placeFromJson);
    if (!decoded)
        return std::unexpected(decoded.error());
    choice.places = *std::move(decoded);
    if (!impossible)
        return choice;
    return obstacleFromJson(*impossible).transform([&](BootObstacle obstacle) {
        choice.impossible = std::move(obstacle);
        return std::move(choice);
    });
}

Result<ModuleUse> useFromJson(const QJsonObject &object)
{
    ObjectReader reader(object, u"uses"_s);
    ModuleUse use{reader.oneOf(u"kind"_s, moduleUseNames), reader.text(u"what"_s), reader.text(u"detail"_s),
                  reader.oneOf(u"weight"_s, weightNames)};
    return reader.finishLenient().transform([&] { return std::move(use); });
}

Result<void> decodeParts(ProtocolLive &protocol, const QJsonArray &denials, const QJsonObject &boot,
                         const QJsonArray &uses)
{
    auto denied = listFromJson(denials, denialFromJson);
    auto choice = choiceFromJson(boot);
    auto used = listFromJson(uses, useFromJson);
    if (!denied)
        return std::unexpected(denied.error());
    if (!choice || !used)
        return std::unexpected(choice ? used.error() : choice.error());
    protocol.module.denials = *std::move(denied);
    protocol.boot = *std::move(choice);
    protocol.uses = *std::move(used);
    return {};
}

} // namespace

QJsonObject toJson(const Denial &denial)
{
    return {{u"kind"_s, nameOf(denialNames, denial.kind)}, {u"file"_s, denial.file}, {u"line"_s, denial.line}};
}

QJsonObject toJson(const BootPlace &place)
{
    return {{u"path"_s, place.path}, {u"line"_s, place.line}};
}

QJsonObject toJson(const ModuleUse &use)
{
    return {{u"kind"_s, nameOf(moduleUseNames, use.kind)},
            {u"what"_s, use.what},
            {u"detail"_s, use.detail},
            {u"weight"_s, nameOf(weightNames, use.weight)}};
}

QJsonObject toJson(const ProtocolLive &protocol)
{
    return {{u"now"_s, nameOf(nowNames, protocol.module.now)},
            {u"denials"_s, listToJson(protocol.module.denials)},
            {u"boot"_s, toJson(protocol.boot)},
            {u"needs"_s, QJsonArray::fromStringList(protocol.needs)},
            {u"users"_s, QJsonArray::fromStringList(protocol.users)},
            {u"uses"_s, listToJson(protocol.uses)}};
}

Result<ProtocolLive> protocolLiveFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    ProtocolLive protocol;
    protocol.module.now = reader.oneOf(u"now"_s, nowNames);
    protocol.needs = reader.texts(u"needs"_s);
    protocol.users = reader.texts(u"users"_s);
    const QJsonArray denials = reader.array(u"denials"_s);
    const QJsonObject boot = reader.object(u"boot"_s);
    const QJsonArray uses = reader.array(u"uses"_s);
    return reader.finishLenient().and_then([&] { return decodeParts(protocol, denials, boot, uses); }).transform([&] {
        return std::move(protocol);
    });
}

} // namespace rdma
