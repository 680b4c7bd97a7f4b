// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What differs from card to card: drivers/infiniband/hw/*, drivers/infiniband/sw/* of Linux 6.12.
#include "tests/devices/cards.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QByteArray absent; ///< there is no such file

/// The first of the two in the chapter "Configure InfiniBand and RDMA Networks", to the letter.
FakeCard qle7342()
{
    return {.rdmaDevice = u"qib0"_s,
            .driver = u"ib_qib"_s,
            .pci = u"0000:05:00.0"_s,
            .portGuids = {Guid{0x001175000077dd7e}},
            .files = {{u"hca_type"_s, "InfiniPath_QLE7342"},
                      {u"fw_ver"_s, ""},
                      {u"hw_rev"_s, "2"},
                      {u"board_id"_s, "InfiniPath_QLE7342"},
                      {u"node_guid"_s, "0011:7500:0077:dd7e"},
                      {u"sys_image_guid"_s, "0011:7500:0077:dd7e"}},
            .ports = {{{u"lid"_s, "0x1"}, {u"cap_mask"_s, "0x0769086a"}}}};
}

/// Port 1 InfiniBand in FDR10, port 2 Ethernet without a cable.
FakeCard connectX3()
{
    FakeFiles ethernet = ethernetPort(u"enp5s0d1"_s, "10 Gb/sec (1X QDR)");
    ethernet.insert({{u"state"_s, "1: DOWN"}, {u"phys_state"_s, "3: Disabled"}});
    return {.rdmaDevice = u"mlx4_0"_s,
            .driver = u"mlx4_core"_s,
            .pci = u"0000:05:00.0"_s,
            .portGuids = {Guid{0xf4521403007bcba1}, Guid{0x025214fffe7bcba2}},
            .files = {{u"hw_rev"_s, "0"}},
            .ports = {{{u"rate"_s, "40 Gb/sec (4X FDR10)"}}, ethernet}};
}

FakeCard connectX6()
{
    return {.rdmaDevice = u"ibp129s0f0"_s,
            .driver = u"mlx5_core"_s,
            .pci = u"0000:81:00.0"_s,
            .portGuids = {Guid{0x0c42a10300a1b2c4}},
            .files = {{u"hca_type"_s, "MT4123"},
                      {u"fw_ver"_s, "20.31.1014"},
                      {u"hw_rev"_s, "0"},
                      {u"board_id"_s, "MT_0000000223"}},
            .ports = {{{u"state"_s, "2: INIT"},
                       {u"rate"_s, "200 Gb/sec (4X HDR)"},
                       {u"lid"_s, "0xffff"},
                       {u"sm_lid"_s, "0x0"},
                       {u"lid_mask_count"_s, "3"},
                       {u"cap_mask"_s, "0xa659e848"}}}};
}

FakeCard connectX5Roce()
{
    return {.rdmaDevice = u"rocep59s0f0"_s,
            .driver = u"mlx5_core"_s,
            .pci = u"0000:3b:00.0"_s,
            .portGuids = {Guid{0x0e42a1fffea1b2c4}},
            .files = {{u"hca_type"_s, "MT4119"}, {u"fw_ver"_s, "16.35.4030"}, {u"hw_rev"_s, "0"}},
            .ports = {ethernetPort(u"ens1f0np0"_s, "100 Gb/sec (4X EDR)")}};
}

FakeCard omniPath()
{
    return {.rdmaDevice = u"hfi1_0"_s,
            .driver = u"hfi1"_s,
            .pci = u"0000:18:00.0"_s,
            .portGuids = {Guid{0x0011750101671234}},
            .files = {{u"hca_type"_s, absent},
                      {u"fw_ver"_s, "1.27.0"},
                      {u"hw_rev"_s, "11"},
                      {u"board_id"_s, "Intel Omni-Path Host Fabric Interface Adapter 100 Series"}},
            .ports = {{{u"state"_s, "1: DOWN"},
                       {u"phys_state"_s, "2: Polling"},
                       {u"rate"_s, "25 Gb/sec (1X EDR)"},
                       {u"lid"_s, "0xffffffff"},
                       {u"sm_lid"_s, "0x0"},
                       {u"cap_mask"_s, "0x00490020"}}}};
}

FakeCard broadcom()
{
    return {.rdmaDevice = u"bnxt_re0"_s,
            .driver = u"bnxt_en"_s,
            .pci = u"0000:af:00.0"_s,
            .portGuids = {Guid{0xb02628fffe1a2b30}},
            .files = {{u"hca_type"_s, "BCM57414"},
                      {u"fw_ver"_s, "218.0.219.13"},
                      {u"hw_rev"_s, "0x14e4"},
                      {u"board_id"_s, absent}},
            .ports = {ethernetPort(u"ens4f0np0"_s, "25 Gb/sec (1X EDR)")}};
}

