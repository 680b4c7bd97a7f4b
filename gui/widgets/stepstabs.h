// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What steps do to files and to configfs, and which commands a person would type instead: a tab each.
#pragma once

#include "model/plan.h"

#include <QTabWidget>

namespace rdma {

class CodeView;
class CopyButton;

class StepsTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit StepsTabs(QWidget *parent = nullptr);

    void showSteps(const std::vector<StepView> &steps);

private:
    [[nodiscard]] QWidget *makeTab(const QString &caption, CodeView *view, CopyButton *copy);
    void showFilled(const QStringList &diff, const QStringList &commands, const QStringList &operations);

    CodeView *m_diff;
    CodeView *m_commands;
    CodeView *m_operations;
    CopyButton *m_copyCommands;
    CopyButton *m_copyOperations;
    QWidget *m_commandsTab;
    QWidget *m_operationsTab;
    QWidget *m_chosen; ///< by a person; before that the first
};

} // namespace rdma
