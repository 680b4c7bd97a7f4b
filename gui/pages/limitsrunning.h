// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The limits that sessions and services have that run now, and which of them a new login or start would change.
#pragma once

#include "gui/pages/limitsasking.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rdma {

class LimitsView;
class MessageBar;

/// Of users, by name; nullopt: not known.
using LimitAnswers = std::map<QString, std::optional<LimitAnswer>>;

class RunningLimits : public QWidget {
    Q_OBJECT
public:
    RunningLimits(LimitsAsk ask, QWidget *parent = nullptr);

    void show(const LimitsLive &live); ///< what is compared with; nobody is asked for a password

private:
    void look();
    void take(const Result<LimitsTold> &told);
    void askForUsers();
    [[nodiscard]] QString summary(int different) const;
    void showAll();

    LimitsAsk m_ask;
    LimitsLive m_live;
    std::optional<std::vector<RunningLimit>> m_running; ///< nullopt: nobody has looked yet
    LimitAnswers m_answers;
    std::vector<Note> m_notes;
    QPushButton *m_look;
    MessageBar *m_failure;
    QLabel *m_summary;
    LimitsView *m_view;
};

/// What it would get that replaces this one; nullopt: that is not known.
[[nodiscard]] std::optional<MemoryLimit> nextLimitOf(const RunningLimit &running, const LimitsLive &live,
                                                     const LimitAnswers &answers);

} // namespace rdma
