// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected row of the attached disks in full.
#include "gui/pages/srpinitiatordetail.h"

#include "gui/pages/srpinitiatoractions.h"
#include "gui/pages/srpinitiatorwording.h"
#include "gui/pages/srptargetactions.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/factsview.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"
#include "gui/words/srptargetwords.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = AttachRow::Kind;
using Standing = AttachTree::Standing;

/// Left out where there is nothing to say.
void add(QList<Fact> &facts, const QString &label, const QString &value, Fact::Kind kind = Fact::Kind::Exact)
{
    if (!value.isEmpty())
        facts.append({label, kind == Fact::Kind::Exact ? technical(value) : value, kind});
}

QList<Fact> portFacts(const AttachTree &tree, const AttachRow &row)
{
    QList<Fact> facts;
    const InitiatorPort *port = tree.port(row.target.port);
    if (!port)
        return facts;
    if (port->guid)
        add(facts, AttachDetail::tr("Port GUID"), port->guid->hex());
    if (port->guid)
        add(facts, AttachDetail::tr("Logs in as"), initiatorIdOf({}, *port->guid).text());
    if (port->linkLayer == LinkLayer::InfiniBand && port->smLid)
        add(facts, AttachDetail::tr("Subnet manager"),
            *port->smLid == 0 ? AttachDetail::tr("none") : AttachDetail::tr("LID %1").arg(*port->smLid),
            Fact::Kind::Text);
    return facts;
}

void addPath(QList<Fact> &facts, const IbCmPath &path)
{
    add(facts, AttachDetail::tr("GID"), gidWords("0x"_L1 + path.dgid));
    add(facts, AttachDetail::tr("P_Key, service id"),
        u"%1, %2"_s.arg(u"%1"_s.arg(path.pkey, 4, 16, '0'_L1), path.serviceId.hex()));
}

void addPath(QList<Fact> &facts, const RdmaCmPath &path)
{
    add(facts, AttachDetail::tr("Address"), path.address.text() + u':' + QString::number(path.port));
}

QString sessionWords(const SrpSession &session)
{
    QStringList words{AttachDetail::tr("host%1").arg(session.host),
                      AttachDetail::tr("%n disk(s)", nullptr, static_cast<int>(session.luns.size()))};
    if (session.channels > 0)
        words.append(AttachDetail::tr("%n channel(s)", nullptr, session.channels));
    if (session.failedReconnects > 0)
        words.append(AttachDetail::tr("%n failed attempt(s) to connect again", nullptr, session.failedReconnects));
    return words.join(u", "_s);
}

QList<Fact> targetFacts(const AttachTree &tree, const AttachRow &row)
{
    QList<Fact> facts;
    add(facts, u"id_ext"_s, row.target.idExt.hex());
    add(facts, u"ioc_guid"_s, row.target.iocGuid.hex());
    const KnownTarget *known = tree.knownTarget(row.target);
    if (known && !known->login.path)
        facts.append({AttachDetail::tr("Address"),
                      AttachDetail::tr("not shown by the kernel; whoever connected knows it"), Fact::Kind::Absent});
    if (known && known->login.path)
        std::visit([&](const auto &path) { addPath(facts, path); }, *known->login.path);
    for (const SrpSession &session : sessionsOf(tree.state().live, row.target))
        add(facts, AttachDetail::tr("SCSI host"), sessionWords(session), Fact::Kind::Text);
    if (known && known->connected)
        add(facts, AttachDetail::tr("If it breaks"), timeoutsWords(known->timeouts), Fact::Kind::Text);
    return facts;
}

QList<Fact> diskFacts(const AttachTree &tree, const AttachRow &row)
{
    QList<Fact> facts;
    const SrpLun *lun = lunOf(tree.state().live, row);
    if (!lun)
        return facts;
    add(facts, AttachDetail::tr("Device"), lun->disk.path);
    add(facts, AttachDetail::tr("Stable path"), lun->disk.stablePaths.value(0));
    add(facts, AttachDetail::tr("SCSI address"), lun->address);
    add(facts, AttachDetail::tr("WWID"), lun->wwid);
    add(facts, AttachDetail::tr("Serial number"), lun->disk.serial);
    add(facts, AttachDetail::tr("Path of"), lun->multipath.isEmpty() ? QString() : "/dev/mapper/"_L1 + lun->multipath);
    add(facts, AttachDetail::tr("Content"), technical(lun->disk.fileSystem), Fact::Kind::Text);
    return facts;
}

