// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of the error codes on the bus and the JSON shape of an error.
#include "model/result.h"

#include "model/enumnames.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<ErrorCode, 24> codeNames{{
    {ErrorCode::InvalidWish, "InvalidWish"_L1}, {ErrorCode::Stale, "Stale"_L1},
    {ErrorCode::NothingToDo, "NothingToDo"_L1}, {ErrorCode::NotAuthorized, "NotAuthorized"_L1},
    {ErrorCode::NoAgent, "NoAgent"_L1},         {ErrorCode::Dismissed, "Dismissed"_L1},
    {ErrorCode::NoPolkit, "NoPolkit"_L1},       {ErrorCode::NotFound, "NotFound"_L1},
    {ErrorCode::Exists, "Exists"_L1},           {ErrorCode::NotSupported, "NotSupported"_L1},
    {ErrorCode::ToolMissing, "ToolMissing"_L1}, {ErrorCode::ToolFailed, "ToolFailed"_L1},
    {ErrorCode::Timeout, "Timeout"_L1},         {ErrorCode::Io, "Io"_L1},
    {ErrorCode::NoSpace, "NoSpace"_L1},         {ErrorCode::ReadOnly, "ReadOnly"_L1},
    {ErrorCode::UnsafeFile, "UnsafeFile"_L1},   {ErrorCode::BadFile, "BadFile"_L1},
    {ErrorCode::Conflict, "Conflict"_L1},       {ErrorCode::Busy, "Busy"_L1},
    {ErrorCode::Cancelled, "Cancelled"_L1},     {ErrorCode::TooMany, "TooMany"_L1},
    {ErrorCode::NoHelper, "NoHelper"_L1},       {ErrorCode::Internal, "Internal"_L1},
}};

} // namespace

QString codeName(ErrorCode code)
{
    return nameOf(codeNames, code);
}

ErrorCode codeFromName(const QString &name)
{
    return valueOf(codeNames, name).value_or(ErrorCode::Internal);
}

QJsonObject toJson(const Error &error)
{
    return {{u"code"_s, codeName(error.code)}, {u"subject"_s, error.subject}, {u"detail"_s, error.detail}};
}

Error errorFromJson(const QJsonObject &object)
{
    return {codeFromName(object[u"code"_s].toString()), object[u"subject"_s].toString(),
            object[u"detail"_s].toString()};
}

} // namespace rdma
