// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports, disks, initiators and pending edits of the page "Export Disks" in plain words.
#include "gui/pages/srptargetwording.h"

#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"
#include "model/srpdifference.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::ExportEdit)
};

constexpr qsizetype namedAtMost = 4;

/// Logged in on that port, of those for whom `isMeant`.
QStringList loggedIn(const SrpTargetLive &live, const QString &wwn, const auto &isMeant)
{
    QStringList there;
    if (const auto sessions = live.sessions.find(wwn); sessions != live.sessions.end())
        for (const auto &[initiator, session] : sessions->second)
            if (session.loggedIn && isMeant(initiator))
                there.append(initiator);
    return there;
}

QStringList usersOf(const ExportState &state, const QString &wwn, quint32 lun)
{
    const auto target = state.config.now.targets.find(wwn);
    if (target == state.config.now.targets.end())
        return {};
    return loggedIn(state.live, wwn, [&](const QString &initiator) {
        const auto acl = target->second.acls.find(initiator);
        return acl != target->second.acls.end() &&
               std::ranges::any_of(acl->second.luns, [&](const auto &mapped) { return mapped.second.lun == lun; });
    });
}

QString someOf(const QStringList &initiators)
{
    QStringList named;
    for (const QString &initiator : initiators.first(std::min(initiators.size(), namedAtMost)))
        named.append(technical(initiator));
    if (initiators.size() > namedAtMost)
        named.append(Words::tr("%1 more").arg(initiators.size() - namedAtMost));
    return named.join(u", "_s);
}

QString withUsers(const QString &words, const QStringList &initiators)
{
    return initiators.isEmpty() ? words : fill(Words::tr("%1; logged in now: %2"), words, someOf(initiators));
}

/// An ACL without a disk would be a login to nothing.
QString withLockedOut(const QString &words, const QStringList &initiators)
{
    if (initiators.isEmpty())
        return words;
    return fill(Words::tr("%1; these have no other disk there and may not log in any more: %2"), words,
                someOf(initiators));
}

struct Wording {
    const ExportState &state;

    QString port(const QString &wwn) const { return targetWords(state.live, wwn); }

    QString diskOn(const QString &wwn, quint32 lun) const
    {
        const auto target = state.config.now.targets.find(wwn);
        if (target != state.config.now.targets.end() && target->second.luns.contains(lun))
            return technical(target->second.luns.at(lun).name);
        return Words::tr("LUN %1").arg(lun);
    }

    QString operator()(const ExportDisk &edit) const
    {
        QStringList ports;
        for (const auto &[wwn, lun] : edit.ports)
            ports.append(Words::tr("%1 as LUN %2").arg(port(wwn), QString::number(lun)));
        const QString name = technical(edit.id.name);
        if (ports.isEmpty())
            return Words::tr("Set up the disk %1 without exporting it").arg(name);
        QString what = fill(Words::tr("Export the disk %1 on %2"), name, ports.join(u", "_s));
        QStringList initiators = edit.initiators;
        for (const auto &[wwn, alone] : edit.initiatorsAt)
            initiators += alone;
        initiators.removeDuplicates();
        if (initiators.isEmpty())
            return what;
        return what + u", "_s + Words::tr("for %n initiator(s)", nullptr, static_cast<int>(initiators.size()));
    }

    QString operator()(const AllowInitiator &edit) const
    {
        QStringList places;
        for (const auto &[wwn, luns] : edit.luns)
            places.append(luns.size() == 1
                              ? fill(Words::tr("%1 on %2"), diskOn(wwn, luns.front()), port(wwn))
                              : fill(Words::tr("%1 disks on %2"), QString::number(luns.size()), port(wwn)));
        return fill(edit.readOnly ? Words::tr("Allow %1 to read %2") : Words::tr("Allow %1 to use %2"),
                    technical(edit.initiator), places.join(u", "_s));
    }

