// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The cards of the mock machine.
#include "tests/gui/mockports.h"

#include <QDateTime>
#include <QTimeZone>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const std::vector<PortType> either{PortType::InfiniBand, PortType::Ethernet};

qint64 at(int hour, int minute)
{
    return QDateTime(QDate(2025, 11, 26), QTime(hour, minute), QTimeZone::UTC).toMSecsSinceEpoch();
}

void addFirmwareCard(PortsState &state)
{
    CardLive card;
    card.chip = u"ConnectX-5"_s;
    card.driver = u"mlx5_core"_s;
    card.boardId = u"MT_0000000008"_s;
    card.firmware = u"16.35.3006"_s;
    card.functions = {firmwareCard, u"0000:05:00.1"_s};
    card.road = PortRoad::Firmware;
    card.reason = RoadReason::LinkTypeRows;
    card.reading = FirmwareReading{.read = at(10, 2)};
    card.restart = MstRestart::Reboot;
    card.ports[1] = {.device = u"mlx5_0/1"_s, .interfaces = {u"ib0"_s}, .bootChoices = either};
    card.ports[2] = {.device = u"mlx5_1/1"_s,
                     .interfaces = {u"ib1"_s},
                     .bootChoices = either,
                     .verdict = TypeVerdict::PendingReboot,
                     .since = at(10, 5)};
    state.live.cards[firmwareCard] = card;
    state.config.cards[firmwareCard] = {{1, {PortType::InfiniBand, PortType::InfiniBand}},
                                        {2, {PortType::InfiniBand, PortType::Ethernet}}};
}

void addConfCard(PortsState &state)
{
    const std::vector<PortType> second{PortType::InfiniBand, PortType::Ethernet, PortType::Auto};
    const std::vector<PortType> first{PortType::InfiniBand, PortType::Auto};
    CardLive card;
    card.chip = u"ConnectX-3 Pro"_s;
    card.driver = u"mlx4_core"_s;
    card.boardId = u"MT_1090111019"_s;
    card.firmware = u"2.42.5000"_s;
    card.functions = {confCard};
    card.road = PortRoad::Mlx4Conf;
    card.reason = RoadReason::ToolTooNew;
    card.file = mlx4ConfPath;
    card.ports[1] = {.device = u"mlx4_0/1"_s, .interfaces = {u"ib2"_s}, .nowChoices = first, .bootChoices = first};
    card.ports[2] = {.device = u"mlx4_0/2"_s, .interfaces = {u"ib3"_s}, .nowChoices = second, .bootChoices = second};
    state.live.cards[confCard] = card;
    state.config.cards[confCard] = {{1, {PortType::InfiniBand, PortType::Unknown}},
                                    {2, {PortType::InfiniBand, PortType::Unknown}}};
}

void addFixedCards(PortsState &state)
{
    CardLive card;
    card.chip = u"ConnectX-6 Dx"_s;
    card.driver = u"mlx5_core"_s;
    card.boardId = u"MT_0000000359"_s;
    card.functions = {fixedCard};
    card.reason = RoadReason::FixedType;
    card.ports[1] = {.device = u"mlx5_2/1"_s, .interfaces = {u"enp129s0np0"_s}};
    state.live.cards[fixedCard] = card;
    state.config.cards[fixedCard] = {{1, {PortType::Ethernet, PortType::Unknown}}};
}

void addOther(PortsState &state, const QString &slot, const QString &chip, FunctionKind kind, RoadReason reason)
{
    CardLive card;
    card.kind = kind;
    card.chip = chip;
    card.functions = {slot};
    card.reason = reason;
    card.parent = kind == FunctionKind::VirtualFunction ? firmwareCard : QString();
    state.live.cards[slot] = card;
}

} // namespace

PortsState somePorts()
{
    PortsState state;
    state.live.hasTool = true;
    state.live.tool = u"/usr/bin/mstconfig"_s;
    state.live.toolVersion = u"4.31.0"_s;
    state.live.image = {.builder = ImageBuilder::UpdateInitramfs,
                        .image = u"/boot/initrd.img-6.12.0-1-amd64"_s,
                        .command = u"update-initramfs -u -k all"_s,
                        .contents = ImageContents{.hasMlx4Core = true, .hasMlx4Conf = true}};
    addFirmwareCard(state);
    addConfCard(state);
    addFixedCards(state);
    addOther(state, u"0000:05:00.2"_s, u"ConnectX-5"_s, FunctionKind::VirtualFunction, RoadReason::VirtualFunction);
    addOther(state, u"0000:a1:00.2"_s, u"BlueField-2"_s, FunctionKind::Management, RoadReason::NotACard);
    addOther(state, u"0000:c1:00.0"_s, u"ConnectX or BlueField"_s, FunctionKind::FlashRecovery,
             RoadReason::FlashRecovery);
    return state;
}

PortsState unreadPorts()
{
    PortsState state = somePorts();
    CardLive &card = state.live.cards[firmwareCard];
    card.road = PortRoad::None;
    card.reason = RoadReason::NotRead;
    card.reading.reset();
    card.restart.reset();
    for (auto &[number, port] : card.ports)
        port = {.device = port.device, .interfaces = port.interfaces};
    for (auto &[number, choice] : state.config.cards[firmwareCard])
        choice.atBoot = PortType::Unknown;
    state.live.image.contents.reset();
    return state;
}

void addBadLines(PortsState &state)
{
    state.config.badLines = {{3, u"0000:0b:00.0 eth eth # storage"_s}, {7, u"0b:00.0 ib ib"_s}};
    state.live.badLines = {{3, Mlx4ConfVerdict::TrailingText}, {7, Mlx4ConfVerdict::ShortAddress}};
}

QJsonObject stateJson(const PortsState &state)
{
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

} // namespace rdma
