// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected row of the exports in full.
#include "gui/pages/srptargetdetail.h"

#include "gui/pages/srptargetactions.h"
#include "gui/pages/srptargetcards.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"
#include "model/srpproof.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = ExportRow::Kind;

Fact exact(const QString &label, const QString &value)
{
    return {label, technical(value), Fact::Kind::Exact};
}

QString onOff(bool on)
{
    return on ? ExportDetail::tr("on") : ExportDetail::tr("off");
}

QList<Fact> portFacts(const ExportTree &tree, const ExportRow &row)
{
    if (row.port)
        return {};
    QList<Fact> facts{
        exact(row.wwn.contains(u':') ? ExportDetail::tr("Port GUID") : ExportDetail::tr("GID"), gidWords(row.wwn)),
        exact(ExportDetail::tr("Target name"), row.wwn)};
    if (tree.state().live.serviceGuid)
        facts.append(exact(ExportDetail::tr("Service GUID"), tree.state().live.serviceGuid->hex()));
    return facts;
}

QList<Fact> diskFacts(const ExportTree &tree, const ExportRow &row)
{
    const Backstore *disk = tree.diskOf(row);
    if (!disk)
        return {};
    const BackstoreFacts facts = factsOf(tree.state().live, row.disk);
    QList<Fact> shown;
    if (!disk->source.isEmpty())
        shown.append(
            exact(row.disk.kind == BackstoreKind::File ? ExportDetail::tr("Image file") : ExportDetail::tr("Device"),
                  disk->source));
    if (disk->serial.isEmpty())
        shown.append({ExportDetail::tr("Serial number"), ExportDetail::tr("none: multipath cannot tell this disk"),
                      Fact::Kind::Absent});
    else
        shown.append(exact(ExportDetail::tr("Serial number"), disk->serial));
    if (const QString id = naaIdOf(disk->serial); !id.isEmpty())
        shown.append(exact(ExportDetail::tr("Multipath id at initiators"), u'3' + id));
    const int block = disk->blockSize != 0 ? disk->blockSize : facts.sectorSize;
    const QString blocks =
        block == 0 ? ExportDetail::tr("its own block size") : ExportDetail::tr("%1-byte blocks").arg(block);
    shown.append({ExportDetail::tr("Attributes"), ExportDetail::tr("%1, write-back %2, thin provisioning %3")
                                                      .arg(blocks, onOff(disk->writeBack), onOff(disk->thin))});
    return shown;
}

QList<Fact> initiatorFacts(const ExportTree &tree, const ExportRow &row)
{
    const InitiatorSession *session = tree.sessionOf(row);
    QList<Fact> facts{exact(ExportDetail::tr("Initiator id"), row.initiator)};
    if (!session)
        return facts << Fact{ExportDetail::tr("Logged in"), ExportDetail::tr("no, as far as statistics show")};
    return facts << Fact{ExportDetail::tr("Logged in"), ExportDetail::tr("yes")}
                 << Fact{ExportDetail::tr("Total"),
                         ExportDetail::tr("%1 read, %2 written, %3 commands")
                             .arg(sizeWords(session->readMiB << 20), sizeWords(session->writtenMiB << 20))
                             .arg(session->commands)};
}

QList<Fact> factsFor(const ExportTree &tree, const ExportRow &row)
{
    switch (row.kind) {
    case Kind::Port:
        return portFacts(tree, row);
    case Kind::Disk:
    case Kind::Unused:
        return diskFacts(tree, row);
    case Kind::Initiator:
        return initiatorFacts(tree, row);
    case Kind::Others:
        break;
    }
    return {};
}

QString titleOf(const ExportTree &tree, const ExportRow &row)
{
    const QString port = targetWords(tree.state().live, row.wwn);
    if (row.kind == Kind::Disk)
        return ExportDetail::tr("%1 on %2").arg(technical(row.disk.name), port);
    if (row.kind == Kind::Initiator && row.disk.name.isEmpty())
        return ExportDetail::tr("Initiator on %1").arg(port);
    if (row.kind == Kind::Initiator)
        return ExportDetail::tr("Initiator of %1 on %2").arg(technical(row.disk.name), port);
    return tree.indexOf(row).data().toString();
}

