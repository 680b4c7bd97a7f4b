// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Editing the rules of srp_daemon.conf, which rule decides, and rules in JSON.
#include "model/srpdaemonrules.h"

#include "model/json.h"
#include "model/linedocument.h"
#include "model/rulechanges.h"
#include "model/srpdaemonlines.h"

#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxRules = 1000;

Error noRoom(const QString &what)
{
    return {ErrorCode::NotSupported, u"rules"_s, what};
}

std::vector<DaemonRule> rulesOf(const std::vector<DaemonLine> &lines)
{
    std::vector<DaemonRule> rules;
    for (const DaemonLine &one : lines)
        rules.push_back(one.rule);
    return rules;
}

void apply(const RuleChange &change, qsizetype line, LineDocument &document)
{
    switch (change.kind) {
    case RuleChange::Replace:
        return document.setText(line, change.text);
    case RuleChange::Remove:
        return document.remove(line);
    case RuleChange::Insert:
        return document.insert(line, change.text);
    }
}

QByteArray edited(const QByteArray &file, const std::vector<DaemonLine> &present, const std::vector<DaemonRule> &rules)
{
    LineDocument document(file);
    qsizetype shift = 0; // by what came and went above
    for (const RuleChange &change : changesBetween(present, rules)) {
        apply(change, change.line == endOfFile ? document.count() : change.line + shift, document);
        shift += change.kind == RuleChange::Insert ? 1 : change.kind == RuleChange::Remove ? -1 : 0;
    }
    return document.bytes();
}

bool fits(const std::optional<quint64> &wanted, quint64 present)
{
    return !wanted || *wanted == present;
}

bool isAbout(const DaemonRule &rule, const SrpTargetId &target, const IbCmPath &path)
{
    return fits(rule.idExt, target.idExt.value) && fits(rule.iocGuid, target.iocGuid.value) &&
           (!rule.dgid || *rule.dgid == path.dgid) && fits(rule.serviceId, path.serviceId.value) &&
           (!rule.pkey || *rule.pkey == path.pkey);
}

QString sixteenDigits(quint64 value)
{
    return u"%1"_s.arg(value, 16, 16, QChar(u'0'));
}

void put(QJsonObject &object, const QString &key, const std::optional<quint64> &value)
{
    if (value)
        object[key] = sixteenDigits(*value);
}

std::optional<quint64> takeHex(ObjectReader &reader, const QString &key)
{
    const auto text = reader.optionalText(key);
    if (!text)
        return std::nullopt;
    const quint64 value = text->toULongLong(nullptr, 16);
    if (*text != sixteenDigits(value))
        reader.reject(key, u"not 16 hex digits"_s);
    return value;
}

std::optional<QString> takeDgid(ObjectReader &reader)
{
    const auto text = reader.optionalText(u"dgid"_s);
    if (text && (text->size() != 32 || *text != sixteenDigits(text->first(16).toULongLong(nullptr, 16)) +
                                                    sixteenDigits(text->last(16).toULongLong(nullptr, 16))))
        reader.reject(u"dgid"_s, u"not 32 hex digits"_s);
    return text;
}

std::map<QString, int> takeOptions(ObjectReader &reader, const QString &where)
{
    std::map<QString, int> options;
    ObjectReader inner(reader.optionalObject(u"options"_s).value_or(QJsonObject()), where);
    for (const QLatin1StringView name : srpDaemonOptions)
        if (const auto value = inner.optionalInteger(name, 0, std::numeric_limits<int>::max()))
            options[name] = static_cast<int>(*value);
    if (const auto done = inner.finish(); !done)
        reader.reject(u"options"_s, done.error().subject);
    return options;
}

} // namespace

std::expected<std::vector<DaemonRule>, RulesProblem> rulesIn(const QByteArray &file)
{
    return ruleLinesIn(file).transform(rulesOf);
}

Result<QByteArray> withRules(const QByteArray &file, const std::vector<DaemonRule> &rules)
{
    const auto present = ruleLinesIn(file);
    if (!present)
        return fail(ErrorCode::BadFile, u"rules"_s, u"line %1"_s.arg(present.error().line));
    if (rulesOf(*present) == rules)
        return file;
    if (present->size() > maxRules || rules.size() > maxRules)
        return std::unexpected(noRoom(u"more than %1"_s.arg(maxRules)));
    for (const DaemonRule &rule : rules)
        if (!hasRoom(rule))
            return std::unexpected(noRoom(QString::fromLatin1(textOf(rule)).left(maxQuotedRule)));
    QByteArray written = edited(file, *present, rules);
    if (rulesIn(written) != rules)
        return fail(ErrorCode::Internal, u"rules"_s);
    return written;
}

std::optional<std::size_t> decidingRule(const std::vector<DaemonRule> &rules, const SrpTargetId &target,
                                        const IbCmPath &path)
{
    const auto found = std::ranges::find_if(rules, [&](const DaemonRule &rule) { return isAbout(rule, target, path); });
    return found == rules.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - rules.begin()));
}

QJsonObject toJson(const DaemonRule &rule)
{
    QJsonObject object{{u"allow"_s, rule.allow}};
    put(object, u"idExt"_s, rule.idExt);
    put(object, u"iocGuid"_s, rule.iocGuid);
    if (rule.dgid)
        object[u"dgid"_s] = *rule.dgid;
    put(object, u"serviceId"_s, rule.serviceId);
    if (rule.pkey)
        object[u"pkey"_s] = int{*rule.pkey};
    QJsonObject options;
    for (const auto &[name, value] : rule.options)
        options[name] = value;
    if (!options.isEmpty())
        object[u"options"_s] = options;
    return object;
}

Result<DaemonRule> daemonRuleFromJson(const QJsonObject &object, const QString &where)
{
    ObjectReader reader(object, where);
    DaemonRule rule{.allow = reader.boolean(u"allow"_s),
                    .idExt = takeHex(reader, u"idExt"_s),
                    .iocGuid = takeHex(reader, u"iocGuid"_s),
                    .dgid = takeDgid(reader),
                    .serviceId = takeHex(reader, u"serviceId"_s),
                    .pkey = reader.optionalInteger(u"pkey"_s, 0, 0xffff).transform([](qint64 value) {
                        return static_cast<quint16>(value);
                    }),
                    .options = takeOptions(reader, where)};
    if (!rule.allow && !rule.options.empty())
        reader.reject(u"options"_s, u"only where targets are allowed"_s);
    return reader.finish().transform([&] { return std::move(rule); });
}

} // namespace rdma
