// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logins in JSON and as a line for add_target.
#include "model/srplogin.h"

#include "model/cardrules.h"
#include "model/optionaljson.h"
#include "model/srploginoptions.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto initiatorExtKey = "initiator_ext"_L1;

QString optionsText(const SrpLoginOptions &options)
{
    QString text;
    if (options.initiatorExt)
        text += u",%1=%2"_s.arg(initiatorExtKey, Guid{*options.initiatorExt}.hex());
    for (const NumberOption &option : numberOptions)
        if (const auto value = options.*option.value)
            text += u",%1=%2"_s.arg(option.key, QString::number(*value));
    return text;
}

QString outOfRange(const SrpLoginOptions &options)
{
    for (const NumberOption &option : numberOptions)
        if (const auto value = options.*option.value; value && (*value < option.min || *value > option.max))
            return option.key;
    return {};
}

QJsonObject toJson(const SrpLoginOptions &options)
{
    QJsonObject object;
    if (options.initiatorExt)
        object[initiatorExtKey] = Guid{*options.initiatorExt}.hex();
    for (const NumberOption &option : numberOptions)
        putOptional(object, option.key, options.*option.value);
    return object;
}

/// Sixteen digits; zero is a value like any other.
std::optional<quint64> takeHex(ObjectReader &reader, const QString &key)
{
    return takeGuid(reader, key).transform([](Guid guid) { return guid.value; });
}

SrpLoginOptions takeOptions(ObjectReader &reader)
{
    const auto object = reader.optionalObject(u"options"_s);
    ObjectReader inner(object.value_or(QJsonObject()), u"options"_s);
    SrpLoginOptions options{.initiatorExt = takeHex(inner, initiatorExtKey)};
    for (const NumberOption &option : numberOptions)
        options.*option.value =
            inner.optionalInteger(option.key, option.min, option.max).transform([](qint64 v) { return int(v); });
    if (const auto finished = inner.finish(); !finished)
        reader.reject(finished.error().subject, finished.error().detail);
    return options;
}

QJsonObject toJson(const SrpPath &path)
{
    if (const auto *cm = std::get_if<RdmaCmPath>(&path))
        return {{u"address"_s, cm->address.text()}, {u"port"_s, cm->port}};
    const auto &ib = std::get<IbCmPath>(path);
    return {{u"dgid"_s, ib.dgid}, {u"pkey"_s, ib.pkey}, {u"serviceId"_s, ib.serviceId.hex()}};
}

Result<SrpPath> pathFromJson(const QJsonObject &object)
{
    constexpr int maxPort = 0xffff;
    ObjectReader reader(object, u"path"_s);
    if (object.contains(u"address"_s)) {
        const auto address = IpAddress::fromText(reader.text(u"address"_s));
        if (!address)
            reader.reject(u"address"_s, u"no address"_s);
        const auto port = static_cast<quint16>(reader.integer(u"port"_s, 1, maxPort));
        return reader.finish().transform([&] { return SrpPath(RdmaCmPath{*address, port}); });
    }
    const IbCmPath path{reader.text(u"dgid"_s), static_cast<quint16>(reader.integer(u"pkey"_s, 0, maxPort)),
                        takeGuid(reader, u"serviceId"_s).value_or(Guid{})};
    return reader.finish().transform([&] { return SrpPath(path); });
}

/// The first mandatory key whose value would lead nowhere.
QString badKey(const SrpTargetId &target, const SrpPath &path)
{
    const auto problem = problemOf(ExchangeCard{target.idExt, target.iocGuid, path, {}, {}});
    return problem ? problem->key : QString();
}

} // namespace

Result<SrpTargetId> SrpTargetId::fromText(QStringView text)
{
    const auto words = text.toString().split(u'/');
    if (words.size() < 4) // a device's name may not have a '/' of its own
        return fail(ErrorCode::InvalidWish, text.left(maxQuotedKey).toString(), u"not PORT/ID_EXT/IOC_GUID"_s);
    const auto port = PortId::fromText(QStringView(text).chopped(words[2].size() + words[3].size() + 2));
    const auto idExt = Guid::fromHex(words[2]);
    const auto iocGuid = Guid::fromHex(words[3]);
    if (!port || !idExt || !iocGuid)
        return fail(ErrorCode::InvalidWish, text.left(maxQuotedKey).toString(), u"not PORT/ID_EXT/IOC_GUID"_s);
    const SrpTargetId id{*port, *idExt, *iocGuid};
    return id.text() == text ? Result<SrpTargetId>(id)
                             : fail(ErrorCode::InvalidWish, text.left(maxQuotedKey).toString(), u"not lower case"_s);
}

QString SrpTargetId::text() const
{
    return port.text() + u'/' + idExt.hex() + u'/' + iocGuid.hex();
}

Result<QString> addTargetLine(const SrpTargetId &target, const SrpLogin &login)
{
    if (!login.path)
        return fail(ErrorCode::InvalidWish, u"dest"_s, u"not known"_s);
    if (const QString key = badKey(target, *login.path); !key.isEmpty())
        return fail(ErrorCode::InvalidWish, key, u"no value that leads anywhere"_s);
    if (const QString key = outOfRange(login.options); !key.isEmpty())
        return fail(ErrorCode::InvalidWish, key, u"out of range"_s);
    return addTargetText({target.idExt, target.iocGuid, *login.path, {}, {}}) + optionsText(login.options);
}

QString addTargetPath(const PortId &port)
{
    return u"/sys/class/infiniband_srp/srp-%1-%2/add_target"_s.arg(port.device, QString::number(port.port));
}

InitiatorId initiatorIdOf(const SrpLogin &login, Guid portGuid)
{
    return {login.options.initiatorExt.value_or(0), portGuid.value};
}

QJsonObject toJson(const SrpLogin &login)
{
    QJsonObject object;
    if (login.path)
        object[u"path"_s] = toJson(*login.path);
    if (const QJsonObject options = toJson(login.options); !options.isEmpty())
        object[u"options"_s] = options;
    return object;
}

Result<SrpLogin> srpLoginFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const auto inner = reader.optionalObject(u"path"_s);
    const auto path = inner.transform(pathFromJson);
    if (path && !*path)
        reader.reject(path->error().subject, path->error().detail);
    SrpLogin login{path && *path ? std::optional(**path) : std::nullopt, takeOptions(reader)};
    return reader.finish().transform([&] { return std::move(login); });
}

SrpLogin loginOf(const ExchangeCard &card)
{
    return {card.path, {}};
}

} // namespace rdma
