// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of attached disks, applied to a configuration, and the wish that all of them make.
#include "gui/pages/srpinitiatoredit.h"

#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"
#include "model/json.h"
#include "model/srpuses.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::AttachEdit)
};

/// One function a kind of edit.
struct Editing {
    const AttachState &state;
    SrpInitiatorConfig &config;

    [[nodiscard]] KnownTarget *target(const SrpTargetId &id) const
    {
        const auto found = config.targets.find(id);
        return found == config.targets.end() ? nullptr : &found->second;
    }

    void operator()(const ConnectTarget &edit) const
    {
        if (!state.live.ports.contains(edit.id.port))
            return;
        KnownTarget &there = config.targets[edit.id];
        there.login = edit.login;
        there.connected = true;
        there.atBoot = edit.atBoot;
    }

    void operator()(const DisconnectTarget &edit) const
    {
        if (KnownTarget *there = target(edit.id)) {
            there->connected = false;
            there->rescan = false;
        }
    }

    void operator()(const ForgetTarget &edit) const { config.targets.erase(edit.id); }

    void operator()(const KeepAtBoot &edit) const
    {
        if (KnownTarget *there = target(edit.id))
            there->atBoot = edit.atBoot;
    }

    void operator()(const ChangeTimeouts &edit) const
    {
        if (KnownTarget *there = target(edit.id))
            there->timeouts = edit.timeouts;
    }

    void operator()(const RescanTarget &edit) const
    {
        if (KnownTarget *there = target(edit.id); there && there->connected)
            there->rescan = true;
    }

    void operator()(const DaemonAtBoot &edit) const
    {
        if (const auto daemon = config.daemons.find(edit.port); daemon != config.daemons.end())
            daemon->second = edit.enabled;
    }

    void operator()(const StartDaemon &edit) const
    {
        if (std::ranges::contains(state.live.stoppedDaemons, edit.port))
            config.startDaemon = true;
    }

    void operator()(const ChangeRules &edit) const { config.rules = edit.rules; }
};

enum class Field { Connection, AtBoot, Timeouts, Luns, Daemon, Start, Rules };

/// What an edit says: a later one about the same says it anew.
struct FieldOf {
    using Place = std::pair<Field, SrpTargetId>;

    Place operator()(const ConnectTarget &edit) const { return {Field::Connection, edit.id}; }
    Place operator()(const DisconnectTarget &edit) const { return {Field::Connection, edit.id}; }
    Place operator()(const ForgetTarget &edit) const { return {Field::Connection, edit.id}; }
    Place operator()(const KeepAtBoot &edit) const { return {Field::AtBoot, edit.id}; }
    Place operator()(const ChangeTimeouts &edit) const { return {Field::Timeouts, edit.id}; }
    Place operator()(const RescanTarget &edit) const { return {Field::Luns, edit.id}; }
    Place operator()(const DaemonAtBoot &edit) const { return {Field::Daemon, {edit.port, {}, {}}}; }
    Place operator()(const StartDaemon &) const { return {Field::Start, {}}; }
    Place operator()(const ChangeRules &) const { return {Field::Rules, {}}; }
};

struct Missing {
    const AttachState &state;

    bool operator()(const ConnectTarget &edit) const { return !state.live.ports.contains(edit.id.port); }
    bool operator()(const KeepAtBoot &edit) const { return !state.config.targets.contains(edit.id); }
    bool operator()(const ChangeTimeouts &edit) const { return !state.config.targets.contains(edit.id); }
    bool operator()(const RescanTarget &edit) const { return !state.config.targets.contains(edit.id); }
    bool operator()(const DaemonAtBoot &edit) const { return !state.config.daemons.contains(edit.port); }
    bool operator()(const StartDaemon &edit) const
    {
        return !std::ranges::contains(state.live.stoppedDaemons, edit.port);
    }
    bool operator()(const auto &) const { return false; }
};

std::optional<SrpTargetId> disconnected(const AttachEdit &edit)
{
    if (const auto *one = std::get_if<DisconnectTarget>(&edit))
        return one->id;
    const auto *one = std::get_if<ForgetTarget>(&edit);
    return one ? std::optional(one->id) : std::nullopt;
}

} // namespace

SrpInitiatorConfig afterEdit(const AttachState &state, SrpInitiatorConfig config, const AttachEdit &edit)
{
    std::visit(Editing{state, config}, edit);
    return config;
}

SrpInitiatorConfig afterEdits(const AttachState &state, const AttachEdits &edits)
{
    SrpInitiatorConfig wanted = state.config;
    for (const AttachEdit &edit : edits)
        wanted = afterEdit(state, std::move(wanted), edit);
    return wanted;
}

QJsonObject wishFor(const AttachState &state, const AttachEdits &edits)
{
    return patchBetween(toJson(state.config), toJson(afterEdits(state, edits)));
}

AttachEdits withEdit(const AttachState &state, AttachEdits edits, const AttachEdit &added)
{
    const auto place = std::visit(FieldOf(), added);
    std::erase_if(edits, [&](const AttachEdit &one) { return std::visit(FieldOf(), one) == place; });
    edits.push_back(added);
    return stillOpen(state, edits);
}

AttachEdits stillOpen(const AttachState &state, const AttachEdits &edits)
{
    AttachEdits open;
    SrpInitiatorConfig config = state.config;
    for (const AttachEdit &edit : edits)
        if (SrpInitiatorConfig after = afterEdit(state, config, edit); after != config) {
            open.push_back(edit);
            config = std::move(after);
        }
    return open;
}

bool isGone(const AttachState &state, const AttachEdit &edit)
{
    return std::visit(Missing{state}, edit);
}

QString problemWith(const AttachState &state, const AttachEdit &edit)
{
    const auto id = disconnected(edit);
    const QStringList uses = id ? usesOf(state.live, *id) : QStringList();
    if (uses.isEmpty())
        return {};
    return fill(Words::tr("Its disks are in use (%1). Stop that first, then disconnect."), uses.join(u"; "_s));
}

QStringList usesOf(const SrpInitiatorLive &live, const SrpTargetId &id)
{
    QStringList uses;
    for (const LostUse &lost : lostWithout(id, live.sessions))
        uses.append(fill(Words::tr("%1: %2"), technical(lost.disk), useWords({.name = lost.disk, .uses = {lost.use}})));
    return uses;
}

bool isAboutAll(const DaemonRule &rule)
{
    return !rule.idExt && !rule.iocGuid && !rule.dgid && !rule.serviceId && !rule.pkey;
}

std::vector<DaemonRule> onlyThis(const SrpTargetId &id)
{
    DaemonRule allowed;
    allowed.idExt = id.idExt.value;
    allowed.iocGuid = id.iocGuid.value;
    DaemonRule nobodyElse;
    nobodyElse.allow = false;
    return {allowed, nobodyElse};
}

} // namespace rdma