QList<Fact> factsFor(const AttachTree &tree, const AttachRow &row)
{
    switch (row.kind) {
    case Kind::Port:
        return portFacts(tree, row);
    case Kind::Target:
        return targetFacts(tree, row);
    case Kind::Disk:
        return diskFacts(tree, row);
    }
    Q_UNREACHABLE_RETURN({});
}

QString portRemark(const AttachTree &tree, const AttachRow &row)
{
    const InitiatorPort *port = tree.port(row.target.port);
    if (!port)
        return AttachDetail::tr("This port is gone: its adapter may be missing or its driver not loaded.");
    if (port->state != PortState::Active)
        return AttachDetail::tr("Nobody can log in from here until the port is active. The page “Devices” says what "
                                "it waits for.");
    if (port->linkLayer == LinkLayer::InfiniBand && port->smLid == 0)
        return AttachDetail::tr("Without a subnet manager nobody finds the way to a target.");
    if (!tree.state().live.moduleLoaded)
        return AttachDetail::tr("The kernel module ib_srp is not loaded; connecting loads it.");
    return port->linkLayer == LinkLayer::Ethernet
               ? AttachDetail::tr("On Ethernet, targets are reached by their address: “Connect…” takes an exchange "
                                  "card.")
               : QString();
}

QString targetRemark(const AttachTree &tree, const AttachRow &row)
{
    if (tree.standingOf(row) == Standing::Added)
        return AttachDetail::tr("A login takes some seconds, more than a minute if nobody answers.");
    QStringList remarks;
    if (const QString state = attachmentRemark(attachmentOf(sessionsOf(tree.state().live, row.target)));
        !state.isEmpty())
        remarks.append(state);
    if (const QStringList uses = usesOf(tree.state().live, row.target); !uses.isEmpty())
        remarks.append(fill(AttachDetail::tr("It can be disconnected when nothing uses its disks any more: %1."),
                            uses.join(u"; "_s)));
    return remarks.join(u' ');
}

QString diskRemark(const AttachTree &tree, const AttachRow &row)
{
    const SrpLun *lun = lunOf(tree.state().live, row);
    if (!lun)
        return {};
    return lun->multipath.isEmpty()
               ? samenessRemark(*lun, tree.state().live)
               : fill(AttachDetail::tr("This is one path of a disk. Use %1, which takes every path."),
                      technical("/dev/mapper/"_L1 + lun->multipath));
}

QString remarkOn(const AttachTree &tree, const AttachRow &row)
{
    if (tree.standingOf(row) == Standing::Removed)
        return AttachDetail::tr("It goes when the changes are applied.");
    switch (row.kind) {
    case Kind::Port:
        return portRemark(tree, row);
    case Kind::Target:
        return targetRemark(tree, row);
    case Kind::Disk:
        return diskRemark(tree, row);
    }
    Q_UNREACHABLE_RETURN({});
}

QString titleOf(const AttachTree &tree, const AttachRow &row)
{
    const QString name = tree.indexOf(row).data().toString();
    if (row.kind == Kind::Port)
        return name;
    const QString port = portWords(row.target.port);
    return row.kind == Kind::Target ? fill(AttachDetail::tr("Target %1 from %2"), name, port)
                                    : fill(AttachDetail::tr("%1 from %2"), name, port);
}

} // namespace

AttachDetail::AttachDetail(AttachActions *actions, QWidget *parent)
    : QWidget(parent),
      m_title(sectionLabel({}, this)),
      m_remark(captionLabel({}, this)),
      m_facts(new FactsView({}, this))
{
    auto *buttons = new QHBoxLayout;
    for (QAction *action : actions->ofRow())
        buttons->addWidget(buttonFor(action, this));
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_title);
    column->addWidget(m_remark);
    column->addWidget(m_facts);
    column->addSpacing(groupSpacing(this) / 2);
    column->addLayout(buttons);
}

void AttachDetail::showRow(const AttachTree &tree, const std::optional<AttachRow> &row)
{
    setVisible(row.has_value());
    if (!row)
        return;
    m_title->setText(titleOf(tree, *row));
    m_remark->setText(remarkOn(tree, *row));
    m_remark->setVisible(!m_remark->text().isEmpty());
    m_facts->showFacts(factsFor(tree, *row));
}

} // namespace rdma
