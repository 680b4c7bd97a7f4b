// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "ports", consequences: a port of another type has another interface, and what hung on the old one is lost.
#include "helper/bounded.h"
#include "helper/features/ports.h"
#include "helper/ipoibuses.h"
#include "helper/mentions.h"
#include "helper/moduleuses.h"
#include "helper/routes.h"
#include "helper/srphosts.h"
#include "model/append.h"
#include "model/mlx4conf.h"

#include <algorithm>
#include <functional>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTold = 8; ///< of what goes over a card

/// What becomes of a card by a plan.
struct Becoming {
    PortTypes types;    ///< of ports whose type changes, now or with the next boot
    bool isNow = false; ///< all of its ports go and come back

    bool operator==(const Becoming &) const = default;
};

using Cards = std::map<QString, Becoming>;

class Collecting {
public:
    explicit Collecting(const PortsState &current) : m_live(current.live) {}

    Cards run(const Plan &plan)
    {
        for (const Step &step : plan.steps) {
            if (const auto *firmware = std::get_if<SetFirmwareTypes>(&step))
                add(firmware->slot, firmware->after);
            if (const auto *file = std::get_if<WriteFile>(&step))
                addFile(*file);
            if (const auto *ports = std::get_if<RetypePorts>(&step)) {
                m_cards[ports->slot].isNow = true;
                add(ports->slot, ports->after);
            }
        }
        return std::move(m_cards);
    }

private:
    /// Auto may find what the port is already.
    void add(const QString &slot, const PortTypes &types)
    {
        const auto found = m_live.found.find(slot);
        if (found == m_live.found.end())
            return;
        for (const auto &[port, type] : types) {
            const auto now = found->second.ports.find(port);
            const bool isSame = now != found->second.ports.end() && now->second.type == type;
            if (!isSame && type != PortType::Auto && type != PortType::Unknown)
                m_cards[slot].types[port] = type;
        }
    }

    void addFile(const WriteFile &file)
    {
        for (const auto &[slot, card] : m_live.found) {
            if (card.chip.driver != DriverGeneration::Mlx4 || card.isVirtualFunction)
                continue;
            if (file.path == mlx4ConfPath) {
                const auto after = typesOf(LineDocument(file.after.value_or(QByteArray())), slot);
                if (after && after != typesOf(LineDocument(file.before.value_or(QByteArray())), slot))
                    add(slot, *after);
            } else if (const auto array = effectivePortTypeArray({{file.path, file.after.value_or(QByteArray())}})) {
                add(slot, array->types);
            }
        }
    }

    const PortsMachine &m_live;
    Cards m_cards;
};

class Telling {
public:
    Telling(Machine &machine, const PortsMachine &live, Cards cards)
        : m_machine(machine), m_live(live), m_cards(std::move(cards))
    {
    }

    std::vector<Note> run(const Plan &plan)
    {
        for (const auto &[slot, card] : m_cards) {
            if (card.isNow)
                m_notes.push_back({NoteCode::BothPortsDrop, slot, {}});
            tellSubnetManager(slot, card);
        }
        tellOtherRoads(plan);
        const QStringList names = goingInterfaces();
        tellInterfaces(names);
        if (!names.isEmpty())
            tellMounts(names);
        tellReachedOver();
        tellSessions();
        tellMentions(changingInterfaces());
        return std::move(m_notes);
    }

private:
    const FoundCard &cardAt(const QString &slot) const { return m_live.found.at(slot); }

    void tellSubnetManager(const QString &slot, const Becoming &card)
    {
        for (const auto &[port, type] : card.types)
            if (type == PortType::InfiniBand)
                m_notes.push_back({NoteCode::SubnetManagerNeeded, u"%1 %2"_s.arg(slot).arg(port), {}});
    }

    /// Where a plan of ours moves the types from a file to the firmware, the file stands no longer.
    void tellOtherRoads(const Plan &plan)
    {
        const auto isWritten = [&](const QString &path) {
            return std::ranges::any_of(plan.steps, [&](const Step &step) {
                const auto *file = std::get_if<WriteFile>(&step);
                return file && file->path == path;
            });
        };
        for (const auto &slot : m_cards | std::views::keys)
            for (const PortRoad road : m_live.cards.at(slot).alsoSetBy)
                if (const QString place = placeOf(road); !isWritten(place))
                    m_notes.push_back({NoteCode::OtherRoadStands, slot, place});
    }

    QString placeOf(PortRoad road) const
    {
        if (road == PortRoad::Mlx4Conf)
            return mlx4ConfPath;
        const auto array = effectivePortTypeArray(m_live.modprobeFiles);
        return array ? array->file : QString(ownModuleOptionsPath);
    }

    using Wanted = std::function<bool(const Becoming &, int port)>;

