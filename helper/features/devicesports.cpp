// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ports of one device, their tables of GIDs and P_Keys.
#include "helper/features/devices.h"
#include "model/devicetext.h"

namespace rdma {

namespace {

/// What is named by a number, in its order.
std::map<int, QByteArray> numbered(const HostDirectory &directory, quint64 last)
{
    std::map<int, QByteArray> found;
    for (const QByteArray &name : directory.list())
        if (const auto number = numberFrom(name); number && *number <= last)
            found[static_cast<int>(*number)] = name;
    return found;
}

RdmaPort readState(const HostDirectory &directory)
{
    const auto text = [&](const char *name) { return directory.attribute(name).value_or(QByteArray()); };
    return {.state = portStateFrom(text("state")),
            .physicalState = physicalStateFrom(text("phys_state")),
            .linkLayer = linkLayerFrom(text("link_layer")),
            .rate = linkRateFrom(text("rate"))};
}

/// What the verdict on a port needs to know. No subnet manager serves or runs on Ethernet.
void addSubnetManager(RdmaPort &port, const HostDirectory &directory)
{
    port.smLid = numberIn<quint32>(directory, "sm_lid");
    port.capabilities = numberIn<quint32>(directory, "cap_mask");
}

void addAddresses(RdmaPort &port, const HostDirectory &directory)
{
    port.lid = numberIn<quint32>(directory, "lid");
    port.lmc = numberIn<quint16>(directory, "lid_mask_count");
    port.smSl = numberIn<quint16>(directory, "sm_sl");
}

std::optional<QString> gidIn(const HostDirectory &gids, const char *index)
{
    return gids.attribute(index).and_then(gidFrom);
}

/// What an index has in a table of gid_attrs; unused indexes fail with EINVAL.
std::optional<QByteArray> gidAttribute(const std::optional<HostDirectory> &table, const char *index)
{
    return table ? table->attribute(index) : std::nullopt;
}

std::vector<GidEntry> readGids(const HostDirectory &gids, const std::optional<HostDirectory> &types,
                               const std::optional<HostDirectory> &netdevs)
{
    std::vector<GidEntry> entries;
    for (const auto &[index, name] : numbered(gids, 0xffff)) {
        const auto gid = gidIn(gids, name.constData());
        if (!gid || isUnused(*gid))
            continue;
        entries.push_back({.index = index,
                           .gid = *gid,
                           .type = gidAttribute(types, name.constData()).and_then(gidTypeFrom),
                           .netdev = gidAttribute(netdevs, name.constData()).and_then(shownText).value_or(QString())});
    }
    return entries;
}

std::vector<PkeyEntry> readPkeys(const std::optional<HostDirectory> &table)
{
    std::vector<PkeyEntry> entries;
    for (const auto &[index, name] : table ? numbered(*table, 0xffff) : std::map<int, QByteArray>())
        if (const auto pkey = numberIn<quint16>(*table, name.constData()); pkey && *pkey != 0)
            entries.push_back({index, static_cast<quint16>(*pkey)});
    return entries;
}

void addLinks(RdmaPort &port, int number, const std::vector<PortLink> &links)
{
    for (const PortLink &link : links)
        if (link.port == number && link.isIpoib == (port.linkLayer != LinkLayer::Ethernet))
            (link.isIpoib ? port.ipoibInterfaces : port.netdevs) += link.name;
}

/// The GID table knows best which interface carries a RoCE port: the function's own fails behind a bond.
void addNetdev(RdmaPort &port, const std::optional<HostDirectory> &netdevs)
{
    const auto name = gidAttribute(netdevs, "0").and_then(shownText);
    if (name && !port.netdevs.contains(*name))
        port.netdevs = QStringList(*name);
}

std::optional<HostDirectory> attributeTable(const HostDirectory &port, const char *name)
{
    const auto attributes = port.directory("gid_attrs");
    return attributes ? attributes->directory(name) : std::nullopt;
}

void addInterfaces(RdmaPort &port, const HostDirectory &directory, int number, const std::vector<PortLink> &links)
{
    addLinks(port, number, links);
    if (port.linkLayer == LinkLayer::Ethernet)
        addNetdev(port, attributeTable(directory, "ndevs"));
}

RdmaPort readPort(const HostDirectory &directory, int number, const std::vector<PortLink> &links, Extent extent)
{
    RdmaPort port = readState(directory);
    if (extent == Extent::Full)
        addAddresses(port, directory);
    if (extent == Extent::Full || port.linkLayer != LinkLayer::Ethernet)
        addSubnetManager(port, directory);
    addInterfaces(port, directory, number, links);
    const auto gids = directory.directory("gids");
    if (!gids)
        return port;
    port.portGuid = gidIn(*gids, "0").transform(lowHalf);
    if (extent == Extent::Full)
        port.tables =
            PortTables{readGids(*gids, attributeTable(directory, "types"), attributeTable(directory, "ndevs")),
                       readPkeys(directory.directory("pkeys"))};
    return port;
}

} // namespace

QString firstInterface(const HostDirectory &port, int number, const std::vector<PortLink> &links)
{
    RdmaPort found;
    found.linkLayer = port.attribute("link_layer").and_then(linkLayerFrom);
    addInterfaces(found, port, number, links);
    return (found.netdevs + found.ipoibInterfaces).value(0);
}

std::map<int, RdmaPort> readPorts(const HostDirectory &device, const std::vector<PortLink> &links, Extent extent)
{
    std::map<int, RdmaPort> ports;
    const auto all = device.directory("ports");
    for (const auto &[number, name] : all ? numbered(*all, maxPort) : std::map<int, QByteArray>())
        if (const auto port = all->directory(name.constData()))
            ports[number] = readPort(*port, number, links, extent);
    return ports;
}

} // namespace rdma
