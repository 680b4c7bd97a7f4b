// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One feature in the window: its page with messages and pending bar around it, its placeholder, its review sheet.
#include "gui/window/featureview.h"

#include "gui/pages/historypage.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/onscreen.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/textlabels.h"
#include "gui/window/otherfeatures.h"
#include "gui/window/reviewsheet.h"
#include "gui/window/runningjobbar.h"
#include "gui/window/statereader.h"
#include "gui/words/errorwords.h"
#include "gui/words/jobwords.h"

#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

FeatureView::FeatureView(const FeatureEntry &entry, QWidget *parent)
    : QWidget(parent), m_entry(entry), m_stack(new QStackedLayout(this)), m_placeholder(new Placeholder(this))
{
    m_stack->addWidget(m_placeholder);
    m_placeholder->setContent({}, titleOf(entry), tr("Asking this computer…"));
    connect(m_placeholder, &Placeholder::actionTriggered, this, &FeatureView::retry);
}

void FeatureView::connectTo(const QDBusConnection &bus, const AgentDoor &agent)
{
    m_placeholder->setContent(m_entry.iconName, titleOf(m_entry), tr("Asking this computer…"));
    m_placeholder->setAction({});
    m_client = new FeatureClient(bus, m_entry.feature, this);
    m_jobs = new FeatureClient(bus, u"jobs"_s, this);
    m_reader = new StateReader(m_client, this);
    m_flow = new ReviewFlow(bus, agent, this);
    m_others = new OtherFeatures(bus, agent, this);
    m_running = new RunningJobBar(bus, this);
    connect(m_reader, &StateReader::stateRead, this, &FeatureView::takeState);
    connect(m_reader, &StateReader::failed, this, &FeatureView::takeFailure);
    connect(m_flow, &ReviewFlow::refused, this, &FeatureView::takeRefused);
    connect(m_flow, &ReviewFlow::incomplete, this, &FeatureView::takeIncomplete);
    connect(m_flow, &ReviewFlow::succeeded, this, &FeatureView::takeSucceeded);
    m_reader->follow(true);
    connect(new OnScreen(this), &OnScreen::changed, this, &FeatureView::takeOnScreen);
    makePage();
}

void FeatureView::showUnreachable(const Error &error)
{
    takeFailure(error);
}

QList<Change> FeatureView::pendingChanges() const
{
    return m_page ? m_page->pendingChanges() : QList<Change>();
}

void FeatureView::review()
{
    const Proposal proposal = pendingProposal();
    if (m_client && !proposal.changes.isEmpty() && m_flow->phase() == ReviewFlow::Phase::Idle)
        startReview(m_client, proposal);
}

void FeatureView::discard()
{
    m_page->discardChanges();
}

void FeatureView::focusFirst()
{
    if (m_stack->currentWidget() == m_sheet)
        return m_sheet->focusFirst();
    QWidget *start = m_stack->currentWidget() == m_content ? m_page : m_stack->currentWidget();
    for (QWidget *next = start->nextInFocusChain(); next != start; next = next->nextInFocusChain())
        if (start->isAncestorOf(next) && next->isVisible() && next->isEnabled() && (next->focusPolicy() & Qt::TabFocus))
            return next->setFocus(Qt::TabFocusReason);
}

void FeatureView::takeRequest(const PageRequest &request)
{
    if (!m_loaded)
        m_request = request;
    else if (m_flow->phase() == ReviewFlow::Phase::Idle)
        m_page->takeRequest(request);
}

void FeatureView::makePage()
{
    m_page = m_entry.makePage(this);
    m_readError = new MessageBar(this);
    m_unwatched = new MessageBar(this);
    m_message = new MessageBar(this);
    m_pending = new PendingBar(this);
    m_content = makeContent(titleOf(m_entry));
    m_stack->addWidget(m_content);
    connectPage();
}

QWidget *FeatureView::makeContent(const QString &title)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    m_page->layout()->setContentsMargins({});
    column->addWidget(headingLabel(title, content));
    column->addWidget(m_readError);
    column->addWidget(m_unwatched);
    column->addWidget(m_running);
    column->addWidget(m_message);
    column->addWidget(m_page, 1);
    column->addWidget(m_pending);
    m_readError->setDismissable(false);
    m_unwatched->setDismissable(false);
    return content;
}

