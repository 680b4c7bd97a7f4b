// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that exports a disk.
#include "gui/pages/srptargetexport.h"

#include "gui/pages/srptargetdisk.h"
#include "gui/pages/srptargetinitiators.h"
#include "gui/pages/srptargetports.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"
#include "model/initiatorid.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

ExportDialog::ExportDialog(const LoginScene &scene, const std::optional<BackstoreId> &disk, const QString &chosenWwn,
                           QWidget *parent)
    : QDialog(parent),
      m_scene(scene),
      m_present(disk),
      m_ports(new ExportPortChoice(scene.state, scene.wanted, disk, chosenWwn, this)),
      m_initiators(new InitiatorChoice(scene, this)),
      m_hint(captionLabel({}, this)),
      m_problem(bodyLabel({}, this)),
      m_add(new QPushButton(themeIcon(u"dialog-ok-apply"_s), tr("&Add to Changes"), this))
{
    setWindowTitle(disk ? tr("Export %1").arg(plain(disk->name)) : tr("Export a Disk"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_hint->setMinimumHeight(2 * fontMetrics().lineSpacing()); // the dialog does not grow when it speaks
    m_hint->setAlignment(Qt::AlignTop | (m_hint->alignment() & Qt::AlignHorizontal_Mask));
    m_initiators->setKnown(knownInitiators(scene.state, scene.wanted));
    auto *cancel = new QPushButton(themeIcon(u"window-close"_s), tr("&Cancel"), this);
    cancel->setAutoDefault(false);
    m_add->setDefault(true);
    auto *halves = new QHBoxLayout;
    if (!disk) {
        m_disk = new DiskChoice(scene.state, scene.wanted, this);
        auto *left = new QVBoxLayout;
        left->addWidget(lineLabel(tr("Disk"), this));
        left->addWidget(m_disk, 1);
        halves->addLayout(left, 3);
        halves->addSpacing(2 * groupSpacing(this));
        connect(m_disk, &DiskChoice::changed, this, &ExportDialog::check);
    }
    auto *right = new QVBoxLayout;
    right->addWidget(lineLabel(tr("On which ports"), this));
    right->addWidget(m_ports);
    right->addWidget(m_hint);
    right->addSpacing(groupSpacing(this));
    right->addWidget(lineLabel(tr("Who may use it"), this));
    right->addWidget(m_initiators, 1);
    halves->addLayout(right, 2);
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_problem, 1);
    footer->addWidget(cancel);
    footer->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->addLayout(halves, 1);
    column->addSpacing(groupSpacing(this));
    column->addLayout(footer);
    connect(m_ports, &ExportPortChoice::changed, this, &ExportDialog::takePorts);
    connect(m_initiators, &InitiatorChoice::changed, this, &ExportDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(edit()); });
    takePorts();
}

ExportDisk ExportDialog::edit() const
{
    ExportDisk edit{m_present.value_or(BackstoreId{}), std::nullopt, m_ports->chosen(), {}, {}};
    for (const auto &[wwn, lun] : edit.ports)
        if (const QStringList ids = m_initiators->chosenAt(wwn); !ids.isEmpty())
            edit.initiatorsAt[wwn] = ids;
    const bool areAlike =
        edit.initiatorsAt.size() == edit.ports.size() && std::ranges::all_of(edit.initiatorsAt, [&](const auto &at) {
            return at.second == edit.initiatorsAt.begin()->second;
        });
    if (areAlike && !edit.ports.empty()) {
        edit.initiators = edit.initiatorsAt.begin()->second;
        edit.initiatorsAt.clear();
    }
    if (m_disk) {
        edit.id = m_disk->id();
        edit.made = m_disk->disk();
    }
    return edit;
}

/// What an initiator is called may depend on the port.
void ExportDialog::takePorts()
{
    PortLayers ports;
    for (const auto &[wwn, lun] : m_ports->chosen())
        ports[wwn] = linkLayerOf(m_scene.state.live, wwn);
    m_initiators->setPorts(ports);
    check();
}

/// The first thing that is wrong; Add waits for it.
void ExportDialog::check()
{
    QString problem = m_disk ? m_disk->problem() : QString();
    if (problem.isEmpty() && !m_disk && m_ports->chosen().empty())
        problem = tr("Choose a port.");
    for (const QString &other : {m_ports->problem(), m_initiators->problem()})
        problem = problem.isEmpty() ? other : problem;
    m_problem->setText(problem);
    m_add->setEnabled(problem.isEmpty());
    m_add->setAccessibleDescription(problem);
    m_hint->setText(m_ports->reachesEthernet()
                        ? tr("An Ethernet port is reached over RDMA/CM only: choose a port number to listen on, too.")
                    : m_ports->chosen().empty() ? tr("On no port the disk is set up and shown to nobody.")
                                                : QString());
}

QStringList knownInitiators(const ExportState &state, const SrpTargetConfig &wanted)
{
    std::set<QString> known;
    for (const SrpTree *tree : {&wanted.now, &wanted.atBoot})
        for (const auto &[wwn, target] : tree->targets)
            for (const auto &[initiator, acl] : target.acls)
                known.insert(initiator);
    for (const auto &[wwn, initiators] : state.live.sessions)
        for (const auto &[initiator, session] : initiators)
            known.insert(initiator);
    std::erase_if(known, [](const QString &initiator) { return !isCanonicalInitiatorId(initiator); });
    return {known.begin(), known.end()};
}

} // namespace rdma
