// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where what runs and what is saved differ.
#include "gui/pages/srptargetsaved.h"

#include "gui/pages/srptargetwording.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::SavedExports)
};

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

} // namespace

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
    for (const auto &[id, disk] : config.now.backstores) {
        const auto saved = config.atBoot.backstores.find(id);
        if (isOthers(live, id))
            continue;
        if (saved != config.atBoot.backstores.end() && saved->second != disk)
            all.unsaved.append(Words::tr("the properties of %1").arg(technical(id.name)));
        else if (saved == config.atBoot.backstores.end() && !isReferred(config.now, id))
            all.unsaved.append(technical(id.name));
    }
    for (const auto &[id, disk] : config.atBoot.backstores)
        if (!config.now.backstores.contains(id) && !isReferred(config.atBoot, id))
            all.missing.append(technical(id.name));
    if (config.now.rdmaCmPort != config.atBoot.rdmaCmPort)
        (config.now.rdmaCmPort != 0 ? all.unsaved : all.missing).append(Words::tr("the RDMA/CM port"));
    return all;
}

} // namespace rdma
