// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What steps do to files and which commands a person would type instead: two tabs.
#include "gui/widgets/stepstabs.h"

#include "gui/widgets/codeview.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/textlabels.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace rdma {

StepsTabs::StepsTabs(QWidget *parent)
    : QTabWidget(parent),
      m_diff(new CodeView(tr("File changes"), this)),
      m_commands(new CodeView(tr("Equivalent commands"), this)),
      m_copy(new CopyButton(tr("Cop&y Commands"), tr("Copy commands"), this))
{
    setAccessibleName(tr("Details"));
    tabBar()->setAccessibleName(tr("Details"));
    m_diff->setFrameShape(QFrame::NoFrame);
    m_commands->setFrameShape(QFrame::NoFrame);
    addTab(m_diff, tr("F&ile Changes"));
    addTab(commandsTab(), tr("Co&mmands"));
}

QWidget *StepsTabs::commandsTab()
{
    auto *tab = new QWidget(this);
    auto *column = new QVBoxLayout(tab);
    column->addWidget(captionLabel(tr("What a person would type as root to the same effect."), tab));
    column->addWidget(m_commands, 1);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    return tab;
}

void StepsTabs::showSteps(const std::vector<StepView> &steps)
{
    QStringList diff;
    QStringList commands;
    for (const StepView &step : steps) {
        diff += step.diff;
        commands += step.commands;
    }
    m_diff->showDiff(diff.isEmpty() ? QStringList{tr("No file changes.")} : diff);
    m_commands->showCommands(commands);
    m_copy->setContent(commands.join(u'\n'));
}

} // namespace rdma
