// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// udev's word about devices, else what their ports are.
#include "helper/devicekinds.h"

#include "helper/udevdatabase.h"

#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rdmaClass = "/sys/class/infiniband"_L1;

/// What 75-rdma-description.rules of rdma-core says of a device, by which 90-rdma-ulp-modules.rules has lists loaded.
constexpr std::array<std::pair<QByteArrayView, BootList>, 4> properties{{{"ID_RDMA_INFINIBAND", BootList::Infiniband},
                                                                         {"ID_RDMA_OPA", BootList::Opa},
                                                                         {"ID_RDMA_IWARP", BootList::Iwarp},
                                                                         {"ID_RDMA_ROCE", BootList::Roce}}};

std::set<BootList> toldByUdev(const Host &host, const QString &device)
{
    std::set<BootList> lists;
    const UdevEntry entry = readUdevEntry(host, "+infiniband:"_L1 + device);
    for (const auto &[property, list] : properties)
        if (entry.properties.value(property.toByteArray()) == "1")
            lists.insert(list);
    return lists;
}

bool isIwarp(const Host &host, const QString &path)
{
    return host.attribute(path + "/node_type"_L1).value_or(QByteArray()).startsWith("4:"); // RDMA_NODE_RNIC
}

bool isOmniPath(const Host &host, const QString &path)
{
    return host.target(path + "/device/driver"_L1).value_or(QString()).endsWith("/hfi1"_L1);
}

std::set<BootList> shownByPorts(const Host &host, const QString &device)
{
    const QString path = rdmaClass + u'/' + device;
    if (isIwarp(host, path))
        return {BootList::Iwarp};
    if (isOmniPath(host, path))
        return {BootList::Opa};
    std::set<BootList> lists;
    for (const QString &port : host.list(path + "/ports"_L1)) {
        const auto layer = host.attribute(path + "/ports/"_L1 + port + "/link_layer"_L1);
        lists.insert(layer == "Ethernet" ? BootList::Roce : BootList::Infiniband);
    }
    return lists;
}

} // namespace

std::set<BootList> idleLists(const Host &host)
{
    std::set<BootList> idle{BootList::Infiniband, BootList::Opa, BootList::Iwarp, BootList::Roce};
    for (const QString &device : host.list(rdmaClass)) {
        const auto told = toldByUdev(host, device);
        for (const BootList list : told.empty() ? shownByPorts(host, device) : told)
            idle.erase(list);
    }
    return idle;
}

/// rdma_rxe alone has the attribute "parent" (rxe_verbs.c), and siw alone makes an RNIC that hangs on nothing
/// (siw_device_create()).
std::vector<SoftDevice> softDevices(const Host &host)
{
    std::vector<SoftDevice> devices;
    for (const QString &name : host.list(rdmaClass)) {
        const QString path = rdmaClass + u'/' + name;
        if (const auto parent = host.attribute(path + "/parent"_L1))
            devices.push_back({name, u"rdma_rxe"_s, QString::fromUtf8(*parent)});
        else if (isIwarp(host, path) && !host.target(path + "/device"_L1))
            devices.push_back({name, u"siw"_s, {}});
    }
    return devices;
}

} // namespace rdma
