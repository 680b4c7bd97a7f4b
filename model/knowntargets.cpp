// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remembered targets in JSON.
#include "model/knowntargets.h"

#include "model/jsonmap.h"

#include <QJsonDocument>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject encode(const RememberedTarget &target)
{
    return {{u"login"_s, toJson(target.login)}, {u"atBoot"_s, target.atBoot}, {u"timeouts"_s, toJson(target.timeouts)}};
}

Result<RememberedTarget> decode(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    const auto login = srpLoginFromJson(reader.object(u"login"_s), where);
    const auto timeouts = srpTimeoutsFromJson(reader.object(u"timeouts"_s), where);
    const bool atBoot = reader.boolean(u"atBoot"_s);
    if (!login || !timeouts)
        return std::unexpected(login ? timeouts.error() : login.error());
    return reader.finish().transform([&] { return RememberedTarget{*login, atBoot, *timeouts}; });
}

} // namespace

QByteArray knownTargetsFile(const RememberedTargets &targets)
{
    return QJsonDocument(QJsonObject{{u"targets"_s, mapToJson<SrpTargetId, RememberedTarget>(targets, encode)}})
        .toJson();
}

Result<RememberedTargets> knownTargetsIn(const QByteArray &file)
{
    return parseObject(file, maxWishBytes).and_then([](const QJsonObject &object) {
        ObjectReader reader(object);
        auto targets = takeMap<SrpTargetId, RememberedTarget>(reader, u"targets"_s, decode);
        return reader.finish().transform([&] { return std::move(targets); });
    });
}

RememberedTargets newBootLogins(const std::optional<QByteArray> &before, const std::optional<QByteArray> &after)
{
    const auto targetsIn = [](const std::optional<QByteArray> &file) {
        return file ? knownTargetsIn(*file).value_or(RememberedTargets()) : RememberedTargets();
    };
    const RememberedTargets old = targetsIn(before);
    RememberedTargets fresh = targetsIn(after);
    std::erase_if(fresh, [&](const auto &one) {
        const auto known = old.find(one.first);
        const bool isOld = known != old.end() && known->second.atBoot && known->second.login == one.second.login;
        return isOld || !one.second.atBoot;
    });
    return fresh;
}

} // namespace rdma
