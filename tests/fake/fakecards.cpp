// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Linux 6.12 shows in sysfs for RDMA devices, as far as anybody here reads it.
#include "tests/fake/fakesysfs.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 linkLocal = 0xfe80000000000000;

QByteArray grouped(quint64 value)
{
    const QByteArray digits = QByteArray::number(value, 16).rightJustified(16, '0');
    return digits.first(4) + ':' + digits.sliced(4, 4) + ':' + digits.sliced(8, 4) + ':' + digits.sliced(12, 4);
}

/// An mlx4 adapter's.
FakeFiles deviceFiles(const FakeCard &card)
{
    const Guid node{card.portGuids.isEmpty() ? 0 : card.portGuids.first().value - 1};
    return {{u"node_type"_s, "1: CA"},
            {u"node_guid"_s, grouped(node.value)},
            {u"sys_image_guid"_s, grouped(node.value + 3)},
            {u"fw_ver"_s, "2.42.5000"},
            {u"hw_rev"_s, "1"},
            {u"hca_type"_s, "MT4099"},
            {u"board_id"_s, "MT_1090110028"},
            {u"node_desc"_s, "demo " + card.rdmaDevice.toUtf8()}};
}

FakeFiles functionFiles(const FakeCard &card)
{
    return {{u"uevent"_s,
             "DRIVER=" + card.driver.toUtf8() +
                 "\nPCI_CLASS=28000\nPCI_ID=15B3:1003\nPCI_SUBSYS_ID=15B3:0050\nPCI_SLOT_NAME=" + card.pci.toUtf8()},
            {u"vendor"_s, "0x15b3"},
            {u"numa_node"_s, "0"},
            {u"sriov_numvfs"_s, card.physicalFunction.isEmpty() ? "0" : QByteArray()}};
}

FakeFiles portFiles(Guid guid, int port)
{
    return {{u"state"_s, "4: ACTIVE"},
            {u"phys_state"_s, "5: LinkUp"},
            {u"link_layer"_s, "InfiniBand"},
            {u"rate"_s, "40 Gb/sec (4X QDR)"},
            {u"lid"_s, "0x" + QByteArray::number(port + 3, 16)},
            {u"sm_lid"_s, "0x1"},
            {u"lid_mask_count"_s, "0"},
            {u"sm_sl"_s, "0"},
            {u"cap_mask"_s, "0x02594868"},
            {u"gids/0"_s, grouped(linkLocal) + ':' + grouped(guid.value)},
            {u"gids/1"_s, grouped(0) + ':' + grouped(0)},
            {u"gid_attrs/types/0"_s, "IB/RoCE v1"},
            {u"pkeys/0"_s, "0xffff"},
            {u"pkeys/1"_s, "0x8002"},
            {u"pkeys/2"_s, "0x0000"},
            {u"counters/port_rcv_data"_s, "1048576"},
            {u"counters/port_xmit_data"_s, "524288"},
            {u"counters/symbol_error"_s, "0"},
            {u"counters/link_downed"_s, "1"}};
}

} // namespace

FakeFiles ethernetPort(const QString &netdev, const QByteArray &rate)
{
    return {{u"link_layer"_s, "Ethernet"},
            {u"rate"_s, rate},
            {u"lid"_s, "0x0"},
            {u"sm_lid"_s, "0x0"},
            {u"cap_mask"_s, "0x04010000"},
            {u"gid_attrs/ndevs/0"_s, netdev.toUtf8()},
            {u"gid_attrs/ndevs/1"_s, netdev.toUtf8()},
            {u"gid_attrs/types/1"_s, "RoCE v2"},
            {u"gids/1"_s, "0000:0000:0000:0000:0000:ffff:c0a8:0705"},
            {u"pkeys/1"_s, "0x0000"},
            {u"counters/symbol_error"_s, QByteArray()},
            {u"counters/link_downed"_s, QByteArray()},
            {u"hw_counters/lifespan"_s, "10"},
            {u"hw_counters/packet_seq_err"_s, "0"},
            {u"hw_counters/out_of_buffer"_s, "12"}};
}

QString FakeSysfs::directoryOf(const FakeCard &card)
{
    return card.pci.isEmpty() ? u"virtual"_s : "pci0000:00/"_L1 + card.pci;
}

void FakeSysfs::writeAll(const QString &directory, FakeFiles files, const FakeFiles &instead)
{
    files.insert(instead);
    for (const auto &[path, text] : files.asKeyValueRange())
        if (!text.isNull())
            m_root.write(directory + u'/' + path, text + '\n');
}

void FakeSysfs::addCard(const FakeCard &card)
{
    const QString rdma = "/sys/devices/"_L1 + directoryOf(card) + "/infiniband/"_L1 + card.rdmaDevice;
    if (!card.pci.isEmpty())
        addFunction(card);
    writeAll(rdma, deviceFiles(card), card.files);
    m_root.link("/sys/class/infiniband/"_L1 + card.rdmaDevice,
                "../../devices/"_L1 + directoryOf(card) + "/infiniband/"_L1 + card.rdmaDevice);
    for (int port = 1; port <= card.portGuids.size(); ++port)
        addPort(card, port);
    showPortTypes(card);
}

void FakeSysfs::showPortTypes(const FakeCard &card)
{
    const QString device = "/sys/devices/"_L1 + directoryOf(card);
    for (int port = 1; port <= card.portTypes.size(); ++port) {
        const QByteArray stored = card.portTypes[port - 1].toLatin1();
        m_root.write(device + u"/mlx4_port%1"_s.arg(port), stored + '\n');
        m_root.write(device + u"/infiniband/%1/ports/%2/link_layer"_s.arg(card.rdmaDevice).arg(port),
                     stored.contains("eth") ? "Ethernet\n" : "InfiniBand\n");
    }
}

void FakeSysfs::addFunction(const FakeCard &card)
{
    const QString device = "/sys/devices/"_L1 + directoryOf(card);
    m_root.makeDirectory("/sys/bus/pci/drivers/"_L1 + card.driver);
    m_root.link(device + "/driver"_L1, "../../../bus/pci/drivers/"_L1 + card.driver);
    m_root.link(device + "/subsystem"_L1, u"../../../bus/pci"_s);
    writeAll(device, functionFiles(card), card.functionFiles);
    m_root.write("/sys/devices/"_L1 + directoryOf(card).section(u'/', 0, 0) + "/uevent"_L1, {});
    m_root.link(device + "/infiniband/"_L1 + card.rdmaDevice + "/device"_L1, "../../../"_L1 + card.pci);
    m_root.link("/sys/bus/pci/devices/"_L1 + card.pci, "../../../devices/"_L1 + directoryOf(card));
    if (!card.physicalFunction.isEmpty())
        m_root.link(device + "/physfn"_L1, "../"_L1 + card.physicalFunction);
}

void FakeSysfs::addPort(const FakeCard &card, int port)
{
    const QString directory =
        "/sys/devices/%1/infiniband/%2/ports/%3"_L1.arg(directoryOf(card), card.rdmaDevice, QString::number(port));
    writeAll(directory, portFiles(card.portGuids[port - 1], port), card.ports.value(port - 1));
}

} // namespace rdma