void FeatureView::connectPage()
{
    m_page->setReading(
        [client = m_client](const QJsonObject &query, QObject *context, const Answer<QJsonObject> &answer) {
            client->read(query, context, answer);
        });
    m_page->setOtherReading(
        [others = m_others](const QString &feature, const QJsonObject &query, QObject *context,
                            const Answer<QJsonObject> &answer) { others->read(feature, query, context, answer); });
    connect(m_client, &FeatureClient::watchGranted, m_unwatched, &MessageBar::dismiss);
    connect(m_client, &FeatureClient::watchRefused, this, &FeatureView::takeUnwatched);
    connect(m_running, &RunningJobBar::showRequested, this, &FeatureView::showRunning);
    connect(m_running, &RunningJobBar::ended, this, &FeatureView::takeEnded);
    connect(m_page, &Page::pendingChanged, this, &FeatureView::takePending);
    connect(m_page, &Page::notice, this,
            [this](const QString &text) { m_message->showMessage(MessageBar::Kind::Warning, text); });
    connect(m_page, &Page::requested, this, &FeatureView::requested);
    connect(m_page, &Page::proposed, this, [this](const Proposal &proposal) { startReview(m_client, proposal); });
    connect(m_pending, &PendingBar::reviewRequested, this, &FeatureView::review);
    connect(m_pending, &PendingBar::discardRequested, this, &FeatureView::discard);
    connect(m_pending, &PendingBar::problemRequested, this, [this] {
        const auto changes = m_page->pendingChanges();
        const auto wrong = std::ranges::find_if(changes, [](const Change &one) { return !one.problem.isEmpty(); });
        m_page->revealChange(wrong - changes.begin());
    });
}

void FeatureView::makeSheet()
{
    m_sheet = new ReviewSheet(m_flow, this);
    m_stack->addWidget(m_sheet);
    connect(m_sheet, &ReviewSheet::dropRequested, this, &FeatureView::dropChange);
    connect(m_sheet, &ReviewSheet::finishRequested, this,
            [this] { startReview(m_jobs, finishProposal(m_flow->jobId(), m_flow->job())); });
    connect(m_sheet, &ReviewSheet::leaveRequested, this, [this] {
        if (m_flow->phase() == ReviewFlow::Phase::Running)
            m_running->follow(m_flow->jobId(), m_flow->job());
        m_flow->leave();
        m_reader->read();
        showPage();
    });
}

void FeatureView::takeState(const QJsonObject &state)
{
    const auto shown = m_page->showState(state);
    if (!shown)
        return takeFailure(shown.error());
    m_readError->dismiss();
    if (std::exchange(m_loaded, true))
        return;
    showPage();
    if (m_entry.feature == "jobs"_L1)
        tellJobs(state);
    else
        askForJobs();
    if (const auto request = std::exchange(m_request, std::nullopt))
        takeRequest(*request);
}

/// What a dead helper left half done concerns whoever looks first, not only who opens the history; so does a change
/// that is just being made.
void FeatureView::askForJobs()
{
    m_jobs->read({}, this, [this](const Result<QJsonObject> &state) {
        if (state)
            tellJobs(*state);
    });
}

void FeatureView::tellJobs(const QJsonObject &jobsState)
{
    const JobsLive live = jobsLiveFromJson(jobsState[u"live"_s].toObject()).value_or(JobsLive());
    for (const auto &[id, job] : live.jobs)
        if (job.state == JobState::Running && m_flow->phase() == ReviewFlow::Phase::Idle)
            m_running->follow(id, job);
    if (m_entry.feature == "jobs"_L1)
        return; // it lists the others
    for (const auto &[id, job] : live.jobs)
        if ((job.state == JobState::Interrupted && job.finishable && job.undoable) ||
            (job.state == JobState::Incomplete && job.finishable))
            return tellInterrupted(id, job);
}

/// Over a review that lies open nothing is laid.
void FeatureView::showRunning(const QString &id, const JobView &job)
{
    if (!m_sheet)
        makeSheet();
    m_message->dismiss();
    m_flow->join(m_jobs, id, job);
    m_stack->setCurrentWidget(m_sheet);
    m_sheet->focusFirst();
}

void FeatureView::takeEnded(const QString &id, const JobView &job)
{
    m_reader->read();
    if (job.finishable)
        return tellInterrupted(id, job);
    const bool fine = job.state == JobState::Done;
    m_message->showMessage(fine ? MessageBar::Kind::Positive : MessageBar::Kind::Error,
                           jobTitle(job) + u'\n' + jobResultWords(job));
    offerUndo(id, job);
}

