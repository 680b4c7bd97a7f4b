// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is in the demo host.
#include "tests/fake/demohost.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// In the shape in which rdma-core's example is installed: a comment that explains the rule, and a sample in it.
constexpr auto rules =
    R"(# A sample udev rule that gives IPoIB interfaces persistent names. Edit the address and the name.
# The address starts with ?* and holds only the last 8 bytes of the 20: the bytes before them change whenever
# the driver is loaded. Its letters are lower case: udev compares them as they are written.
# A network device name has at most 15 characters.
#
# ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", ATTR{type}=="32", ATTR{address}=="?*00:02:c9:03:00:31:78:f2", NAME="mlx4_ib3"
ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", ATTR{type}=="32", ATTR{address}=="?*f4:52:14:03:00:7b:cb:a2", NAME="mlx4_ib1"
)";

constexpr auto linkRules = R"(# Names network links as the .link files say, unless a rule before did.
SUBSYSTEM!="net", GOTO="net_setup_link_end"
ACTION=="remove", GOTO="net_setup_link_end"
IMPORT{builtin}="path_id"
IMPORT{builtin}="net_setup_link"
NAME=="", ENV{ID_NET_NAME}!="", NAME="$env{ID_NET_NAME}"
LABEL="net_setup_link_end"
)";

constexpr auto profile = R"([connection]
id=Storage
uuid=5b3a1f0c-7a55-4d0e-9c0b-1f6f5c9d2a11
type=infiniband
interface-name=ib0

[ipv4]
method=manual
address1=192.168.7.4/24
)";

constexpr auto zone = R"(<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>Trusted</short>
  <interface name="ib0"/>
</zone>
)";

constexpr auto routes = R"(Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
eno1 00000000 0100000A 0003 0 0 100 00000000 0 0 0
ib0 0007A8C0 00000000 0001 0 0 150 00FFFFFF 0 0 0
)";

constexpr auto mounts =
    R"(40 22 0:50 / /srv/projects rw,relatime shared:9 - nfs4 192.168.7.9:/projects rw,proto=rdma,addr=192.168.7.9
)";

constexpr auto goneAdapter =
    R"(ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", ATTR{type}=="32", ATTR{address}=="?*00:02:c9:03:00:31:78:f2", NAME="old_ib0"
)";

} // namespace

DemoHost::DemoHost()
{
    files().write(u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s, rules);
    files().write(u"/usr/lib/udev/rules.d/80-net-setup-link.rules"_s, linkRules);
    kernel().addEthernet(u"eno1"_s);
    kernel().addCard({.rdmaDevice = u"mlx4_0"_s,
                      .driver = u"mlx4_core"_s,
                      .pci = u"0000:05:00.0"_s,
                      .portGuids = {Guid{0xf4521403007bcba1}, Guid{0xf4521403007bcba2}},
                      .portTypes = {u"ib"_s, u"ib"_s}});
    kernel().addIpoib({.rdmaDevice = u"mlx4_0"_s, .port = 1});
    kernel().addIpoib({.rdmaDevice = u"mlx4_0"_s, .port = 2, .name = u"mlx4_ib1"_s});
    kernel().addChild(u"ib0"_s, 0x8002);
}

void DemoHost::furnish()
{
    files().write(u"/etc/NetworkManager/system-connections/Storage.nmconnection"_s, profile, 0600);
    files().write(u"/etc/firewalld/zones/trusted.xml"_s, zone);
    files().write(u"/proc/self/net/route"_s, routes);
    files().write(u"/proc/1/mountinfo"_s, mounts);
    files().write(u"/etc/udev/rules.d/70-old-adapter.rules"_s, goneAdapter);
    files().write(u"/usr/share/initramfs-tools/hooks/udev"_s, "for rules in /etc/udev/rules.d/*.rules; do\n");
    files().write(u"/boot/initrd.img-6.12.0-fake"_s, "");
    files().makeDirectory(u"/etc/security/limits.d"_s);
    plugInCards();
    plugInDisks();
    exportDisks();
    attachDisks();
    limitMemory();
    offerPortTypes();
}

} // namespace rdma
