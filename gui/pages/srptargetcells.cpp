// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of exports: what its cells say.
#include "gui/pages/srptargettree.h"
#include "gui/pages/srptargetwording.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = ExportRow::Kind;

const TargetPort *portOf(const SrpTargetLive &live, const ExportRow &row)
{
    for (const auto &[id, port] : live.ports)
        if (row.port ? *row.port == id : port.wwn == row.wwn)
            return &port;
    return nullptr;
}

} // namespace

QString ExportTree::text(const ExportRow &row, int column) const
{
    const Backstore *disk = row.kind == Kind::Disk || row.kind == Kind::Unused ? diskOf(row) : nullptr;
    switch (column) {
    case Name:
        return name(row);
    case MadeOf:
        return madeOf(row);
    case Size:
        return disk ? sizeWords(sizeOf(*disk, factsOf(m_state.live, row.disk))) : QString();
    case State:
        return stateWords(row);
    default:
        return lastingWords(lastingOf(row));
    }
}

QString ExportTree::name(const ExportRow &row) const
{
    switch (row.kind) {
    case Kind::Port:
        return row.port ? portWords(*row.port) : targetWords(m_state.live, row.wwn);
    case Kind::Disk:
        return tr("%1 · LUN %2").arg(technical(row.disk.name), QString::number(row.lun));
    case Kind::Initiator:
        return technical(row.initiator);
    case Kind::Others:
        return tr("Disks not exported");
    case Kind::Unused:
        break;
    }
    return technical(row.disk.name);
}

QString ExportTree::madeOf(const ExportRow &row) const
{
    if (row.kind == Kind::Disk || row.kind == Kind::Unused)
        return madeOfWords(row.disk, factsOf(m_state.live, row.disk));
    if (row.kind == Kind::Initiator)
        return access(row);
    const TargetPort *port = row.kind == Kind::Port ? portOf(m_state.live, row) : nullptr;
    if (!port)
        return {};
    const QString layer = linkLayerWords(port->linkLayer);
    return port->netdev.isEmpty() ? layer : layer + u' ' + technical(port->netdev);
}

QString ExportTree::access(const ExportRow &row) const
{
    const MappedLun *mapped = mappedLun(row);
    if (row.disk.name.isEmpty() || !mapped)
        return tr("sees no disk");
    const QString words = mapped->readOnly ? tr("read-only") : tr("read and write");
    return row.number == row.lun ? words : tr("%1, as LUN %2").arg(words, QString::number(row.number));
}

QString ExportTree::stateWords(const ExportRow &row) const
{
    switch (standingOf(row)) {
    case Standing::Removed:
        return tr("will be removed");
    case Standing::Added:
        return row.kind == Kind::Port ? tr("will export") : tr("will be added");
    case Standing::Changed:
        return changedState(row);
    case Standing::Stays:
        break;
    }
    return row.kind == Kind::Port        ? portState(row)
           : row.kind == Kind::Initiator ? initiatorState(row)
           : row.kind == Kind::Others    ? QString()
                                         : diskState(row);
}

QString ExportTree::changedState(const ExportRow &row) const
{
    if (row.kind == Kind::Port)
        return m_wanted.now.targets.at(row.wwn).enabled ? tr("will be enabled") : tr("will be disabled");
    if (row.kind != Kind::Initiator)
        return tr("will be changed");
    return mappedLun(row)->readOnly ? tr("will be read-only") : tr("will be writable");
}

QString ExportTree::portState(const ExportRow &row) const
{
    const TargetPort *port = portOf(m_state.live, row);
    const auto target = m_wanted.now.targets.find(row.wwn);
    const QString logins = target == m_wanted.now.targets.end() ? tr("exports nothing")
                           : target->second.enabled             ? tr("initiators can log in")
                                                                : tr("disabled");
    if (!port)
        return row.wwn.contains(u':') ? tr("named by a GUID, %1").arg(logins) : tr("no such port here");
    if (row.port)
        return tr("has no GID yet");
    return port->state == PortState::Active ? logins : portStateWords(port->state) + u", "_s + logins;
}

QString ExportTree::diskState(const ExportRow &row) const
{
    const Backstore *disk = diskOf(row);
    const bool isNow = m_state.config.now.backstores.contains(row.disk);
    if (isNow && !factsOf(m_state.live, row.disk).active)
        return tr("half made, does not work");
    if (!isNow && !m_wanted.now.backstores.contains(row.disk))
        return tr("not there now");
    if (row.kind == Kind::Unused && !foreignWords(m_state.live, row.disk).isEmpty())
        return tr("used elsewhere");
    return disk && disk->readOnly ? tr("read-only") : tr("read and write");
}

QString ExportTree::initiatorState(const ExportRow &row) const
{
    if (!sessionOf(row))
        return tr("not logged in");
    const auto rate = m_rates.of(row.wwn, row.initiator);
    if (!rate)
        return tr("logged in");
    if (rate->read == 0 && rate->written == 0)
        return tr("logged in, idle");
    return tr("reads %1, writes %2").arg(byteRateWords(rate->read), byteRateWords(rate->written));
}

} // namespace rdma
