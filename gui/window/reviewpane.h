// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The review sheet before Apply: what will change, what to know about it, and the button that does it.
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace rdma {

class ConsentList;
class IconLabel;
class MessageBar;
class ReviewFlow;
class StepsTabs;

class ReviewPane : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPane(QWidget *parent = nullptr);

    void show(const ReviewFlow &flow);
    void focusFirst();

signals:
    void applyRequested();
    void backRequested();
    void dropRequested(qsizetype which);

private:
    [[nodiscard]] QWidget *makeChanges();
    [[nodiscard]] QLayout *makeFooter();
    void showChanges(const ReviewFlow &flow);
    void showConsequences(const ReviewFlow &flow);
    void showConsents(const ReviewFlow &flow);
    void showFooter(const ReviewFlow &flow);
    void enableApply(const ReviewFlow &flow);

    MessageBar *m_error;
    MessageBar *m_warnings;
    MessageBar *m_effect;
    QListWidget *m_changes;
    QPushButton *m_drop;
    StepsTabs *m_steps;
    ConsentList *m_consents;
    IconLabel *m_lock;
    QLabel *m_permission;
    QProgressBar *m_waiting;
    QPushButton *m_back;
    QPushButton *m_apply;
};

} // namespace rdma
