// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What only the machine can tell of feature "limits", in JSON.
#include "model/limitsjson.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<LimitProblem::Kind, 7> problemNames{{
    {LimitProblem::InvalidLine, "invalid-line"_L1},
    {LimitProblem::InvalidRange, "invalid-range"_L1},
    {LimitProblem::UnknownItem, "unknown-item"_L1},
    {LimitProblem::UnknownType, "unknown-type"_L1},
    {LimitProblem::WrongValue, "wrong-value"_L1},
    {LimitProblem::LoginsOnly, "logins-only"_L1},
    {LimitProblem::ExemptsNobody, "exempts-nobody"_L1},
}};

QJsonObject toJson(const ShownLimitProblem &problem)
{
    return {{u"path"_s, problem.path},
            {u"line"_s, problem.line},
            {u"kind"_s, nameOf(problemNames, problem.kind)},
            {u"said"_s, problem.said}};
}

Result<ShownLimitProblem> problemFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    ShownLimitProblem problem{.path = reader.text(u"path"_s),
                              .line = takeLine(reader),
                              .kind = reader.oneOf(u"kind"_s, problemNames),
                              .said = reader.text(u"said"_s)};
    return reader.finishLenient().transform([&] { return std::move(problem); });
}

QJsonObject unitsToJson(const std::map<QString, UnitMemlock> &units)
{
    QJsonObject object;
    for (const auto &[unit, memlock] : units)
        object[unit] = toJson(memlock);
    return object;
}

std::map<QString, UnitMemlock> takeUnits(ObjectReader &reader)
{
    std::map<QString, UnitMemlock> units;
    const QJsonObject object = reader.object(u"units"_s);
    for (auto it = object.begin(); it != object.end(); ++it)
        units[it.key()] = takePart(reader, u"units"_s, unitMemlockFromJson(it->toObject()));
    return units;
}

/// The group need not be there.
std::optional<QStringList> takeMembers(ObjectReader &reader, const QJsonObject &object)
{
    return object.contains(u"members"_s) ? std::optional(reader.texts(u"members"_s)) : std::nullopt;
}

} // namespace

Result<MemoryLimit> memoryLimitFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const MemoryLimit limit = takeLimit(reader);
    return reader.finishLenient().transform([&] { return limit; });
}

QJsonObject toJson(const RunningLimit &running)
{
    return {{u"pid"_s, running.pid},
            {u"program"_s, running.program},
            {u"user"_s, running.user},
            {u"unit"_s, running.unit},
            {u"limit"_s, toJson(running.limit)}};
}

Result<RunningLimit> runningLimitFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    RunningLimit running{.pid = int(reader.integer(u"pid"_s, 1, maxInt)),
                         .program = reader.text(u"program"_s),
                         .user = reader.text(u"user"_s),
                         .unit = reader.text(u"unit"_s),
                         .limit = takePart(reader, u"limit"_s, memoryLimitFromJson)};
    return reader.finishLenient().transform([&] { return std::move(running); });
}

QJsonObject toJson(const LimitsLive &live)
{
    QJsonObject object{{u"rules"_s, arrayOf<ShownRule>(live.rules, toJson)},
                       {u"problems"_s, arrayOf<ShownLimitProblem>(live.problems, toJson)},
                       {u"system"_s, toJson(live.system)},
                       {u"user"_s, toJson(live.user)},
                       {u"usual"_s, toJson(live.usual)},
                       {u"units"_s, unitsToJson(live.units)},
                       {u"services"_s, QJsonArray::fromStringList(live.services)},
                       {u"running"_s, arrayOf<RunningLimit>(live.running, toJson)}};
    if (live.members)
        object[u"members"_s] = QJsonArray::fromStringList(*live.members);
    putPart(object, u"answer"_s, live.answer);
    return object;
}

Result<LimitsLive> limitsLiveFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    LimitsLive live{.rules = takeList(reader, u"rules"_s, shownRuleFromJson),
                    .problems = takeList(reader, u"problems"_s, problemFromJson),
                    .system = takePart(reader, u"system"_s, unitMemlockFromJson),
                    .user = takePart(reader, u"user"_s, unitMemlockFromJson),
                    .usual = takePart(reader, u"usual"_s, memoryLimitFromJson),
                    .units = takeUnits(reader),
                    .services = reader.texts(u"services"_s),
                    .members = takeMembers(reader, object),
                    .answer = takeOptionalPart(reader, u"answer"_s, limitAnswerFromJson),
                    .running = takeList(reader, u"running"_s, runningLimitFromJson)};
    return reader.finishLenient().transform([&] { return std::move(live); });
}

} // namespace rdma
