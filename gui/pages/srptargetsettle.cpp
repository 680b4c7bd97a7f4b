// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Making alike what runs and what is saved. The helper takes into `atBoot` a whole target or disk as it runs or as it
// was saved, and nothing mixed of the two.
#include "gui/pages/srptargetsettle.h"

#include "gui/pages/srptargetsaved.h"
#include "model/srptargetlaw.h"

namespace rdma {

namespace {

void saveTarget(SrpTargetConfig &config, const QString &wwn)
{
    const SrpTarget &target = config.now.targets.at(wwn);
    config.atBoot.targets[wwn] = target;
    for (const auto &[lun, id] : target.luns)
        if (const auto disk = config.now.backstores.find(id); disk != config.now.backstores.end())
            config.atBoot.backstores[id] = disk->second;
}

bool hasMore(const SrpTarget &one, const SrpTarget &other)
{
    return !std::ranges::all_of(one.luns, [&](const auto &lun) { return other.luns.contains(lun.first); }) ||
           !std::ranges::all_of(one.acls, [&](const auto &acl) {
               const auto same = other.acls.find(acl.first);
               return same != other.acls.end() && std::ranges::all_of(acl.second.luns, [&](const auto &mapped) {
                          return same->second.luns.contains(mapped.first);
                      });
           });
}

void save(const ExportState &state, SrpTargetConfig &config)
{
    for (const auto &[wwn, target] : config.now.targets)
        saveTarget(config, wwn);
    for (const auto &[id, disk] : config.now.backstores)
        if (!isOthers(state.live, id))
            config.atBoot.backstores[id] = disk;
    if (config.now.rdmaCmPort != 0)
        config.atBoot.rdmaCmPort = config.now.rdmaCmPort;
}

void addMissing(SrpTarget &running, const SrpTarget &saved)
{
    running.luns.insert(saved.luns.begin(), saved.luns.end());
    for (const auto &[initiator, acl] : saved.acls)
        for (const auto &[number, mapped] : acl.luns)
            if (running.luns.contains(mapped.lun))
                running.acls[initiator].luns.try_emplace(number, mapped);
}

void restore(const ExportState &state, SrpTargetConfig &config)
{
    for (const auto &[id, disk] : config.atBoot.backstores)
        if (!isOthers(state.live, id))
            config.now.backstores.try_emplace(id, disk);
    for (const auto &[wwn, saved] : config.atBoot.targets) {
        if (SrpTarget *running = config.now.targets.contains(wwn) ? &config.now.targets.at(wwn) : nullptr)
            addMissing(*running, saved);
        else if (isPortHere(state.live, wwn))
            config.now.targets[wwn] = saved;
    }
    if (config.now.rdmaCmPort == 0)
        config.now.rdmaCmPort = config.atBoot.rdmaCmPort;
}

/// One that is set up gets what is saved of its attributes.
void restoreDisk(SrpTargetConfig &config, const BackstoreId &id)
{
    const auto saved = config.atBoot.backstores.find(id);
    if (saved == config.atBoot.backstores.end())
        return;
    Backstore &running = config.now.backstores.try_emplace(id, saved->second).first->second;
    if (isSameDisk(running, saved->second))
        running = saved->second;
}

void restoreTarget(SrpTargetConfig &config, const QString &wwn)
{
    const SrpTarget *saved = targetIn(config.atBoot, wwn);
    if (!saved)
        return;
    for (const auto &[lun, id] : saved->luns)
        restoreDisk(config, id);
    config.now.targets[wwn] = *saved;
}

/// Every disk of the port is the one that was saved.
bool hasSavedDisks(const SrpTargetConfig &config, const QString &wwn)
{
    const SrpTarget *target = targetIn(config.now, wwn);
    return target && std::ranges::all_of(target->luns, [&](const auto &lun) {
               const auto running = config.now.backstores.find(lun.second);
               const auto saved = config.atBoot.backstores.find(lun.second);
               return running != config.now.backstores.end() && saved != config.atBoot.backstores.end() &&
                      running->second == saved->second;
           });
}

/// One that runs can only be saved as it runs.
void forgetTarget(SrpTargetConfig &config, const QString &wwn)
{
    if (config.now.targets.contains(wwn))
        return saveTarget(config, wwn);
    const SrpTarget gone = config.atBoot.targets[wwn];
    config.atBoot.targets.erase(wwn);
    for (const auto &[lun, id] : gone.luns)
        if (!config.now.backstores.contains(id) && !isReferred(config.atBoot, id))
            config.atBoot.backstores.erase(id);
}

void settleTarget(SrpTargetConfig &config, Settle way, const QString &wwn)
{
    switch (way) {
    case Settle::Save:
        return config.now.targets.contains(wwn) ? saveTarget(config, wwn) : void();
    case Settle::Restore:
        return restoreTarget(config, wwn);
    case Settle::Forget:
        return forgetTarget(config, wwn);
    }
}

void settleDisk(SrpTargetConfig &config, Settle way, const BackstoreId &id)
{
    const auto running = config.now.backstores.find(id);
    switch (way) {
    case Settle::Save:
        if (running != config.now.backstores.end())
            config.atBoot.backstores[id] = running->second;
        return;
    case Settle::Restore:
        return restoreDisk(config, id);
    case Settle::Forget:
        if (!isReferred(config.atBoot, id))
            config.atBoot.backstores.erase(id);
        return;
    }
}

void forget(SrpTargetConfig &config)
{
    for (const auto &[wwn, saved] : std::map(config.atBoot.targets)) {
        const SrpTarget *running = targetIn(config.now, wwn);
        if (!running)
            config.atBoot.targets.erase(wwn);
        else if (hasMore(saved, *running))
            saveTarget(config, wwn);
    }
    std::erase_if(config.atBoot.backstores, [&](const auto &disk) {
        return !config.now.backstores.contains(disk.first) && !isReferred(config.atBoot, disk.first);
    });
    if (config.now.rdmaCmPort == 0)
        config.atBoot.rdmaCmPort = 0;
}

/// A port whose disk is saved otherwise is saved with it, as it runs. One that runs without a disk that it should have
/// does not get better by that: once each.
void saveSharers(const SrpTree &saved, SrpTargetConfig &wanted)
{
    std::set<QString> tried;
    auto wwn = targetOfOtherDisks(saved, wanted.now, wanted.atBoot);
    while (wwn && wanted.now.targets.contains(*wwn) && tried.insert(*wwn).second) {
        saveTarget(wanted, *wwn);
        wwn = targetOfOtherDisks(saved, wanted.now, wanted.atBoot);
    }
}

} // namespace

void settle(const ExportState &state, SrpTargetConfig &config, Settle way)
{
    switch (way) {
    case Settle::Save:
        return save(state, config);
    case Settle::Restore:
        return restore(state, config);
    case Settle::Forget:
        return forget(config);
    }
}

void settle(SrpTargetConfig &config, const SettleOne &edit)
{
    if (edit.wwn.isEmpty())
        settleDisk(config, edit.way, edit.disk);
    else
        settleTarget(config, edit.way, edit.wwn);
}

bool canSettle(const ExportState &state, const SrpTargetConfig &config, const SettleOne &edit)
{
    SrpTargetConfig next = config;
    settle(next, edit);
    if (next == config || targetOfOtherDisks(state.config.atBoot, next.now, next.atBoot))
        return false;
    if (edit.way != Settle::Restore || edit.wwn.isEmpty())
        return true;
    return (isPortHere(state.live, edit.wwn) || config.now.targets.contains(edit.wwn)) && hasSavedDisks(next, edit.wwn);
}

void saveTouched(const SrpTargetConfig &old, SrpTargetConfig &wanted)
{
    const SrpTree &before = old.now;
    for (const auto &[wwn, target] : before.targets)
        if (!wanted.now.targets.contains(wwn))
            wanted.atBoot.targets.erase(wwn);
    for (const auto &[wwn, target] : wanted.now.targets)
        if (const SrpTarget *was = targetIn(before, wwn); !was || *was != target)
            saveTarget(wanted, wwn);
    for (const auto &[id, disk] : wanted.now.backstores)
        if (const auto was = before.backstores.find(id); was == before.backstores.end() || was->second != disk)
            wanted.atBoot.backstores[id] = disk;
    for (const auto &[id, disk] : before.backstores)
        if (!wanted.now.backstores.contains(id) && !isReferred(wanted.atBoot, id))
            wanted.atBoot.backstores.erase(id);
    if (before.rdmaCmPort != wanted.now.rdmaCmPort)
        wanted.atBoot.rdmaCmPort = wanted.now.rdmaCmPort;
    saveSharers(old.atBoot, wanted);
}

} // namespace rdma
