// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports, disks, initiators and pending edits of the page "Export Disks" in plain words.
#include "gui/pages/srptargetwording.h"

#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"

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

QString withUsers(const QString &words, const QStringList &initiators)
{
    if (initiators.isEmpty())
        return words;
    QStringList named;
    for (const QString &initiator : initiators.first(std::min(initiators.size(), namedAtMost)))
        named.append(technical(initiator));
    if (initiators.size() > namedAtMost)
        named.append(Words::tr("%1 more").arg(initiators.size() - namedAtMost));
    return fill(Words::tr("%1; logged in now: %2"), words, named.join(u", "_s));
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
        const QString what = fill(Words::tr("Export the disk %1 on %2"), name, ports.join(u", "_s));
        if (edit.initiators.isEmpty())
            return what;
        return what + u", "_s + Words::tr("for %n initiator(s)", nullptr, static_cast<int>(edit.initiators.size()));
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
        return withUsers(fill(Words::tr("Export %1 no longer on %2"), diskOn(edit.wwn, edit.lun), port(edit.wwn)),
                         usersOf(state, edit.wwn, edit.lun));
    }

    QString operator()(const DeleteDisk &edit) const
    {
        QStringList users;
        for (const auto &[wwn, target] : state.config.now.targets)
            for (const auto &[lun, id] : target.luns)
                if (id == edit.id)
                    users += usersOf(state, wwn, lun);
        users.removeDuplicates();
        const QString name = technical(edit.id.name);
        QString words = Words::tr("Delete the disk %1; its data stays").arg(name);
        if (edit.id.kind == BackstoreKind::Ramdisk)
            words = Words::tr("Delete the ramdisk %1 and what is in it").arg(name);
        else if (edit.id.kind == BackstoreKind::File)
            words = Words::tr("Delete the disk %1; its image file stays").arg(name);
        return withUsers(words, users);
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
    return Words::tr("%1, port %2").arg(technical(id.device), QString::number(id.port));
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
