// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What comes to the fake machine and goes: cards, links, a whole driver.
#include "tests/fake/fakekernel.h"
#include "tests/fake/fakeudev.h"

#include <net/if_arp.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QByteArray ipoibAddress(quint32 qpn, quint64 prefix, Guid guid)
{
    const auto field = [](quint64 value, int digits) {
        return QByteArray::number(value, 16).rightJustified(digits, '0');
    };
    return QByteArray::fromHex("80" + field(qpn, 6) + field(prefix, 16) + field(guid.value, 16)).toHex(':');
}

} // namespace

FakeKernel::FakeKernel(FakeHostRoot &root) : m_root(root), m_sysfs(root)
{
    addLink({.name = u"lo"_s,
             .up = true,
             .type = ARPHRD_LOOPBACK,
             .address = "00:00:00:00:00:00",
             .directory = u"virtual"_s});
}

void FakeKernel::addCard(const FakeCard &card)
{
    const QMutexLocker locker(&m_mutex);
    m_cards[card.rdmaDevice] = card;
    m_sysfs.addCard(card);
}

int FakeKernel::addIpoib(const FakeIpoib &ipoib)
{
    const QMutexLocker locker(&m_mutex);
    const int index = plugIn(ipoib, ipoib.up);
    FakeLink &link = m_links.at(index);
    if (ipoib.name.isEmpty() || ipoib.name == link.name)
        return index;
    const QString oldName = std::exchange(link.name, ipoib.name);
    link.renamed = true;
    m_sysfs.renameLink(link, oldName);
    refresh(link);
    return index;
}

/// What ipoib_add_one() does for a port.
int FakeKernel::plugIn(const FakeIpoib &ipoib, bool up)
{
    const FakeCard &card = m_cards.at(ipoib.rdmaDevice);
    FakeLink link{.name = expanded(u"ib%d"_s), .up = up, .type = ARPHRD_INFINIBAND};
    link.address = ipoibAddress(m_nextQpn++, ipoib.prefix, card.portGuids.at(ipoib.port - 1));
    link.directory = FakeSysfs::directoryOf(card);
    link.ipoib = ipoib;
    return addLink(link);
}

int FakeKernel::addChild(const QString &parent, quint16 pkey)
{
    const QMutexLocker locker(&m_mutex);
    const FakeLink *above = find(parent);
    FakeLink link = *above;
    link.name = parent + u'.' + QString::number(pkey, 16).rightJustified(4, u'0');
    link.address = ipoibAddress(m_nextQpn++, above->ipoib.prefix,
                                m_cards.at(above->ipoib.rdmaDevice).portGuids.at(above->ipoib.port - 1));
    link.altnames.clear();
    link.renamed = false;
    link.directory = u"virtual"_s; // ipoib_vlan.c sets no parent device: DRIVERS of a udev rule never matches a child
    link.parent = above->index;
    link.pkey = pkey | 0x8000;
    link.ipoib.linkPolicyName.clear();
    return addLink(link);
}

int FakeKernel::addEthernet(const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    return addLink(
        {.name = name, .up = true, .type = ARPHRD_ETHER, .address = "52:54:00:00:00:01", .directory = u"virtual"_s});
}

void FakeKernel::addAddress(const QString &name, const QString &address)
{
    const QMutexLocker locker(&m_mutex);
    find(name)->addresses.append(address);
}

void FakeKernel::addAltname(const QString &name, const QString &altname)
{
    const QMutexLocker locker(&m_mutex);
    find(name)->altnames.append(altname);
}

void FakeKernel::removeAltname(const QString &name, const QString &altname)
{
    const QMutexLocker locker(&m_mutex);
    find(name)->altnames.removeAll(altname);
}

void FakeKernel::removeLink(const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    remove(FakeLink(*find(name)));
}

void FakeKernel::reload()
{
    const QMutexLocker locker(&m_mutex);
    takeIpoibOut();
    bringIpoibBack();
}

void FakeKernel::unloadIpoib()
{
    const QMutexLocker locker(&m_mutex);
    takeIpoibOut();
}

void FakeKernel::loadIpoib()
{
    const QMutexLocker locker(&m_mutex);
    bringIpoibBack();
}

void FakeKernel::takeIpoibOut()
{
    QList<FakeLink> gone;
    for (const auto &[index, link] : m_links)
        if (link.type == ARPHRD_INFINIBAND && !link.parent)
            gone.append(link);
    for (const FakeLink &link : gone)
        remove(link);
    m_withoutDriver += gone;
}

void FakeKernel::bringIpoibBack()
{
    QList<int> indexes;
    for (const FakeLink &link : std::exchange(m_withoutDriver, {}))
        indexes.append(plugIn(link.ipoib, false));
    for (const int index : indexes) {
        FakeLink &link = m_links.at(index);
        const QString name = nameByUdev(m_root, link, m_cards.at(link.ipoib.rdmaDevice));
        if (!name.isEmpty())
            static_cast<void>(rename(link, name)); // a taken name: udev logs it and the kernel's stays
    }
}

int FakeKernel::addLink(FakeLink link)
{
    link.index = m_nextIndex++;
    m_sysfs.addLink(link, link.parent ? find(link.parent)->name : QString());
    return m_links.insert({link.index, link}).first->first;
}

void FakeKernel::remove(const FakeLink &link)
{
    QList<FakeLink> going{link};
    for (const auto &[index, child] : m_links)
        if (child.parent == link.index)
            going.append(child);
    for (const FakeLink &one : going) {
        m_sysfs.removeLink(one);
        m_links.erase(one.index);
    }
}

} // namespace rdma
