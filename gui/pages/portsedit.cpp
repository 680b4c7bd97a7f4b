// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of port types.
#include "gui/pages/portsedit.h"

#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QCoreApplication>
#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct PortsPageWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::PortsPage)
};

const PortLive *portOf(const PortsState &state, const PortPlace &place)
{
    const auto card = state.live.cards.find(place.slot);
    if (card == state.live.cards.end())
        return nullptr;
    const auto port = card->second.ports.find(place.port);
    return port == card->second.ports.end() ? nullptr : &port->second;
}

const PortChoices &portsOf(const PortsState &state, const QString &slot)
{
    static const PortChoices none;
    const auto card = state.config.cards.find(slot);
    return card == state.config.cards.end() ? none : card->second;
}

const std::vector<PortType> &toldChoices(const PortLive &port, PortWhen when)
{
    return when == PortWhen::Now ? port.nowChoices : port.bootChoices;
}

bool hasEditsBeside(const PortsEdits &edits, const PortPlace &place)
{
    return std::ranges::any_of(edits.types, [&](const auto &edit) {
        return edit.first.slot == place.slot && edit.first.when == place.when && edit.first.port != place.port;
    });
}

/// What nothing sets stays as it is. The driver compares what a sensing port has found (set_port_type() of mlx4_core).
PortTypes typesOfCard(const PortsState &state, const PortsEdits &edits, const PortPlace &place)
{
    PortTypes types;
    for (const int port : portsOf(state, place.slot) | std::views::keys) {
        const PortType type = typeAt(state, edits, {place.slot, port, place.when});
        const bool isOpen = type == PortType::Unknown || (type == PortType::Auto && place.when == PortWhen::Now);
        types[port] = isOpen ? presentType(state, place.slot, port) : type;
    }
    return types;
}

/// The driver has its rules for the present, whoever keeps the types for the next boot.
PairRules rulesAt(const PortsState &state, const PortPlace &place)
{
    const CardLive &card = state.live.cards.at(place.slot);
    const bool isMlx4 = card.driver == "mlx4_core"_L1;
    const auto types = typesOffered(state, place);
    PairRules rules;
    rules.chip.driver = isMlx4 ? DriverGeneration::Mlx4 : DriverGeneration::Mlx5;
    rules.chip.senses = std::ranges::contains(types, PortType::Auto);
    rules.road = place.when == PortWhen::Now ? PortRoad::Mlx4Conf : card.road;
    rules.ports = static_cast<int>(portsOf(state, place.slot).size());
    return rules;
}

/// With what they are now.
PortTypes unsetBeside(const PortsState &state, const PortsEdits &edits, const PortPlace &place)
{
    PortTypes unset;
    for (const int port : portsOf(state, place.slot) | std::views::keys)
        if (const PortType now = presentType(state, place.slot, port);
            port != place.port && now != PortType::Unknown &&
            typeAt(state, edits, {place.slot, port, place.when}) == PortType::Unknown)
            unset[port] = now;
    return unset;
}

/// One option of the module is for all its cards.
void alignOthers(const PortsState &state, PortsEdits &edits, const QString &slot)
{
    for (const auto &[other, card] : state.live.cards)
        for (const auto &[port, live] : card.ports) {
            const PortType type = typeAt(state, edits, {slot, port, PortWhen::AtBoot});
            if (other != slot && card.road == PortRoad::ModuleOption && type != PortType::Unknown)
                edits.types[{other, port, PortWhen::AtBoot}] = type;
        }
}

bool needsAllPorts(const PortsState &state, const PortPlace &place)
{
    return rulesAt(state, place).road != PortRoad::Firmware;
}

} // namespace

Result<PortsState> portsStateFrom(const QJsonObject &state)
{
    auto config = portsConfigFromJson(state[u"config"_s].toObject());
    if (!config)
        return std::unexpected(config.error());
    auto live = portsLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    return PortsState{*std::move(config), *std::move(live), notesFromJson(state[u"notes"_s].toArray())};
}

PortType typeAt(const PortsState &state, const PortPlace &place)
{
    const PortChoices &ports = portsOf(state, place.slot);
    const auto port = ports.find(place.port);
    if (port == ports.end())
        return PortType::Unknown;
    return place.when == PortWhen::Now ? port->second.now : port->second.atBoot;
}

PortType typeAt(const PortsState &state, const PortsEdits &edits, const PortPlace &place)
{
    const auto edit = edits.types.find(place);
    return edit == edits.types.end() ? typeAt(state, place) : edit->second;
}

