// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Targets, what happens by itself, and pending edits of the page "Attach Disks" in plain words.
#include "gui/pages/srpinitiatorwording.h"

#include "gui/pages/srpinitiatorrow.h"
#include "gui/pages/srptargetwording.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::AttachEdit)
};

QString targetWords(const SrpTargetId &id, const SrpLogin &login)
{
    const bool hasAddress = login.path && std::holds_alternative<RdmaCmPath>(*login.path);
    return hasAddress ? loginPathWords(login) : targetIdWords(id);
}

/// One function a kind of edit.
struct Wording {
    const AttachState &state;

    [[nodiscard]] QString nameOf(const SrpTargetId &id) const { return attachedTargetWords(state.config, id); }

    QString operator()(const ConnectTarget &edit) const
    {
        const QString words =
            fill(Words::tr("Connect to %1 from %2"), targetWords(edit.id, edit.login), portWords(edit.id.port));
        return edit.atBoot ? fill(Words::tr("%1, now and after every boot"), words) : words;
    }

    QString operator()(const DisconnectTarget &edit) const
    {
        return fill(Words::tr("Disconnect from %1%2"), nameOf(edit.id), disksOf(edit.id));
    }

    QString operator()(const ForgetTarget &edit) const
    {
        return fill(Words::tr("Forget %1%2"), nameOf(edit.id), disksOf(edit.id));
    }

    QString operator()(const KeepAtBoot &edit) const
    {
        return fill(edit.atBoot ? Words::tr("Connect to %1 after every boot")
                                : Words::tr("Do not connect to %1 after a boot"),
                    nameOf(edit.id));
    }

    QString operator()(const ChangeTimeouts &edit) const
    {
        return fill(Words::tr("Timeouts of %1: %2"), nameOf(edit.id), timeoutsWords(edit.timeouts));
    }

    QString operator()(const RescanTarget &edit) const
    {
        return fill(Words::tr("Look for new disks of %1"), nameOf(edit.id));
    }

    QString operator()(const DaemonAtBoot &edit) const
    {
        return fill(edit.enabled ? Words::tr("Let srp_daemon look for targets on %1, now and after every boot")
                                 : Words::tr("Let srp_daemon look for targets on %1 no longer"),
                    portWords(edit.port));
    }

    QString operator()(const StartDaemon & /*edit*/) const
    {
        return Words::tr("Start srp_daemon, which logs in at every target that its rules allow");
    }

    QString operator()(const ChangeRules &edit) const
    {
        return Words::tr("Rules of srp_daemon: %n in all", nullptr, static_cast<int>(edit.rules.size()));
    }

    [[nodiscard]] QString disksOf(const SrpTargetId &id) const
    {
        QStringList disks;
        for (const SrpSession &session : sessionsOf(state.live, id))
            for (const SrpLun &lun : session.luns)
                disks.append(technical(lun.disk.name));
        return disks.isEmpty() ? QString() : Words::tr("; these disks go: %1").arg(plain(disks.join(u", "_s)));
    }
};

} // namespace

QString attachedTargetWords(const SrpInitiatorConfig &config, const SrpTargetId &id)
{
    const auto known = config.targets.find(id);
    return known == config.targets.end() ? targetIdWords(id) : targetWords(id, known->second.login);
}

QString changeWords(const AttachState &state, const AttachEdit &edit)
{
    return std::visit(Wording{state}, edit);
}

QStringList byItselfWords(const SrpInitiatorConfig &config, const SrpInitiatorLive &live)
{
    QStringList words;
    QStringList ports;
    for (const auto &[id, enabled] : config.daemons)
        if (enabled)
            ports.append(portWords(id));
    if (!ports.isEmpty())
        words.append(
            fill(Words::tr("srp_daemon logs in by itself to whatever its rules allow, on %1."), ports.join(u"; "_s)));
    if (live.multipathd)
        words.append(Words::tr("multipathd joins the paths of a disk by itself: use the map, not the single disks."));
    return words;
}

} // namespace rdma
