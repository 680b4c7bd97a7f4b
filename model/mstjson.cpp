// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// {"Device #1": {"device_type": "ConnectX7", …, "tlv_configuration": {"LINK_TYPE_P1": {"next_value": "ETH(2)", …}}}}
#include "model/mstjson.h"

#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxBytes = qsizetype{1024} * 1024;

/// Numbers are plain, enumerators text. What is neither is no value.
std::optional<QString> valueOf(const QJsonValue &value)
{
    constexpr qsizetype maxValue = 128;
    if (value.isDouble() && static_cast<double>(value.toInteger()) == value.toDouble())
        return QString::number(value.toInteger());
    return value.isString() && value.toString().size() <= maxValue ? std::optional(value.toString()) : std::nullopt;
}

MstParameter parameterFrom(const QString &name, const QJsonObject &object)
{
    return {.name = name,
            .byDefault = valueOf(object[u"default_value"_s]),
            .current = valueOf(object[u"current_value"_s]),
            .next = valueOf(object[u"next_value"_s]),
            .readOnly = object[u"read_only"_s].toBool(),
            .modified = object[u"modified"_s].toBool()};
}

QString describedBy(const std::optional<QString> &text)
{
    return text == u"N/A"_s ? QString() : text.value_or(QString());
}

Result<MstCard> cardFrom(const QString &key, const QJsonObject &object)
{
    ObjectReader reader(object, key);
    MstCard card{.deviceType = describedBy(reader.optionalText(u"device_type"_s)),
                 .name = describedBy(reader.optionalText(u"name"_s)),
                 .description = describedBy(reader.optionalText(u"description"_s)),
                 .device = describedBy(reader.optionalText(u"device"_s)),
                 .parameters = {}};
    const QJsonObject parameters = reader.object(u"tlv_configuration"_s);
    for (auto one = parameters.begin(); one != parameters.end(); ++one)
        card.parameters.push_back(parameterFrom(one.key(), one.value().toObject()));
    return reader.finishLenient().transform([&] { return std::move(card); });
}

} // namespace

Result<std::vector<MstCard>> mstCardsFromJson(const QByteArray &text)
{
    const auto devices = parseObject(text, maxBytes);
    if (!devices)
        return std::unexpected(devices.error());
    std::vector<MstCard> cards;
    for (auto one = devices->begin(); one != devices->end(); ++one) {
        auto card = cardFrom(one.key(), one.value().toObject());
        if (!card)
            return std::unexpected(card.error());
        cards.push_back(*std::move(card));
    }
    return cards;
}

} // namespace rdma
