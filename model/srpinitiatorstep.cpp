// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change sessions, in JSON.
#include "model/srpinitiatorstep.h"

#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const SrpSetup &setup)
{
    return {{u"login"_s, toJson(setup.login)}, {u"timeouts"_s, toJson(setup.timeouts)}};
}

std::optional<SrpSetup> takeSetup(ObjectReader &reader, const QString &key)
{
    const auto object = reader.optionalObject(key);
    if (!object)
        return std::nullopt;
    ObjectReader inner(*object, key);
    const auto login = srpLoginFromJson(inner.object(u"login"_s), key);
    const auto timeouts = srpTimeoutsFromJson(inner.object(u"timeouts"_s), key);
    const auto finished = inner.finish();
    if (!login || !timeouts || !finished)
        reader.reject(key, u"no session"_s);
    return SrpSetup{login.value_or(SrpLogin{}), timeouts.value_or(SrpTimeouts{})};
}

SrpTargetId takeTarget(ObjectReader &reader)
{
    const auto id = SrpTargetId::fromText(reader.text(u"target"_s));
    if (!id)
        reader.reject(u"target"_s, id.error().detail);
    return id.value_or(SrpTargetId{});
}

} // namespace

QString kindOf(const ChangeSession &step)
{
    if (!step.before)
        return u"connect-srp"_s;
    return step.after ? u"set-srp-timeouts"_s : u"disconnect-srp"_s;
}

QJsonObject fieldsOf(const ChangeSession &step)
{
    QJsonObject object{{u"target"_s, step.target.text()}};
    if (step.before)
        object[u"before"_s] = toJson(*step.before);
    if (step.after)
        object[u"after"_s] = toJson(*step.after);
    return object;
}

QJsonObject fieldsOf(const RescanSession &step)
{
    return {{u"target"_s, step.target.text()}};
}

ChangeSession takeChangeSession(ObjectReader &reader)
{
    ChangeSession step{takeTarget(reader), takeSetup(reader, u"before"_s), takeSetup(reader, u"after"_s)};
    if (!step.before && !step.after)
        reader.reject(u"after"_s, u"nothing changes"_s);
    return step;
}

RescanSession takeRescanSession(ObjectReader &reader)
{
    return {takeTarget(reader)};
}

} // namespace rdma