FakeCard softRoce()
{
    return {.rdmaDevice = u"rxe0"_s,
            .portGuids = {Guid{0x505400fffe000001}},
            .files = {{u"fw_ver"_s, ""},
                      {u"hw_rev"_s, absent},
                      {u"hca_type"_s, absent},
                      {u"board_id"_s, absent},
                      {u"parent"_s, "eth0"}},
            .ports = {ethernetPort(u"eth0"_s, "2.5 Gb/sec (1X SDR)")}};
}

/// In RoCE mode; in iWARP mode it is an RNIC, as the Chelsio.
FakeCard intelE810()
{
    FakeFiles port = ethernetPort(u"ens3f0"_s, "100 Gb/sec (4X EDR)");
    port.insert({{u"state"_s, "5: ACTIVE_DEFER"}, {u"phys_state"_s, "6: LinkErrorRecovery"}});
    return {.rdmaDevice = u"rocep62s0f0"_s,
            .driver = u"ice"_s,
            .pci = u"0000:3e:00.0"_s,
            .portGuids = {Guid{0x66b3fffefe123456}},
            .files = {{u"hca_type"_s, absent}, {u"fw_ver"_s, "1.60"}, {u"hw_rev"_s, "2"}, {u"board_id"_s, absent}},
            .ports = {port}};
}

/// What an old kernel leaves out and what no kernel shows.
FakeCard oddities()
{
    return {.rdmaDevice = u"mthca0"_s,
            .driver = u"mthca"_s,
            .pci = u"0000:02:00.0"_s,
            .portGuids = {Guid{0x0002c9020021b2c5}},
            .files = {{u"fw_ver"_s, "a version of more than nineteen letters"},
                      {u"hca_type"_s, "a type of more than thirty-nine letters, which no driver has"}},
            .ports = {{{u"link_layer"_s, absent},
                       {u"rate"_s, "10 Gb/sec (4X)"},
                       {u"state"_s, "0: NOP"},
                       {u"phys_state"_s, "0: <unknown>"}}}};
}

} // namespace

QList<KnownCard> knownCards()
{
    return {{"QLE7342 of the chapter", qle7342()},
            {"ConnectX-3 VPI", connectX3()},
            {"ConnectX-6", connectX6()},
            {"ConnectX-5 with RoCE", connectX5Roce()},
            {"Omni-Path", omniPath()},
            {"Broadcom", broadcom()},
            {"soft RoCE", softRoce()},
            {"Intel E810", intelE810()},
            {"oddities", oddities()}};
}

FakeCard iwarpCard()
{
    FakeFiles second = ethernetPort(u"enp4s0f4d1"_s, "25 Gb/sec (1X EDR)");
    second.insert({{u"state"_s, "2: INIT"}, {u"phys_state"_s, "4: PortConfigurationTraining"}});
    return {.rdmaDevice = u"cxgb4_0"_s,
            .driver = u"cxgb4"_s,
            .pci = u"0000:04:00.4"_s,
            .portGuids = {Guid{0x0007432b1a100000}, Guid{0x0007432b1a180000}},
            .files = {{u"node_type"_s, "4: RNIC"},
                      {u"hca_type"_s, "cxgb4"},
                      {u"fw_ver"_s, "1.27.3.0"},
                      {u"hw_rev"_s, "0"},
                      {u"board_id"_s, "1425.6408"},
                      {u"node_guid"_s, "0007:432b:1a10:0000"},
                      {u"sys_image_guid"_s, "0000:0000:0000:0000"}},
            .ports = {ethernetPort(u"enp4s0f4"_s, "25 Gb/sec (1X EDR)"), second}};
}

/// siw_query_port(), siw_query_gid() and siw_query_pkey(): one GID, which is the interface's address and has nothing in
/// its lower half, no P_Key, no firmware, no counters.
FakeCard softIwarp()
{
    FakeFiles port = ethernetPort(u"eth0"_s, "2.5 Gb/sec (1X SDR)");
    port.insert({{u"cap_mask"_s, "0x00090000"}, {u"gids/0"_s, "5254:0000:0001:0000:0000:0000:0000:0000"}});
    for (const auto &path :
         {u"gids/1"_s, u"gid_attrs/ndevs/1"_s, u"gid_attrs/types/1"_s, u"pkeys/0"_s, u"pkeys/1"_s, u"pkeys/2"_s,
          u"counters/port_rcv_data"_s, u"counters/port_xmit_data"_s, u"hw_counters/lifespan"_s,
          u"hw_counters/packet_seq_err"_s, u"hw_counters/out_of_buffer"_s})
        port[path] = absent;
    return {.rdmaDevice = u"siw0"_s,
            .portGuids = {Guid{}},
            .files = {{u"node_type"_s, "4: RNIC"},
                      {u"node_guid"_s, "5054:00ff:fe00:0001"},
                      {u"sys_image_guid"_s, "5054:00ff:fe00:0001"},
                      {u"fw_ver"_s, ""},
                      {u"hw_rev"_s, absent},
                      {u"hca_type"_s, absent},
                      {u"board_id"_s, absent},
                      {u"node_desc"_s, "Software iWARP stack"}},
            .ports = {port}};
}

} // namespace rdma
