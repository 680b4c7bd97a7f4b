// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// PCI functions with their RDMA devices and interfaces, put together to cards. Nothing here opens a device node.
#include "helper/mellanoxcards.h"

#include "helper/cardtool.h"
#include "model/devicetext.h"
#include "model/pciaddress.h"

#include <QRegularExpression>
#include <algorithm>
#include <ranges>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto pciDevices = "/sys/bus/pci/devices"_L1;
constexpr int mostPorts = 8; // ConnectX-8

QString directoryOf(const QString &slot)
{
    return pciDevices + u'/' + slot;
}

/// show_port_type() of mlx4_core: "ib", "eth", "auto (ib)", "auto (eth)".
FoundPort portFrom(const QByteArray &text)
{
    const bool isAuto = text.startsWith("auto");
    PortType type = PortType::Unknown;
    if (text == "ib" || text == "auto (ib)")
        type = PortType::InfiniBand;
    else if (text == "eth" || text == "auto (eth)")
        type = PortType::Ethernet;
    return {.device = {}, .interfaces = {}, .type = type, .stored = isAuto ? PortType::Auto : type};
}

PortType typeFrom(const std::optional<QByteArray> &linkLayer)
{
    if (linkLayer == "InfiniBand")
        return PortType::InfiniBand;
    return linkLayer == "Ethernet" ? PortType::Ethernet : PortType::Unknown;
}

/// ARPHRD_INFINIBAND, ARPHRD_ETHER.
PortType typeOfInterface(const std::optional<QByteArray> &type)
{
    if (type == "32")
        return PortType::InfiniBand;
    return type == "1" ? PortType::Ethernet : PortType::Unknown;
}

/// Where a switch is made of the card, each virtual function has a stand-in among the interfaces: "pf0vf1"
/// (mlx5e_rep_get_phys_port_name()).
bool isStandIn(const std::optional<QByteArray> &portName)
{
    return portName && portName->contains("pf");
}

/// "15b3:1003 15b3:0050"
QString idsOf(const PciIds &ids)
{
    const auto hex = [](quint16 number) { return QString::number(number, 16).rightJustified(4, u'0'); };
    return u"%1:%2 %3:%4"_s.arg(hex(ids.vendor), hex(ids.device), hex(ids.subsystemVendor), hex(ids.subsystemDevice));
}

/// Of an Ethernet interface, unless somebody has given it another: bonds and teams do (NET_ADDR_PERM is 0).
QString permanentAddressIn(const Host &host, const QString &interface)
{
    static const QRegularExpression whole(QRegularExpression::anchoredPattern(u"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}"_s));
    const QString address =
        QString::fromLatin1(host.attribute(interface + "/address"_L1).value_or(QByteArray()).left(64));
    const bool isPermanent = host.attribute(interface + "/addr_assign_type"_L1) == "0";
    return isPermanent && whole.match(address).hasMatch() ? address : QString();
}

class Function {
public:
    Function(const Host &host, const QString &slot, const MellanoxChip &chip)
        : m_host(host), m_slot(slot), m_directory(directoryOf(slot)), m_chip(chip)
    {
    }

    void addTo(FoundCard &card) const
    {
        card.functions.append(m_slot);
        if (const auto driver = m_host.target(m_directory + "/driver"_L1); driver && card.driver.isEmpty())
            card.driver = driver->section(u'/', -1);
        card.hasSriov = card.hasSriov || m_host.attribute(m_directory + "/sriov_numvfs"_L1).value_or("0") != "0";
        if (card.chip.kind != FunctionKind::Card || card.isVirtualFunction)
            return;
        if (m_chip.driver == DriverGeneration::Mlx4)
            addStoredTypes(card);
        addDevices(card);
        addInterfaces(card);
        if (m_chip.driver == DriverGeneration::Mlx5 && !card.driver.isEmpty())
            card.ports.try_emplace(portOf(1)); // of a driver without RDMA devices and interfaces, as vfio-pci
    }

private:
    /// mlx5 has a function for each port, mlx4 one function for all.
    int portOf(int devicePort) const
    {
        const bool isOnePort = m_chip.driver == DriverGeneration::Mlx5 && m_chip.types != ChipTypes::InfiniBandOnly;
        return isOnePort ? m_slot.last(1).toInt() + devicePort : devicePort;
    }

    QString shownIn(const QString &path) const
    {
        return shownText(m_host.attribute(path).value_or(QByteArray())).value_or(QString());
    }

    void addStoredTypes(FoundCard &card) const
    {
        bool canStore = !card.hasSriov;
        for (int port = 1; port <= 2; ++port)
            if (const auto text = m_host.attribute(portTypePath(m_slot, port))) {
                card.ports[port] = portFrom(*text);
                canStore = canStore && (m_host.modeOf(portTypePath(m_slot, port)).value_or(0) & S_IWUSR);
            }
        card.canStore = canStore && !card.ports.empty();
    }

    void addDevices(FoundCard &card) const
    {
        for (const QString &device : m_host.list(m_directory + "/infiniband"_L1)) {
            const QString path = m_directory + "/infiniband/"_L1 + device;
            if (card.boardId.isEmpty())
                card.boardId = shownIn(path + "/board_id"_L1);
            if (card.firmware.isEmpty())
                card.firmware = shownIn(path + "/fw_ver"_L1);
            if (const auto guid = m_host.attribute(path + "/sys_image_guid"_L1); card.identity.guid.isEmpty() && guid)
                card.identity.guid =
                    guidFrom(*guid).value_or(Guid{}).value == 0 ? QString() : QString::fromLatin1(*guid);
            for (const QString &number : m_host.list(path + "/ports"_L1))
                addDevicePort(card, device, number.toInt());
        }
    }

