// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sheet in which changes are reviewed, applied and, if need be, explained. It lies in the window, over the page.
#include "gui/window/reviewsheet.h"

#include "gui/window/jobpane.h"
#include "gui/window/reviewpane.h"

#include <QShortcut>
#include <QStackedLayout>

namespace rdma {

using Phase = ReviewFlow::Phase;

ReviewSheet::ReviewSheet(ReviewFlow *flow, QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_stack(new QStackedLayout(this)),
      m_review(new ReviewPane(this)),
      m_job(new JobPane(this))
{
    setAccessibleName(tr("Review changes"));
    m_stack->addWidget(m_review);
    m_stack->addWidget(m_job);
    connect(flow, &ReviewFlow::changed, this, &ReviewSheet::showPhase);
    connect(m_review, &ReviewPane::applyRequested, flow, &ReviewFlow::apply);
    connect(m_review, &ReviewPane::backRequested, this, &ReviewSheet::leave);
    connect(m_review, &ReviewPane::dropRequested, this, &ReviewSheet::dropRequested);
    connect(m_job, &JobPane::cancelRequested, flow, &ReviewFlow::cancel);
    connect(m_job, &JobPane::finishRequested, this, &ReviewSheet::finishRequested);
    connect(m_job, &JobPane::closeRequested, this, &ReviewSheet::leaveRequested);
    const auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ReviewSheet::leave);
}

void ReviewSheet::focusFirst()
{
    if (m_stack->currentWidget() == m_job)
        m_job->focusFirst();
    else
        m_review->focusFirst();
}

void ReviewSheet::showPhase()
{
    const Phase phase = m_flow->phase();
    if (phase == Phase::Idle)
        return;
    const bool hasJob = phase == Phase::Running || phase == Phase::Failed;
    m_stack->setCurrentWidget(hasJob ? static_cast<QWidget *>(m_job) : m_review);
    if (hasJob)
        m_job->show(*m_flow);
    else
        m_review->show(*m_flow);
    const bool lostFocus = phase != m_shown && isVisible() && (hasJob || phase == Phase::Ready);
    m_shown = phase;
    if (lostFocus)
        focusFirst();
}

void ReviewSheet::leave()
{
    if (m_flow->phase() != Phase::Authorizing && m_flow->phase() != Phase::Running)
        emit leaveRequested();
}

} // namespace rdma
