// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pending edits of exports made fewer.
#include "gui/pages/srptargetsimplify.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString lunKey(const QString &wwn, quint32 lun)
{
    return wwn + " lun "_L1 + QString::number(lun);
}

/// What was to be taken away is fulfilled when it is gone.
struct Fulfilling {
    const SrpTree &now;

    bool has(const QString &wwn, quint32 lun) const
    {
        const auto target = now.targets.find(wwn);
        return target != now.targets.end() && target->second.luns.contains(lun);
    }

    bool operator()(const ExportDisk &edit) const { return now.backstores.contains(edit.id); }
    bool operator()(const ChangeDisk &edit) const { return now.backstores.contains(edit.id); }
    bool operator()(const AllowInitiator &edit) const
    {
        return std::ranges::all_of(edit.luns, [this](const auto &port) {
            return std::ranges::all_of(port.second, [&](quint32 lun) { return has(port.first, lun); });
        });
    }
    bool operator()(const SetReadOnly &edit) const
    {
        const auto target = now.targets.find(edit.wwn);
        return target != now.targets.end() && target->second.acls.contains(edit.initiator) &&
               target->second.acls.at(edit.initiator).luns.contains(edit.number);
    }
    bool operator()(const EnablePort &edit) const { return !edit.enabled || now.targets.contains(edit.wwn); }
    bool operator()(const auto &) const { return true; }
};

/// What an edit is about. Comparing whole configurations takes its time with tens of thousands of permissions, so only
/// edits about the same are tried.
struct Keys {
    QStringList operator()(const ExportDisk &edit) const
    {
        QStringList keys{edit.id.text()};
        for (const auto &[wwn, lun] : edit.ports) {
            keys.append(lunKey(wwn, lun));
            for (const QString &initiator : edit.initiators)
                keys.append(wwn + u' ' + initiator);
        }
        for (const auto &[wwn, initiators] : edit.initiatorsAt)
            for (const QString &initiator : initiators)
                keys.append(wwn + u' ' + initiator);
        return keys;
    }
    QStringList operator()(const AllowInitiator &edit) const
    {
        QStringList keys;
        for (const auto &[wwn, luns] : edit.luns)
            keys.append(wwn + u' ' + edit.initiator);
        return keys;
    }
    QStringList operator()(const ForbidInitiator &edit) const { return {edit.wwn + u' ' + edit.initiator}; }
    QStringList operator()(const SetReadOnly &edit) const { return {edit.wwn + u' ' + edit.initiator}; }
    QStringList operator()(const TakeExportBack &edit) const { return {lunKey(edit.wwn, edit.lun)}; }
    QStringList operator()(const DeleteDisk &edit) const { return {edit.id.text()}; }
    QStringList operator()(const ChangeDisk &edit) const { return {edit.id.text()}; }
    QStringList operator()(const EnablePort &edit) const { return {edit.wwn + " enabled"_L1}; }
    QStringList operator()(const RemoveTarget &edit) const { return {edit.wwn}; }
    QStringList operator()(const ListenOn &) const { return {u"listen"_s}; }
    QStringList operator()(Settle) const { return {u"settle"_s}; }
    QStringList operator()(const SettleOne &edit) const { return {edit.wwn.isEmpty() ? edit.disk.text() : edit.wwn}; }
};

/// A removed target is about everything on its port.
bool isAboutTheSame(const ExportEdit &earlier, const ExportEdit &later)
{
    const QStringList keys = std::visit(Keys{}, later);
    const bool isWhole = std::holds_alternative<RemoveTarget>(later);
    return std::ranges::any_of(std::visit(Keys{}, earlier), [&](const QString &key) {
        return keys.contains(key) || (isWhole && key.startsWith(keys.constFirst()));
    });
}

ExportEdits without(ExportEdits edits, std::size_t which)
{
    edits.list.erase(edits.list.begin() + static_cast<std::ptrdiff_t>(which));
    return edits;
}

} // namespace

bool isFulfilled(const SrpTargetConfig &config, const ExportEdit &edit)
{
    return std::visit(Fulfilling{config.now}, edit);
}

ExportEdits rebased(const ExportState &state, const ExportEdits &edits)
{
    ExportEdits kept{{}, edits.atBoot};
    SrpTargetConfig config = state.config;
    for (const ExportEdit &edit : edits.list) {
        SrpTargetConfig next = afterEdit(state, config, edit);
        if (next == config)
            continue;
        kept.list.push_back(edit);
        config = std::move(next);
    }
    return kept;
}

ExportEdits simplified(const ExportState &state, ExportEdits edits)
{
    const std::size_t last = edits.list.size() - 1;
    const SrpTargetConfig wanted = afterEdits(state, edits);
    if (afterEdits(state, without(edits, last)) == wanted)
        return without(std::move(edits), last);
    for (std::size_t i = 0; i < last; ++i) {
        if (!isAboutTheSame(edits.list[i], edits.list[last]))
            continue;
        const ExportEdits replaced = without(edits, i);
        if (afterEdits(state, replaced) == wanted)
            return simplified(state, replaced);
        ExportEdits takenBack = without(replaced, last - 1);
        if (afterEdits(state, takenBack) == wanted)
            return takenBack;
    }
    return edits;
}

} // namespace rdma
