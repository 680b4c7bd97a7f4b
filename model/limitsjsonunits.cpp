// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// LimitMEMLOCK= of services and what is wrong with it, in JSON.
#include "model/limitsjson.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<UnitLimitProblem, 4> complaintNames{{
    {UnitLimitProblem::Malformed, "malformed"_L1},
    {UnitLimitProblem::OutOfRange, "out-of-range"_L1},
    {UnitLimitProblem::SoftAboveHard, "soft-above-hard"_L1},
    {UnitLimitProblem::BrokenFile, "broken-file"_L1},
}};

QJsonObject toJson(const PlacedLimit &placed)
{
    return {{u"path"_s, placed.path}, {u"line"_s, placed.line}, {u"limit"_s, toJson(placed.limit)}};
}

Result<PlacedLimit> placedLimitFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    PlacedLimit placed{.path = reader.text(u"path"_s),
                       .line = takeLine(reader),
                       .limit = takePart(reader, u"limit"_s, memoryLimitFromJson)};
    return reader.finishLenient().transform([&] { return std::move(placed); });
}

QJsonObject toJson(const UnitLimitComplaint &complaint)
{
    return {{u"path"_s, complaint.path},
            {u"line"_s, complaint.line},
            {u"problem"_s, nameOf(complaintNames, complaint.problem)}};
}

Result<UnitLimitComplaint> complaintFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    UnitLimitComplaint complaint{.path = reader.text(u"path"_s),
                                 .line = takeLine(reader),
                                 .problem = reader.oneOf(u"problem"_s, complaintNames)};
    return reader.finishLenient().transform([&] { return std::move(complaint); });
}

} // namespace

QJsonObject toJson(const UnitMemlock &unit)
{
    QJsonObject object{{u"overridden"_s, arrayOf<PlacedLimit>(unit.overridden, toJson)},
                       {u"complaints"_s, arrayOf<UnitLimitComplaint>(unit.complaints, toJson)}};
    if (unit.winner)
        object[u"winner"_s] = toJson(*unit.winner);
    return object;
}

Result<UnitMemlock> unitMemlockFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    UnitMemlock unit{.winner = takeOptionalPart(reader, u"winner"_s, placedLimitFromJson),
                     .overridden = takeList(reader, u"overridden"_s, placedLimitFromJson),
                     .complaints = takeList(reader, u"complaints"_s, complaintFromJson)};
    return reader.finishLenient().transform([&] { return std::move(unit); });
}

} // namespace rdma
