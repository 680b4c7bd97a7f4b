// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Wishes and queries of feature "ports" in JSON: strict, they come from a client.
#include "model/json.h"
#include "model/pciaddress.h"
#include "model/ports.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPorts = 8;      // ConnectX-8
constexpr int mostLines = 100000; // of a file that root wrote

QJsonObject toJson(const PortChoice &choice)
{
    return {{u"now"_s, nameOf(portTypeNames, choice.now)}, {u"atBoot"_s, nameOf(portTypeNames, choice.atBoot)}};
}

QJsonObject toJson(const PortChoices &ports)
{
    QJsonObject object;
    for (const auto &[port, choice] : ports)
        object[QString::number(port)] = toJson(choice);
    return object;
}

Result<PortChoice> portChoiceFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const PortChoice choice{reader.oneOf(u"now"_s, portTypeNames), reader.oneOf(u"atBoot"_s, portTypeNames)};
    return reader.finish().transform([&] { return choice; });
}

/// 1, 2 …; nothing for "+1", "01" and what is too large.
std::optional<int> numberFrom(const QString &key, int most)
{
    const int number = key.toInt();
    return number >= 1 && number <= most && QString::number(number) == key ? std::optional(number) : std::nullopt;
}

Result<PortChoices> portChoicesFromJson(const QJsonObject &object, const QString &slot)
{
    PortChoices ports;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString where = "cards."_L1 + slot + u'.' + it.key().left(maxQuotedKey);
        const auto port = numberFrom(it.key(), mostPorts);
        if (!port)
            return fail(ErrorCode::InvalidWish, where, u"not a port"_s);
        const auto choice = portChoiceFromJson(it->toObject(), where);
        if (!choice)
            return std::unexpected(choice.error());
        ports[*port] = *choice;
    }
    return ports;
}

Result<std::map<QString, PortChoices>> cardsFromJson(const QJsonObject &object)
{
    std::map<QString, PortChoices> cards;
    for (auto it = object.begin(); it != object.end(); ++it) {
        auto ports =
            pciAddressFrom(it.key(), "cards."_L1 + it.key().left(maxQuotedKey)).and_then([&](const QString &slot) {
                return portChoicesFromJson(it->toObject(), slot);
            });
        if (!ports)
            return std::unexpected(ports.error());
        cards[it.key()] = *std::move(ports);
    }
    return cards;
}

Result<std::map<int, QString>> badLinesFromJson(const QJsonObject &object)
{
    std::map<int, QString> lines;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto line = numberFrom(it.key(), mostLines);
        if (!line || !it->isString())
            return fail(ErrorCode::InvalidWish, "badLines."_L1 + it.key().left(maxQuotedKey), u"not a line"_s);
        lines[*line] = it->toString();
    }
    return lines;
}

} // namespace

QJsonObject toJson(const PortsConfig &config)
{
    QJsonObject cards;
    for (const auto &[slot, ports] : config.cards)
        cards[slot] = toJson(ports);
    QJsonObject lines;
    for (const auto &[line, text] : config.badLines)
        lines[QString::number(line)] = text;
    QJsonObject object{{u"cards"_s, cards}, {u"badLines"_s, lines}};
    if (config.rebuildImage)
        object[u"rebuildImage"_s] = true;
    return object;
}

Result<PortsConfig> portsConfigFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const auto cards = cardsFromJson(reader.object(u"cards"_s));
    const auto lines = badLinesFromJson(reader.object(u"badLines"_s));
    const bool rebuilds = object.contains(u"rebuildImage"_s) && reader.boolean(u"rebuildImage"_s);
    if (const auto whole = reader.finish(); !whole)
        return std::unexpected(whole.error());
    if (!cards)
        return std::unexpected(cards.error());
    return lines.transform([&](const auto &bad) { return PortsConfig{*cards, bad, rebuilds}; });
}

QJsonObject toJson(const PortsQuery &query)
{
    return query.inspect ? QJsonObject{{u"inspect"_s, true}} : QJsonObject();
}

Result<PortsQuery> portsQueryFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    PortsQuery query;
    if (object.contains(u"inspect"_s)) {
        query.inspect = reader.boolean(u"inspect"_s);
        if (!query.inspect)
            reader.reject(u"inspect"_s, u"only true"_s);
    }
    return reader.finish().transform([&] { return query; });
}

} // namespace rdma
