// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What steps do to files and to configfs, and which commands a person would type instead: a tab each.
#include "gui/widgets/stepstabs.h"

#include "gui/widgets/codeview.h"
#include "gui/widgets/copybutton.h"
#include "gui/widgets/textlabels.h"

#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

namespace rdma {

StepsTabs::StepsTabs(QWidget *parent)
    : QTabWidget(parent),
      m_diff(new CodeView(tr("File changes"), this)),
      m_commands(new CodeView(tr("Equivalent commands"), this)),
      m_operations(new CodeView(tr("What configfs is asked to do"), this)),
      m_copyCommands(new CopyButton(tr("Cop&y as Commands"), tr("Copy as commands"), this)),
      m_copyOperations(new CopyButton(tr("Cop&y Operations"), tr("Copy configfs operations"), this))
{
    setAccessibleName(tr("Details"));
    tabBar()->setAccessibleName(tr("Details"));
    for (CodeView *view : {m_diff, m_commands, m_operations})
        view->setFrameShape(QFrame::NoFrame);
    addTab(m_diff, tr("F&ile Changes"));
    m_commandsTab = makeTab(tr("What a person would type as root to the same effect."), m_commands, m_copyCommands);
    addTab(m_commandsTab, tr("Co&mmands"));
    m_operationsTab = makeTab(tr("What the helper does in the kernel’s configuration file system, line by line."),
                              m_operations, m_copyOperations);
    addTab(m_operationsTab, tr("&Configfs"));
    m_chosen = m_diff;
    connect(this, &QTabWidget::currentChanged, this, [this] { m_chosen = currentWidget(); });
}

QWidget *StepsTabs::makeTab(const QString &caption, CodeView *view, CopyButton *copy)
{
    auto *tab = new QWidget(this);
    auto *column = new QVBoxLayout(tab);
    column->addWidget(captionLabel(caption, tab));
    column->addWidget(view, 1);
    column->addWidget(copy, 0, Qt::AlignLeading);
    return tab;
}

void StepsTabs::showSteps(const std::vector<StepView> &steps)
{
    QStringList diff;
    QStringList commands;
    QStringList operations;
    for (const StepView &step : steps) {
        diff += step.diff;
        commands += step.commands;
        operations += step.operations;
    }
    m_diff->showDiff(diff.isEmpty() ? QStringList{tr("No file changes.")} : diff);
    m_commands->showCommands(commands);
    m_copyCommands->setContent(commands.join(u'\n'));
    m_operations->showCommands(operations);
    m_copyOperations->setContent(operations.join(u'\n'));
    showFilled(diff, commands, operations);
}

/// The tab that a person chose, as long as there is something in it.
void StepsTabs::showFilled(const QStringList &diff, const QStringList &commands, const QStringList &operations)
{
    const QSignalBlocker nobodyChose(this);
    setTabVisible(indexOf(m_operationsTab), !operations.isEmpty());
    const std::pair<QWidget *, bool> tabs[]{
        {m_diff, !diff.isEmpty()}, {m_commandsTab, !commands.isEmpty()}, {m_operationsTab, !operations.isEmpty()}};
    QList<QWidget *> filled;
    for (const auto &[tab, hasContent] : tabs)
        if (hasContent)
            filled.append(tab);
    setCurrentWidget(filled.contains(m_chosen) ? m_chosen : filled.value(0, m_diff));
}

} // namespace rdma
