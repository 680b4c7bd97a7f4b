// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds for a user, a group, a service or a process: the limit, the rule that wins, those that lose, and why.
#pragma once

#include "gui/pages/limitsasking.h"
#include "gui/pages/limitsedit.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace rdma {

class LimitsView;
class MessageBar;

class LimitsAnswer : public QWidget {
    Q_OBJECT
public:
    LimitsAnswer(LimitsAsk ask, QWidget *parent = nullptr);

    void show(const LimitsLive &live); ///< what was answered is asked again, where nobody needs to be bothered for it

private:
    [[nodiscard]] QWidget *makeQuestion();
    [[nodiscard]] QWidget *makeResult();
    [[nodiscard]] LimitsQuery query() const;
    [[nodiscard]] QString problem() const; ///< why this cannot be asked; empty: it can
    void ask();
    void send(const LimitsQuery &query);
    void take(const LimitsQuery &query, const Result<LimitsTold> &told);
    void showAnswer(const LimitsQuery &query, const LimitAnswer &answer);
    void check();

    LimitsAsk m_ask;
    LimitsLive m_live;
    std::optional<LimitsQuery> m_asked;
    quint64 m_number = 0; ///< of the last question
    QComboBox *m_kind;
    QStackedWidget *m_names;
    QLineEdit *m_user;
    QLineEdit *m_group;
    QComboBox *m_service;
    QLineEdit *m_process;
    QPushButton *m_show;
    MessageBar *m_failure;
    QStackedWidget *m_stack;
    QLabel *m_title;
    QLabel *m_why;
    LimitsView *m_rules;
    std::map<QString, QString> m_remarks; ///< by the row's id
    QLabel *m_remark;
    QLabel *m_effect;
};

} // namespace rdma
