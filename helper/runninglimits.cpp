// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Processes and their limits as text, both ways: read strictly, whoever wrote it.
#include "helper/runninglimits.h"

#include "helper/diskholders.h"
#include "model/limitsjson.h"
#include "model/unitorder.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxPid = 1 << 22; // PID_MAX_LIMIT, include/linux/threads.h
constexpr qint64 maxUid = std::numeric_limits<quint32>::max();
constexpr qsizetype maxAnswer = qsizetype{1024} * 1024;

QJsonObject toJson(const RunningProcess &process)
{
    return {
        {u"pid"_s, process.pid},   {u"program"_s, process.program},          {u"uid"_s, qint64{process.uid}},
        {u"unit"_s, process.unit}, {u"soft"_s, bytesOf(process.limit.soft)}, {u"hard"_s, bytesOf(process.limit.hard)}};
}

Result<RunningProcess> processFrom(const QJsonObject &object)
{
    ObjectReader reader(object);
    RunningProcess process{.pid = int(reader.integer(u"pid"_s, 1, maxPid)),
                           .program = reader.text(u"program"_s),
                           .uid = quint32(reader.integer(u"uid"_s, 0, maxUid)),
                           .unit = reader.text(u"unit"_s),
                           .limit = takeLimit(reader)};
    if (!isProgramName(process.program))
        reader.reject(u"program"_s, u"no name"_s);
    if (!process.unit.isEmpty() && !isShownUnit(process.unit))
        reader.reject(u"unit"_s, u"no unit"_s);
    return reader.finish().transform([&] { return std::move(process); });
}

} // namespace

Result<std::optional<int>> pidFromObject(const QString &object)
{
    if (object == allRunning)
        return std::nullopt;
    bool fits = false;
    const int pid = object.toInt(&fits);
    if (!fits || pid < 1 || pid > maxPid || QString::number(pid) != object)
        return fail(ErrorCode::InvalidWish, object.left(maxQuotedKey), u"process"_s);
    return pid;
}

bool isShownUnit(const QString &unit)
{
    static const QRegularExpression session(
        QRegularExpression::anchoredPattern(u"session-[A-Za-z0-9]{1,64}\\.scope"_s));
    return isServiceName(unit) || session.match(unit).hasMatch();
}

QByteArray runningText(const RunningProcesses &running)
{
    return canonical({{u"more"_s, running.more}, {u"processes"_s, arrayOf<RunningProcess>(running.named, toJson)}});
}

Result<RunningProcesses> runningFromText(const QByteArray &text)
{
    return parseObject(text, maxAnswer).and_then([](const QJsonObject &object) {
        ObjectReader reader(object);
        RunningProcesses running{takeList(reader, u"processes"_s, processFrom), reader.integer(u"more"_s, 0)};
        if (std::ssize(running.named) > maxNamedProcesses)
            reader.reject(u"processes"_s, u"too many"_s);
        return reader.finish().transform([&] { return std::move(running); });
    });
}

} // namespace rdma
