// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of what firmware and boot image said.
#include "helper/portrecord.h"

#include "helper/recordfile.h"
#include "model/optionaljson.h"
#include "model/portstep.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const CardReading &card)
{
    QJsonArray refused;
    for (const int port : card.refused)
        refused.append(port);
    QJsonObject object{{u"read"_s, card.reading.read},
                       {u"detail"_s, card.reading.detail},
                       {u"cause"_s, card.reading.cause},
                       {u"next"_s, toJson(card.types.next)},
                       {u"current"_s, toJson(card.types.current)},
                       {u"refused"_s, refused}};
    if (card.reading.problem)
        object[u"problem"_s] = nameOf(mstProblemNames, *card.reading.problem);
    putCardIdentity(object, u"card"_s, card.card);
    return object;
}

CardReading cardFrom(ObjectReader &reader)
{
    CardReading card;
    card.reading = {reader.integer(u"read"_s, 0), std::nullopt, reader.text(u"detail"_s), reader.text(u"cause"_s)};
    if (const auto problem = reader.optionalText(u"problem"_s))
        card.reading.problem = valueOf(mstProblemNames, *problem).value_or(MstProblem::Other);
    card.types = {takePortTypes(reader, u"next"_s), takePortTypes(reader, u"current"_s)};
    for (const auto &port : reader.array(u"refused"_s))
        card.refused.insert(port.toInt());
    card.card = takeCardIdentity(reader, u"card"_s);
    return card;
}

QJsonObject toJson(const ImageReading &image)
{
    QJsonObject object{{u"image"_s, image.image}, {u"stamp"_s, image.stamp}};
    if (const auto &contents = image.contents)
        object[u"contents"_s] =
            QJsonArray{contents->hasMlx4Core, contents->hasOwnOptions, contents->hasMlx4Conf, contents->hasSetupScript};
    return object;
}

ImageReading imageFrom(ObjectReader &reader, bool hasContents)
{
    ImageReading image{reader.text(u"image"_s), reader.text(u"stamp"_s), std::nullopt};
    if (!hasContents)
        return image;
    const QJsonArray all = reader.array(u"contents"_s);
    image.contents = ImageContents{all.at(0).toBool(), all.at(1).toBool(), all.at(2).toBool(), all.at(3).toBool()};
    return image;
}

QJsonObject toJson(const PortRecord &record, const QString &boot)
{
    QJsonObject cards;
    for (const auto &[slot, card] : record.cards)
        cards[slot] = toJson(card);
    QJsonObject object{{u"boot"_s, boot}, {u"cards"_s, cards}};
    if (record.toolVersion)
        object[u"tool"_s] = *record.toolVersion;
    if (!record.toolProblem.isEmpty())
        object[u"toolProblem"_s] = record.toolProblem;
    if (record.image)
        object[u"image"_s] = toJson(*record.image);
    return object;
}

Result<PortRecord> recordFrom(const QJsonObject &object, const QString &boot)
{
    ObjectReader reader(object);
    if (reader.text(u"boot"_s) != boot)
        return PortRecord{};
    PortRecord record{.toolVersion = reader.optionalText(u"tool"_s),
                      .toolProblem = reader.optionalText(u"toolProblem"_s).value_or(QString())};
    const QJsonObject cards = reader.object(u"cards"_s);
    for (auto it = cards.begin(); it != cards.end(); ++it) {
        ObjectReader card(it->toObject(), it.key());
        record.cards[it.key()] = cardFrom(card);
        if (const auto whole = card.finish(); !whole)
            return std::unexpected(whole.error());
    }
    if (const auto image = reader.optionalObject(u"image"_s)) {
        ObjectReader part(*image, u"image"_s);
        record.image = imageFrom(part, image->contains(u"contents"_s));
    }
    return reader.finish().transform([&] { return std::move(record); });
}

PortRecord decoded(const std::optional<QByteArray> &bytes, const QString &boot)
{
    return objectIn(bytes)
        .and_then([&](const QJsonObject &object) { return recordFrom(object, boot); })
        .value_or(PortRecord{});
}

} // namespace

QString bootId(const Host &host)
{
    return QString::fromLatin1(host.attribute(u"/proc/sys/kernel/random/boot_id"_s).value_or(QByteArray()));
}

PortRecord readPortRecord(const Host &host)
{
    const QString boot = bootId(host);
    const auto bytes = host.read(portRecordPath);
    return bytes && !boot.isEmpty() ? decoded(*bytes, boot) : PortRecord{};
}

Result<void> changePortRecord(const Host &host, const std::function<void(PortRecord &)> &change)
{
    const QString boot = bootId(host);
    return changeRecordFile(host, portRecordPath, [&](const std::optional<QByteArray> &bytes) {
        PortRecord record = decoded(bytes, boot);
        change(record);
        return toJson(record, boot);
    });
}

std::optional<MstVersion> toolVersionFrom(const QString &text)
{
    static const QRegularExpression shape(
        QRegularExpression::anchoredPattern(u"([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})"_s));
    const auto match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return MstVersion{match.capturedView(1).toInt(), match.capturedView(2).toInt(), match.capturedView(3).toInt()};
}

} // namespace rdma
