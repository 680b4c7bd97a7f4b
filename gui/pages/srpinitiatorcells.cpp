// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of attached disks: what its cells say.
#include "gui/pages/srpinitiatortree.h"
#include "gui/pages/srptargetwording.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"
#include "gui/words/srptargetwords.h"

namespace rdma {

using namespace Qt::StringLiterals;

QString AttachTree::text(const AttachRow &row, int column) const
{
    switch (row.kind) {
    case AttachRow::Kind::Port:
        return portText(row, column);
    case AttachRow::Kind::Target:
        return targetText(row, column);
    case AttachRow::Kind::Disk:
        return diskText(row, column);
    }
    Q_UNREACHABLE_RETURN({});
}

QString AttachTree::portText(const AttachRow &row, int column) const
{
    const InitiatorPort *there = port(row.target.port);
    if (column == Name)
        return portWords(row.target.port);
    if (column == Kind)
        return there ? linkLayerWords(there->linkLayer) : QString();
    if (column == State)
        return portState(row.target.port);
    const auto daemon = m_wanted.daemons.find(row.target.port);
    if (column != Reboot || daemon == m_wanted.daemons.end())
        return {};
    return daemon->second ? tr("srp_daemon looks") : tr("nobody looks");
}

QString AttachTree::portState(const PortId &id) const
{
    const InitiatorPort *there = port(id);
    if (!there)
        return tr("no such port here");
    if (there->state != PortState::Active)
        return portStateWords(there->state);
    if (there->linkLayer == LinkLayer::InfiniBand && there->smLid == 0)
        return tr("active, no subnet manager");
    return there->ready || !m_state.live.moduleLoaded ? tr("can log in") : tr("ib_srp does not serve it");
}

QString AttachTree::targetText(const AttachRow &row, int column) const
{
    const KnownTarget *known = knownTarget(row.target);
    switch (column) {
    case Name:
        return targetIdWords(row.target);
    case Kind: {
        const QString controller = technical(controllerOf(row.target));
        return controller.isEmpty() && known ? loginPathWords(known->login) : controller;
    }
    case State:
        return targetState(row);
    case Reboot:
        return targetAtBoot(row.target);
    default:
        return {};
    }
}

QString AttachTree::targetState(const AttachRow &row) const
{
    const auto &sessions = sessionsOf(m_state.live, row.target);
    switch (standingOf(row)) {
    case Standing::Added:
        return tr("will be connected");
    case Standing::Removed:
        return sessions.empty() ? tr("will be forgotten") : tr("will be disconnected");
    case Standing::Changed:
        return tr("will be changed");
    case Standing::Stays:
        break;
    }
    const QString words = attachmentWords(attachmentOf(sessions));
    return sessions.size() > 1 ? tr("%1, %n session(s)", nullptr, static_cast<int>(sessions.size())).arg(words) : words;
}

/// Of the state as it is: what is only wished has none yet.
QString AttachTree::iconName(const AttachRow &row) const
{
    if (standingOf(row) != Standing::Stays)
        return {};
    if (row.kind == AttachRow::Kind::Target)
        return iconNameOf(urgencyOf(attachmentOf(sessionsOf(m_state.live, row.target))));
    const SrpLun *lun = lunOf(m_state.live, row);
    return lun && lun->state != "running"_L1 ? iconNameOf(Urgency::Problem) : QString();
}

/// Our unit logs in to what is kept; srp_daemon to whatever it finds and may.
QString AttachTree::targetAtBoot(const SrpTargetId &id) const
{
    const KnownTarget *known = knownTarget(id);
    if (known && known->atBoot)
        return tr("connected");
    const auto daemon = m_wanted.daemons.find(id.port);
    const auto *path = known && known->login.path ? std::get_if<IbCmPath>(&*known->login.path) : nullptr;
    if (!path || daemon == m_wanted.daemons.end() || !daemon->second)
        return tr("not connected");
    const auto rule = decidingRule(m_wanted.rules, id, *path);
    return !rule || m_wanted.rules[*rule].allow ? tr("by srp_daemon") : tr("not connected");
}

QString AttachTree::diskText(const AttachRow &row, int column) const
{
    const SrpLun *lun = lunOf(m_state.live, row);
    if (column == Name)
        return lun && !lun->disk.name.isEmpty()
                   ? tr("%1 · LUN %2").arg(technical(lun->disk.name), QString::number(row.lun))
                   : tr("LUN %1").arg(row.lun);
    if (!lun)
        return {};
    if (column == Kind)
        return technical(QString(lun->disk.vendor + u' ' + lun->disk.model).trimmed());
    if (column == Size)
        return sizeWords(lun->disk.size);
    if (column != State)
        return {};
    if (standingOf(row) == Standing::Removed)
        return tr("will go");
    const QString uses = lunUseWords(*lun, m_state.live);
    return lun->state == "running"_L1 ? uses : fill(tr("%1, %2"), technical(lun->state), uses);
}

} // namespace rdma
