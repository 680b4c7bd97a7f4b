// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading /proc: route tables (fib_trie.c, ip6_fib.c), network file systems.
#include "helper/routes.h"

#include "helper/mounts.h"
#include "helper/proctable.h"

#include <QRegularExpression>
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <bit>
#include <linux/ipv6_route.h>
#include <linux/route.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Only /proc/self/net is there whatever ProcSubset= says; /proc/net is a link to it.
constexpr auto route4 = "/proc/self/net/route"_L1;
constexpr auto route6 = "/proc/self/net/ipv6_route"_L1;
constexpr std::array addrFileSystems{QByteArrayView("nfs"), QByteArrayView("nfs4"), QByteArrayView("cifs"),
                                     QByteArrayView("smb3")};
/// mount.ceph(8), mount.glusterfs(8), lustre's lnet(8) "10.0.0.1@tcp:10.0.0.2@tcp:/fs", 9p.rst.
constexpr std::array sourceFileSystems{QByteArrayView("ceph"), QByteArrayView("fuse.glusterfs"),
                                       QByteArrayView("lustre"), QByteArrayView("9p")};

/// A word of memory as the kernel prints it: its bytes are in network order.
QByteArray bytesOfWord(const QByteArray &hexadecimal)
{
    const quint32 word = hexadecimal.toUInt(nullptr, 16);
    return {reinterpret_cast<const char *>(&word), sizeof word};
}

bool leadsSomewhere(quint32 flags)
{
    return (flags & RTF_UP) != 0 && (flags & (RTF_REJECT | RTF_LOCAL)) == 0;
}

/// Iface Destination Gateway Flags RefCnt Use Metric Mask …
void addRoute4(std::vector<Route> &routes, const QByteArrayList &fields)
{
    if (fields.size() < 8 || !leadsSomewhere(fields[3].toUInt(nullptr, 16)))
        return;
    const int prefix = std::popcount(fields[7].toUInt(nullptr, 16));
    routes.push_back({bytesOfWord(fields[1]), prefix, fields[6].toLongLong(), fields[0]});
}

/// Destination, its prefix, source, its prefix, gateway, metric, references, uses, flags, interface
void addRoute6(std::vector<Route> &routes, const QByteArrayList &fields)
{
    if (fields.size() < 10 || !leadsSomewhere(fields[8].toUInt(nullptr, 16)) || fields[9] == "lo")
        return;
    routes.push_back({QByteArray::fromHex(fields[0]), static_cast<int>(fields[1].toUInt(nullptr, 16)),
                      fields[5].toLongLong(nullptr, 16), fields[9]});
}

QByteArray addressBytes(const QByteArray &text)
{
    const int family = text.contains(':') ? AF_INET6 : AF_INET;
    QByteArray bytes(family == AF_INET6 ? sizeof(in6_addr) : sizeof(in_addr), '\0');
    return inet_pton(family, text.constData(), bytes.data()) == 1 ? bytes : QByteArray();
}

bool covers(const Route &route, const QByteArray &address)
{
    if (route.destination.size() != address.size() || route.prefix > address.size() * 8)
        return false;
    const int whole = route.prefix / 8;
    const int rest = route.prefix % 8;
    if (!route.destination.startsWith(address.first(whole)))
        return false;
    const auto differing = static_cast<quint8>(rest == 0 ? 0 : route.destination[whole] ^ address[whole]);
    return differing >> (8 - rest) == 0;
}

/// "10.0.0.1:6789,[2001:db8::1]:6789": those that are written as addresses.
QByteArrayList addressesIn(const QByteArray &text)
{
    static const QRegularExpression address(uR"(\[([0-9A-Fa-f:.]+)\]|(?<![\w.])(\d+\.\d+\.\d+\.\d+)(?![\w.]))"_s);
    QByteArrayList addresses;
    for (const auto &match : address.globalMatch(QString::fromUtf8(text)))
        addresses.append((match.captured(1) + match.captured(2)).toLatin1());
    return addresses;
}

/// Ceph's newer form "admin@fsid.fs=/" has them as mon_addr=10.0.0.1:6789/10.0.0.2:6789.
QByteArrayList serversOf(const Mount &mount)
{
    const bool isAddr = std::ranges::contains(addrFileSystems, mount.type);
    const bool isSource = std::ranges::contains(sourceFileSystems, mount.type);
    const qsizetype path = mount.source.indexOf(":/");
    QByteArrayList servers =
        isSource ? addressesIn(path < 0 ? mount.source : mount.source.first(path)) : QByteArrayList();
    for (const QByteArray &option : mount.options.split(','))
        if (isAddr && option.startsWith("addr="))
            servers.append(option.sliced(5));
        else if (isSource && option.startsWith("mon_addr="))
            servers += addressesIn(option.sliced(9));
    return servers;
}

void addMount(std::vector<NetworkMount> &mounts, const Mount &mount)
{
    for (const QByteArray &server : serversOf(mount))
        mounts.push_back({QString::fromUtf8(mount.point), server});
}

} // namespace

Result<std::vector<Route>> readRoutes(const Host &host)
{
    std::vector<Route> routes;
    for (const auto &[path, addRoute] : {std::pair(route4, &addRoute4), std::pair(route6, &addRoute6)}) {
        const auto add = [&](const QByteArray &line) { addRoute(routes, line.simplified().split(' ')); };
        if (const auto read = forEachLine(host, path, add); !read)
            return std::unexpected(read.error());
    }
    return routes;
}

bool hasDefaultRoute(const std::vector<Route> &routes, const QByteArray &interface)
{
    return std::ranges::any_of(routes,
                               [&](const Route &route) { return route.prefix == 0 && route.interface == interface; });
}

QByteArray interfaceTowards(const std::vector<Route> &routes, const QByteArray &address)
{
    if (const qsizetype scope = address.indexOf('%'); scope >= 0)
        return address.sliced(scope + 1);
    const QByteArray bytes = addressBytes(address);
    const Route *best = nullptr;
    for (const Route &route : routes)
        if (covers(route, bytes) &&
            (!best || route.prefix > best->prefix || (route.prefix == best->prefix && route.metric < best->metric)))
            best = &route;
    return best ? best->interface : QByteArray();
}

Result<std::vector<NetworkMount>> readNetworkMounts(const Host &host)
{
    std::vector<NetworkMount> mounts;
    return forEachMount(host, [&](const Mount &mount) { addMount(mounts, mount); }).transform([&] {
        return std::move(mounts);
    });
}

} // namespace rdma
