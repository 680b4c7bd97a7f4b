// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A fake machine with Mellanox cards of each kind, and what a test asks of their ports.
#pragma once

#include "helper/features/features.h"
#include "helper/features/ports.h"
#include "tests/srp/jobhost.h"

namespace rdma {

inline const QString oldCard = QStringLiteral("0000:06:00.0");   ///< mlx4, an InfiniBand and an Ethernet port
inline const QString plainCard = QStringLiteral("0000:05:00.0"); ///< mlx4, InfiniBand
inline const QString newCard = QStringLiteral("0000:81:00.0");   ///< mlx5, two functions

/// {"1": {"atBoot": "ethernet"}}
inline QJsonObject portWish(const QString &slot, const QString &key, const PortTypes &types)
{
    QJsonObject ports;
    for (const auto &[port, type] : types)
        ports[QString::number(port)] = QJsonObject{{key, nameOf(portTypeNames, type)}};
    return {{QStringLiteral("cards"), QJsonObject{{slot, ports}}}};
}

inline QJsonObject bootWish(const QString &slot, const PortTypes &types)
{
    return portWish(slot, QStringLiteral("atBoot"), types);
}

inline QJsonObject nowWish(const QString &slot, const PortTypes &types)
{
    return portWish(slot, QStringLiteral("now"), types);
}

inline PortTypes types(PortType first, PortType second)
{
    return {{1, first}, {2, second}};
}

inline const PortTypes bothEthernet = types(PortType::Ethernet, PortType::Ethernet);
inline const PortTypes bothInfiniBand = types(PortType::InfiniBand, PortType::InfiniBand);

struct PortsHost : JobHost {
    /// Debian: no setup script, update-initramfs, mstconfig 4.31.
    PortsHost() : JobHost(portsFeature())
    {
        demo.plugInCards();
        demo.offerPortTypes();
        for (const QString &table : {QStringLiteral("/proc/self/net/tcp"), QStringLiteral("/proc/self/net/tcp6")})
            demo.files().write(table, "  sl  local_address rem_address   st\n");
        demo.files().write(QStringLiteral("/proc/self/net/route"), routesOver({}));
        demo.files().write(QStringLiteral("/proc/1/mountinfo"), {});
    }

    /// The kernel's table; a default route over the interface, if there is one.
    static QByteArray routesOver(const QByteArray &interface)
    {
        const QByteArray titles = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n";
        return interface.isEmpty() ? titles : titles + interface + " 00000000 0100000A 0003 0 0 100 00000000 0 0 0\n";
    }

    /// Fedora with rdma-core's script for mlx4_core.
    void installSetupScript()
    {
        demo.files().write(QStringLiteral("/usr/libexec/mlx4-setup.sh"), "#!/bin/bash\n", 0755);
        demo.files().write(QStringLiteral("/usr/lib/modprobe.d/libmlx4.conf"),
                           "install mlx4_core /sbin/modprobe --ignore-install mlx4_core $CMDLINE_OPTS && (if [ -f "
                           "/usr/libexec/mlx4-setup.sh -a -f /etc/rdma/mlx4.conf ]; then /usr/libexec/mlx4-setup.sh < "
                           "/etc/rdma/mlx4.conf; fi; /sbin/modprobe mlx4_en; /sbin/modprobe mlx4_ib)\n");
    }

    void inspect()
    {
        const auto read = feature.read(machine, {{QStringLiteral("inspect"), true}});
        if (!read)
            qFatal("inspect: %s %s", qPrintable(read.error().subject), qPrintable(read.error().detail));
    }

    /// Another boot: /run is empty, the firmware was loaded again.
    void reboot(const QByteArray &id = "0d9c3c55-0000-4000-8000-000000000002")
    {
        if (const QString record = QStringLiteral("/run/rdma-manager/ports.json"); demo.files().exists(record))
            demo.files().remove(record);
        demo.files().write(QStringLiteral("/proc/sys/kernel/random/boot_id"), id + '\n');
        demo.firmware().restart();
    }

    /// That was installed while another ran, and has an image of its own with the driver.
    void rebootInto(const QString &kernel)
    {
        reboot();
        demo.kernel().setRelease(kernel);
        demo.bootImage().install(
            ImageTool::UpdateInitramfs, kernel,
            {QStringLiteral("usr/lib/modules/%1/kernel/drivers/net/ethernet/mellanox/mlx4/mlx4_core.ko").arg(kernel)});
        inspect();
    }

    /// Another card of the same model is in the slot.
    void exchange(const QString &device)
    {
        demo.files().write(QStringLiteral("/sys/class/infiniband/%1/sys_image_guid").arg(device),
                           "506b:4b03:0077:7777\n");
    }

    /// What the kernel says of ports after a boot.
    void setLinkLayer(const QString &device, const QByteArray &layer)
    {
        demo.files().write(QStringLiteral("/sys/class/infiniband/%1/ports/1/link_layer").arg(device), layer + '\n');
    }

    PortsState state() { return readPorts(machine).value(); }
    CardLive card(const QString &slot) { return state().live.cards.at(slot); }
    PortTypes atBoot(const QString &slot) { return bootTypesOf(state().config.cards.at(slot)); }
    QByteArray stored(const QString &slot, int port) { return demo.files().read(portTypePath(slot, port)).trimmed(); }

    Error refusalOf(const QJsonObject &wish)
    {
        const auto made = plan(wish);
        return made ? Error{} : made.error();
    }

    QMap<QString, QByteArray> snapshot()
    {
        auto all = demo.files().snapshot({QStringLiteral("/etc")});
        for (const QString &slot : {plainCard, oldCard})
            for (const int port : {1, 2})
                all.insert(portTypePath(slot, port), stored(slot, port));
        for (const auto &[slot, card] : demo.firmware().cards())
            for (const auto &[port, type] : card.next)
                all.insert(QStringLiteral("firmware %1 %2").arg(slot).arg(port), nameOf(portTypeNames, type).toUtf8());
        all.insert(QStringLiteral("image"), demo.bootImage().content().join(u' ').toUtf8());
        return all;
    }
};

} // namespace rdma
