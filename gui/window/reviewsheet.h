// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sheet in which changes are reviewed, applied and, if need be, explained. It lies in the window, over the page.
#pragma once

#include "gui/window/reviewflow.h"

class QStackedLayout;

namespace rdma {

class JobPane;
class ReviewPane;

class ReviewSheet : public QWidget {
    Q_OBJECT
public:
    explicit ReviewSheet(ReviewFlow *flow, QWidget *parent = nullptr);

    void focusFirst();

signals:
    void dropRequested(qsizetype which);
    void finishRequested();
    void leaveRequested(); ///< Back, Close or Esc, when leaving is possible

private:
    void showPhase();
    void leave();

    ReviewFlow *m_flow;
    ReviewFlow::Phase m_shown = ReviewFlow::Phase::Idle;
    QStackedLayout *m_stack;
    ReviewPane *m_review;
    JobPane *m_job;
};

} // namespace rdma