PortType presentType(const PortsState &state, const QString &slot, int port)
{
    const PortPlace place{slot, port, PortWhen::Now};
    const PortType now = typeAt(state, place);
    const PortLive *live = portOf(state, place);
    return now == PortType::Auto && live ? live->found : now;
}

bool isEdited(const PortsEdits &edits, const PortPlace &place)
{
    return edits.types.contains(place);
}

std::vector<PortType> choicesAt(const PortsState &state, const PortsEdits &edits, const PortPlace &place)
{
    const PortLive *port = portOf(state, place);
    if (port == nullptr || typesOffered(state, place).empty())
        return {};
    const bool fillsIn = needsAllPorts(state, place) && !unsetBeside(state, edits, place).empty();
    if (!hasEditsBeside(edits, place) && !fillsIn)
        return toldChoices(*port, place.when);
    return choicesFor(place.port, typesOfCard(state, edits, place), rulesAt(state, place));
}

std::vector<PortType> typesOffered(const PortsState &state, const PortPlace &place)
{
    std::vector<PortType> offered;
    const auto card = state.live.cards.find(place.slot);
    if (portOf(state, place) == nullptr || toldChoices(*portOf(state, place), place.when).empty())
        return offered;
    for (const PortType type : {PortType::InfiniBand, PortType::Ethernet, PortType::Auto})
        if (std::ranges::any_of(card->second.ports, [&](const auto &port) {
                return std::ranges::contains(toldChoices(port.second, place.when), type);
            }))
            offered.push_back(type);
    return offered;
}

PortsEdits withType(const PortsState &state, PortsEdits edits, const PortPlace &place, PortType type)
{
    edits.types[place] = type;
    if (needsAllPorts(state, place))
        for (const auto &[port, unset] : unsetBeside(state, edits, place))
            edits.types[{place.slot, port, place.when}] = unset;
    if (place.when == PortWhen::AtBoot && state.live.cards.at(place.slot).road == PortRoad::ModuleOption)
        alignOthers(state, edits, place.slot);
    return stillOpen(state, edits);
}

PortsEdits stillOpen(const PortsState &state, const PortsEdits &edits)
{
    PortsEdits open;
    for (const auto &[place, type] : edits.types)
        if (typeAt(state, place) != type && std::ranges::contains(typesOffered(state, place), type))
            open.types[place] = type;
    for (const auto &[line, text] : edits.removedLines)
        if (const auto found = state.config.badLines.find(line);
            found != state.config.badLines.end() && found->second == text)
            open.removedLines[line] = text;
    open.rebuildsImage = edits.rebuildsImage && !state.live.image.lacks.isEmpty();
    return open;
}

std::optional<PairProblem> problemAt(const PortsState &state, const PortsEdits &edits, const PortPlace &place)
{
    if (!state.live.cards.contains(place.slot))
        return std::nullopt;
    return pairProblem(typesOfCard(state, edits, place), rulesAt(state, place));
}

QJsonObject wishFor(const PortsEdits &edits)
{
    QJsonObject cards;
    for (const auto &[place, type] : edits.types) {
        QJsonObject card = cards[place.slot].toObject();
        QJsonObject port = card[QString::number(place.port)].toObject();
        port[place.when == PortWhen::Now ? u"now"_s : u"atBoot"_s] = nameOf(portTypeNames, type);
        card[QString::number(place.port)] = port;
        cards[place.slot] = card;
    }
    QJsonObject lines;
    for (const auto &[line, text] : edits.removedLines)
        lines[QString::number(line)] = QJsonValue::Null;
    QJsonObject wish;
    if (!cards.isEmpty())
        wish[u"cards"_s] = cards;
    if (!lines.isEmpty())
        wish[u"badLines"_s] = lines;
    if (edits.rebuildsImage)
        wish[u"rebuildImage"_s] = true;
    return wish;
}

QString changeWords(const PortPlace &place, PortType type)
{
    const QString port =
        fill(PortsPageWords::tr("port %1 of the card at %2"), QString::number(place.port), technical(place.slot));
    return fill(place.when == PortWhen::Now ? PortsPageWords::tr("Make %1 %2 now")
                                            : PortsPageWords::tr("Make %1 %2 at the next boot"),
                port, portTypeWords(type));
}

QString removalWords(int line)
{
    return fill(PortsPageWords::tr("Remove line %1 of %2"), QString::number(line), technical(QString(mlx4ConfPath)));
}

QString rebuildWords(const PortsState &state)
{
    return fill(PortsPageWords::tr("Build the boot image %1 anew"), technical(state.live.image.image));
}

} // namespace rdma
