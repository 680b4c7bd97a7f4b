// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The review sheet before Apply: what will change, what to know about it, and the button that does it.
#include "gui/window/reviewpane.h"

#include "gui/widgets/iconlabel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/stepstabs.h"
#include "gui/widgets/textlabels.h"
#include "gui/window/consentlist.h"
#include "gui/window/reviewflow.h"
#include "gui/words/errorwords.h"
#include "gui/words/notewords.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

using Phase = ReviewFlow::Phase;

ReviewPane::ReviewPane(QWidget *parent)
    : QWidget(parent),
      m_error(new MessageBar(this)),
      m_warnings(new MessageBar(this)),
      m_effect(new MessageBar(this)),
      m_changes(new QListWidget(this)),
      m_drop(new QPushButton(themeIcon(u"list-remove"_s), tr("&Drop Change"), this)),
      m_steps(new StepsTabs(this)),
      m_consents(new ConsentList(this)),
      m_lock(new IconLabel(QStyle::PM_SmallIconSize, 1, this)),
      m_permission(captionLabel({}, this)),
      m_waiting(new QProgressBar(this)),
      m_back(new QPushButton(backIcon(), tr("&Back"), this)),
      m_apply(new QPushButton(tr("&Apply"), this))
{
    auto *sides = new QHBoxLayout;
    sides->addWidget(makeChanges(), 1);
    sides->addWidget(m_steps, 3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(headingLabel(tr("Review Changes"), this));
    for (MessageBar *bar : {m_error, m_effect, m_warnings}) {
        bar->setDismissable(false);
        column->addWidget(bar);
    }
    column->addLayout(sides, 1);
    column->addWidget(m_consents);
    column->addLayout(makeFooter());
    connect(m_apply, &QPushButton::clicked, this, &ReviewPane::applyRequested);
    connect(m_back, &QPushButton::clicked, this, &ReviewPane::backRequested);
}

void ReviewPane::show(const ReviewFlow &flow)
{
    showChanges(flow);
    if (flow.phase() != Phase::Previewing)
        showConsequences(flow);
    showConsents(flow);
    showFooter(flow);
}

void ReviewPane::focusFirst()
{
    m_changes->setFocus();
}

QWidget *ReviewPane::makeChanges()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins({});
    auto *title = fieldLabel(tr("Cha&nges"), side);
    title->setBuddy(m_changes);
    m_changes->setAccessibleName(tr("Changes"));
    m_changes->setWordWrap(true);
    m_changes->setMinimumWidth(fontMetrics().averageCharWidth() * 44); // an initiator id, which is not broken
    m_changes->setItemDelegate(new RoomyRows(m_changes));
    m_changes->setTextElideMode(Qt::ElideNone);
    m_changes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(title);
    column->addWidget(m_changes, 1);
    column->addWidget(m_drop, 0, Qt::AlignLeading);
    connect(m_drop, &QPushButton::clicked, this, [this] { emit dropRequested(m_changes->currentRow()); });
    return side;
}

QLayout *ReviewPane::makeFooter()
{
    m_lock->setIcon(u"object-locked"_s, tr("Needs authorization"));
    m_waiting->setRange(0, 0);
    m_waiting->setTextVisible(false);
    m_waiting->setAccessibleName(tr("Waiting for authorization"));
    m_waiting->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
    auto *row = new QHBoxLayout;
    row->addWidget(m_lock);
    row->addWidget(m_permission, 1);
    row->addWidget(m_waiting);
    row->addWidget(m_back);
    row->addWidget(m_apply);
    return row;
}

void ReviewPane::showChanges(const ReviewFlow &flow)
{
    const QStringList &changes = flow.proposal().changes;
    const int row = std::max(0, m_changes->currentRow());
    QStringList shown;
    for (int i = 0; i < m_changes->count(); ++i)
        shown.append(m_changes->item(i)->text());
    if (shown != changes) {
        m_changes->clear();
        m_changes->addItems(changes);
        m_changes->setCurrentRow(std::min(row, m_changes->count() - 1));
    }
    m_drop->setVisible(flow.proposal().droppable);
    m_drop->setEnabled(flow.phase() == Phase::Ready);
}

void ReviewPane::showConsequences(const ReviewFlow &flow)
{
    QStringList warnings;
    QStringList effects;
    for (const NoteLine &line : noteLines(flow.plan().warnings))
        (line.warning ? warnings : effects).append(line.words);
    const bool waits = std::ranges::any_of(flow.plan().warnings, [](const Note &note) {
        return note.code == NoteCode::AtNextBoot || note.code == NoteCode::PortTypeAtBoot;
    });
    if (!waits)
        effects.prepend(tr("Takes effect as soon as it is applied."));
    m_steps->showSteps(flow.plan().steps);
    m_effect->showMessage(MessageBar::Kind::Information, listed(effects));
    if (warnings.isEmpty())
        m_warnings->dismiss();
    else
        m_warnings->showMessage(MessageBar::Kind::Warning, listed(warnings));
    if (!flow.error())
        return m_error->dismiss();
    const bool harmless = flow.error()->code == ErrorCode::Stale || flow.error()->code == ErrorCode::Dismissed;
    m_error->showMessage(harmless ? MessageBar::Kind::Warning : MessageBar::Kind::Error, errorText(*flow.error()));
}

void ReviewPane::showConsents(const ReviewFlow &flow)
{
    m_consents->showPlan(flow.plan());
    m_consents->setEnabled(flow.phase() == Phase::Ready);
    m_consents->disconnect(this);
    connect(m_consents, &ConsentList::changed, this, [this, &flow] { enableApply(flow); });
}

void ReviewPane::enableApply(const ReviewFlow &flow)
{
    m_apply->setEnabled(flow.phase() == Phase::Ready && flow.plan().permission != Permission::No &&
                        m_consents->isGiven());
}

void ReviewPane::showFooter(const ReviewFlow &flow)
{
    const Permission permission = flow.plan().permission;
    const bool authorizing = flow.phase() == Phase::Authorizing;
    enableApply(flow);
    m_back->setEnabled(!authorizing);
    m_lock->setVisible(!flow.plan().steps.empty() && permission != Permission::Yes);
    m_apply->setIcon(themeIcon(permission == Permission::Ask ? u"object-locked"_s : u"dialog-ok-apply"_s));
    m_waiting->setVisible(authorizing);
    if (flow.phase() == Phase::Previewing)
        m_permission->setText(tr("Working out what will change…"));
    else if (authorizing)
        m_permission->setText(tr("Waiting for authorization…"));
    else if (permission == Permission::Ask)
        m_permission->setText(tr("A password will be asked for."));
    else if (permission == Permission::No)
        m_permission->setText(errorText({ErrorCode::NotAuthorized, {}, {}}));
    else
        m_permission->setText({});
    m_apply->setAccessibleDescription(m_permission->text());
}

} // namespace rdma