    QString operator()(const ForbidInitiator &edit) const
    {
        const auto users =
            loggedIn(state.live, edit.wwn, [&](const QString &initiator) { return initiator == edit.initiator; });
        const QString who = technical(edit.initiator);
        if (edit.number)
            return withUsers(Words::tr("Take the permission for one disk (its LUN %1) on %2 back from %3")
                                 .arg(*edit.number)
                                 .arg(port(edit.wwn), who),
                             users);
        return withUsers(fill(Words::tr("Take all permissions on %1 back from %2"), port(edit.wwn), who), users);
    }

    QString operator()(const SetReadOnly &edit) const
    {
        const QString words = edit.readOnly ? Words::tr("Let %1 only read its LUN %2 on %3")
                                            : Words::tr("Let %1 write to its LUN %2 on %3");
        return words.arg(technical(edit.initiator), QString::number(edit.number), port(edit.wwn));
    }

    QString operator()(const TakeExportBack &edit) const
    {
        const QString words = fill(Words::tr("Export %1 no longer on %2"), diskOn(edit.wwn, edit.lun), port(edit.wwn));
        return withUsers(withLockedOut(words, onlyOf(edit.wwn, edit.lun)), usersOf(state, edit.wwn, edit.lun));
    }

    /// Who will have no disk left there, and no login.
    QStringList onlyOf(const QString &wwn, quint32 lun) const
    {
        const auto target = state.config.now.targets.find(wwn);
        return target == state.config.now.targets.end() ? QStringList() : initiatorsOnlyOf(target->second, {lun});
    }

    QString operator()(const DeleteDisk &edit) const
    {
        QStringList lockedOut;
        for (const auto &[wwn, target] : state.config.now.targets)
            lockedOut += initiatorsOnlyOf(target, lunsOf(target, edit.id));
        lockedOut.removeDuplicates();
        const QString name = technical(edit.id.name);
        QString words = Words::tr("Delete the disk %1; its data stays").arg(name);
        if (edit.id.kind == BackstoreKind::Ramdisk)
            words = Words::tr("Delete the ramdisk %1 and what is in it").arg(name);
        else if (edit.id.kind == BackstoreKind::File)
            words = Words::tr("Delete the disk %1; its image file stays").arg(name);
        return withUsers(withLockedOut(words, lockedOut), loggedInUsers(state, edit.id));
    }

    QString operator()(const ChangeDisk &edit) const
    {
        const QString name = technical(edit.id.name);
        const auto disk = state.config.now.backstores.find(edit.id);
        const bool isNew = disk == state.config.now.backstores.end();
        QStringList what;
        if (isNew || disk->second.writeBack != edit.writeBack)
            what.append(edit.writeBack
                            ? Words::tr("Use write-back for %1: a power failure may lose what it has acknowledged")
                            : Words::tr("Use no write-back for %1"));
        if (isNew || disk->second.thin != edit.thin)
            what.append(edit.thin ? Words::tr("Offer UNMAP for %1 (thin provisioning)")
                                  : Words::tr("Offer no UNMAP for %1 (thin provisioning)"));
        return fill(what.join(u"; "_s), name);
    }

    QString operator()(const EnablePort &edit) const
    {
        if (edit.enabled)
            return Words::tr("Let initiators log in on %1").arg(port(edit.wwn));
        return withUsers(Words::tr("Let nobody log in on %1").arg(port(edit.wwn)),
                         loggedIn(state.live, edit.wwn, [](const QString &) { return true; }));
    }

    QString operator()(const RemoveTarget &edit) const
    {
        return withUsers(Words::tr("Remove all exports of %1").arg(port(edit.wwn)),
                         loggedIn(state.live, edit.wwn, [](const QString &) { return true; }));
    }

    QString operator()(const ListenOn &edit) const
    {
        return edit.port == 0 ? Words::tr("Listen for RDMA/CM logins no longer")
                              : Words::tr("Listen for RDMA/CM logins on port %1").arg(QString::number(edit.port));
    }

