// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps of a job in plain words, each with its state, the failed one with its reason.
#include "gui/widgets/steplist.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/roomyrows.h"
#include "gui/words/errorwords.h"
#include "gui/words/stepwords.h"

#include <QHeaderView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString iconNameOf(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return u"media-playback-pause"_s;
    case StepState::Running:
        return u"media-playback-start"_s;
    case StepState::Done:
        return u"dialog-ok-apply"_s;
    case StepState::Undone:
        return u"edit-undo"_s;
    case StepState::Failed:
    case StepState::Left:
    case StepState::Interrupted:
        break;
    }
    return state == StepState::Failed ? u"dialog-error"_s : u"dialog-warning"_s;
}

void fill(QTreeWidgetItem *item, const StepOutcome &step)
{
    item->setText(0, stepWords(step.step));
    item->setText(1, stepStateWords(step.state));
    item->setIcon(1, themeIcon(iconNameOf(step.state)));
    qDeleteAll(item->takeChildren());
    if (!step.error)
        return;
    auto *reason = new QTreeWidgetItem(item, {errorWords(*step.error).happened});
    reason->setFirstColumnSpanned(true);
    item->setExpanded(true);
}

} // namespace

StepList::StepList(QWidget *parent) : QTreeWidget(parent)
{
    setAccessibleName(tr("Steps"));
    setItemDelegate(new RoomyRows(this));
    setHeaderLabels({tr("Step"), tr("State")});
    setWordWrap(true);
    setItemsExpandable(false);
    setRootIsDecorated(false);
    setUniformRowHeights(false);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
}

void StepList::showSteps(const std::vector<StepOutcome> &steps)
{
    while (topLevelItemCount() > std::ssize(steps))
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < std::ssize(steps))
        addTopLevelItem(new QTreeWidgetItem);
    for (int row = 0; row < topLevelItemCount(); ++row)
        fill(topLevelItem(row), steps.at(static_cast<std::size_t>(row)));
}

QSize StepList::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 72, fontMetrics().lineSpacing() * 10};
}

} // namespace rdma
