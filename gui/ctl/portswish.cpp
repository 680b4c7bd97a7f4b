// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody asks of port types on the command line.
#include "gui/ctl/portswish.h"

#include "gui/words/plaintext.h"
#include "model/json.h"
#include "model/pciaddress.h"
#include "model/portpairs.h"
#include "model/ports.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

struct WantedType {
    int port = 0;
    PortType type = PortType::Unknown;
};

constexpr std::array<std::pair<QLatin1StringView, PortType>, 5> typeWords{{{"infiniband"_L1, PortType::InfiniBand},
                                                                           {"ib"_L1, PortType::InfiniBand},
                                                                           {"ethernet"_L1, PortType::Ethernet},
                                                                           {"eth"_L1, PortType::Ethernet},
                                                                           {"auto"_L1, PortType::Auto}}};

std::optional<WantedType> wantedFrom(const QString &text)
{
    const qsizetype sign = text.indexOf(u'=');
    const QString number = text.left(sign);
    const auto type =
        std::ranges::find(typeWords, text.mid(sign + 1), [](const auto &row) { return QString(row.first); });
    if (sign != 1 || number < u"1"_s || number > u"8"_s || type == typeWords.end())
        return std::nullopt;
    return WantedType{number.toInt(), type->second};
}

/// lspci leaves the domain out where there is one only.
QString wholeSlot(const QString &slot)
{
    return isPciAddress(slot) ? slot : u"0000:"_s + slot;
}

QString typesProblem(const Request &request)
{
    QList<int> seen;
    for (const QString &text : request.portTypes) {
        const auto wanted = wantedFrom(text);
        if (!wanted)
            return fill(Ctl::tr("“%1” is no port with a type; write it like 1=ethernet or 2=ib."), plain(text));
        if (seen.contains(wanted->port))
            return fill(Ctl::tr("Port %1 is given twice."), QString::number(wanted->port));
        seen.append(wanted->port);
    }
    return {};
}

Result<QJsonObject> typesWish(const PortsConfig &config, const Request &request)
{
    const QString slot = wholeSlot(request.slot);
    const auto card = config.cards.find(slot);
    if (card == config.cards.end())
        return fail(ErrorCode::NotFound, slot, u"card"_s);
    QJsonObject ports;
    for (const QString &text : request.portTypes) {
        const WantedType wanted = wantedFrom(text).value_or(WantedType());
        if (!card->second.contains(wanted.port))
            return fail(ErrorCode::NotFound, slot, nameOf(pairProblemNames, PairProblem::NoSuchPort));
        QJsonObject port;
        if (request.now)
            port[u"now"_s] = nameOf(portTypeNames, wanted.type);
        if (request.atBoot || !request.now)
            port[u"atBoot"_s] = nameOf(portTypeNames, wanted.type);
        ports[QString::number(wanted.port)] = port;
    }
    return QJsonObject{{u"cards"_s, QJsonObject{{slot, ports}}}};
}

/// Types that are set already come to the card only with a new boot image.
bool waitsForImage(const QJsonObject &portsState, const Request &request)
{
    const auto live = portsLiveFromJson(portsState[u"live"_s].toObject());
    if (!live || (request.now && !request.atBoot))
        return false;
    const auto card = live->cards.find(wholeSlot(request.slot));
    return card != live->cards.end() && lacksCopy(live->image, card->second);
}

Result<QJsonObject> repairWish(const PortsConfig &config, const Request &request)
{
    if (!config.badLines.contains(request.line.toInt()))
        return fail(ErrorCode::NotFound, "badLines."_L1 + request.line);
    return QJsonObject{{u"badLines"_s, QJsonObject{{QString::number(request.line.toInt()), QJsonValue::Null}}}};
}

} // namespace

QString portsProblem(const Request &request)
{
    if (request.now && request.verb != Verb::SetPorts)
        return Ctl::tr("--now belongs to “ports set”.");
    if (request.verb == Verb::RepairPorts && request.line.toInt() < 1)
        return fill(Ctl::tr("“%1” is no line: give its number, as “rdma-managerctl ports” shows it."),
                    plain(request.line));
    if (request.verb != Verb::SetPorts)
        return {};
    if (!isPciAddress(wholeSlot(request.slot)))
        return fill(Ctl::tr("“%1” is not the PCI address of a card; write it like 0000:05:00.0."), plain(request.slot));
    return typesProblem(request);
}

Result<QJsonObject> portsWish(const QJsonObject &portsState, const Request &request)
{
    const auto config = portsConfigFromJson(portsState[u"config"_s].toObject());
    if (!config)
        return fail(ErrorCode::Internal, u"answer"_s, config.error().subject);
    if (request.verb != Verb::SetPorts)
        return repairWish(*config, request);
    return typesWish(*config, request).transform([&](QJsonObject wish) {
        if (waitsForImage(portsState, request))
            wish[u"rebuildImage"_s] = true;
        return wish;
    });
}

} // namespace rdma