/// What a port still needs until somebody can use a disk over it.
QString portRemark(const ExportTree &tree, const ExportRow &row)
{
    const auto &ports = tree.state().live.ports;
    const auto port = std::ranges::find_if(ports, [&](const auto &one) { return one.second.wwn == row.wwn; });
    if (row.port)
        return ExportDetail::tr("A port gets its GID with its link or from the subnet manager. Then it can export.");
    if (port == ports.end())
        return row.wwn.contains(u':') ? QString()
                                      : ExportDetail::tr("No port of this computer has this GID. Its adapter may be "
                                                         "missing, or have got another GID.");
    if (!tree.wanted().now.targets.contains(row.wwn))
        return ExportDetail::tr("Nothing is exported here yet. Begin with “Export a Disk…”.");
    if (port->second.linkLayer == LinkLayer::Ethernet && tree.wanted().now.rdmaCmPort == 0)
        return ExportDetail::tr(
            "Nobody can log in here: an Ethernet port needs RDMA/CM logins, which are off (below).");
    return {};
}

/// Of what is saved as well, and not so.
QString differenceWords(Lasting lasting)
{
    return lasting == Lasting::OnlyAfter   ? ExportDetail::tr("It is saved and not there now.")
           : lasting == Lasting::Otherwise ? ExportDetail::tr("What is saved of it is not what runs.")
                                           : QString();
}

QString remarkOn(const ExportTree &tree, const ExportRow &row)
{
    if (tree.standingOf(row) == ExportTree::Standing::Removed)
        return ExportDetail::tr("It goes when the changes are applied.");
    const QString difference = differenceWords(tree.lastingOf(row));
    if (row.kind == Kind::Initiator && !difference.isEmpty())
        return difference;
    if (row.kind == Kind::Initiator)
        return ExportDetail::tr("Who is logged in and how fast is inferred from the statistics of all its disks: the "
                                "kernel keeps no list of SRP logins.");
    if (row.kind == Kind::Others)
        return ExportDetail::tr("These disks are set up, but no port shows them to anybody.");
    if (const QString remark = row.kind == Kind::Port ? portRemark(tree, row) : QString(); !remark.isEmpty())
        return remark;
    if (!difference.isEmpty())
        return difference;
    return row.kind == Kind::Port ? QString() : foreignWords(tree.state().live, row.disk);
}

} // namespace

ExportDetail::ExportDetail(ExportActions *actions, QWidget *parent)
    : QWidget(parent),
      m_title(sectionLabel({}, this)),
      m_remark(captionLabel({}, this)),
      m_facts(new FactsView({}, this)),
      m_cards(new CardsView(this))
{
    const QList<QAction *> settling = actions->settling();
    auto *ways = new QHBoxLayout; // by the remark that tells of the difference
    auto *buttons = new QHBoxLayout;
    for (QAction *action : actions->all())
        if (!actions->always().contains(action) && action != actions->copyCard)
            (settling.contains(action) ? ways : buttons)->addWidget(buttonFor(action, this));
    ways->addStretch();
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(buttonFor(actions->copyCard, this)); // the row of buttons below is full on a disk
    column->addLayout(head);
    column->addWidget(m_remark);
    column->addLayout(ways);
    column->addWidget(m_facts);
    column->addWidget(m_cards);
    column->addSpacing(groupSpacing(this) / 2);
    column->addLayout(buttons);
}

void ExportDetail::showRow(const ExportTree &tree, const std::optional<ExportRow> &row)
{
    setVisible(row.has_value());
    if (!row)
        return;
    m_title->setText(titleOf(tree, *row));
    m_remark->setText(remarkOn(tree, *row));
    m_remark->setVisible(!m_remark->text().isEmpty());
    m_facts->showFacts(factsFor(tree, *row));
    if (m_cardsOf != row)
        m_cardsOf.reset();
    m_cards->setVisible(m_cardsOf.has_value());
    if (m_cardsOf)
        showCards(tree, *row);
}

void ExportDetail::copyCard(const ExportTree &tree, const ExportRow &row)
{
    m_cardsOf = row;
    showCards(tree, row);
    m_cards->show();
    m_cards->copyOnly();
}

/// Of what runs: a card with what is not applied yet would be wrong.
void ExportDetail::showCards(const ExportTree &tree, const ExportRow &row)
{
    m_cards->showCards(exportCards(tree.state().config.now, tree.state().live, row.wwn));
}

} // namespace rdma
