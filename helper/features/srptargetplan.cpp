// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_target", planning: what is taken away, then disks, then what is added, then the files.
#include "helper/features/srptarget.h"

#include "helper/blockdevices.h"
#include "model/json.h"
#include "model/saveconfig.h"
#include "model/srpdifference.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Target = std::optional<SrpTarget>;

Target valueOf(const SrpTarget *target)
{
    return target ? Target(*target) : std::nullopt;
}

/// Those of them that are logged in.
QStringList loggedIn(const SrpTargetLive &live, const QString &wwn, const QStringList &initiators)
{
    QStringList there;
    const auto sessions = live.sessions.find(wwn);
    for (const QString &initiator : sessions == live.sessions.end() ? QStringList() : initiators)
        if (sessions->second.contains(initiator))
            there.append(initiator);
    return there;
}

class Planning {
public:
    Planning(const SrpTargetState &current, const SrpTargetConfig &wanted)
        : m_current(current), m_now(current.config.now), m_wanted(wanted.now)
    {
    }

    Plan run()
    {
        for (const auto &[wwn, target] : m_now.targets)
            addTarget(wwn, target, kept(wwn));
        for (const auto &[id, backstore] : m_now.backstores)
            if (!m_wanted.backstores.contains(id))
                m_plan.steps.emplace_back(ChangeBackstore{id, backstore, std::nullopt, deviceOf(id, backstore), false});
        for (const auto &[id, backstore] : m_wanted.backstores)
            addBackstore(id, backstore);
        for (const auto &[wwn, target] : m_wanted.targets)
            addTarget(wwn, kept(wwn), target);
        if (m_now.rdmaCmPort != m_wanted.rdmaCmPort)
            m_plan.steps.emplace_back(SetRdmaCmPort{m_now.rdmaCmPort, m_wanted.rdmaCmPort});
        if (!m_plan.steps.empty() && !m_current.live.moduleLoaded)
            m_plan.steps.emplace(m_plan.steps.begin(), SwitchModule{u"ib_srpt"_s, false, true});
        return std::move(m_plan);
    }

private:
    /// Between the two: what is left when everything that goes has gone.
    Target kept(const QString &wwn) const
    {
        const Target before = valueOf(targetIn(m_now, wwn));
        const Target after = valueOf(targetIn(m_wanted, wwn));
        return before && after ? Target(commonPart(*before, *after)) : std::nullopt;
    }

    void addTarget(const QString &wwn, const Target &before, const Target &after)
    {
        if (before == after)
            return;
        ChangeTarget step{wwn, before, after, {}};
        const auto cutOff = [&](const QString &target, const QString &initiator) {
            step.disconnects.append(initiator);
            m_plan.warnings.push_back({NoteCode::SessionEnds, initiator, target});
        };
        for (const QString &initiator : loggedIn(m_current.live, wwn, losersOf(before, after)))
            cutOff(wwn, initiator);
        if (closesPort(before, after))
            for (const auto &[other, sessions] : m_current.live.sessions)
                for (const auto &[initiator, session] : sessions)
                    if (nameOnePort(other, wwn))
                        cutOff(other, initiator);
        m_plan.steps.emplace_back(std::move(step));
    }

    QString deviceOf(const BackstoreId &id, const Backstore &backstore) const
    {
        const bool isDisk = id.kind == BackstoreKind::Block;
        return isDisk ? deviceNamed(m_current.live.disks, backstore.source).value_or(QString()) : QString();
    }

    /// One that is there holds what it held: whoever may use the disk will see it.
    bool needsImage(const BackstoreId &id, const Backstore &backstore)
    {
        if (id.kind != BackstoreKind::File)
            return false;
        const bool isThere = m_current.live.images.contains(backstore.source);
        if (isThere)
            m_plan.warnings.push_back({NoteCode::ImageReused, backstore.source, id.text()});
        return !isThere;
    }

