// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "History": what was changed with this program, when and by whom, and the way back.
#pragma once

#include "gui/pages/jobtable.h"
#include "gui/pages/page.h"

#include <QTimer>

class QStackedWidget;
class QTableView;

namespace rdma {

class JobDetail;

/// The wish that takes a job back, in words and JSON.
[[nodiscard]] Proposal undoProposal(const QString &id, const JobView &job);
/// The wish that does the rest of an interrupted job.
[[nodiscard]] Proposal finishProposal(const QString &id, const JobView &job);

class HistoryPage : public Page {
    Q_OBJECT
public:
    explicit HistoryPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;

private:
    [[nodiscard]] QWidget *makeTable();
    [[nodiscard]] QWidget *makeEmpty();
    void showDetail();
    void propose(Proposal (*proposal)(const QString &, const JobView &));
    [[nodiscard]] QString selected() const;

    JobsLive m_live;
    JobTable m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    JobDetail *m_detail;
    QTimer m_clock; ///< "5 min ago" grows old
};

} // namespace rdma
