// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What steps do to files and which commands a person would type instead: two tabs.
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
    [[nodiscard]] QWidget *commandsTab();

    CodeView *m_diff;
    CodeView *m_commands;
    CopyButton *m_copy;
};

} // namespace rdma
