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

std::optional<int> numberIn(const HostDirectory &directory, const char *name)
{
    return directory.attribute(name).and_then(numberFrom).and_then([](quint64 number) {
        return number <= 0x7fffffff ? std::optional(static_cast<int>(number)) : std::nullopt;
    });
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

void addFunction(RdmaDevice &device, const HostDirectory &pci, const QString &slot)
{
    PciUevent event = pciUeventFrom(pci.attribute("uevent").value_or(QByteArray()));
    device.pciSlot = slot;
    device.pciIds = event.ids;
    device.driver = std::move(event.driver);
    device.numaNode = numberIn(pci, "numa_node"); // -1: there is none
    device.parentSlot = pci.target("physfn").transform([](const QString &path) { return path.section(u'/', -1); });
    if (!device.parentSlot)
        device.virtualFunctions = numberIn(pci, "sriov_numvfs");
}

/// P_Key children belong to their parent's port; where they have a device at all, "parent" tells them.
std::optional<PortLink> readLink(const HostDirectory &net, const QByteArray &name)
{
    const auto link = net.directory(name.constData());
    if (!link || link->attribute("parent"))
        return std::nullopt;
    const auto type = numberIn(*link, "type");
    return PortLink{.name = QString::fromUtf8(name),
                    .port = numberIn(*link, "dev_port").value_or(0) + 1,
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

/// Soft devices name the interface that they send through (rdma_rxe, siw).
std::vector<PortLink> parentLink(const HostDirectory &own)
{
    const auto name = textIn(own, "parent");
    return name ? std::vector{PortLink{*name, 1, false}} : std::vector<PortLink>();
}

std::optional<PciPlace> placeOf(const Host &host, const QString &path)
{
    return pciPlaceIn("/sys/"_L1 + host.target(path).value_or(QString()).section(u'/', 2));
}

void addCardSpeed(RdmaDevice &device)
{
    const auto canDo = device.pciIds.and_then(cardCanDo);
    for (auto &[number, port] : device.ports)
        if (port.linkLayer == LinkLayer::InfiniBand)
            port.canDo = canDo;
}

/// The port GUIDs are read last: with all of them there, the device was there to the end.
bool isWhole(const RdmaDevice &device)
{
    return !device.ports.empty() &&
           std::ranges::all_of(device.ports, [](const auto &port) { return port.second.portGuid.has_value(); });
}

} // namespace

std::optional<RdmaDevice> readDevice(const Host &host, const QString &name, bool withTables)
{
    const QString path = rdmaClass + name;
    const auto own = host.directory(path);
    if (!own)
        return std::nullopt;
    RdmaDevice device = readIdentity(*own);
    std::vector<PortLink> links;
    const auto place = placeOf(host, path);
    if (const auto pci = place ? host.directory(place->path) : std::nullopt) {
        addFunction(device, *pci, place->slot);
        links = readLinks(*pci);
    } else {
        links = parentLink(*own);
    }
    device.ports = readPorts(*own, links, withTables);
    addCardSpeed(device);
    if (!isWhole(device) && !host.directory(path)) // it went while it was read
        return std::nullopt;
    return device;
}

QString interfaceOf(const Host &host, const PortId &id)
{
    const QString path = rdmaClass + id.device;
    const auto own = host.directory(path);
    const auto port = host.directory(path + "/ports/"_L1 + QString::number(id.port));
    if (!own || !port)
        return {};
    const auto place = placeOf(host, path);
    const auto pci = place ? host.directory(place->path) : std::nullopt;
    return firstInterface(*port, id.port, pci ? readLinks(*pci) : parentLink(*own));
}

} // namespace rdma
