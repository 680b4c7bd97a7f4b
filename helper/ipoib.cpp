// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which network links are IPoIB, and who they are.
#include "helper/ipoib.h"

#include <map>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto infinibandType = "32"; // ARPHRD_INFINIBAND, linux/if_arp.h
constexpr quint16 defaultPkey = 0xffff;

quint16 readPkey(const Host &host, const QString &name)
{
    bool ok = false;
    const auto text = host.attribute(netAttributePath(name, "pkey"_L1)).value_or(QByteArray());
    const auto pkey = text.toUShort(&ok, 16);
    return ok ? pkey : defaultPkey;
}

/// A child's iflink is its parent's index (ipoib_get_iflink); only children made through create_child have "parent".
bool isChild(const Host &host, const Link &link)
{
    if (host.attribute(netAttributePath(link.name, "parent"_L1)))
        return true;
    const auto iflink = host.attribute(netAttributePath(link.name, "iflink"_L1));
    return iflink && *iflink != QByteArray::number(link.index);
}

std::optional<IpoibLink> readIpoibLink(const Host &host, const Link &link)
{
    if (host.attribute(netAttributePath(link.name, "type"_L1)) != infinibandType)
        return std::nullopt;
    const auto text = host.attribute(netAttributePath(link.name, "address"_L1));
    const auto address = IpoibAddress::fromText(text.value_or(QByteArray()));
    if (!address)
        return std::nullopt;
    return IpoibLink{link, {address->portGuid(), readPkey(host, link.name)}, *address, isChild(host, link)};
}

} // namespace

QString netAttributePath(const QString &name, QLatin1StringView attribute)
{
    return "/sys/class/net/"_L1 + name + u'/' + attribute;
}

std::vector<IpoibLink> readIpoibLinks(const Host &host, const std::vector<Link> &links)
{
    std::vector<IpoibLink> found;
    for (const Link &link : links)
        if (auto ipoib = readIpoibLink(host, link))
            found.push_back(std::move(*ipoib));
    std::ranges::sort(found, {}, [](const IpoibLink &one) { return one.link.index; });
    return found;
}

Result<IpoibLink> findIpoibLink(Machine &machine, const InterfaceId &id)
{
    const auto links = readWhileNamesStay<std::vector<IpoibLink>>(
        machine.kernel, [&](const auto &all) { return readIpoibLinks(machine.host, all); });
    if (!links)
        return std::unexpected(links.error());
    for (const IpoibLink &link : *links)
        if (link.id == id && !link.child)
            return link;
    return fail(ErrorCode::NotFound, id.text(), u"interface"_s);
}

bool haveSameNames(const std::vector<Link> &before, const std::vector<Link> &after)
{
    std::map<int, QString> names;
    std::map<QString, int> indexes;
    for (const Link &link : before) {
        names[link.index] = link.name;
        indexes[link.name] = link.index;
    }
    return std::ranges::all_of(after, [&](const Link &link) {
        const auto name = names.find(link.index);
        const auto index = indexes.find(link.name);
        return (name == names.end() || name->second == link.name) &&
               (index == indexes.end() || index->second == link.index);
    });
}

} // namespace rdma
