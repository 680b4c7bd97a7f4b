// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that lets initiators use disks that are exported.
#include "gui/pages/srptargetallow.h"

#include "gui/pages/srptargetexport.h"
#include "gui/pages/srptargetinitiators.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum Role { Wwn = Qt::UserRole, Lun };

} // namespace

AllowDialog::AllowDialog(const LoginScene &scene, const Offer &offer, QWidget *parent)
    : QDialog(parent),
      m_initiators(new InitiatorChoice(scene, this)),
      m_exports(new QTreeWidget(this)),
      m_readOnly(new QCheckBox(tr("&Read-only"), this)),
      m_problem(bodyLabel({}, this)),
      m_add(new QPushButton(themeIcon(u"dialog-ok-apply"_s), tr("&Add to Changes"), this))
{
    setWindowTitle(tr("Allow an Initiator"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_initiators->setKnown(knownInitiators(scene.state, scene.wanted));
    fill(scene, offer);
    auto *cancel = new QPushButton(themeIcon(u"window-close"_s), tr("&Cancel"), this);
    cancel->setAutoDefault(false);
    m_add->setDefault(true);
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_problem, 1);
    footer->addWidget(cancel);
    footer->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->addWidget(lineLabel(tr("Who"), this));
    column->addWidget(m_initiators, 1);
    column->addSpacing(groupSpacing(this));
    column->addWidget(lineLabel(tr("May use"), this));
    column->addWidget(m_exports, 1);
    column->addWidget(m_readOnly);
    column->addSpacing(groupSpacing(this));
    column->addLayout(footer);
    connect(m_initiators, &InitiatorChoice::changed, this, &AllowDialog::check);
    connect(m_exports, &QTreeWidget::itemChanged, this, &AllowDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(edits()); });
    check();
}

void AllowDialog::fill(const LoginScene &scene, const Offer &offer)
{
    m_exports->setAccessibleName(tr("Exported disks"));
    m_exports->setHeaderLabels({tr("Disk"), tr("Port"), tr("LUN")});
    m_exports->setRootIsDecorated(false);
    m_exports->setUniformRowHeights(true);
    m_exports->setTabKeyNavigation(false);
    m_exports->setItemDelegate(new RoomyRows(m_exports));
    m_exports->setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    addExports(scene, offer);
    m_exports->header()->setResizeContentsPrecision(100);
    m_exports->resizeColumnToContents(0);
    m_exports->resizeColumnToContents(1);
    if (!offer.initiator.isEmpty())
        m_initiators->choose(offer.initiator);
}

void AllowDialog::addExports(const LoginScene &scene, const Offer &offer)
{
    const bool portIsUnknown = !offer.of && offer.wwn.isEmpty();
    PortLayers ports;
    QList<QTreeWidgetItem *> items;
    for (const auto &[wwn, target] : scene.wanted.now.targets)
        for (const auto &[lun, id] : target.luns) {
            if (!portIsUnknown && (offer.of ? id != *offer.of : wwn != offer.wwn))
                continue;
            auto *item =
                new QTreeWidgetItem({technical(id.name), targetWords(scene.state.live, wwn), QString::number(lun)});
            item->setData(0, Wwn, wwn);
            item->setData(0, Lun, lun);
            item->setCheckState(0, portIsUnknown ? Qt::Unchecked : Qt::Checked);
            items.append(item);
            ports[wwn] = linkLayerOf(scene.state.live, wwn);
        }
    m_exports->addTopLevelItems(items);
    m_initiators->setPorts(ports);
}

std::map<QString, std::vector<quint32>> AllowDialog::luns() const
{
    std::map<QString, std::vector<quint32>> luns;
    for (int row = 0; row < m_exports->topLevelItemCount(); ++row)
        if (const QTreeWidgetItem *item = m_exports->topLevelItem(row); item->checkState(0) == Qt::Checked)
            luns[item->data(0, Wwn).toString()].push_back(item->data(0, Lun).toUInt());
    return luns;
}

std::vector<AllowInitiator> AllowDialog::edits() const
{
    std::map<QString, std::map<QString, std::vector<quint32>>> chosen; // an id may be of one port alone
    for (const auto &[wwn, numbers] : luns())
        for (const QString &initiator : m_initiators->chosenAt(wwn))
            chosen[initiator][wwn] = numbers;
    std::vector<AllowInitiator> edits;
    for (const auto &[initiator, numbers] : chosen)
        edits.push_back({initiator, numbers, m_readOnly->isChecked()});
    return edits;
}

void AllowDialog::check()
{
    QString problem = m_initiators->problem();
    if (problem.isEmpty() && !m_initiators->hasChosen())
        problem = tr("Choose an initiator, or add a new one.");
    if (problem.isEmpty() && luns().empty())
        problem = tr("Choose a disk.");
    if (problem.isEmpty() && edits().empty())
        problem = tr("Nobody logs in so on these ports.");
    m_problem->setText(problem);
    m_add->setEnabled(problem.isEmpty());
    m_add->setAccessibleDescription(problem);
}

} // namespace rdma
