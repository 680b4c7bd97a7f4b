// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which RDMA devices may be held open, and a look at the ports of the others, by sysfs.
#include "helper/listenable.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView devicesDirectory{"/sys/class/infiniband"};

// They implement disassociate_ucontext (drivers/infiniband/hw/mlx4/main.c, mlx5/main.c): ib_uverbs_remove_one() waits
// for no open file of theirs. Others that do (bnxt_re, irdma, hns_roce) are Ethernet-only and follow their link;
// rdma_rxe does not.
constexpr std::array removableDrivers{"mlx4_core"_L1, "mlx5_core"_L1};

QString pathOf(const QString &device)
{
    return devicesDirectory + u'/' + device;
}

QString fileName(const QString &path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

bool isListenable(const Host &host, const QString &device)
{
    const auto driver = host.target(device + "/device/driver"_L1);
    return driver && std::ranges::contains(removableDrivers, fileName(*driver)) &&
           !host.target(device + "/device/physfn"_L1); // a virtual function may go to a guest at any time
}

void addStates(PortStates &states, const QString &device, const HostDirectory &ports)
{
    for (const QByteArray &number : ports.list()) {
        const auto port = ports.directory(number.constData());
        if (port && port->attribute("link_layer") == "InfiniBand")
            states[device + u'/' + QString::fromUtf8(number)] = port->attribute("state").value_or(QByteArray());
    }
}

} // namespace

std::vector<ListenableDevice> listenableDevices(const Host &host)
{
    std::vector<ListenableDevice> found;
    for (const QString &name : host.list(devicesDirectory)) {
        const QString device = pathOf(name);
        if (isListenable(host, device))
            found.push_back({name, fileName(host.target(device + "/device"_L1).value_or(QString())),
                             host.attribute(device + "/node_guid"_L1).value_or(QByteArray())});
    }
    return found;
}

PortStates silentPortStates(const Host &host, const QStringList &reporting)
{
    PortStates states;
    for (const QString &name : host.list(devicesDirectory)) {
        if (reporting.contains(name))
            continue;
        if (const auto ports = host.directory(pathOf(name) + "/ports"_L1))
            addStates(states, name, *ports);
    }
    return states;
}

} // namespace rdma