    void addDevicePort(FoundCard &card, const QString &device, int number) const
    {
        if (number < 1 || portOf(number) > mostPorts)
            return;
        FoundPort &port = card.ports[portOf(number)];
        port.device = u"%1/%2"_s.arg(device).arg(number);
        const PortType type =
            typeFrom(m_host.attribute("%1/infiniband/%2/ports/%3/link_layer"_L1.arg(m_directory, device).arg(number)));
        if (port.type == PortType::Unknown)
            port.type = type;
    }

    void addInterfaces(FoundCard &card) const
    {
        for (const QString &name : m_host.list(m_directory + "/net"_L1)) {
            const QString path = m_directory + "/net/"_L1 + name;
            if (isStandIn(m_host.attribute(path + "/phys_port_name"_L1)))
                continue;
            const int ofDevice = m_host.attribute(path + "/dev_port"_L1).value_or("0").toInt() + 1;
            const int number = m_chip.driver == DriverGeneration::Mlx4 ? ofDevice : portOf(1);
            if (ofDevice > mostPorts)
                continue;
            FoundPort &port = card.ports[number];
            port.interfaces.append(name);
            if (port.type == PortType::Unknown)
                port.type = typeOfInterface(m_host.attribute(path + "/type"_L1));
            if (number == 1 && card.identity.address.isEmpty())
                card.identity.address = permanentAddressIn(m_host, path);
        }
    }

    const Host &m_host;
    QString m_slot;
    QString m_directory;
    MellanoxChip m_chip;
};

struct Known {
    PciIds ids;
    MellanoxChip chip;
    QString parent; ///< of its physical function
    bool isVirtual = false;
};

std::optional<Known> knownFunction(const Host &host, const QString &slot)
{
    const QString directory = directoryOf(slot);
    if (!isPciAddress(slot) || host.attribute(directory + "/vendor"_L1) != "0x15b3")
        return std::nullopt;
    const auto ids = pciUeventFrom(host.attribute(directory + "/uevent"_L1).value_or(QByteArray())).ids;
    const auto chip = ids ? mellanoxChip(*ids) : std::nullopt;
    if (!chip)
        return std::nullopt;
    const auto parent = host.target(directory + "/physfn"_L1);
    return Known{*ids, *chip, parent.value_or(QString()).section(u'/', -1),
                 parent.has_value() || chip->kind == FunctionKind::VirtualFunction};
}

FoundCards cardsAt(const Host &host, const QStringList &functions)
{
    FoundCards cards;
    std::map<QString, QString> firstOf; // slot of the first function by card
    for (const QString &slot : functions) {
        const auto known = knownFunction(host, slot);
        if (!known)
            continue;
        const bool standsAlone = known->isVirtual || known->chip.kind != FunctionKind::Card;
        const QString first = standsAlone ? slot : firstOf.try_emplace(cardOf(slot), slot).first->second;
        FoundCard &card = cards[first];
        if (card.functions.isEmpty()) {
            card.chip = known->chip;
            card.identity.ids = idsOf(known->ids);
            card.isVirtualFunction = known->isVirtual;
            card.parent = known->parent;
        }
        Function(host, slot, known->chip).addTo(card);
    }
    for (auto &[slot, card] : cards)
        if (const auto first = firstOf.find(cardOf(card.parent)); !card.parent.isEmpty() && first != firstOf.end())
            card.parent = first->second;
    return cards;
}

} // namespace

FoundCards readMellanoxCards(const Host &host)
{
    return cardsAt(host, host.list(pciDevices));
}

std::optional<CardIdentity> readIdentity(const Host &host, const QString &slot)
{
    QStringList functions = host.list(pciDevices);
    functions.removeIf([&](const QString &one) { return cardOf(one) != cardOf(slot); });
    const FoundCards cards = cardsAt(host, functions);
    const auto found = cards.find(slot);
    return found == cards.end() ? std::nullopt : std::optional(found->second.identity);
}

std::optional<FoundCard> readMlx4Card(const Host &host, const QString &slot)
{
    const auto known = knownFunction(host, slot);
    if (!known || known->isVirtual || known->chip.driver != DriverGeneration::Mlx4)
        return std::nullopt;
    FoundCard card{.chip = known->chip};
    card.identity.ids = idsOf(known->ids);
    Function(host, slot, known->chip).addTo(card);
    return card;
}

Result<void> expectCard(const Host &host, const QString &slot, const CardIdentity &meant)
{
    const auto present = readIdentity(host, slot);
    if (!present || isSameCard(*present, meant))
        return {};
    return fail(ErrorCode::Conflict, slot, u"another card"_s);
}

PortTypes storedTypes(const FoundCard &card)
{
    PortTypes types;
    for (const auto &[number, port] : card.ports)
        types[number] = port.stored;
    return types;
}

PortTypes presentTypes(const FoundCard &card)
{
    PortTypes types;
    for (const auto &[number, port] : card.ports)
        if (port.type != PortType::Unknown)
            types[number] = port.type;
    return types;
}

QStringList interfacesOf(const FoundCard &card)
{
    QStringList names;
    for (const auto &port : card.ports | std::views::values)
        names += port.interfaces;
    return names;
}

QString portTypePath(const QString &slot, int port)
{
    return u"%1/%2/mlx4_port%3"_s.arg(pciDevices, slot).arg(port);
}

} // namespace rdma
