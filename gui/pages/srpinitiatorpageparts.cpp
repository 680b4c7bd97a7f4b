// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Attach Disks": its widgets, and the dialogs that it opens.
#include "gui/pages/srpinitiatoractions.h"
#include "gui/pages/srpinitiatorboot.h"
#include "gui/pages/srpinitiatorconnect.h"
#include "gui/pages/srpinitiatordetail.h"
#include "gui/pages/srpinitiatorfound.h"
#include "gui/pages/srpinitiatorpage.h"
#include "gui/pages/srpinitiatortimeouts.h"
#include "gui/pages/srpinitiatorwording.h"
#include "gui/pages/srptargetactions.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/onscreen.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int kindWidth = 30; // of characters: a GID is shown in full below, and must leave room for what is the matter
constexpr int otherWidth = 40;

} // namespace

SrpInitiatorPage::SrpInitiatorPage(QWidget *parent)
    : Page(parent),
      m_edits(undoStack(), [this] { showAll(); }),
      m_stack(new QStackedWidget(this)),
      m_notes(new MessageBar(this)),
      m_actions(new AttachActions(this)),
      m_view(new QTreeView(this)),
      m_detail(new AttachDetail(m_actions, this)),
      m_byItself(captionLabel({}, this))
{
    m_stack->addWidget(makeContent());
    m_stack->addWidget(makeEmpty());
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_stack);
    connectActions();
    m_sampling.setInterval(std::chrono::seconds(3));
    connect(&m_sampling, &QTimer::timeout, this, &SrpInitiatorPage::sample);
    connect(new OnScreen(this), &OnScreen::changed, &m_sampling,
            [timer = &m_sampling](bool seen) { seen ? timer->start() : timer->stop(); });
}

QWidget *SrpInitiatorPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *head = new QHBoxLayout;
    head->addWidget(captionLabel(tr("Disks of other computers that this one uses over SRP: its ports, the targets that "
                                    "it knows there, and the disks of each."),
                                 content),
                    1);
    for (QAction *action : m_actions->always())
        head->addWidget(buttonFor(action, content), 0, Qt::AlignTop);
    m_notes->setDismissable(false);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addLayout(head);
    column->addWidget(m_notes);
    column->addWidget(makeView(), 1);
    column->addWidget(m_detail);
    column->addWidget(m_byItself);
    return content;
}

QWidget *SrpInitiatorPage::makeView()
{
    m_view->setModel(&m_tree);
    m_view->setAccessibleName(tr("Attached disks"));
    m_view->setAllColumnsShowFocus(true);
    m_view->setUniformRowHeights(true);
    m_view->setTabKeyNavigation(false);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->header()->setResizeContentsPrecision(100); // rows looked at
    m_view->header()->setDefaultSectionSize(m_view->header()->minimumSectionSize());
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(AttachTree::State, QHeaderView::Stretch);
    m_view->setTextElideMode(Qt::ElideMiddle); // ids differ at their end
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setMinimumHeight(fontMetrics().lineSpacing() * 8);
    for (QAction *action : m_actions->always() + m_actions->ofRow())
        m_view->addAction(action);
    connect(&m_tree, &QAbstractItemModel::rowsInserted, m_view, &QTreeView::expand);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &SrpInitiatorPage::showSelected);
    return m_view;
}

QWidget *SrpInitiatorPage::makeEmpty()
{
    auto *empty = new Placeholder(this);
    empty->setContent(u"drive-harddisk"_s, tr("No RDMA port found"),
                      tr("Disks are attached over the ports of RDMA devices. They appear here by themselves as soon as "
                         "an adapter is there and its driver is loaded; the page “Devices” says more."));
    return empty;
}

