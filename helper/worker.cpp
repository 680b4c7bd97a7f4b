// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Work that needs more rights than the helper has.
#include "helper/worker.h"

#include "helper/saidlines.h"
#include "helper/workguards.h"
#include "model/job.h"
#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr FileKind rootOnly{0600, qsizetype{12} * 1024 * 1024}; // an answer holds a tool's output, in base64
constexpr auto directory = "/run/rdma-manager/work"_L1;
constexpr EnumNames<WorkKind, 6> kindNames{{{WorkKind::Module, "module"_L1},
                                            {WorkKind::Login, "login"_L1},
                                            {WorkKind::Scan, "scan"_L1},
                                            {WorkKind::Holders, "holders"_L1},
                                            {WorkKind::Firmware, "firmware"_L1},
                                            {WorkKind::Image, "image"_L1}}};
constexpr EnumNames<Tool, 24> toolNames{{{Tool::ReloadUdevRules, "reload-udev-rules"_L1},
                                         {Tool::LoadModule, "load-module"_L1},
                                         {Tool::UnloadModule, "unload-module"_L1},
                                         {Tool::AddSrpTarget, "add-srp-target"_L1},
                                         {Tool::FindHolders, "find-holders"_L1},
                                         {Tool::GlimpseHolders, "glimpse-holders"_L1},
                                         {Tool::FindLimits, "find-limits"_L1},
                                         {Tool::FindTargets, "find-targets"_L1},
                                         {Tool::DescribeTargets, "describe-targets"_L1},
                                         {Tool::EnableUnit, "enable-unit"_L1},
                                         {Tool::DisableUnit, "disable-unit"_L1},
                                         {Tool::MaskUnit, "mask-unit"_L1},
                                         {Tool::UnmaskUnit, "unmask-unit"_L1},
                                         {Tool::MaskUnitUntilBoot, "mask-unit-until-boot"_L1},
                                         {Tool::UnmaskUnitUntilBoot, "unmask-unit-until-boot"_L1},
                                         {Tool::StartUnit, "start-unit"_L1},
                                         {Tool::StopUnit, "stop-unit"_L1},
                                         {Tool::RestartSrpDaemon, "restart-srp-daemon"_L1},
                                         {Tool::ReloadSystemd, "reload-systemd"_L1},
                                         {Tool::TellMstVersion, "tell-mst-version"_L1},
                                         {Tool::QueryCard, "query-card"_L1},
                                         {Tool::SetCardTypes, "set-card-types"_L1},
                                         {Tool::ListBootImage, "list-boot-image"_L1},
                                         {Tool::RebuildBootImage, "rebuild-boot-image"_L1}}};

QString requestPath(const QString &id)
{
    return directory + u'/' + id + ".json"_L1;
}

QString answerPath(const QString &id)
{
    return directory + u'/' + id + ".answer.json"_L1;
}

Result<QJsonObject> readObject(const Host &host, const QString &path)
{
    return host.read(path, rootOnly.limit).and_then([&](const auto &bytes) -> Result<QJsonObject> {
        return bytes ? parseObject(*bytes, rootOnly.limit) : fail(ErrorCode::NotFound, path);
    });
}

Result<ToolCall> readRequest(const Host &host, const QString &id)
{
    return readObject(host, requestPath(id)).and_then([](const QJsonObject &object) {
        ObjectReader reader(object);
        ToolCall call{reader.oneOf(u"tool"_s, toolNames), reader.text(u"object"_s)};
        return reader.finish().transform([&] { return std::move(call); });
    });
}

QJsonObject toJson(const Result<ToolOutcome> &outcome)
{
    if (!outcome)
        return {{u"error"_s, toJson(outcome.error())}};
    return {{u"output"_s, QString::fromLatin1(outcome->output.toBase64())},
            {u"truncated"_s, outcome->truncated},
            {u"errors"_s, QString::fromLatin1(outcome->errors.toBase64())},
            {u"exitCode"_s, outcome->exitCode}};
}

Result<ToolOutcome> outcomeFrom(const QJsonObject &object)
{
    if (const auto error = object.constFind(u"error"_s); error != object.constEnd())
        return std::unexpected(errorFromJson(error->toObject()));
    ObjectReader reader(object);
    ToolOutcome outcome{QByteArray::fromBase64(reader.longText(u"output"_s).toLatin1()), reader.boolean(u"truncated"_s),
                        QByteArray::fromBase64(reader.longText(u"errors"_s).toLatin1()),
                        static_cast<int>(reader.integer(u"exitCode"_s, 0, 255))};
    return reader.finish().transform([&] { return std::move(outcome); });
}

/// Held while the work lasts: so a helper that starts meanwhile sees that it is somebody's.
Result<Descriptor> takeRequest(const Host &host, const QString &id)
{
    if (!host.modeOf(requestPath(id)))
        return fail(ErrorCode::NotFound, requestPath(id));
    return host.lock(requestPath(id), 0ms);
}

Result<ToolOutcome> runGuarded(const ToolCall &call, const Host &host)
{
    return guardsFor(call, host).and_then([&](const WorkGuards &) { return runTool(call, host); });
}

