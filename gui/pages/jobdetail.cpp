// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One applied change: what became of it, its steps, its file changes and commands, and the way back.
#include "gui/pages/jobdetail.h"

#include "gui/pages/jobtable.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/steplist.h"
#include "gui/widgets/stepstabs.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/jobwords.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

JobDetail::JobDetail(QWidget *parent)
    : QWidget(parent),
      m_title(headingLabel({}, this)),
      m_byline(captionLabel({}, this)),
      m_outcome(new MessageBar(this)),
      m_tabs(new StepsTabs(this)),
      m_steps(new StepList(this)),
      m_finish(new QPushButton(themeIcon(u"media-playback-start"_s), tr("&Finish This Change…"), this)),
      m_undo(new QPushButton(themeIcon(u"edit-undo"_s), tr("&Undo This Change…"), this))
{
    m_outcome->setDismissable(false);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_tabs->insertTab(0, m_steps, tr("&Steps"));
    m_tabs->setCurrentIndex(0);
    connect(m_undo, &QPushButton::clicked, this, &JobDetail::undoRequested);
    connect(m_finish, &QPushButton::clicked, this, &JobDetail::finishRequested);
    auto *heading = new QVBoxLayout;
    heading->addWidget(m_title);
    heading->addWidget(m_byline);
    auto *top = new QHBoxLayout;
    top->addLayout(heading, 1);
    top->addWidget(m_finish, 0, Qt::AlignTop);
    top->addWidget(m_undo, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, groupSpacing(this), 0, 0);
    column->addLayout(top);
    column->addWidget(m_outcome);
    column->addWidget(m_tabs, 1);
}

void JobDetail::showJob(const JobView &job)
{
    m_title->setText(jobTitle(job));
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(job.started), QLocale::LongFormat);
    m_byline->setText(tr("by %1 · %2 · %3").arg(whoWords(job.uid), when, outcomeWords(job)));
    std::vector<StepView> views;
    for (const StepOutcome &outcome : job.steps)
        views.push_back(outcome.step);
    m_steps->showSteps(job.steps);
    m_tabs->showSteps(views);
    m_undo->setVisible(job.undoable && job.undoneBy.isEmpty());
    m_finish->setVisible(job.finishable);
    showOutcome(job);
}

void JobDetail::showOutcome(const JobView &job)
{
    const bool isFine = job.state == JobState::Done || job.state == JobState::Running;
    const bool needsWords = !isFine || job.unjudged;
    const QString words = jobResultWords(job);
    if (!needsWords)
        m_outcome->hide();
    else if (m_outcome->isHidden() || m_outcome->text() != words)
        m_outcome->showMessage(job.state == JobState::Undone ? MessageBar::Kind::Error : MessageBar::Kind::Warning,
                               words);
}

} // namespace rdma
