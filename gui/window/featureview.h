// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One feature in the window: its page with messages and pending bar around it, its placeholder, its review sheet.
#pragma once

#include "gui/window/features.h"
#include "gui/window/reviewflow.h"

class QStackedLayout;

namespace rdma {

class MessageBar;
class OtherFeatures;
class Placeholder;
class ReviewSheet;
class RunningJobBar;
class StateReader;

class FeatureView : public QWidget {
    Q_OBJECT
public:
    explicit FeatureView(const FeatureEntry &entry, QWidget *parent = nullptr);

    /// Reads what the page shows, and makes the page while the helper works. Once.
    void connectTo(const QDBusConnection &bus, const AgentDoor &agent);
    void showUnreachable(const Error &error); ///< there is no bus at all

    [[nodiscard]] Page *page() const { return m_page; } ///< nullptr before connectTo()
    [[nodiscard]] QList<Change> pendingChanges() const;
    void review();
    void discard();
    void focusFirst();
    void takeRequest(const PageRequest &request); ///< as soon as the page has its state; not over a review

signals:
    void retryRequested(); ///< after showUnreachable()
    void pendingChanged();
    void requested(const rdma::PageRequest &request); ///< of this page to another

private:
    void makePage();
    [[nodiscard]] QWidget *makeContent(const QString &title);
    void connectPage();
    void makeSheet();
    void takeState(const QJsonObject &state);
    void takeFailure(const Error &error);
    void takeOnScreen(bool seen);
    void takeUnwatched(const Error &error);
    void askForJobs();
    void tellJobs(const QJsonObject &jobsState);
    void showRunning(const QString &id, const JobView &job);
    void takeEnded(const QString &id, const JobView &job);
    void offerUndo(const QString &id, const JobView &job); ///< in the message that is shown
    void tellInterrupted(const QString &id, const JobView &job);
    void retry();
    void takePending();
    void startReview(FeatureClient *client, const Proposal &proposal);
    void dropChange(qsizetype which);
    void takeRefused(const Error &error);
    void takeIncomplete();
    void takeSucceeded(const QString &jobId, const JobView &job);
    void showPage();
    [[nodiscard]] Proposal pendingProposal() const;

    const FeatureEntry &m_entry;
    QStackedLayout *m_stack;
    Placeholder *m_placeholder;
    Page *m_page = nullptr;
    QWidget *m_content = nullptr;
    MessageBar *m_readError = nullptr;
    MessageBar *m_unwatched = nullptr;
    MessageBar *m_message = nullptr;
    RunningJobBar *m_running = nullptr;
    PendingBar *m_pending = nullptr;
    FeatureClient *m_client = nullptr;
    FeatureClient *m_jobs = nullptr;
    StateReader *m_reader = nullptr;
    ReviewFlow *m_flow = nullptr;
    OtherFeatures *m_others = nullptr;
    ReviewSheet *m_sheet = nullptr;       ///< made when it is first needed
    std::optional<PageRequest> m_request; ///< waits for the state
    bool m_loaded = false;
};

} // namespace rdma
