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

/// What a person searches for.
RdmaDevice readIdentity(const HostDirectory &own)
{
    return {.firmware = textIn(own, "fw_ver"),
            .boardId = textIn(own, "board_id"),
            .nodeGuid = own.attribute("node_guid").and_then(guidFrom)};
}

void addOwnDetails(RdmaDevice &device, const HostDirectory &own)
{
    device.nodeType = nodeTypeFrom(own.attribute("node_type").value_or(QByteArray()));
    device.hcaType = textIn(own, "hca_type");
    device.hardwareRevision = textIn(own, "hw_rev");
    device.systemImageGuid = own.attribute("sys_image_guid").and_then(guidFrom);
    device.description = textIn(own, "node_desc");
}

/// The PCI function that an RDMA device hangs on.
struct PciFunction {
    HostDirectory directory;
    PciUevent uevent;
};

/// Climbs from the device that is open, since its name may be another's by now: above it are the directory of its
/// class, perhaps a sub-function's on the auxiliary bus, and the PCI function's. What hangs on nothing has no "device"
/// (device_add_class_symlinks(), drivers/base/core.c).
std::optional<PciFunction> functionOf(const HostDirectory &own)
{
    constexpr int mostAbove = 4;
    if (!own.target("device"))
        return std::nullopt;
    auto above = own.above(2);
    for (int steps = 2; above && steps < mostAbove; ++steps) {
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
    device.parentSlot = pci.target("physfn").transform([](const QString &path) { return path.section(u'/', -1); });
}

void addFunctionDetails(RdmaDevice &device, const HostDirectory &pci)
{
    device.numaNode = numberIn<int>(pci, "numa_node"); // -1: there is none
    if (!device.parentSlot)
        device.virtualFunctions = numberIn<int>(pci, "sriov_numvfs");
}

/// P_Key children belong to their parent's port; where they have a device at all, "parent" tells them.
std::optional<PortLink> readLink(const HostDirectory &net, const QByteArray &name)
{
    const auto link = net.directory(name.constData());
    const bool isIpoib = link && numberIn<int>(*link, "type") == ARPHRD_INFINIBAND;
    if (!link || (isIpoib && link->attribute("parent")))
        return std::nullopt;
    return PortLink{.name = QString::fromUtf8(name),
                    .port = numberIn<quint16>(*link, "dev_port").value_or(0) + 1,
                    .isIpoib = isIpoib};
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

void addDetails(RdmaDevice &device, const HostDirectory &own, const std::optional<PciFunction> &function)
{
    addOwnDetails(device, own);
    if (function)
        addFunctionDetails(device, function->directory);
    else
        device.rdmaDriver = softDriver(own, device.nodeType);
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

/// Whom one may ask how fast the ports could be: the function's own Ethernet interfaces. A bond is not, and a virtual
/// function would have to ask the firmware.
std::map<int, QString> ownLinks(const RdmaDevice &device, const std::vector<PortLink> &links)
{
    std::map<int, QString> own;
    if (!device.pciSlot || device.parentSlot)
        return own;
    for (const auto &[number, port] : device.ports) {
        const auto link = std::ranges::find_if(links, [&](const PortLink &one) { return carriesTraffic(one, port); });
        if (port.linkLayer == LinkLayer::Ethernet && port.state == PortState::Active && link != links.end())
            own[number] = link->name;
    }
    return own;
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

Result<DeviceAnswer> readDevice(const Host &host, const QString &name, Extent extent)
{
    const QString path = rdmaClass + name;
    const auto own = host.directory(path);
    if (!own)
        return std::unexpected(own.error());
    RdmaDevice device = readIdentity(*own);
    const auto function = functionOf(*own);
    if (function)
        addFunction(device, *function);
    if (extent == Extent::Full)
        addDetails(device, *own, function);
    const auto links = function ? readLinks(function->directory) : parentLink(*own);
    device.ports = readPorts(*own, links, extent);
    addCardSpeed(device);
    if (!isWhole(device) && isGone(*own, host.directory(path)))
        return fail(ErrorCode::NotFound, name);
    return DeviceAnswer{device, ownLinks(device, links)};
}

QString interfaceOf(const HostDirectory &device, const HostDirectory &port, int number)
{
    const auto function = functionOf(device);
    return firstInterface(port, number, function ? readLinks(function->directory) : parentLink(device));
}

} // namespace rdma