void SrpInitiatorPage::connectActions()
{
    const auto when = [this](QAction *action, const std::function<void(const SrpTargetId &id)> &use) {
        connect(action, &QAction::triggered, this, [this, use] { withTarget(use); });
    };
    connect(m_actions->look, &QAction::triggered, this, &SrpInitiatorPage::openLook);
    connect(m_actions->connectTo, &QAction::triggered, this, [this] {
        const auto row = selected();
        openConnect(row ? std::optional(row->target.port) : std::nullopt);
    });
    connect(m_actions->daemon, &QAction::triggered, this, &SrpInitiatorPage::openDaemon);
    connect(m_actions->timeouts, &QAction::triggered, this, &SrpInitiatorPage::openTimeouts);
    when(m_actions->connectAgain, [this](const SrpTargetId &id) { connectAgain(id); });
    when(m_actions->disconnectFrom, [this](const SrpTargetId &id) { edit(DisconnectTarget{id}); });
    when(m_actions->why, [this](const SrpTargetId &id) { openWhy(id); });
    when(m_actions->forget, [this](const SrpTargetId &id) { edit(ForgetTarget{id}); });
    when(m_actions->rescan, [this](const SrpTargetId &id) { edit(RescanTarget{id}); });
    when(m_actions->onlyThis, [this](const SrpTargetId &id) { edit(ChangeRules{onlyThis(id)}); });
    when(m_actions->keepAtBoot, [this](const SrpTargetId &id) {
        const KnownTarget *known = m_tree.knownTarget(id);
        edit(KeepAtBoot{id, known && !known->atBoot});
    });
}

void SrpInitiatorPage::openLook()
{
    const auto row = selected();
    const auto search = [this](const PortId &port, QObject *context, const Answer<QJsonObject> &answer) {
        readOther(u"srp_initiator"_s, toJson(SrpInitiatorQuery{port}), context, answer);
    };
    auto *dialog = new FindTargetsDialog(m_state, search, row ? std::optional(row->target.port) : std::nullopt, this);
    connect(dialog, &FindTargetsDialog::found, this, [this](const PortId &port, const std::vector<FoundTarget> &found) {
        m_found[port] = found;
        m_tree.showFound(found);
    });
    connect(dialog, &FindTargetsDialog::cardRequested, this, [this](const PortId &port) { openConnect(port); });
    connect(dialog, &FindTargetsDialog::connectRequested, this,
            [this](const PortId &port, const FoundTarget &target) { openConnect(port)->offer(offeredBy(target)); });
    dialog->open();
}

ConnectDialog *SrpInitiatorPage::openConnect(const std::optional<PortId> &port)
{
    auto *dialog = new ConnectDialog(m_state, port, this);
    connect(dialog, &ConnectDialog::chosen, this, [this](const ConnectTarget &made) {
        edit(made);
        select(rowOf(made.id));
    });
    dialog->open();
    return dialog;
}

void SrpInitiatorPage::openDaemon()
{
    auto *dialog = new BootDialog(m_state, m_tree.wanted(), this);
    connect(dialog, &BootDialog::chosen, this, [this](const AttachEdits &edits) {
        for (const AttachEdit &one : edits)
            edit(one);
    });
    dialog->open();
}

void SrpInitiatorPage::openTimeouts()
{
    withTarget([this](const SrpTargetId &id) {
        const KnownTarget *known = m_tree.knownTarget(id);
        if (!known)
            return;
        auto *dialog = new TimeoutsDialog(attachedTargetWords(m_tree.wanted(), id), known->timeouts, this);
        connect(dialog, &TimeoutsDialog::chosen, this,
                [this, id](const SrpTimeouts &timeouts) { edit(ChangeTimeouts{id, timeouts}); });
        dialog->open();
    });
}

/// As it was the last time. Where others connected it the way is known only as far as the kernel showed it.
void SrpInitiatorPage::connectAgain(const SrpTargetId &id)
{
    const KnownTarget *known = m_tree.knownTarget(id);
    if (!known)
        return;
    if (addTargetLine(id, known->login))
        edit(ConnectTarget{id, known->login, known->atBoot});
    else
        correctLogin(id);
}

void SrpInitiatorPage::correctLogin(const SrpTargetId &id)
{
    const KnownTarget *known = m_tree.knownTarget(id);
    openConnect(id.port)->correct({id.idExt, id.iocGuid, known ? known->login : SrpLogin(), {}, {}});
}

/// Once a refresh. QHeaderView::ResizeToContents would measure all rows again for each row that changed.
void SrpInitiatorPage::widenColumns()
{
    const QAbstractItemView *rows = m_view; // QTreeView hides the function
    for (int column = 0; column < AttachTree::ColumnCount; ++column) {
        const int widest = fontMetrics().averageCharWidth() * (column == AttachTree::Kind ? kindWidth : otherWidth);
        const int hint = std::max(rows->sizeHintForColumn(column), m_view->header()->sectionSizeHint(column));
        const int needed = std::min(hint, widest);
        if (m_view->header()->sectionSize(column) < needed)
            m_view->header()->resizeSection(column, needed);
    }
}

} // namespace rdma