    QString operator()(Settle way) const
    {
        switch (way) {
        case Settle::Save:
            return Words::tr("Save what runs now, so that it comes back after a reboot");
        case Settle::Restore:
            return Words::tr("Restore what is saved and does not run");
        case Settle::Forget:
            return Words::tr("Forget what is saved and does not run");
        }
        Q_UNREACHABLE_RETURN({});
    }

    QString operator()(const SettleOne &edit) const
    {
        return edit.wwn.isEmpty() ? fill(settleDisk(edit.way), technical(edit.disk.name)) : settlePort(edit);
    }

    static QString settleDisk(Settle way)
    {
        switch (way) {
        case Settle::Save:
            return Words::tr("Save the disk %1 as it is now");
        case Settle::Restore:
            return Words::tr("Restore the disk %1 as it was saved");
        case Settle::Forget:
            return Words::tr("Forget what is saved of the disk %1");
        }
        Q_UNREACHABLE_RETURN({});
    }

    /// As a whole: who loses by that is told.
    QString settlePort(const SettleOne &edit) const
    {
        const auto running = state.config.now.targets.find(edit.wwn);
        const auto saved = state.config.atBoot.targets.find(edit.wwn);
        const bool runs = running != state.config.now.targets.end();
        switch (edit.way) {
        case Settle::Save:
            return Words::tr("Save all exports of %1 as they run").arg(port(edit.wwn));
        case Settle::Forget:
            return (runs ? Words::tr("Forget what is saved of %1 and does not run")
                         : Words::tr("Forget what is saved of %1"))
                .arg(port(edit.wwn));
        case Settle::Restore:
            break;
        }
        QString words = Words::tr("Export on %1 what was saved, and nothing else").arg(port(edit.wwn));
        if (!runs || saved == state.config.atBoot.targets.end())
            return words;
        const QStringList losers = losersOf(running->second, saved->second);
        return withUsers(words, loggedIn(state.live, edit.wwn,
                                         [&](const QString &initiator) { return losers.contains(initiator); }));
    }
};

} // namespace

QString targetWords(const SrpTargetLive &live, const QString &wwn)
{
    for (const auto &[id, port] : live.ports)
        if (port.wwn == wwn && !wwn.isEmpty())
            return portWords(id);
    return technical(gidWords(wwn));
}

QString portWords(const PortId &id)
{
    return technical(fill(Words::tr("%1, port %2"), id.device, QString::number(id.port))); // in one piece
}

QString madeOfWords(const BackstoreId &id, const BackstoreFacts &facts)
{
    const QString kind = backstoreKindWords(id.kind);
    return id.kind != BackstoreKind::Block || facts.device.isEmpty() ? kind : kind + u' ' + technical(facts.device);
}

quint64 sizeOf(const Backstore &disk, const BackstoreFacts &facts)
{
    return facts.size != 0 ? facts.size : disk.size;
}

BackstoreFacts factsOf(const SrpTargetLive &live, const BackstoreId &id)
{
    const auto found = live.backstores.find(id);
    return found == live.backstores.end() ? BackstoreFacts{} : found->second;
}

QStringList loggedInUsers(const ExportState &state, const BackstoreId &id)
{
    QStringList users;
    for (const auto &[wwn, target] : state.config.now.targets)
        for (const auto &[lun, disk] : target.luns)
            if (disk == id)
                users += usersOf(state, wwn, lun);
    users.removeDuplicates();
    return users;
}

QString foreignWords(const SrpTargetLive &live, const BackstoreId &id)
{
    const BackstoreFacts facts = factsOf(live, id);
    if (!facts.usedBy.isEmpty())
        return Words::tr("Only shown: it is exported elsewhere as well (%1). Change it with the program that did that.")
            .arg(technical(facts.usedBy.join(u", "_s)));
    if (id.kind == BackstoreKind::Scsi || id.kind == BackstoreKind::User)
        return Words::tr("Only shown: a disk of this kind is made and changed with the program that made it, for "
                         "example targetcli.");
    return {};
}

QString changeWords(const ExportState &state, const ExportEdit &edit)
{
    return std::visit(Wording{state}, edit);
}

} // namespace rdma
