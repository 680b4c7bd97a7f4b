// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// ib_ipoib takes its interfaces with it whatever they are used for: nothing of this keeps it (ipoib_cleanup_module()).
// Nor does it keep a port of mlx4 from becoming another one.
#include "helper/ipoibuses.h"

#include "helper/bounded.h"
#include "helper/connections.h"
#include "helper/ipoib.h"
#include "helper/routes.h"
#include "model/append.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxLayers = 8;             // MAX_NEST_DEV, include/linux/netdevice.h
constexpr std::size_t maxNamedPeers = 4; // of a port
constexpr qsizetype maxConnections = 40; // of an interface

/// Peers by port. Root's come first, then those that came to us: nobody else can push them out of a bounded list.
using PortKey = std::tuple<bool, Direction, quint16>;
using Peers = std::map<PortKey, std::set<QString>>;

/// "10.0.0.9, port 22", or "5 peers, port 22 (5d41402abc4b2a76)"
QStringList textsOf(quint16 port, const std::set<QString> &peers)
{
    const QStringList all(peers.begin(), peers.end());
    if (peers.size() > maxNamedPeers)
        return {u"%1 peers, port %2 (%3)"_s.arg(all.size()).arg(port).arg(digestOf(all))};
    QStringList texts;
    for (const QString &peer : all)
        texts.append(u"%1, port %2"_s.arg(peer).arg(port));
    return texts;
}

QStringList textsOf(const Peers &peers)
{
    QStringList texts;
    for (const auto &[key, ofPort] : peers)
        texts += textsOf(std::get<quint16>(key), ofPort);
    texts.removeDuplicates();
    return bounded(texts, maxConnections);
}

/// A bond, a bridge, a VLAN: "upper_bond0" (netdev_adjacent_sysfs_add() in net/core/dev.c).
void addUppers(const Host &host, const QString &name, QStringList &names, int layers = maxLayers)
{
    constexpr auto start = "upper_"_L1;
    for (const QString &entry : layers > 0 ? host.list("/sys/class/net/"_L1 + name) : QStringList())
        if (const QString upper = entry.sliced(std::min<qsizetype>(start.size(), entry.size()));
            entry.startsWith(start) && !names.contains(upper)) {
            names.append(upper);
            addUppers(host, upper, names, layers - 1);
        }
}

class Surroundings {
public:
    Surroundings(Machine &machine, const std::vector<Link> &links)
        : m_host(machine.host),
          m_links(links),
          m_addresses(machine.kernel.addresses()),
          m_routes(readRoutes(m_host)),
          m_mounts(readNetworkMounts(m_host)),
          m_connections(readTcpConnections(m_host))
    {
    }

    std::vector<ModuleUse> usesOf(const QString &name) const
    {
        QStringList names{name};
        addUppers(m_host, name, names);
        const QStringList addresses = addressesOf(names);
        std::vector<ModuleUse> uses{{ModuleUseKind::Interface, name, addresses.join(u", "_s), ModuleUseWeight::Ends}};
        addRoutes(uses, name, names);
        addConnections(uses, name, addresses);
        return uses;
    }

private:
    QStringList addressesOf(const QStringList &names) const
    {
        QStringList addresses;
        for (const LinkAddress &one : m_addresses.value_or(std::vector<LinkAddress>()))
            for (const Link &link : m_links)
                if (link.index == one.index && names.contains(link.name))
                    addresses.append(one.address);
        return addresses;
    }

    /// Connections of this host to itself go over lo, whatever their addresses.
    bool isOwn(const QString &address) const
    {
        return std::ranges::contains(*m_addresses, address, &LinkAddress::address);
    }

    void addConnections(std::vector<ModuleUse> &uses, const QString &name, const QStringList &addresses) const
    {
        const auto add = [&](const QString &who) {
            uses.push_back({ModuleUseKind::Connection, name, who, ModuleUseWeight::Cuts});
        };
        if (!m_connections || !m_addresses)
            return add({});
        Peers peers;
        for (const TcpConnection &one : *m_connections)
            if (addresses.contains(one.local) && !isOwn(one.remote))
                peers[{one.uid != 0, one.direction, one.port}].insert(one.remote);
        for (const QString &who : textsOf(peers))
            add(who);
    }

    void addRoutes(std::vector<ModuleUse> &uses, const QString &name, const QStringList &names) const
    {
        const auto isOver = [&](const auto &holds) { return std::ranges::any_of(names, holds); };
        if (!m_routes || isOver([&](const QString &one) { return hasDefaultRoute(*m_routes, one.toUtf8()); }))
            uses.push_back({ModuleUseKind::Route, name, {}, ModuleUseWeight::Cuts});
        if (!m_mounts)
            uses.push_back({ModuleUseKind::Connection, name, {}, ModuleUseWeight::Cuts});
        for (const NetworkMount &mount : m_routes &&m_mounts ? *m_mounts : std::vector<NetworkMount>()) {
            const ModuleUse use{ModuleUseKind::NetworkMount, mount.point, name, ModuleUseWeight::Cuts};
            if (names.contains(QString::fromUtf8(interfaceTowards(*m_routes, mount.server))) &&
                !std::ranges::contains(uses, use))
                uses.push_back(use);
        }
    }

    const Host &m_host;
    const std::vector<Link> &m_links;
    Result<std::vector<LinkAddress>> m_addresses;
    Result<std::vector<Route>> m_routes;
    Result<std::vector<NetworkMount>> m_mounts;
    Result<std::vector<TcpConnection>> m_connections;
};

} // namespace

namespace {

using NamesAmong = std::function<QStringList(const std::vector<Link> &links)>;

std::vector<ModuleUse> readUses(Machine &machine, const NamesAmong &namesAmong)
{
    const auto read = readWhileNamesStay<std::vector<ModuleUse>>(machine.kernel, [&](const auto &links) {
        const Surroundings around(machine, links);
        std::vector<ModuleUse> uses;
        for (const QString &name : namesAmong(links))
            append(uses, around.usesOf(name));
        return uses;
    });
    return read.value_or(std::vector{ModuleUse{ModuleUseKind::Connection, {}, {}, ModuleUseWeight::Cuts}});
}

/// P_Key children go with their parent, and hang on no device.
QStringList withChildren(const Host &host, QStringList names, const std::vector<Link> &links)
{
    const QStringList parents = names;
    for (const Link &link : links)
        if (const auto parent = host.attribute(netAttributePath(link.name, "parent"_L1));
            parent && parents.contains(QString::fromUtf8(*parent)) && !names.contains(link.name))
            names.append(link.name);
    return names;
}

} // namespace

std::vector<ModuleUse> readIpoibUses(Machine &machine)
{
    return readUses(machine, [&](const std::vector<Link> &links) {
        QStringList names;
        for (const IpoibLink &one : readIpoibLinks(machine.host, links))
            names.append(one.link.name);
        return names;
    });
}

std::vector<ModuleUse> readUsesOf(Machine &machine, const std::function<QStringList()> &names)
{
    return readUses(machine,
                    [&](const std::vector<Link> &links) { return withChildren(machine.host, names(), links); });
}

} // namespace rdma
