// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rules of limits files, and what they give somebody, in JSON.
#include "model/limitsjson.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<LimitRule::Kind, 4> ruleNames{{
    {LimitRule::Soft, "soft"_L1},
    {LimitRule::Hard, "hard"_L1},
    {LimitRule::Both, "both"_L1},
    {LimitRule::Exempt, "exempt"_L1},
}};

constexpr EnumNames<LimitLoss, 5> lossNames{{
    {LimitLoss::Rank, "rank"_L1},
    {LimitLoss::LaterLine, "later-line"_L1},
    {LimitLoss::WithItsSoft, "with-its-soft"_L1},
    {LimitLoss::SparesRoot, "spares-root"_L1},
    {LimitLoss::Exempt, "exempt"_L1},
}};

constexpr EnumNames<LimitOutcome, 5> outcomeNames{{
    {LimitOutcome::Inherited, "inherited"_L1},
    {LimitOutcome::Set, "set"_L1},
    {LimitOutcome::Exempt, "exempt"_L1},
    {LimitOutcome::Refused, "refused"_L1},
    {LimitOutcome::LoginRefused, "login-refused"_L1},
}};

QJsonObject toJson(const ShownLoss &loss)
{
    return {{u"rule"_s, toJson(loss.rule)}, {u"why"_s, nameOf(lossNames, loss.why)}};
}

Result<ShownLoss> lossFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    ShownLoss loss{takePart(reader, u"rule"_s, shownRuleFromJson), reader.oneOf(u"why"_s, lossNames)};
    return reader.finishLenient().transform([&] { return std::move(loss); });
}

QJsonObject toJson(const ShownSide &side)
{
    QJsonObject object{{u"losers"_s, arrayOf<ShownLoss>(side.losers, toJson)}};
    putPart(object, u"winner"_s, side.winner);
    return object;
}

Result<ShownSide> sideFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    ShownSide side{takeOptionalPart(reader, u"winner"_s, shownRuleFromJson),
                   takeList(reader, u"losers"_s, lossFromJson)};
    return reader.finishLenient().transform([&] { return std::move(side); });
}

} // namespace

QJsonObject toJson(const ShownRule &rule)
{
    return {{u"path"_s, rule.path},
            {u"line"_s, rule.line},
            {u"domain"_s, rule.domain},
            {u"kind"_s, nameOf(ruleNames, rule.kind)},
            {u"amount"_s, bytesOf(rule.amount)}};
}

Result<ShownRule> shownRuleFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    ShownRule rule{.path = reader.text(u"path"_s),
                   .line = takeLine(reader),
                   .domain = reader.text(u"domain"_s),
                   .kind = reader.oneOf(u"kind"_s, ruleNames),
                   .amount = takePart(reader, u"amount"_s, memoryAmountFromBytes(reader.text(u"amount"_s)))};
    return reader.finishLenient().transform([&] { return std::move(rule); });
}

QJsonObject toJson(const LoginLimit &login)
{
    QJsonObject object{{u"outcome"_s, nameOf(outcomeNames, login.outcome)},
                       {u"soft"_s, toJson(login.soft)},
                       {u"hard"_s, toJson(login.hard)},
                       {u"isClamped"_s, login.isClamped},
                       {u"effective"_s, toJson(login.effective)}};
    putPart(object, u"exemption"_s, login.exemption);
    return object;
}

Result<LoginLimit> loginLimitFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    LoginLimit login{.outcome = reader.oneOf(u"outcome"_s, outcomeNames),
                     .exemption = takeOptionalPart(reader, u"exemption"_s, shownRuleFromJson),
                     .soft = takePart(reader, u"soft"_s, sideFromJson),
                     .hard = takePart(reader, u"hard"_s, sideFromJson),
                     .isClamped = reader.boolean(u"isClamped"_s),
                     .effective = takePart(reader, u"effective"_s, memoryLimitFromJson)};
    return reader.finishLenient().transform([&] { return std::move(login); });
}

QJsonObject toJson(const LimitAnswer &answer)
{
    QJsonObject object;
    putPart(object, u"login"_s, answer.login);
    putPart(object, u"unit"_s, answer.unit);
    putPart(object, u"process"_s, answer.process);
    putPart(object, u"manager"_s, answer.manager);
    return object;
}

Result<LimitAnswer> limitAnswerFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    LimitAnswer answer{.login = takeOptionalPart(reader, u"login"_s, loginLimitFromJson),
                       .unit = takeOptionalPart(reader, u"unit"_s, unitMemlockFromJson),
                       .process = takeOptionalPart(reader, u"process"_s, runningLimitFromJson),
                       .manager = takeOptionalPart(reader, u"manager"_s, loginLimitFromJson)};
    return reader.finishLenient().transform([&] { return std::move(answer); });
}

} // namespace rdma
