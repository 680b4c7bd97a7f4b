// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Descriptors of processes (proc_pid_fd(5)), and the control groups by which services are told (cgroups(7)).
#include "helper/holderwalk.h"

#include "helper/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Where systemd runs them unless an administrator gives them a slice of their own: then they are named like others.
constexpr QByteArrayView quietGroups[] = {
    "/system.slice/multipathd.service",
    "/system.slice/systemd-udevd.service",
    "/system.slice/rdma-manager-helper.service",
    "/system.slice/rdma-manager-srp-connect.service",
    "/system.slice/rdma-manager-srp-restore.service",
    R"(/system.slice/system-rdma\x2dmanager\x2dholders.slice)",
};

bool isQuietGroup(QByteArrayView group)
{
    return std::ranges::any_of(quietGroups, [&](QByteArrayView quiet) {
        return group.startsWith(quiet) && (group.size() == quiet.size() || group[quiet.size()] == '/');
    });
}

/// "0::/system.slice/x.service", or, where systemd keeps groups of version 1, "1:name=systemd:/system.slice/x.service".
/// Others may own a controller's.
bool isQuiet(const HostDirectory &process)
{
    const QByteArrayList groups = process.attribute("cgroup").value_or(QByteArray()).split('\n');
    return std::ranges::any_of(groups, [](const QByteArray &line) {
        const qsizetype first = line.indexOf(':');
        const qsizetype second = line.indexOf(':', first + 1);
        const QByteArrayView controller =
            QByteArrayView(line).sliced(first + 1, std::max<qsizetype>(0, second - first - 1));
        return second > 0 && (controller.isEmpty() || controller == "name=systemd") &&
               isQuietGroup(QByteArrayView(line).sliced(second + 1));
    });
}

bool isNumber(const QByteArray &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

mode_t typeOf(NodeKind kind)
{
    return kind == NodeKind::Block ? S_IFBLK : S_IFCHR;
}

bool isAlive(const HostDirectory &process)
{
    return process.attribute("comm").has_value();
}

/// Reading the link asks for the same right as following it (proc_fd_access_allowed() in fs/proc/base.c), and for none
/// of the file system's: FUSE refuses even root (fuse_getattr() in fs/fuse/dir.c), and anybody can mount one. Of a
/// process that has ended it is EACCES as well.
bool isForbidden(const HostDirectory &process, const HostDirectory &descriptors, const QByteArray &name)
{
    return !descriptors.target(name.constData()) && isAlive(process);
}

/// Not with O_PATH, which uses nothing and needs no right to the disk: anybody could keep a session so. What is not
/// told counts as open.
bool isOpened(const HostDirectory &process, const QByteArray &descriptor)
{
    const auto info = process.directory("fdinfo");
    const QByteArray text = info ? info->attribute(descriptor.constData()).value_or(QByteArray()) : QByteArray();
    for (const QByteArray &line : text.split('\n'))
        if (line.startsWith("flags:"))
            return !(line.sliced(6).trimmed().toULongLong(nullptr, 8) & O_PATH);
    return true;
}

void add(Holders &holders, const std::set<DeviceNumber> &devices, const DiskHolder &holder, qint64 &room)
{
    for (const DeviceNumber &device : devices) {
        DeviceHolders &of = holders[device];
        if (room > 0)
            of.named.push_back(holder);
        else
            ++of.more;
        room = std::max<qint64>(0, room - 1);
    }
}

/// nullopt: it has ended, or is a service that opens every disk.
std::optional<DiskHolder> holderFrom(const HostDirectory &process, const QByteArray &pid)
{
    const auto comm = process.attribute("comm");
    const auto uid = process.owner();
    if (!comm || !uid || isQuiet(process))
        return std::nullopt;
    return DiskHolder{pid.toLongLong(), programName(*comm), *uid};
}

} // namespace

QString programName(const QByteArray &comm)
{
    QByteArray name = comm.left(maxProgramName);
    for (char &c : name)
        if (c < ' ' || c > '~')
            c = '?';
    return name.isEmpty() ? u"?"_s : QString::fromLatin1(name);
}

Result<std::set<DeviceNumber>> openIn(const HostDirectory &process, const std::set<DeviceNumber> &devices,
                                      NodeKind kind)
{
    const auto descriptors = process.opened("fd");
    if (!descriptors && isAlive(process))
        return fileFailure(descriptors.error(), u"fd"_s);
    std::set<DeviceNumber> open;
    for (const QByteArray &name : descriptors ? descriptors->list() : QByteArrayList()) {
        const auto node = descriptors->nodeBehind(name.constData());
        if (!node && node.error() == EACCES && isForbidden(process, *descriptors, name))
            return fileFailure(EACCES, u"fd"_s);
        if (node && node->type == typeOf(kind) && devices.contains({node->major, node->minor}) &&
            isOpened(process, name))
            open.insert({node->major, node->minor});
    }
    return open;
}

Result<Holders> holdersIn(const HostDirectory &proc, const std::set<DeviceNumber> &devices, NodeKind kind)
{
    Holders holders;
    qint64 room = maxNamedHolders;
    for (const QByteArray &pid : proc.list()) {
        const auto process = isNumber(pid) ? proc.directory(pid.constData()) : std::nullopt;
        if (!process)
            continue;
        const auto open = openIn(*process, devices, kind);
        if (!open)
            return fail(open.error().code, "/proc/"_L1 + QLatin1StringView(pid) + "/fd"_L1, open.error().detail);
        if (const auto holder = open->empty() ? std::nullopt : holderFrom(*process, pid))
            add(holders, *open, *holder, room);
    }
    return holders;
}

Result<QByteArray> findHolders(const QString &object, const Host &host)
{
    const auto asked = askedFromObject(object);
    if (!asked)
        return std::unexpected(asked.error());
    return host.directory(u"/proc"_s)
        .and_then([&](const HostDirectory &proc) { return holdersIn(proc, asked->devices, asked->kind); })
        .transform(holdersText);
}

} // namespace rdma