    QStringList interfacesOf(const Wanted &isWanted) const
    {
        QStringList names;
        for (const auto &[slot, becoming] : m_cards)
            for (const auto &[number, port] : cardAt(slot).ports)
                if (isWanted(becoming, number))
                    names += port.interfaces;
        return names;
    }

    /// All of a card that is switched now lose their addresses; the name goes only with the type.
    QStringList goingInterfaces() const
    {
        return interfacesOf([](const Becoming &card, int port) { return card.isNow || card.types.contains(port); });
    }

    QStringList changingInterfaces() const
    {
        return interfacesOf([](const Becoming &card, int port) { return card.types.contains(port); });
    }

    /// What is cut now is part of the step, and asked for by it (RetypePorts::cuts). Mounts are told by themselves.
    void tellReachedOver()
    {
        for (const auto &[slot, becoming] : m_cards) {
            const auto later = [&](const Becoming &card, int port) {
                return &card == &becoming && !card.isNow && card.types.contains(port);
            };
            if (interfacesOf(later).isEmpty())
                continue;
            auto uses = readUsesOf(m_machine, [&] { return interfacesOf(later); });
            std::erase_if(uses, [](const ModuleUse &use) { return use.kind == ModuleUseKind::NetworkMount; });
            if (const QStringList cuts = cutsOf(uses); !cuts.isEmpty())
                m_notes.push_back({NoteCode::ReachedOver, slot, bounded(cuts, mostTold).join(u", "_s)});
        }
    }

    QString addressesOf(const QString &name, const std::vector<Link> &links,
                        const std::vector<LinkAddress> &addresses) const
    {
        QStringList texts;
        for (const Link &link : links)
            for (const LinkAddress &one : addresses)
                if (link.name == name && link.index == one.index)
                    texts.append(one.address);
        return texts.join(u", "_s);
    }

    void tellInterfaces(const QStringList &names)
    {
        const auto links = m_machine.kernel.links().value_or(std::vector<Link>());
        const auto addresses = m_machine.kernel.addresses().value_or(std::vector<LinkAddress>());
        for (const QString &name : names)
            m_notes.push_back({NoteCode::InterfaceGoes, name, addressesOf(name, links, addresses)});
    }

    void tellMounts(const QStringList &names)
    {
        const auto routes = readRoutes(m_machine.host);
        const auto mounts = readNetworkMounts(m_machine.host);
        if (!routes || !mounts) {
            m_notes.push_back(
                {NoteCode::NotSearched, names.front(), routes ? mounts.error().subject : routes.error().subject});
            return;
        }
        std::size_t told = 0;
        for (const NetworkMount &mount : *mounts) {
            const QString over = QString::fromUtf8(interfaceTowards(*routes, mount.server));
            const Note note{NoteCode::MountGoes, over, mount.point};
            if (names.contains(over) && !std::ranges::contains(m_notes, note) && ++told <= maxMentions)
                m_notes.push_back(note);
        }
        if (told > maxMentions)
            m_notes.push_back({NoteCode::MoreMentions, names.front(), QString::number(told - maxMentions)});
    }

    /// A card that is switched now takes the RDMA device away, with what goes over any of its ports.
    bool isLost(const PortId &id) const
    {
        const QString text = id.text();
        return std::ranges::any_of(m_cards, [&](const auto &entry) {
            const auto &[slot, becoming] = entry;
            return std::ranges::any_of(cardAt(slot).ports, [&](const auto &port) {
                return port.second.device == text && (becoming.isNow || becoming.types.contains(port.first));
            });
        });
    }

    void tellSessions()
    {
        for (const SrpHost &session : readSrpHosts(m_machine.host)) {
            if (!isLost(session.target.port))
                continue;
            QStringList disks;
            for (const SrpLun &lun : session.session.luns)
                disks.append(lun.disk.name);
            m_notes.push_back({NoteCode::PortSessionEnds, session.target.text(), disks.join(u", "_s)});
        }
    }

    /// Profiles are bound to the address that the adapter has by itself: a bond gives its members another.
    QByteArray hardwareAddressOf(const QString &name) const
    {
        const QString directory = "/sys/class/net/"_L1 + name;
        return m_machine.host.attribute(directory + "/bonding_slave/perm_hwaddr"_L1)
            .or_else([&] { return m_machine.host.attribute(directory + "/address"_L1); })
            .value_or(QByteArray());
    }

    void tellMentions(const QStringList &names)
    {
        std::vector<NameChange> changes;
        for (const QString &name : names)
            changes.push_back({name.toUtf8(), {}, hardwareAddressOf(name)});
        append(m_notes, mentionsOf(m_machine.host, changes));
    }

    Machine &m_machine;
    const PortsMachine &m_live;
    Cards m_cards;
    std::vector<Note> m_notes;
};

} // namespace

std::vector<Note> consequencesOfPorts(Machine &machine, const PortsState &current, const Plan &plan)
{
    return Telling(machine, current.live, Collecting(current).run(plan)).run(plan);
}

} // namespace rdma
