// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Texts of /proc/PID (proc(5)): its control group tells the unit, which nobody can choose as they can their name.
#include "helper/limitwalk.h"

#include "helper/holderwalk.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// "0::/system.slice/x.service", or, where systemd keeps groups of version 1, "1:name=systemd:/system.slice/x.service".
QByteArrayList groupOf(const HostDirectory &process)
{
    const QByteArrayList lines = process.attribute("cgroup").value_or(QByteArray()).split('\n');
    QByteArray path;
    for (const QByteArray &line : lines) {
        const QByteArray controller = line.mid(line.indexOf(':') + 1).split(':').constFirst();
        if (controller == "name=systemd" || (controller.isEmpty() && path.isEmpty()))
            path = line.mid(line.indexOf(':', line.indexOf(':') + 1) + 1);
    }
    return path.split('/');
}

/// What lies below it is its own business, or its user's.
struct Place {
    QString unit;
    std::optional<quint32> sessionUid; ///< "user-1000.slice"
};

Place placeOf(const HostDirectory &process)
{
    Place place;
    for (const QByteArray &part : groupOf(process)) {
        if (part.startsWith("user-") && part.endsWith(".slice"))
            place.sessionUid = part.sliced(5).chopped(6).toUInt();
        if (part.isEmpty() || part.endsWith(".slice"))
            continue;
        const QString unit = QString::fromUtf8(part);
        place.unit = isShownUnit(unit) ? unit : QString();
        break;
    }
    return place;
}

/// The real one: the directory's owner is root where a process may not be looked into.
std::optional<quint32> uidOf(const HostDirectory &process)
{
    for (const QByteArray &line : process.attribute("status").value_or(QByteArray()).split('\n'))
        if (line.startsWith("Uid:"))
            return line.sliced(4).simplified().split(' ').constFirst().toUInt();
    return std::nullopt;
}

/// Field 22 of stat; the name in field 2 may hold anything, also parentheses and blanks.
quint64 startOf(const HostDirectory &process)
{
    constexpr qsizetype fieldsBehindName = 19;
    const QByteArray stat = process.attribute("stat").value_or(QByteArray());
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    bool fits = false;
    const quint64 start = fields.value(fieldsBehindName).toULongLong(&fits);
    return fits ? start : std::numeric_limits<quint64>::max();
}

/// nullopt: it has ended, wholly or in part.
std::optional<RunningProcess> processFrom(const HostDirectory &process, int pid, const QString &unit)
{
    const auto comm = process.attribute("comm");
    const auto uid = uidOf(process);
    const auto limit = memlockIn(process.attribute("limits").value_or(QByteArray()));
    if (!comm || !uid || !limit)
        return std::nullopt;
    return RunningProcess{pid, programName(*comm), *uid, unit, *limit};
}

struct Candidate {
    bool isOthers = false; ///< not of the user whose session it is
    quint64 start = 0;
    RunningProcess process;

    [[nodiscard]] auto order() const { return std::tuple(isOthers, start, process.pid); }
};

std::optional<Candidate> candidateIn(const HostDirectory &process, int pid)
{
    const Place place = placeOf(process);
    auto found = place.unit.isEmpty() ? std::nullopt : processFrom(process, pid, place.unit);
    if (!found)
        return std::nullopt;
    const bool isOthers = place.sessionUid && *place.sessionUid != found->uid;
    return Candidate{isOthers, startOf(process), *std::move(found)};
}

} // namespace

RunningProcesses firstProcessesIn(const HostDirectory &proc)
{
    std::map<QString, Candidate> firsts;
    for (const QByteArray &name : proc.list()) {
        const int pid = pidFromObject(QString::fromUtf8(name)).value_or(std::nullopt).value_or(0);
        const auto process = pid > 0 ? proc.directory(name.constData()) : std::nullopt;
        const auto found = process ? candidateIn(*process, pid) : std::nullopt;
        if (!found)
            continue;
        const auto [first, isNew] = firsts.try_emplace(found->process.unit, *found);
        if (!isNew && found->order() < first->second.order())
            first->second = *found;
    }
    RunningProcesses running;
    for (const auto &[unit, first] : firsts) {
        if (std::ssize(running.named) < maxNamedProcesses)
            running.named.push_back(first.process);
        else
            ++running.more;
    }
    return running;
}

Result<RunningProcess> processIn(const HostDirectory &proc, int pid)
{
    const auto process = proc.directory(QByteArray::number(pid).constData());
    auto found = process ? processFrom(*process, pid, placeOf(*process).unit) : std::nullopt;
    return found ? Result<RunningProcess>(*std::move(found))
                 : fail(ErrorCode::NotFound, QString::number(pid), u"process"_s);
}

Result<QByteArray> findLimits(const QString &object, const Host &host)
{
    const auto pid = pidFromObject(object);
    if (!pid)
        return std::unexpected(pid.error());
    return host.directory(u"/proc"_s).and_then([&](const HostDirectory &proc) -> Result<QByteArray> {
        if (!*pid)
            return runningText(firstProcessesIn(proc));
        return processIn(proc, **pid).transform([](RunningProcess process) {
            return runningText({{std::move(process)}, 0});
        });
    });
}

} // namespace rdma
