// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One device of /sys/class/infiniband and the PCI function that it hangs on.
#include "helper/features/devices.h"
#include "model/cardspeed.h"
#include "model/devicetext.h"

#include <net/if_arp.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> textIn(const HostDirectory &directory, const char *name)
{
    return directory.attribute(name).and_then(shownText);
}

RdmaDevice readIdentity(const HostDirectory &own)
{
    return {.nodeType = nodeTypeFrom(own.attribute("node_type").value_or(QByteArray())),
            .firmware = textIn(own, "fw_ver"),
            .boardId = textIn(own, "board_id"),
            .hcaType = textIn(own, "hca_type"),
            .hardwareRevision = textIn(own, "hw_rev"),
            .nodeGuid = own.attribute("node_guid").and_then(guidFrom),
            .systemImageGuid = own.attribute("sys_image_guid").and_then(guidFrom),
            .description = textIn(own, "node_desc")};
}

/// The PCI function that an RDMA device hangs on.
struct PciFunction {
    HostDirectory directory;
    PciUevent uevent;
};

/// Climbs from the device that is open, since its name may be another's by now: above it are the directory of its
/// class, perhaps a sub-function's on the auxiliary bus, and the PCI function's.
std::optional<PciFunction> functionOf(const HostDirectory &own)
{
    constexpr int mostAbove = 4;
    auto above = own.above();
    for (int steps = 1; above && steps < mostAbove; ++steps) {
        PciUevent event = pciUeventFrom(above->attribute("uevent").value_or(QByteArray()));
        if (event.slot)
            return PciFunction{*std::move(above), std::move(event)};
        above = above->above();
    }
    return std::nullopt;
}

void addFunction(RdmaDevice &device, const PciFunction &function)
{
    const HostDirectory &pci = function.directory;
    device.pciSlot = function.uevent.slot;
    device.pciIds = function.uevent.ids;
    device.driver = function.uevent.driver;
    device.numaNode = numberIn<int>(pci, "numa_node"); // -1: there is none
    device.parentSlot = pci.target("physfn").transform([](const QString &path) { return path.section(u'/', -1); });
    if (!device.parentSlot)
        device.virtualFunctions = numberIn<int>(pci, "sriov_numvfs");
}

/// P_Key children belong to their parent's port; where they have a device at all, "parent" tells them.
std::optional<PortLink> readLink(const HostDirectory &net, const QByteArray &name)
{
    const auto link = net.directory(name.constData());
    if (!link || link->attribute("parent"))
        return std::nullopt;
    const auto type = numberIn<int>(*link, "type");
    return PortLink{.name = QString::fromUtf8(name),
                    .port = numberIn<quint16>(*link, "dev_port").value_or(0) + 1,
                    .isIpoib = type == ARPHRD_INFINIBAND};
}

std::vector<PortLink> readLinks(const HostDirectory &pci)
{
    std::vector<PortLink> links;
    const auto net = pci.directory("net");
    for (const QByteArray &name : net ? net->list() : QByteArrayList())
        if (auto link = readLink(*net, name))
            links.push_back(*std::move(link));
    return links;
}

/// RoCE in software names the interface that it sends through (rdma_rxe's parent_show()); siw does not.
std::vector<PortLink> parentLink(const HostDirectory &own)
{
    const auto name = textIn(own, "parent");
    return name ? std::vector{PortLink{*name, 1, false}} : std::vector<PortLink>();
}

/// Of the kernel's drivers rdma_rxe alone has the attribute "parent" (rxe_verbs.c), and siw alone makes an RNIC that
/// hangs on nothing (siw_device_create()). addDrivers() looks whether it is loaded.
std::optional<QString> softDriver(const HostDirectory &own, NodeType type)
{
    if (own.attribute("parent"))
        return u"rdma_rxe"_s;
    return type == NodeType::Rnic ? std::optional(u"siw"_s) : std::nullopt;
}

void addCardSpeed(RdmaDevice &device)
{
    const auto canDo = device.pciIds.and_then(cardCanDo);
    for (auto &[number, port] : device.ports)
        if (port.linkLayer == LinkLayer::InfiniBand)
            port.canDo = canDo;
}

bool carriesTraffic(const PortLink &link, const RdmaPort &port)
{
    return !link.isIpoib && port.netdevs == QStringList(link.name);
}

/// On Ethernet the interface tells it, if it is the function's own: a bond is not. Where the link has the best mode
/// there is nothing to say: rates that drivers make of its speed are rounded (ib_get_eth_speed(), core/verbs.c).
void addLinkModes(RdmaPort &port, const std::vector<PortLink> &links, const ReadLinkModes &modesOf)
{
    const auto link = std::ranges::find_if(links, [&](const PortLink &one) { return carriesTraffic(one, port); });
    if (port.linkLayer != LinkLayer::Ethernet || port.state != PortState::Active || link == links.end())
        return;
    const auto modes = modesOf(link->name);
    if (modes && modes->speed > 0 && modes->speed < modes->fastest)
        port.canDo = LinkRate{.gigabits = modes->fastest / 1000.0};
}

/// The port GUIDs are read last: with all of them there, the device was there to the end.
bool isWhole(const RdmaDevice &device)
{
    return !device.ports.empty() &&
           std::ranges::all_of(device.ports, [](const auto &port) { return port.second.portGuid.has_value(); });
}

/// Went while it was read: what has its name is nothing or another.
bool isGone(const HostDirectory &own, const Result<HostDirectory> &now)
{
    return now ? !own.isSameAs(*now) : now.error().code == ErrorCode::NotFound;
}

} // namespace

Result<RdmaDevice> readDevice(const Host &host, const QString &name, bool withTables, const ReadLinkModes &modesOf)
{
    const QString path = rdmaClass + name;
    const auto own = host.directory(path);
    if (!own)
        return std::unexpected(own.error());
    RdmaDevice device = readIdentity(*own);
    const auto function = functionOf(*own);
    if (function)
        addFunction(device, *function);
    else
        device.rdmaDriver = softDriver(*own, device.nodeType);
    const auto links = function ? readLinks(function->directory) : parentLink(*own);
    device.ports = readPorts(*own, links, withTables);
    addCardSpeed(device);
    if (function && !device.parentSlot) // a virtual function would have to ask the firmware
        for (auto &[number, port] : device.ports)
            addLinkModes(port, links, modesOf);
    if (!isWhole(device) && isGone(*own, host.directory(path)))
        return fail(ErrorCode::NotFound, name);
    return device;
}

QString interfaceOf(const HostDirectory &device, const HostDirectory &port, int number)
{
    const auto function = functionOf(device);
    return firstInterface(port, number, function ? readLinks(function->directory) : parentLink(device));
}

} // namespace rdma
