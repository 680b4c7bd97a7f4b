// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sessions at SRP targets as a tree, and found targets as a table.
#include "gui/ctl/sessionstext.h"

#include "gui/ctl/printout.h"
#include "gui/ctl/table.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"
#include "gui/words/srptargetwords.h"

#include <QCoreApplication>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QStringList portRow(const SrpInitiatorConfig &config, const SrpInitiatorLive &live, const PortId &id)
{
    const auto port = live.ports.find(id);
    const auto daemon = config.daemons.find(id);
    const bool isHere = port != live.ports.end();
    const QString atBoot = daemon != config.daemons.end() && daemon->second ? Ctl::tr("srp_daemon") : u"-"_s;
    return {technical(id.text()), isHere ? linkLayerWords(port->second.linkLayer) : u"-"_s, u"-"_s,
            isHere ? portStateWords(port->second.state) : Ctl::tr("no such port here"), atBoot};
}

QStringList targetRow(const SrpInitiatorConfig &config, const SrpTargetId &id, const std::vector<SrpSession> &sessions)
{
    const auto known = config.targets.find(id);
    const bool isKnown = known != config.targets.end();
    return {"  "_L1 + targetIdWords(id), orDash(isKnown ? loginPathWords(known->second.login) : QString()), u"-"_s,
            attachmentWords(attachmentOf(sessions)), isKnown && known->second.atBoot ? Ctl::tr("connected") : u"-"_s};
}

QStringList diskRow(const SrpLun &lun, const SrpInitiatorLive &live)
{
    return {u"    LUN %1 %2"_s.arg(QString::number(lun.lun), orDash(technical(lun.disk.path))),
            orDash(technical(QString(lun.disk.vendor + u' ' + lun.disk.model).trimmed())),
            orDash(sizeWords(lun.disk.size)), lunUseWords(lun, live), u"-"_s};
}

} // namespace

QString sessionsText(const SrpInitiatorConfig &config, const SrpInitiatorLive &live, const std::vector<Note> &notes)
{
    std::map<PortId, std::set<SrpTargetId>> targets;
    for (const auto &[id, port] : live.ports)
        targets[id];
    for (const auto &[id, target] : config.targets)
        targets[id.port].insert(id);
    for (const auto &[id, sessions] : live.sessions)
        targets[id.port].insert(id);
    if (targets.empty())
        return Ctl::tr("This computer has no RDMA port.") + u'\n' + notesText(notes);
    QList<QStringList> rows{
        {Ctl::tr("PORT, TARGET, DISK"), Ctl::tr("KIND"), Ctl::tr("SIZE"), Ctl::tr("STATE"), Ctl::tr("AT BOOT")}};
    for (const auto &[port, ids] : targets) {
        rows.append(portRow(config, live, port));
        for (const SrpTargetId &id : ids) {
            const auto sessions = live.sessions.find(id);
            rows.append(
                targetRow(config, id, sessions == live.sessions.end() ? std::vector<SrpSession>() : sessions->second));
            if (sessions != live.sessions.end())
                for (const SrpSession &session : sessions->second)
                    for (const SrpLun &lun : session.luns)
                        rows.append(diskRow(lun, live));
        }
    }
    return tableText(rows) + notesText(notes);
}

QString foundText(const std::vector<FoundTarget> &found)
{
    if (found.empty())
        return Ctl::tr("Nobody answered that they offer disks.") + u'\n';
    QList<QStringList> rows{{Ctl::tr("CONTROLLER"), Ctl::tr("VENDOR"), Ctl::tr("LOGIN")}};
    for (const FoundTarget &one : found) {
        const auto line = addTargetLine({{}, one.idExt, one.iocGuid}, {one.path, {}});
        rows.append({orDash(technical(one.controller)), orDash(technical(one.vendorId)),
                     one.rev10 ? Ctl::tr("an old draft of SRP") : line.value_or(u"-"_s)});
    }
    return tableText(rows);
}

} // namespace rdma