    void addBackstore(const BackstoreId &id, const Backstore &backstore)
    {
        const auto before = m_now.backstores.find(id);
        const bool wasWriteBack = before != m_now.backstores.end() && before->second.writeBack;
        if (backstore.writeBack && !wasWriteBack)
            m_plan.warnings.push_back({NoteCode::WriteBack, id.text(), {}});
        if (before == m_now.backstores.end())
            m_plan.steps.emplace_back(
                ChangeBackstore{id, std::nullopt, backstore, deviceOf(id, backstore), needsImage(id, backstore)});
        else if (before->second != backstore)
            m_plan.steps.emplace_back(ChangeBackstore{id, before->second, backstore, {}, false});
    }

    const SrpTargetState &m_current;
    const SrpTree &m_now;
    const SrpTree &m_wanted;
    Plan m_plan{.feature = u"srp_target"_s};
};

QByteArray ownFile(int port)
{
    return canonical({{u"rdmaCmPort"_s, port}}) + '\n';
}

WriteFile saved(const QString &path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after)
{
    return {.path = path,
            .before = before,
            .after = after,
            .reader = Reader::Nobody,
            .mode = privateMode,
            .makesDirectory = true};
}

WriteFile copied(const QString &path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after)
{
    WriteFile step = saved(path, before, after);
    step.isCopy = true;
    return step;
}

/// What stays as it is saved stays so to the letter.
SrpTree inFilesSpelling(SrpTree atBoot, const SrpTargetState &current)
{
    const auto &saved = current.config.atBoot.backstores;
    for (auto &[id, backstore] : atBoot.backstores)
        if (const auto same = saved.find(id); same != saved.end() && same->second == backstore)
            backstore = current.live.savedTree.backstores.at(id);
    return atBoot;
}

/// What runs and is not saved will be gone after the next boot, and the other way round.
void warnOfDifferences(Plan &plan, const SrpTargetConfig &wanted)
{
    for (const auto &[wwn, target] : wanted.now.targets)
        if (valueOf(targetIn(wanted.atBoot, wwn)) != Target(target))
            plan.warnings.push_back({NoteCode::NotSaved, wwn, {}});
    for (const auto &[id, backstore] : wanted.now.backstores)
        if (const auto saved = wanted.atBoot.backstores.find(id);
            saved == wanted.atBoot.backstores.end() || saved->second != backstore)
            plan.warnings.push_back({NoteCode::NotSaved, id.text(), {}});
}

} // namespace

Result<std::vector<Step>> saveSteps(const SrpTargetState &current, const SrpTree &atBoot)
{
    std::vector<Step> steps;
    const SrpTargetMachine &live = current.live;
    SrpTree before = live.savedTree;
    SrpTree after = inFilesSpelling(atBoot, current);
    if (std::exchange(before.rdmaCmPort, 0) != std::exchange(after.rdmaCmPort, 0))
        steps.emplace_back(saved(srpTargetFile, *live.own, ownFile(atBoot.rdmaCmPort)));
    if (before == after)
        return steps;
    const auto bytes = withSavedSrp(*live.saved, before, after);
    if (!bytes)
        return fail(bytes.error().code, live.saveFile, bytes.error().detail);
    if (live.saved->has_value() && live.previous != *live.saved)
        steps.emplace_back(copied(live.saveFile + previousSuffix, live.previous, *live.saved));
    steps.emplace_back(saved(live.saveFile, *live.saved, *bytes));
    return steps;
}

Result<Plan> planSrpTargets(const SrpTargetState &current, const SrpTargetConfig &wanted)
{
    if (auto fit = checkSrpWish(current, wanted); !fit)
        return std::unexpected(fit.error());
    Plan plan = Planning(current, wanted).run();
    auto files = wanted.atBoot == current.config.atBoot ? Result<std::vector<Step>>(std::vector<Step>())
                                                        : saveSteps(current, wanted.atBoot);
    if (!files)
        return std::unexpected(files.error());
    if (!plan.steps.empty())
        plan.looseSteps = files->size(); // the kernel has it; what could not be saved can be saved again
    append(plan.steps, *std::move(files));
    if (!plan.steps.empty())
        warnOfDifferences(plan, wanted);
    return plan;
}

} // namespace rdma
