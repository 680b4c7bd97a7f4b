// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Export Disks": its widgets, and the dialogs that it opens.
#include "gui/pages/srptargetactions.h"
#include "gui/pages/srptargetallow.h"
#include "gui/pages/srptargetcardfield.h"
#include "gui/pages/srptargetchange.h"
#include "gui/pages/srptargetdetail.h"
#include "gui/pages/srptargetexport.h"
#include "gui/pages/srptargetlist.h"
#include "gui/pages/srptargetpage.h"
#include "gui/pages/srptargetrefused.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/onscreen.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/textlabels.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = ExportRow::Kind;

constexpr int firstUnprivilegedPort = 1024;
constexpr int lastPort = 65535;
constexpr int usualPort = 5555; // of the examples in the kernel's documentation of rdma_cm_port

} // namespace

SrpTargetPage::SrpTargetPage(QWidget *parent)
    : Page(parent),
      m_edits(undoStack(), [this] { showAll(); }),
      m_stack(new QStackedWidget(this)),
      m_notes(new MessageBar(this)),
      m_unsaved(new MessageBar(this)),
      m_missing(new MessageBar(this)),
      m_actions(new ExportActions(this)),
      m_list(new ExportList(this)),
      m_detail(new ExportDetail(m_actions, this)),
      m_listens(new QCheckBox(tr("Listen for RDMA/&CM logins on port"), this)),
      m_port(new QSpinBox(this)),
      m_atBoot(new QCheckBox(tr("Keep &after reboot"), this))
{
    m_stack->addWidget(makeContent());
    m_stack->addWidget(makeEmpty());
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_stack);
    m_clock.start();
    m_sampling.setInterval(std::chrono::seconds(3)); // until the first answer says how long one takes
    connect(&m_sampling, &QTimer::timeout, this, &SrpTargetPage::sample);
    // The timer is the receiver: a page that is destroyed is hidden when its members are gone.
    connect(new OnScreen(this), &OnScreen::changed, &m_sampling, [timer = &m_sampling](bool seen) {
        if (seen)
            timer->start();
        else
            timer->stop();
    });
    connect(m_list, &ExportList::selectionChanged, this, &SrpTargetPage::showSelected);
    connectActions();
}

QWidget *SrpTargetPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *head = new QHBoxLayout;
    head->addWidget(captionLabel(tr("Disks of this computer that others use over SRP: ports, the disks on each, and "
                                    "who may use them."),
                                 content),
                    1);
    for (QAction *action : {m_actions->refusedLogins, m_actions->checkCard, m_actions->exportDisk})
        head->addWidget(buttonFor(action, content), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addLayout(head);
    for (MessageBar *bar : {m_notes, m_unsaved, m_missing}) {
        bar->setDismissable(false);
        column->addWidget(bar);
    }
    column->addWidget(m_list, 1);
    column->addWidget(m_detail);
    column->addSpacing(groupSpacing(this));
    column->addLayout(makeSettings());
    for (QAction *action : m_actions->all())
        m_list->view()->addAction(action);
    return content;
}

QWidget *SrpTargetPage::makeEmpty()
{
    auto *empty = new Placeholder(this);
    empty->setContent(
        u"drive-harddisk"_s, tr("No RDMA port found"),
        tr("Disks are exported on the ports of RDMA devices. They appear here by themselves as soon as an "
           "adapter is there and its driver is loaded; the page “Devices” says more."));
    return empty;
}

QLayout *SrpTargetPage::makeSettings()
{
    m_port->setRange(firstUnprivilegedPort, lastPort);
    m_port->setValue(usualPort);
    m_port->setAccessibleName(tr("Port for RDMA/CM logins"));
    m_listens->setAccessibleDescription(tr("Ethernet ports need it."));
    m_atBoot->setAccessibleDescription(tr("What is changed here is saved as well."));
    auto *row = new QHBoxLayout;
    row->addWidget(m_listens);
    row->addWidget(m_port);
    row->addWidget(captionLabel(tr("Ethernet ports need it."), this), 1);
    row->addWidget(m_atBoot);
    connect(m_listens, &QCheckBox::toggled, this, &SrpTargetPage::listen);
    connect(m_port, &QSpinBox::valueChanged, this, &SrpTargetPage::listen);
    connect(m_atBoot, &QCheckBox::toggled, this, [this](bool keep) {
        edit(ExportEdits{m_edits.get().list, keep}, keep ? tr("Keep After Reboot") : tr("Keep Until Reboot"));
    });
    return row;
}

