// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client sees of a plan, in JSON. Decoded leniently: the helper may be newer.
#include "model/json.h"
#include "model/jsonlist.h"
#include "model/plan.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<Permission, 3> permissionNames{
    {{Permission::Yes, "yes"_L1}, {Permission::Ask, "ask"_L1}, {Permission::No, "no"_L1}}};

} // namespace

QJsonObject toJson(const StepView &view)
{
    return {{u"kind"_s, view.kind},
            {u"subject"_s, view.subject},
            {u"before"_s, view.before},
            {u"after"_s, view.after},
            {u"diff"_s, QJsonArray::fromStringList(view.diff)},
            {u"commands"_s, QJsonArray::fromStringList(view.commands)},
            {u"operations"_s, QJsonArray::fromStringList(view.operations)},
            {u"reversible"_s, view.reversible}};
}

Result<StepView> stepViewFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    StepView view{.kind = reader.text(u"kind"_s),
                  .subject = reader.text(u"subject"_s),
                  .before = reader.text(u"before"_s),
                  .after = reader.text(u"after"_s),
                  .diff = reader.texts(u"diff"_s),
                  .commands = reader.texts(u"commands"_s),
                  .operations = object.contains(u"operations"_s) ? reader.texts(u"operations"_s) : QStringList(),
                  .reversible = reader.boolean(u"reversible"_s)};
    return reader.finishLenient().transform([&] { return std::move(view); });
}

QJsonObject toJson(const PlanView &view)
{
    return {{u"id"_s, view.id},
            {u"action"_s, view.action},
            {u"permission"_s, nameOf(permissionNames, view.permission)},
            {u"steps"_s, listToJson(view.steps)},
            {u"warnings"_s, toJson(view.warnings)}};
}

Result<PlanView> planViewFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    PlanView view{.id = reader.text(u"id"_s),
                  .action = reader.text(u"action"_s),
                  .permission = reader.oneOf(u"permission"_s, permissionNames),
                  .steps = {},
                  .warnings = notesFromJson(reader.array(u"warnings"_s))};
    const QJsonArray steps = reader.array(u"steps"_s);
    return reader.finishLenient()
        .and_then([&] { return listFromJson(steps, stepViewFromJson); })
        .transform([&](auto decoded) {
            view.steps = std::move(decoded);
            return std::move(view);
        });
}

} // namespace rdma
