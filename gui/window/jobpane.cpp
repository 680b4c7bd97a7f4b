// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The review sheet after Apply: each step as it goes, and at a bad end what was done, what was taken back, what to do.
#include "gui/window/jobpane.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/saidview.h"
#include "gui/widgets/steplist.h"
#include "gui/widgets/textlabels.h"
#include "gui/window/reviewflow.h"
#include "gui/words/errorwords.h"
#include "gui/words/jobwords.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

JobPane::JobPane(QWidget *parent)
    : QWidget(parent),
      m_title(headingLabel({}, this)),
      m_result(new MessageBar(this)),
      m_progress(new QProgressBar(this)),
      m_said(new SaidView(this)),
      m_steps(new StepList(this)),
      m_cancel(new QPushButton(themeIcon(u"process-stop"_s), tr("&Cancel"), this)),
      m_finish(new QPushButton(themeIcon(u"media-playback-start"_s), tr("&Finish…"), this)),
      m_close(new QPushButton(backIcon(), tr("&Close"), this))
{
    m_result->setDismissable(false);
    m_progress->setAccessibleName(tr("Progress"));
    auto *footer = new QHBoxLayout;
    footer->addStretch();
    footer->addWidget(m_cancel);
    footer->addWidget(m_finish);
    footer->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_result, m_progress, m_said})
        column->addWidget(widget);
    column->addWidget(m_steps, 1);
    column->addLayout(footer);
    connect(m_cancel, &QPushButton::clicked, this, &JobPane::cancelRequested);
    connect(m_finish, &QPushButton::clicked, this, &JobPane::finishRequested);
    connect(m_close, &QPushButton::clicked, this, &JobPane::closeRequested);
}

void JobPane::show(const ReviewFlow &flow)
{
    const bool running = flow.phase() == ReviewFlow::Phase::Running;
    m_steps->showSteps(flow.job().steps);
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_said->showLines(running ? flow.job().said : QStringList());
    m_close->setText(running ? tr("&Leave It Running") : tr("&Close"));
    m_close->setToolTip(running ? tr("The change goes on, also when this window is closed.") : QString());
    m_finish->setVisible(!running && flow.job().state == JobState::Incomplete && flow.job().finishable);
    if (running)
        showRunning(flow);
    else
        showFailed(flow);
}

void JobPane::focusFirst()
{
    for (QPushButton *button : {m_cancel, m_finish, m_close})
        if (!button->isHidden())
            return button->setFocus();
}

void JobPane::showRunning(const ReviewFlow &flow)
{
    const auto &steps = flow.job().steps;
    const auto isOver = [](const StepOutcome &step) {
        return step.state != StepState::Pending && step.state != StepState::Running;
    };
    m_title->setText(flow.isCancelling() ? tr("Cancelling…") : tr("Applying…"));
    m_progress->setRange(0, static_cast<int>(steps.size()));
    m_progress->setValue(static_cast<int>(std::ranges::count_if(steps, isOver)));
    m_cancel->setEnabled(!flow.isCancelling());
    m_cancel->setText(flow.isCancelling() ? tr("Waiting for the present step…") : tr("&Cancel"));
    if (flow.error())
        m_result->showMessage(MessageBar::Kind::Error, errorText(*flow.error()));
    else
        showWaiting(flow);
}

/// What Cancel does while the kernel logs in: add_target's wait is interruptible (srp_lookup_path(), srp_connect_ch()).
void JobPane::showWaiting(const ReviewFlow &flow)
{
    const bool isLogin = std::ranges::any_of(flow.job().steps, [](const StepOutcome &step) {
        return step.state == StepState::Running && step.step.kind == "connect-srp"_L1;
    });
    if (!isLogin)
        return m_result->dismiss();
    const QString words = tr("The login waits for the target to answer, for more than a minute if nobody does. Cancel "
                             "ends the waiting at once, and takes back what was done before.");
    if (m_result->isHidden() || m_result->text() != words)
        m_result->showMessage(MessageBar::Kind::Information, words);
    if (flow.isCancelling())
        m_cancel->setText(tr("Ending the login…"));
}

void JobPane::showFailed(const ReviewFlow &flow)
{
    const JobView &job = flow.job();
    const bool cancelled = job.error && job.error->code == ErrorCode::Cancelled && job.state == JobState::Undone;
    const bool incomplete = !flow.error() && job.state == JobState::Incomplete;
    if (flow.error())
        m_title->setText(tr("Nobody can say how it ended"));
    else if (cancelled)
        m_title->setText(tr("Cancelled"));
    else if (incomplete)
        m_title->setText(tr("Made, but Not Saved"));
    else
        m_title->setText(tr("The Change Failed"));
    const auto kind = cancelled    ? MessageBar::Kind::Information
                      : incomplete ? MessageBar::Kind::Warning
                                   : MessageBar::Kind::Error;
    m_result->showMessage(kind, flow.error() ? errorText(*flow.error()) : jobResultWords(job));
}

} // namespace rdma
