// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One feature in the window: its page with messages and pending bar around it, its placeholder, its review sheet.
#pragma once

#include "gui/window/features.h"
#include "gui/window/reviewflow.h"

class QStackedLayout;

namespace rdma {

class MessageBar;
class Placeholder;
class ReviewSheet;
class StateReader;

class FeatureView : public QWidget {
    Q_OBJECT
public:
    explicit FeatureView(const FeatureEntry &entry, QWidget *parent = nullptr);

    void connectTo(const QDBusConnection &bus, const AgentDoor &agent);
    void showUnreachable(const Error &error); ///< there is no bus at all

    [[nodiscard]] Page *page() const { return m_page; }
    void review();
    void discard();
    void focusFirst();

signals:
    void retryRequested(); ///< after showUnreachable()
    void pendingChanged();

private:
    [[nodiscard]] QWidget *makeContent(const QString &title);
    void connectPage();
    void connectFlow();
    void takeState(const QJsonObject &state);
    void takeFailure(const Error &error);
    void retry();
    void takePending();
    void startReview(FeatureClient *client, const Proposal &proposal);
    void dropChange(qsizetype which);
    void takeRefused(const Error &error);
    void takeSucceeded(const QString &jobId, const JobView &job);
    void showPage();
    [[nodiscard]] Proposal pendingProposal() const;

    const FeatureEntry &m_entry;
    Page *m_page;
    QStackedLayout *m_stack;
    Placeholder *m_placeholder;
    QWidget *m_content = nullptr;
    MessageBar *m_readError;
    MessageBar *m_message;
    PendingBar *m_pending;
    FeatureClient *m_client = nullptr;
    FeatureClient *m_jobs = nullptr;
    StateReader *m_reader = nullptr;
    ReviewFlow *m_flow = nullptr;
    ReviewSheet *m_sheet = nullptr;
    bool m_loaded = false;
};

} // namespace rdma