void FeatureView::tellInterrupted(const QString &id, const JobView &job)
{
    m_message->showMessage(
        MessageBar::Kind::Warning,
        (job.state == JobState::Incomplete ? tr("Not saved: %1") : tr("Interrupted: %1")).arg(jobTitle(job)) + u'\n' +
            jobResultWords(job));
    connect(m_message->addAction(tr("&Finish…")), &QPushButton::clicked, this,
            [this, proposal = finishProposal(id, job)] { startReview(m_jobs, proposal); });
    offerUndo(id, job);
}

void FeatureView::takeFailure(const Error &error)
{
    const ErrorWords words = errorWords(error);
    if (!m_loaded) {
        m_placeholder->setContent(u"dialog-error"_s, words.happened, words.next);
        return m_placeholder->setAction(tr("&Try Again"));
    }
    m_readError->showMessage(MessageBar::Kind::Error,
                             tr("%1 What is shown was read before. %2").arg(words.happened, words.next));
    connect(m_readError->addAction(tr("&Try Again")), &QPushButton::clicked, this, &FeatureView::retry);
}

void FeatureView::takeOnScreen(bool seen)
{
    if (m_entry.seenOnly)
        m_reader->follow(seen);
    else if (seen)
        m_client->watch(); // where it was refused, a place may be free by now
}

void FeatureView::takeUnwatched(const Error &error)
{
    const ErrorWords words = errorWords(error);
    m_unwatched->showMessage(MessageBar::Kind::Warning,
                             tr("%1 Later changes do not show here by themselves. %2").arg(words.happened, words.next));
    connect(m_unwatched->addAction(tr("&Try Again")), &QPushButton::clicked, m_client, &FeatureClient::watch);
}

void FeatureView::retry()
{
    if (m_reader)
        m_reader->read();
    else
        emit retryRequested();
}

void FeatureView::takePending()
{
    m_pending->showChanges(m_page->pendingChanges());
    emit pendingChanged();
    const bool reviewing =
        m_flow && m_flow->proposal().droppable &&
        (m_flow->phase() == ReviewFlow::Phase::Previewing || m_flow->phase() == ReviewFlow::Phase::Ready);
    if (!reviewing)
        return;
    const Proposal proposal = pendingProposal();
    if (proposal.changes.isEmpty()) {
        m_flow->leave();
        showPage();
    } else if (proposal.wish != m_flow->proposal().wish) {
        m_flow->start(m_client, proposal);
    }
}

void FeatureView::startReview(FeatureClient *client, const Proposal &proposal)
{
    if (!m_sheet)
        makeSheet();
    m_message->dismiss();
    m_flow->start(client, proposal);
    m_stack->setCurrentWidget(m_sheet);
    m_sheet->focusFirst();
}

void FeatureView::dropChange(qsizetype which)
{
    if (which >= 0 && which < m_page->pendingChanges().size())
        m_page->dropChange(which);
}

void FeatureView::takeRefused(const Error &error)
{
    showPage();
    m_reader->read();
    if (m_page->revealProblem(error))
        return;
    const bool fine = error.code == ErrorCode::NothingToDo;
    m_message->showMessage(fine ? MessageBar::Kind::Information : MessageBar::Kind::Error, errorText(error));
}

void FeatureView::takeSucceeded(const QString &jobId, const JobView &job)
{
    if (m_flow->proposal().droppable)
        m_page->forgetChanges();
    m_reader->read();
    showPage();
    const QStringList &changes = m_flow->proposal().changes;
    const QString what = changes.size() == 1 ? changes.constFirst() : tr("%n change(s)", nullptr, int(changes.size()));
    m_message->showMessage(MessageBar::Kind::Positive, tr("Applied: %1").arg(what));
    offerUndo(jobId, job);
}

void FeatureView::offerUndo(const QString &id, const JobView &job)
{
    if (!job.undoable)
        return;
    connect(m_message->addAction(tr("&Undo…")), &QPushButton::clicked, this,
            [this, proposal = undoProposal(id, job)] { startReview(m_jobs, proposal); });
}

/// The machine has it: the edits are no longer pending.
void FeatureView::takeIncomplete()
{
    if (m_flow->proposal().droppable)
        m_page->forgetChanges();
    m_reader->read();
}

void FeatureView::showPage()
{
    m_stack->setCurrentWidget(m_loaded ? m_content : m_placeholder);
    if (isVisible())
        focusFirst();
}

Proposal FeatureView::pendingProposal() const
{
    Proposal proposal{m_page->pendingWish(), {}, true};
    for (const Change &change : m_page->pendingChanges()) {
        if (!change.problem.isEmpty())
            return {};
        proposal.changes.append(change.text);
    }
    return proposal;
}

} // namespace rdma