void SrpTargetPage::connectActions()
{
    const auto when = [this](QAction *action, std::function<std::optional<ExportEdit>(const ExportRow &)> makeEdit) {
        connect(action, &QAction::triggered, this, [this, makeEdit] { withRow(makeEdit); });
    };
    connect(m_actions->exportDisk, &QAction::triggered, this, [this] { openExport(std::nullopt); });
    connect(m_actions->exportMore, &QAction::triggered, this, [this] { openExport(m_list->selected()->disk); });
    connect(m_actions->changeDisk, &QAction::triggered, this, &SrpTargetPage::openChange);
    for (const auto &[action, way] :
         {std::pair(m_actions->saveOne, Settle::Save), std::pair(m_actions->restoreOne, Settle::Restore),
          std::pair(m_actions->forgetOne, Settle::Forget)})
        when(action, [way](const ExportRow &row) { return settlementOf(row, way); });
    connect(m_actions->allow, &QAction::triggered, this, [this] { openAllow(); });
    connect(m_actions->refusedLogins, &QAction::triggered, this, &SrpTargetPage::openRefusedLogins);
    connect(m_actions->checkCard, &QAction::triggered, this, &SrpTargetPage::openCheckCard);
    connect(m_actions->copyCard, &QAction::triggered, this, &SrpTargetPage::copyCard);
    when(m_actions->readOnly, [this](const ExportRow &row) -> std::optional<ExportEdit> {
        const MappedLun *mapped = m_list->tree().mappedLun(row);
        if (!mapped)
            return std::nullopt;
        return SetReadOnly{row.wwn, row.initiator, row.number, !mapped->readOnly};
    });
    when(m_actions->takePermission, [](const ExportRow &row) -> std::optional<ExportEdit> {
        return ForbidInitiator{row.wwn, row.initiator,
                               row.disk.name.isEmpty() ? std::nullopt : std::optional(row.number)};
    });
    when(m_actions->takeExport, [](const ExportRow &row) { return TakeExportBack{row.wwn, row.lun}; });
    when(m_actions->deleteDisk, [](const ExportRow &row) { return DeleteDisk{row.disk}; });
    when(m_actions->removeTarget, [](const ExportRow &row) { return RemoveTarget{row.wwn}; });
    when(m_actions->enablePort, [this](const ExportRow &row) -> std::optional<ExportEdit> {
        const auto target = m_list->tree().wanted().now.targets.find(row.wwn);
        if (target == m_list->tree().wanted().now.targets.end())
            return std::nullopt;
        return EnablePort{row.wwn, !target->second.enabled};
    });
}

void SrpTargetPage::openExport(const std::optional<BackstoreId> &disk)
{
    const auto row = m_list->selected();
    const QString wwn = row && !disk ? row->wwn : QString();
    auto *dialog = new ExportDialog(scene(), disk, wwn, this);
    connect(dialog, &ExportDialog::chosen, this, [this](const ExportDisk &made) {
        edit(made);
        if (!made.ports.empty())
            m_list->select({.kind = Kind::Disk,
                            .wwn = made.ports.begin()->first,
                            .lun = made.ports.begin()->second,
                            .disk = made.id});
    });
    dialog->open();
}

void SrpTargetPage::openChange()
{
    const auto row = m_list->selected();
    if (!row || !m_list->tree().wanted().now.backstores.contains(row->disk))
        return;
    auto *dialog = new ChangeDialog(m_state, m_list->tree().wanted(), row->disk, this);
    connect(dialog, &ChangeDialog::chosen, this, [this](const ChangeDisk &made) { edit(made); });
    dialog->open();
}

void SrpTargetPage::openAllow()
{
    const auto row = m_list->selected();
    if (!row)
        return;
    openAllow(Offer{row->wwn, row->kind == Kind::Disk ? std::optional(row->disk) : std::nullopt, {}});
}

void SrpTargetPage::openAllow(const Offer &offer)
{
    auto *dialog = new AllowDialog(scene(), offer, this);
    connect(dialog, &AllowDialog::chosen, this, [this](const std::vector<AllowInitiator> &edits) {
        for (const AllowInitiator &one : edits)
            edit(one);
    });
    dialog->open();
}

void SrpTargetPage::openRefusedLogins()
{
    auto *dialog = new RefusedLoginsDialog(scene(), RefusedLoginsDialog::Use::Settle, this);
    connect(dialog, &RefusedLoginsDialog::allowRequested, this,
            [this](const QString &id, const QString &wwn) { openAllow(Offer{wwn, std::nullopt, id}); });
    connect(dialog, &RefusedLoginsDialog::enableRequested, this, &SrpTargetPage::enable);
    dialog->open();
}

void SrpTargetPage::openCheckCard()
{
    (new CardCheckDialog(scene(), this))->open();
}

void SrpTargetPage::copyCard()
{
    if (const auto row = m_list->selected())
        m_detail->copyCard(m_list->tree(), *row);
}

LoginScene SrpTargetPage::scene()
{
    return {m_state, m_list->tree().wanted(), [this](QObject *context, const Answer<QJsonObject> &answer) {
                readOther(u"log"_s, {{u"kernel"_s, QString()}}, context, answer);
            }};
}

} // namespace rdma
