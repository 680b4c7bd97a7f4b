// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One applied change: what became of it, its steps, its file changes and commands, and the way back.
#pragma once

#include "model/job.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rdma {

class MessageBar;
class StepList;
class StepsTabs;

class JobDetail : public QWidget {
    Q_OBJECT
public:
    explicit JobDetail(QWidget *parent = nullptr);

    void showJob(const JobView &job);

signals:
    void undoRequested();
    void finishRequested();

private:
    void showOutcome(const JobView &job);

    QLabel *m_title;
    QLabel *m_byline;
    MessageBar *m_outcome;
    StepsTabs *m_tabs;
    StepList *m_steps;
    QPushButton *m_finish;
    QPushButton *m_undo;
};

} // namespace rdma