/// The ids of requests that a worker has not done with.
QStringList idsAtWork(const Host &host)
{
    QStringList ids;
    for (const QString &name : host.list(directory))
        if (const QString id = name.chopped(std::min<qsizetype>(name.size(), 5));
            isJobId(id) && name == id + ".json"_L1)
            if (const auto lock = host.lock(requestPath(id), 0ms); !lock && lock.error().code == ErrorCode::Busy)
                ids.append(id);
    return ids;
}

/// What the tool of a worker says is somebody's as long as any of them works.
bool isWanted(const QString &name, const QStringList &idsAtWork)
{
    if (directory + u'/' + name == saidPath)
        return !idsAtWork.isEmpty();
    return isWorkLock(name) || idsAtWork.contains(name.section(u'.', 0, 0));
}

void removeFile(const Host &host, const QString &path)
{
    const auto removed = host.read(path, rootOnly.limit).and_then([&](const auto &present) {
        return host.write(path, present, std::nullopt, rootOnly);
    });
    if (!removed)
        qWarning("%s: not removed: %s", qPrintable(path), qPrintable(removed.error().detail));
}

} // namespace

std::optional<WorkKind> workKindOf(Tool tool)
{
    switch (tool) {
    case Tool::ReloadUdevRules:
    case Tool::EnableUnit:
    case Tool::DisableUnit:
    case Tool::MaskUnit:
    case Tool::UnmaskUnit:
    case Tool::MaskUnitUntilBoot:
    case Tool::UnmaskUnitUntilBoot:
    case Tool::StartUnit:
    case Tool::StopUnit:
    case Tool::RestartSrpDaemon:
    case Tool::ReloadSystemd:
        return std::nullopt;
    case Tool::LoadModule:
    case Tool::UnloadModule:
        return WorkKind::Module;
    case Tool::AddSrpTarget:
        return WorkKind::Login;
    case Tool::FindTargets:
    case Tool::DescribeTargets:
        return WorkKind::Scan;
    case Tool::FindHolders:
    case Tool::GlimpseHolders:
    case Tool::FindLimits:
        return WorkKind::Holders;
    case Tool::TellMstVersion:
    case Tool::QueryCard:
    case Tool::SetCardTypes:
        return WorkKind::Firmware;
    case Tool::ListBootImage:
    case Tool::RebuildBootImage:
        return WorkKind::Image;
    }
    return std::nullopt;
}

bool mayEndAnytime(Tool tool)
{
    return workKindOf(tool) != WorkKind::Module && tool != Tool::SetCardTypes && tool != Tool::RebuildBootImage;
}

Patience patienceWith(Tool tool)
{
    if (tool == Tool::GlimpseHolders || tool == Tool::FindLimits)
        return {3s, 500ms};
    if (tool == Tool::RebuildBootImage)
        return {25min, 100s};
    return tool == Tool::FindHolders ? Patience{30s, 5s} : Patience{320s, 30s};
}

QString unitFor(WorkKind kind, const QString &id)
{
    return u"rdma-manager-%1@%2.service"_s.arg(nameOf(kindNames, kind), id);
}

Result<void> putRequest(const Host &host, const QString &id, const ToolCall &call)
{
    const QJsonObject request{{u"tool"_s, nameOf(toolNames, call.tool)}, {u"object"_s, call.object}};
    return host.write(requestPath(id), std::nullopt, canonical(request), rootOnly);
}

Result<ToolOutcome> takeAnswer(const Host &host, const QString &id)
{
    const auto answer = readObject(host, answerPath(id));
    removeFile(host, requestPath(id));
    removeFile(host, answerPath(id));
    if (!answer)
        return fail(ErrorCode::ToolFailed, id, u"ended without an answer"_s);
    return outcomeFrom(*answer);
}

Result<void> work(const Host &host, const QString &kind, const QString &id)
{
    if (!isJobId(id))
        return fail(ErrorCode::InvalidWish, id, u"not an id"_s);
    const auto running = takeRequest(host, id);
    if (!running)
        return std::unexpected(running.error());
    const auto call = readRequest(host, id);
    if (!call)
        return std::unexpected(call.error());
    const auto needed = workKindOf(call->tool);
    if (!needed || nameOf(kindNames, *needed) != kind)
        return fail(ErrorCode::NotAuthorized, kind, nameOf(toolNames, call->tool));
    const auto outcome = runGuarded(*call, host);
    const auto kept = host.write(answerPath(id), std::nullopt, canonical(toJson(outcome)), rootOnly);
    return outcome.and_then([&](const ToolOutcome &) { return kept; });
}

Result<void> prepareWork(const Host &host)
{
    return host.makeDirectory(directory);
}

void removeOldWork(const Host &host)
{
    const QStringList atWork = idsAtWork(host);
    host.removeLeftovers(directory);
    for (const QString &name : host.list(directory))
        if (!isWanted(name, atWork) && !name.startsWith(u'.'))
            removeFile(host, directory + u'/' + name);
}

} // namespace rdma
