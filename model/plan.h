// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A plan: the ordered steps that turn the present state into the wished one, and what a client sees of it.
#pragma once

#include "model/note.h"
#include "model/step.h"

#include <QStringList>
#include <vector>

namespace rdma {

struct Plan {
    QString feature;         ///< "names"; decides with the step kinds which polkit action is needed
    QString undoes;          ///< the job this plan takes back, or empty
    QString finishes;        ///< the interrupted job of which this plan does the rest, or empty
    std::vector<Step> steps; ///< what cannot be undone comes last
    std::vector<Note> warnings;
    std::size_t looseSteps = 0; ///< so many of the last: when one fails, what was done before it stays

    bool operator==(const Plan &) const = default;
};

/// SHA-256 (hex) of the canonical plan, old and new contents included: another machine state gives another id.
[[nodiscard]] QString planId(const Plan &plan);

/// The complete plan: for the job record. Never sent to a client.
[[nodiscard]] QJsonObject toJson(const Plan &plan);
[[nodiscard]] Result<Plan> planFromJson(const QJsonObject &object);

/// What a client sees of a step. Plain words are the front end's; these are the facts to word.
struct StepView {
    QString kind;         ///< kindOf(step)
    QString subject;      ///< a path; an interface's old name
    QString before;       ///< the old value for a one-line value (an interface name); empty for files
    QString after;        ///< likewise the new value; for files "created", "changed" or "removed"; what is cut
    QStringList diff;     ///< unified diff lines ("--- …", "+++ …", "@@ …", " ", "-", "+"); empty when there is no text
    QStringList commands; ///< the equivalent shell commands a person would type
    QStringList operations; ///< what configfs is asked to do, as shell commands; the first 1,000 of them
    bool reversible = true;

    bool operator==(const StepView &) const = default;
};

/// Whether the caller may run the plan: asked of polkit without interaction.
enum class Permission { Yes, Ask, No };

struct PlanView {
    QString id;     ///< hand it to Apply
    QString action; ///< the polkit action Apply will ask for; empty when there is nothing to do
    Permission permission = Permission::No;
    std::vector<StepView> steps;
    std::vector<Note> warnings;

    bool operator==(const PlanView &) const = default;
};

[[nodiscard]] QJsonObject toJson(const StepView &view);
[[nodiscard]] Result<StepView> stepViewFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const PlanView &view);
[[nodiscard]] Result<PlanView> planViewFromJson(const QJsonObject &object);

} // namespace rdma
