// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Linux 6.12 shows in sysfs for network links, as far as anybody here reads it.
#include "tests/fake/fakesysfs.h"

#include <net/if.h>
#include <net/if_arp.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString linkDirectory(const FakeLink &link, const QString &name)
{
    return "/sys/devices/"_L1 + link.directory + "/net/"_L1 + name;
}

QByteArray hexadecimal(quint64 value, int digits)
{
    return QByteArray::number(value, 16).rightJustified(digits, '0');
}

QByteArray flagsOf(const FakeLink &link)
{
    const unsigned kind =
        link.type == ARPHRD_LOOPBACK ? unsigned(IFF_LOOPBACK) : unsigned(IFF_BROADCAST | IFF_MULTICAST);
    return "0x"_ba + QByteArray::number(kind | (link.up ? unsigned(IFF_UP) : 0U), 16);
}

} // namespace

void FakeSysfs::addLink(const FakeLink &link, const QString &parentName)
{
    const QString directory = linkDirectory(link, link.name);
    const auto put = [&](QLatin1StringView name, const QByteArray &value) {
        m_root.write(directory + u'/' + name, value + '\n');
    };
    const bool isIpoib = link.type == ARPHRD_INFINIBAND;
    const int port = link.parent ? 0 : link.ipoib.port - 1;
    put("address"_L1, link.address);
    put("addr_assign_type"_L1, "0");
    put("addr_len"_L1, QByteArray::number((link.address.size() + 1) / 3));
    put("type"_L1, QByteArray::number(link.type));
    put("ifindex"_L1, QByteArray::number(link.index));
    put("iflink"_L1, QByteArray::number(link.parent ? link.parent : link.index));
    put("dev_id"_L1, "0x" + QByteArray::number(port, 16));
    put("dev_port"_L1, QByteArray::number(port));
    put("mtu"_L1, QByteArray::number(isIpoib ? link.ipoib.mtu : 1500));
    put("statistics/rx_bytes"_L1, "4096");
    put("statistics/tx_bytes"_L1, "2048");
    if (isIpoib) {
        put("mode"_L1, link.ipoib.mode.toLatin1());
        put("pkey"_L1, "0x" + hexadecimal(link.pkey, 4));
        put("umcast"_L1, "0");
    }
    if (link.directory != "virtual"_L1)
        m_root.link(directory + "/device"_L1, "../../../"_L1 + link.directory.section(u'/', -1));
    m_root.link("/sys/class/net/"_L1 + link.name, "../../devices/"_L1 + link.directory + "/net/"_L1 + link.name);
    refresh(link, parentName);
    addUdevEntry(link);
}

void FakeSysfs::renameLink(const FakeLink &link, const QString &oldName)
{
    m_root.rename(linkDirectory(link, oldName), linkDirectory(link, link.name));
    m_root.link("/sys/class/net/"_L1 + link.name, "../../devices/"_L1 + link.directory + "/net/"_L1 + link.name);
    m_root.remove("/sys/class/net/"_L1 + oldName);
}

void FakeSysfs::removeLink(const FakeLink &link)
{
    m_root.remove("/sys/class/net/"_L1 + link.name);
    m_root.remove(linkDirectory(link, link.name));
    m_root.remove("/run/udev/data/n"_L1 + QString::number(link.index));
}

void FakeSysfs::refresh(const FakeLink &link, const QString &parentName)
{
    const QString directory = linkDirectory(link, link.name);
    const bool running = link.up && link.ipoib.carrier;
    m_root.write(directory + "/flags"_L1, flagsOf(link) + '\n');
    m_root.write(directory + "/operstate"_L1, link.type == ARPHRD_LOOPBACK ? "unknown\n" : running ? "up\n" : "down\n");
    // Names the driver chose have an unknown origin: reading the attribute gives EINVAL then, as good as no file.
    if (link.renamed)
        m_root.write(directory + "/name_assign_type"_L1, "4\n");
    if (link.parent)
        m_root.write(directory + "/parent"_L1, parentName.toUtf8() + '\n');
}

void FakeSysfs::addUdevEntry(const FakeLink &link)
{
    QByteArray entry = "I:1000000\nG:systemd\nQ:systemd\nV:1\n";
    if (!link.ipoib.linkPolicyName.isEmpty())
        entry += "E:ID_NET_LINK_FILE=/usr/lib/systemd/network/99-default.link\nE:ID_NET_NAME=" +
                 link.ipoib.linkPolicyName.toUtf8() + '\n';
    m_root.write("/run/udev/data/n"_L1 + QString::number(link.index), entry);
}

} // namespace rdma
