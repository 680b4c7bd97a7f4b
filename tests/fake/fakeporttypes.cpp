// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports of mlx4 that become InfiniBand or Ethernet: set_port_type() and mlx4_change_port_types() of mlx4_core
// (drivers/net/ethernet/mellanox/mlx4/main.c). No lab has the hardware.
#include "helper/portattributes.h"
#include "tests/fake/fakekernel.h"
#include "tests/fake/fakeudev.h"

#include <net/if_arp.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isEthernet(const QString &stored)
{
    return stored.contains("eth"_L1);
}

/// As udev names the ports of one function: enp5s0, enp5s0d1.
QString ethernetName(const FakeCard &card, int port)
{
    const QString name = u"enp%1s0"_s.arg(card.pci.section(u':', 1, 1).toInt(nullptr, 16));
    return port == 1 ? name : name + u"d%1"_s.arg(port - 1);
}

} // namespace

FakeCard *FakeKernel::cardAt(const QString &slot)
{
    for (auto &[device, card] : m_cards)
        if (card.pci == slot)
            return &card;
    return nullptr;
}

int FakeKernel::plugInEthernet(const FakeCard &card, int port, const QString &name)
{
    FakeLink link{.name = name, .up = true, .type = ARPHRD_ETHER};
    link.address = "f4:52:14:00:00:0" + QByteArray::number(port);
    link.directory = FakeSysfs::directoryOf(card);
    link.ipoib = {.rdmaDevice = card.rdmaDevice, .port = port};
    return addLink(link);
}

int FakeKernel::addEthernetPort(const QString &rdmaDevice, int port, const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    return plugInEthernet(m_cards.at(rdmaDevice), port, name);
}

/// The RDMA device and all interfaces go, whichever port changed, and come back with what udev calls them.
void FakeKernel::retype(FakeCard &card, const QStringList &stored)
{
    QList<FakeLink> gone;
    for (const auto &[index, link] : m_links)
        if (link.directory == FakeSysfs::directoryOf(card))
            gone.append(link);
    for (const FakeLink &link : gone)
        remove(link);
    card.portTypes = stored;
    m_sysfs.showPortTypes(card);
    for (int port = 1; port <= stored.size(); ++port) {
        if (isEthernet(stored[port - 1])) {
            plugInEthernet(card, port, ethernetName(card, port));
            continue;
        }
        const auto before = std::ranges::find_if(
            gone, [&](const FakeLink &link) { return link.type == ARPHRD_INFINIBAND && link.ipoib.port == port; });
        const FakeIpoib ipoib =
            before == gone.end() ? FakeIpoib{.rdmaDevice = card.rdmaDevice, .port = port} : before->ipoib;
        FakeLink &link = m_links.at(plugIn(ipoib, false));
        if (const QString name = nameByUdev(m_root, link, card); !name.isEmpty())
            static_cast<void>(rename(link, name));
    }
}

void FakeKernel::bootPortTypes(const QString &slot, const QStringList &stored)
{
    const QMutexLocker locker(&m_mutex);
    retype(*cardAt(slot), stored);
}

Result<void> FakeKernel::storePortType(const QString &path, const QByteArray &value)
{
    const QMutexLocker locker(&m_mutex);
    if (auto error = injected(Call::StorePortType, path))
        return std::unexpected(*error);
    FakeCard *card = isPortTypePath(path) ? cardAt(path.section(u'/', 5, 5)) : nullptr;
    const int port = path.last(1).toInt();
    if (!card || port > card->portTypes.size())
        return fail(ErrorCode::NotFound, path, u"ENOENT"_s);
    if (!isPortTypeValue(value))
        return fail(ErrorCode::InvalidWish, path, u"EINVAL"_s);
    QStringList stored = card->portTypes;
    const bool staysEthernet = isEthernet(stored[port - 1]);
    const QString word = QString::fromLatin1(value.chopped(1));
    stored[port - 1] = word == "auto"_L1 ? (staysEthernet ? u"auto (eth)"_s : u"auto (ib)"_s) : word;
    if (stored.size() == 2 && isEthernet(stored[0]) && !isEthernet(stored[1]))
        return fail(ErrorCode::NotSupported, path, u"EOPNOTSUPP"_s);
    if (!m_ignoresPortTypes && stored != card->portTypes)
        retype(*card, stored);
    return {};
}

} // namespace rdma
