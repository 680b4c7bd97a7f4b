// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody asks of locked memory on the command line.
#include "gui/ctl/limitswish.h"

#include "gui/words/errorwords.h"
#include "gui/words/plaintext.h"
#include "model/json.h"
#include "model/unitdropin.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

QString questionProblem(const Request &request)
{
    const std::array asked{&request.user, &request.group, &request.unitAsked, &request.pid};
    const auto given = std::ranges::count_if(asked, [](const QString *one) { return !one->isEmpty(); });
    if (given != 1)
        return Ctl::tr("Say about whom: one of --user, --group, --unit and --pid.");
    return request.pid.isEmpty() || request.pid.toInt() > 0
               ? QString()
               : fill(Ctl::tr("“%1” is no process: give its number."), plain(request.pid));
}

QString amountProblem(const QString &text)
{
    const auto amount = memoryAmountFrom(text);
    return amount ? QString() : errorText(amount.error());
}

bool isAboutHolder(const Request &request)
{
    return request.verb == Verb::SetLimit || request.verb == Verb::RemoveLimit;
}

bool isAboutUnit(const Request &request)
{
    return request.verb == Verb::SetUnitLimit || request.verb == Verb::RemoveUnitLimit;
}

bool sets(const Request &request)
{
    return request.verb == Verb::SetLimit || request.verb == Verb::SetUnitLimit;
}

QString targetProblem(const Request &request)
{
    if (const auto holder = LimitHolder::fromText(request.holder); isAboutHolder(request) && !holder)
        return errorText(holder.error());
    if (const auto path = memlockDropInPath(request.unit); isAboutUnit(request) && !path)
        return errorText(path.error());
    return {};
}

/// The soft limit is the same as the hard one unless somebody insists.
MemoryLimit limitOf(const Request &request)
{
    const MemoryAmount hard = memoryAmountFrom(request.amount).value_or(MemoryAmount());
    return {memoryAmountFrom(request.soft).value_or(hard), hard};
}

template <typename Key, typename Value>
[[nodiscard]] Result<void> change(std::map<Key, Value> &values, const Key &key, const std::optional<Value> &value,
                                  const QString &name)
{
    if (!value && !values.contains(key))
        return fail(ErrorCode::NotFound, name, u"no limit"_s);
    if (value)
        values[key] = *value;
    else
        values.erase(key);
    return {};
}

Result<void> apply(LimitsConfig &config, const Request &request)
{
    const MemoryLimit limit = limitOf(request);
    if (isAboutUnit(request))
        return change(config.units, request.unit, sets(request) ? std::optional(limit) : std::nullopt, request.unit);
    const auto wanted = sets(request) ? std::optional(WantedLimit{limit.soft, limit.hard}) : std::nullopt;
    return LimitHolder::fromText(request.holder).and_then([&](const LimitHolder &holder) {
        return change(config.users, holder, wanted, request.holder);
    });
}

} // namespace

QString limitsProblem(const Request &request)
{
    const bool asks =
        !request.user.isEmpty() || !request.group.isEmpty() || !request.pid.isEmpty() || !request.unitAsked.isEmpty();
    if (request.verb == Verb::ExplainLimit)
        return questionProblem(request);
    if (asks)
        return Ctl::tr("--user, --group, --unit and --pid belong to “limits explain”.");
    if (!request.soft.isEmpty() && !sets(request))
        return Ctl::tr("--soft belongs to “limits set” and “limits set-unit”.");
    if (const QString problem = targetProblem(request); !problem.isEmpty() || !sets(request))
        return problem;
    if (const QString problem = amountProblem(request.amount); !problem.isEmpty())
        return problem;
    return request.soft.isEmpty() ? QString() : amountProblem(request.soft);
}

LimitsQuery limitsQueryOf(const Request &request)
{
    const auto given = [](const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); };
    return {.user = given(request.user),
            .group = given(request.group),
            .unit = given(request.unitAsked),
            .pid = request.pid.isEmpty() ? std::nullopt : std::optional(request.pid.toInt())};
}

Result<QJsonObject> limitsWish(const QJsonObject &limitsState, const Request &request)
{
    const auto config = limitsConfigFromJson(limitsState[u"config"_s].toObject());
    if (!config)
        return fail(ErrorCode::Internal, u"answer"_s, config.error().subject);
    LimitsConfig wanted = *config;
    return apply(wanted, request).transform([&] { return patchBetween(toJson(*config), toJson(wanted)); });
}

} // namespace rdma
