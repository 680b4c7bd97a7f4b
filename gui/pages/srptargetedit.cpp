// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of exports, applied to a configuration, and the wish that all of them make.
#include "gui/pages/srptargetedit.h"

#include "gui/pages/srptargetsettle.h"
#include "gui/words/plaintext.h"
#include "model/json.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::ExportEdit)
};

void allow(SrpTarget &target, const QString &initiator, quint32 lun, bool readOnly)
{
    auto &luns = target.acls[initiator].luns;
    for (const auto &[number, mapped] : luns)
        if (mapped.lun == lun)
            return;
    luns[luns.contains(lun) ? freeLun(luns) : lun] = {lun, readOnly};
}

/// Whoever has no disk left may not log in any more; those that others let in for nothing stay.
void takeBack(SrpTarget &target, const std::set<quint32> &luns)
{
    for (const QString &initiator : initiatorsOnlyOf(target, luns))
        target.acls.erase(initiator);
    std::erase_if(target.luns, [&](const auto &lun) { return luns.contains(lun.first); });
    for (auto &[initiator, acl] : target.acls)
        std::erase_if(acl.luns, [&](const auto &mapped) { return luns.contains(mapped.second.lun); });
}

/// One function a kind of edit; an edit whose object is gone does nothing.
struct Editing {
    const ExportState &state;
    SrpTargetConfig &config;

    SrpTarget *target(const QString &wwn) const
    {
        const auto found = config.now.targets.find(wwn);
        return found == config.now.targets.end() ? nullptr : &found->second;
    }

    bool isHere(const QString &wwn) const { return target(wwn) || isPortHere(state.live, wwn); }

    void operator()(const ExportDisk &edit) const
    {
        if (edit.made)
            config.now.backstores.try_emplace(edit.id, *edit.made);
        if (!config.now.backstores.contains(edit.id))
            return;
        for (const auto &[wwn, lun] : edit.ports) {
            if (!isHere(wwn))
                continue;
            SrpTarget &there = config.now.targets.try_emplace(wwn, SrpTarget{.enabled = true}).first->second;
            if (there.luns.try_emplace(lun, edit.id).first->second != edit.id)
                continue;
            const auto alone = edit.initiatorsAt.find(wwn);
            for (const QString &initiator :
                 edit.initiators + (alone == edit.initiatorsAt.end() ? QStringList() : alone->second))
                allow(there, initiator, lun, false);
        }
    }

    void operator()(const AllowInitiator &edit) const
    {
        for (const auto &[wwn, luns] : edit.luns)
            for (const quint32 lun : luns)
                if (SrpTarget *there = target(wwn); there && there->luns.contains(lun))
                    allow(*there, edit.initiator, lun, edit.readOnly);
    }

    void operator()(const ForbidInitiator &edit) const
    {
        SrpTarget *there = target(edit.wwn);
        if (!there || !there->acls.contains(edit.initiator))
            return;
        auto &acl = there->acls.at(edit.initiator);
        if (edit.number)
            acl.luns.erase(*edit.number);
        if (!edit.number || acl.luns.empty())
            there->acls.erase(edit.initiator);
    }

    void operator()(const SetReadOnly &edit) const
    {
        SrpTarget *there = target(edit.wwn);
        if (!there || !there->acls.contains(edit.initiator))
            return;
        auto &luns = there->acls.at(edit.initiator).luns;
        if (const auto mapped = luns.find(edit.number); mapped != luns.end())
            mapped->second.readOnly = edit.readOnly;
    }

    void operator()(const TakeExportBack &edit) const
    {
        if (SrpTarget *there = target(edit.wwn))
            takeBack(*there, {edit.lun});
    }

    void operator()(const DeleteDisk &edit) const
    {
        config.now.backstores.erase(edit.id);
        for (auto &[wwn, there] : config.now.targets)
            takeBack(there, lunsOf(there, edit.id));
    }

    void operator()(const ChangeDisk &edit) const
    {
        if (const auto disk = config.now.backstores.find(edit.id); disk != config.now.backstores.end()) {
            disk->second.writeBack = edit.writeBack;
            disk->second.thin = edit.thin;
        }
    }

    void operator()(const EnablePort &edit) const
    {
        if (edit.enabled && isHere(edit.wwn))
            config.now.targets[edit.wwn].enabled = true;
        else if (SrpTarget *there = target(edit.wwn))
            there->enabled = false;
    }

    void operator()(const RemoveTarget &edit) const { config.now.targets.erase(edit.wwn); }
    void operator()(const ListenOn &edit) const { config.now.rdmaCmPort = edit.port; }
    void operator()(Settle way) const { settle(state, config, way); }
    void operator()(const SettleOne &edit) const { settle(config, edit); }
};

QString lunClash(const SrpTargetConfig &before, const ExportDisk &edit)
{
    for (const auto &[wwn, lun] : edit.ports) {
        const auto target = before.now.targets.find(wwn);
        if (target == before.now.targets.end())
            continue;
        const auto taken = target->second.luns.find(lun);
        if (taken != target->second.luns.end() && taken->second != edit.id)
            return Words::tr("LUN %1 is taken by another disk meanwhile. Drop this change and export the disk again.")
                .arg(lun);
    }
    return {};
}

} // namespace

SrpTargetConfig afterEdit(const ExportState &state, SrpTargetConfig config, const ExportEdit &edit)
{
    std::visit(Editing{state, config}, edit);
    return config;
}

SrpTargetConfig afterEdits(const ExportState &state, const ExportEdits &edits)
{
    SrpTargetConfig wanted = state.config;
    for (const ExportEdit &edit : edits.list)
        wanted = afterEdit(state, std::move(wanted), edit);
    if (edits.atBoot)
        saveTouched(state.config, wanted);
    return wanted;
}

QJsonObject wishFor(const ExportState &state, const ExportEdits &edits)
{
    return patchBetween(toJson(state.config), toJson(afterEdits(state, edits)));
}

QString problemWith(const ExportState &state, const ExportEdits &edits, std::size_t which)
{
    const auto *edit = std::get_if<ExportDisk>(&edits.list.at(which));
    if (!edit)
        return {};
    SrpTargetConfig before = state.config;
    for (std::size_t i = 0; i < which; ++i)
        before = afterEdit(state, std::move(before), edits.list[i]);
    if (edit->made && before.now.backstores.contains(edit->id))
        return Words::tr("The name %1 is taken by another disk meanwhile. Drop this change and export the disk again.")
            .arg(technical(edit->id.name));
    return lunClash(before, *edit);
}

QStringList initiatorsOnlyOf(const SrpTarget &target, const std::set<quint32> &luns)
{
    QStringList initiators;
    for (const auto &[initiator, acl] : target.acls)
        if (!acl.luns.empty() &&
            std::ranges::all_of(acl.luns, [&](const auto &mapped) { return luns.contains(mapped.second.lun); }))
            initiators.append(initiator);
    return initiators;
}

std::set<quint32> lunsOf(const SrpTarget &target, const BackstoreId &disk)
{
    std::set<quint32> luns;
    for (const auto &[lun, id] : target.luns)
        if (id == disk)
            luns.insert(lun);
    return luns;
}

} // namespace rdma
