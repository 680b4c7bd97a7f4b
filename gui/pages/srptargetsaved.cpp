// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What runs beside what is saved. The helper takes into `atBoot` a whole target or disk as it runs or as it was saved,
// and nothing mixed of the two.
#include "gui/pages/srptargetsaved.h"

#include "gui/pages/srptargetwording.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::SavedExports)
};

bool isReferred(const SrpTree &tree, const BackstoreId &id)
{
    return std::ranges::any_of(tree.targets, [&](const auto &target) {
        return std::ranges::any_of(target.second.luns, [&](const auto &lun) { return lun.second == id; });
    });
}

bool isOthers(const SrpTargetLive &live, const BackstoreId &id)
{
    const auto facts = live.backstores.find(id);
    return id.kind == BackstoreKind::Scsi || id.kind == BackstoreKind::User ||
           (facts != live.backstores.end() && !facts->second.usedBy.isEmpty());
}

bool isHere(const SrpTargetLive &live, const QString &wwn)
{
    return std::ranges::any_of(live.ports, [&](const auto &port) { return port.second.wwn == wwn; });
}

const SrpTarget *targetIn(const SrpTree &tree, const QString &wwn)
{
    const auto found = tree.targets.find(wwn);
    return found == tree.targets.end() ? nullptr : &found->second;
}

void saveTarget(SrpTargetConfig &config, const QString &wwn)
{
    const SrpTarget &target = config.now.targets.at(wwn);
    config.atBoot.targets[wwn] = target;
    for (const auto &[lun, id] : target.luns)
        if (const auto disk = config.now.backstores.find(id); disk != config.now.backstores.end())
            config.atBoot.backstores[id] = disk->second;
}

/// LUNs of `one` that are not so in `other`.
QStringList lunsBesides(const SrpTargetLive &live, const QString &wwn, const SrpTarget &one, const SrpTarget *other)
{
    QStringList words;
    for (const auto &[lun, id] : one.luns) {
        const auto same = other ? other->luns.find(lun) : one.luns.end();
        if (!other || same == other->luns.end() || same->second != id)
            words.append(Words::tr("%1 on %2").arg(technical(id.name), targetWords(live, wwn)));
    }
    return words;
}

/// Permissions and the switch, when the LUNs are the same.
QString otherwise(const SrpTargetLive &live, const QString &wwn)
{
    return Words::tr("permissions on %1").arg(targetWords(live, wwn));
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
        else if (isHere(state.live, wwn))
            config.now.targets[wwn] = saved;
    }
    if (config.now.rdmaCmPort == 0)
        config.now.rdmaCmPort = config.atBoot.rdmaCmPort;
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

} // namespace

SavedDifferences savedDifferences(const SrpTargetLive &live, const SrpTargetConfig &config)
{
    SavedDifferences all;
    for (const auto &[wwn, target] : config.now.targets) {
        const SrpTarget *saved = targetIn(config.atBoot, wwn);
        const QStringList luns = lunsBesides(live, wwn, target, saved);
        all.unsaved += luns;
        if (luns.isEmpty() && (!saved || target.acls != saved->acls || target.enabled != saved->enabled))
            all.unsaved.append(otherwise(live, wwn));
    }
    for (const auto &[wwn, target] : config.atBoot.targets)
        all.missing += lunsBesides(live, wwn, target, targetIn(config.now, wwn));
    for (const auto &[id, disk] : config.now.backstores)
        if (!config.atBoot.backstores.contains(id) && !isReferred(config.now, id) && !isOthers(live, id))
            all.unsaved.append(technical(id.name));
    for (const auto &[id, disk] : config.atBoot.backstores)
        if (!config.now.backstores.contains(id) && !isReferred(config.atBoot, id))
            all.missing.append(technical(id.name));
    if (config.now.rdmaCmPort != config.atBoot.rdmaCmPort)
        (config.now.rdmaCmPort != 0 ? all.unsaved : all.missing).append(Words::tr("the RDMA/CM port"));
    return all;
}

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

void saveTouched(const SrpTree &before, SrpTargetConfig &wanted)
{
    for (const auto &[wwn, target] : before.targets)
        if (!wanted.now.targets.contains(wwn))
            wanted.atBoot.targets.erase(wwn);
    for (const auto &[wwn, target] : wanted.now.targets)
        if (const SrpTarget *old = targetIn(before, wwn); !old || *old != target)
            saveTarget(wanted, wwn);
    for (const auto &[id, disk] : wanted.now.backstores)
        if (const auto old = before.backstores.find(id); old == before.backstores.end() || old->second != disk)
            wanted.atBoot.backstores[id] = disk;
    for (const auto &[id, disk] : before.backstores)
        if (!wanted.now.backstores.contains(id) && !isReferred(wanted.atBoot, id))
            wanted.atBoot.backstores.erase(id);
    if (before.rdmaCmPort != wanted.now.rdmaCmPort)
        wanted.atBoot.rdmaCmPort = wanted.now.rdmaCmPort;
}

} // namespace rdma
