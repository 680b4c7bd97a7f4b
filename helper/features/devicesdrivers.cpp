// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which module made an RDMA device: sysfs names the driver of its PCI function, and that is another one for most cards.
#include "helper/features/devices.h"
#include "model/devicetext.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Modules that use symbols of this one (add_usage_links(), kernel/module/sysfs.c).
QStringList holdersOf(const Host &host, const QString &module)
{
    return host.list("/sys/module/"_L1 + module + "/holders"_L1);
}

/// hns_roce_hw_v2 meets hns3 in the framework of both (hnae3_register_client(), hisilicon/hns3/hnae3.c).
QString metAt(const QString &pciDriver)
{
    return pciDriver == "hns3"_L1 ? u"hnae3"_s : pciDriver;
}

/// Who registers an RDMA device uses ib_core (ib_register_device()), and who does so below a PCI function uses its
/// driver, if it is not that driver itself. Two such modules tell nothing, nor does an ib_core that is built in.
std::optional<QString> rdmaDriverOf(const QString &pciDriver, const QStringList &usersOfCore, const Host &host)
{
    if (usersOfCore.contains(pciDriver))
        return pciDriver;
    QStringList both = holdersOf(host, metAt(pciDriver));
    both.removeIf([&](const QString &module) { return !usersOfCore.contains(module); });
    return both.size() == 1 ? std::optional(both.first()) : std::nullopt;
}

/// Two builds of a module without a version differ in this checksum of its sources.
std::optional<QString> versionOf(const QString &module, const Host &host)
{
    return moduleVersion(host, module).or_else([&] {
        return host.attribute("/sys/module/"_L1 + module + "/srcversion"_L1)
            .and_then([](const QByteArray &text) { return shownText(text); })
            .transform([](const QString &sum) -> QString { return "srcversion "_L1 + sum; });
    });
}

/// Reads about each module once.
template <typename Value> class Remembered {
public:
    template <typename Read> Value of(const QString &module, Read read)
    {
        const auto [place, isNew] = m_known.try_emplace(module);
        if (isNew)
            place->second = read(module);
        return place->second;
    }

private:
    std::map<QString, Value> m_known;
};

bool isModule(const std::optional<QString> &name)
{
    return name && !name->contains(u'/') && !name->startsWith(u'.');
}

} // namespace

std::optional<QString> moduleVersion(const Host &host, const QString &module)
{
    return host.attribute("/sys/module/"_L1 + module + "/version"_L1).and_then([](const QByteArray &text) {
        return shownText(text);
    });
}

void addDrivers(std::map<QString, RdmaDevice> &devices, const Host &host)
{
    const QStringList usersOfCore = holdersOf(host, u"ib_core"_s);
    Remembered<std::optional<QString>> drivers;
    Remembered<std::optional<QString>> versions;
    const auto version = [&](const QString &module) { return versionOf(module, host); };
    for (auto &[name, device] : devices) {
        if (isModule(device.driver)) {
            device.driverVersion = versions.of(*device.driver, version);
            device.rdmaDriver = drivers.of(
                *device.driver, [&](const QString &module) { return rdmaDriverOf(module, usersOfCore, host); });
        } else if (device.rdmaDriver && !usersOfCore.contains(*device.rdmaDriver)) {
            device.rdmaDriver.reset();
        }
        if (isModule(device.rdmaDriver))
            device.rdmaDriverVersion = versions.of(*device.rdmaDriver, version);
    }
}

} // namespace rdma
