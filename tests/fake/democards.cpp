// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The cards of the demo host beside the one that its names are about.
#include "tests/fake/demohost.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 vpiGuid = 0xf4521403009c2a11;
constexpr quint64 dualGuid = 0x506b4b0300e41c20;
constexpr quint64 softGuid = 0x505400fffe000001; // EUI-64 of eno1's address

/// In the form of the PCI ID repository, whose file a real machine has here.
constexpr auto pciIds = "15b3  Mellanox Technologies\n"
                        "\t1003  MT27500 Family [ConnectX-3]\n"
                        "\t1017  MT27800 Family [ConnectX-5]\n"
                        "\t1018  MT27800 Family [ConnectX-5 Virtual Function]\n";

FakeCard vpiCard()
{
    return {.rdmaDevice = u"mlx4_1"_s,
            .driver = u"mlx4_core"_s,
            .pci = u"0000:06:00.0"_s,
            .portGuids = {Guid{vpiGuid}, Guid{vpiGuid + 1}},
            .ports = {{{u"rate"_s, "56 Gb/sec (4X FDR)"}}, ethernetPort(u"enp6s0d1"_s, "40 Gb/sec (4X QDR)")},
            .portTypes = {u"ib"_s, u"eth"_s}};
}

FakeFiles connectX5(const FakeCard &card, const QByteArray &pciId)
{
    return {{u"uevent"_s, "DRIVER=mlx5_core\nPCI_CLASS=20700\nPCI_ID=15B3:" + pciId +
                              "\nPCI_SUBSYS_ID=15B3:0008\nPCI_SLOT_NAME=" + card.pci.toUtf8()},
            {u"numa_node"_s, "1"}};
}

FakeFiles connectX5Device(int function)
{
    return {{u"fw_ver"_s, "16.35.4030"},
            {u"hw_rev"_s, "0"},
            {u"hca_type"_s, "MT4119"},
            {u"board_id"_s, "MT_0000000008"},
            {u"sys_image_guid"_s, "506b:4b03:00e4:1c1f"},
            {u"node_desc"_s, "demo mlx5_" + QByteArray::number(function)}};
}

/// One of the two functions of the dual-port card.
FakeCard dualCard(int function, const FakeFiles &port)
{
    FakeCard card{.rdmaDevice = u"mlx5_%1"_s.arg(function),
                  .driver = u"mlx5_core"_s,
                  .pci = u"0000:81:00.%1"_s.arg(function),
                  .portGuids = {Guid{dualGuid + quint64(function)}},
                  .files = connectX5Device(function),
                  .ports = {port}};
    card.functionFiles = connectX5(card, "1017");
    card.functionFiles[u"sriov_numvfs"_s] = function == 0 ? "4" : "0";
    return card;
}

/// Virtual functions follow their physical function's link and have GUIDs of their own.
FakeCard virtualCard(int number)
{
    FakeCard card = dualCard(number + 2, {{u"rate"_s, "100 Gb/sec (4X EDR)"}, {u"lid"_s, "0x8"}});
    card.physicalFunction = u"0000:81:00.0"_s;
    card.portGuids = {Guid{dualGuid + 16 + quint64(number)}};
    card.functionFiles = connectX5(card, "1018");
    card.functionFiles[u"sriov_numvfs"_s] = QByteArray();
    return card;
}

FakeCard softCard()
{
    FakeFiles port = ethernetPort(u"eno1"_s, "2.5 Gb/sec (1X SDR)");
    for (const auto &counter : {u"counters/port_rcv_data"_s, u"counters/port_xmit_data"_s})
        port[counter] = QByteArray();
    return {.rdmaDevice = u"rxe0"_s,
            .portGuids = {Guid{softGuid}},
            .files = {{u"node_guid"_s, "5054:00ff:fe00:0001"},
                      {u"sys_image_guid"_s, "5054:00ff:fe00:0001"},
                      {u"fw_ver"_s, ""},
                      {u"hw_rev"_s, QByteArray()},
                      {u"hca_type"_s, QByteArray()},
                      {u"board_id"_s, QByteArray()},
                      {u"node_desc"_s, "rxe0"},
                      {u"parent"_s, "eno1"}},
            .ports = {port}};
}

} // namespace

void DemoHost::plugInCards()
{
    for (const auto &[user, module] : {std::pair("mlx4_ib"_L1, "mlx4_core"_L1),
                                       {"mlx5_ib"_L1, "mlx5_core"_L1},
                                       {"mlx4_ib"_L1, "ib_core"_L1},
                                       {"mlx5_ib"_L1, "ib_core"_L1},
                                       {"rdma_rxe"_L1, "ib_core"_L1}})
        files().link("/sys/module/"_L1 + module + "/holders/"_L1 + user, "../../"_L1 + user);
    files().write(u"/usr/share/misc/pci.ids"_s, pciIds);
    kernel().addCard(vpiCard());
    kernel().addIpoib({.rdmaDevice = u"mlx4_1"_s, .port = 1, .name = u"ibp6s0"_s, .linkPolicyName = u"ibp6s0"_s});
    kernel().addEthernetPort(u"mlx4_1"_s, 2, u"enp6s0d1"_s);
    kernel().addCard(dualCard(0, {{u"rate"_s, "100 Gb/sec (4X EDR)"}, {u"lid"_s, "0x8"}}));
    kernel().addCard(dualCard(
        1, {{u"rate"_s, "100 Gb/sec (4X EDR)"}, {u"state"_s, "2: INIT"}, {u"lid"_s, "0xffff"}, {u"sm_lid"_s, "0x0"}}));
    kernel().addIpoib({.rdmaDevice = u"mlx5_0"_s, .name = u"ibp129s0f0"_s, .linkPolicyName = u"ibp129s0f0"_s});
    kernel().addIpoib(
        {.rdmaDevice = u"mlx5_1"_s, .name = u"ibp129s0f1"_s, .carrier = false, .linkPolicyName = u"ibp129s0f1"_s});
    for (int number = 0; number < 4; ++number) {
        const QString name = u"ibp129s0f0v%1"_s.arg(number);
        kernel().addCard(virtualCard(number));
        kernel().addIpoib({.rdmaDevice = u"mlx5_%1"_s.arg(number + 2), .name = name, .linkPolicyName = name});
    }
    kernel().addCard(softCard());
}

} // namespace rdma
