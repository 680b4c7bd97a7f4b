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

} // namespace

DemoHost::DemoHost()
{
    files().write(u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s, rules);
    files().write(u"/usr/lib/udev/rules.d/80-net-setup-link.rules"_s, linkRules);
    kernel().addEthernet(u"eno1"_s);
    kernel().addCard({.rdmaDevice = u"mlx4_0"_s,
                      .driver = u"mlx4_core"_s,
                      .pci = u"0000:05:00.0"_s,
                      .portGuids = {Guid{0xf4521403007bcba1}, Guid{0xf4521403007bcba2}}});
    kernel().addIpoib({.rdmaDevice = u"mlx4_0"_s, .port = 1});
    kernel().addIpoib({.rdmaDevice = u"mlx4_0"_s, .port = 2, .name = u"mlx4_ib1"_s});
    kernel().addChild(u"ib0"_s, 0x8002);
}

} // namespace rdma
