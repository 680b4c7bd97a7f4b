// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Memory Locking": how much memory users and services may lock, every rule about it, and which one holds.
#pragma once

#include "gui/pages/limitsasking.h"
#include "gui/pages/limitsedit.h"
#include "gui/pages/page.h"
#include "gui/pages/pendingvalue.h"

class QTabWidget;

namespace rdma {

class LimitRules;
class LimitsAnswer;
class MessageBar;
class RunningLimits;
class ServiceLimits;
class UserLimits;

class LimitsPage : public Page {
    Q_OBJECT
public:
    explicit LimitsPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject pendingWish() const override;
    [[nodiscard]] QList<Change> pendingChanges() const override;
    void dropChange(qsizetype which) override;
    void discardChanges() override;
    void forgetChanges() override;
    void revealChange(qsizetype which) override;

private:
    [[nodiscard]] LimitsAsk asking();
    void connectParts();
    void change(const LimitsEdits &edits, const LimitsPlace &place);
    void showEdits();
    void showNotes();

    LimitsState m_state;
    PendingValue<LimitsEdits> m_edits;
    MessageBar *m_notes;
    QTabWidget *m_tabs;
    UserLimits *m_users;
    ServiceLimits *m_services;
    LimitRules *m_rules;
    LimitsAnswer *m_answer;
    RunningLimits *m_running;
};

} // namespace rdma
