// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The review sheet after Apply: each step as it goes, and at a bad end what was done, what was taken back, what to do.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace rdma {

class MessageBar;
class ReviewFlow;
class SaidView;
class StepList;

class JobPane : public QWidget {
    Q_OBJECT
public:
    explicit JobPane(QWidget *parent = nullptr);

    void show(const ReviewFlow &flow);
    void focusFirst();

signals:
    void cancelRequested();
    void closeRequested();  ///< also while it runs: it goes on
    void finishRequested(); ///< of a job that is made and not complete

private:
    void showWaiting(const ReviewFlow &flow);
    void showRunning(const ReviewFlow &flow);
    void showFailed(const ReviewFlow &flow);

    QLabel *m_title;
    MessageBar *m_result;
    QProgressBar *m_progress;
    SaidView *m_said;
    StepList *m_steps;
    QPushButton *m_cancel;
    QPushButton *m_finish;
    QPushButton *m_close;
};

} // namespace rdma
