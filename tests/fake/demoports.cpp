// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the demo host's ports can become, and what has to be changed for it.
#include "tests/fake/demohost.h"

namespace rdma {

using namespace Qt::StringLiterals;

void DemoHost::offerPortTypes()
{
    files().write(u"/proc/sys/kernel/random/boot_id"_s, "6f1c2a30-5d5f-4c3e-9a53-2f9f6c0b7a11\n");
    files().makeDirectory(u"/var/tmp"_s);
    files().makeDirectory(u"/etc/modprobe.d"_s);
    const PortTypes types{{1, PortType::InfiniBand}, {2, PortType::InfiniBand}};
    firmware().install();
    firmware().add(u"0000:81:00.0"_s, {.next = types, .current = types});
    bootImage().install(ImageTool::UpdateInitramfs, u"6.12.0-fake"_s,
                        {u"usr/lib/modules/6.12.0-fake/kernel/drivers/net/ethernet/mellanox/mlx4/mlx4_core.ko"_s});
}

} // namespace rdma
