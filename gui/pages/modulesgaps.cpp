// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the next boot will do otherwise.
#include "gui/pages/modulesgaps.h"

#include "gui/pages/modulesrow.h"
#include "gui/widgets/checklist.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/gapwords.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum class GapCure { None, AtBoot, RunNow, ReadLog };

GapCure cureOf(const ModulesState &state, const ModulesEdits &edits, const BootGap &gap)
{
    if (gap.cause == BootGapCause::Failed)
        return GapCure::ReadLog;
    if (gap.cause != BootGapCause::None)
        return GapCure::None;
    switch (gap.kind) {
    case BootGapKind::LoadedNotAtBoot:
    case BootGapKind::RunningNotEnabled:
        return barOf(state, gap.subject).isEmpty() && !edits.contains(gap.subject) ? GapCure::AtBoot : GapCure::None;
    case BootGapKind::AtBootNotLoaded:
    case BootGapKind::EnabledNotRunning:
        return GapCure::RunNow;
    case BootGapKind::DeniedAtBoot:
    case BootGapKind::BootNotKnown:
    case BootGapKind::Waits:
    case BootGapKind::ComesWhenUsed:
        break;
    }
    return GapCure::None;
}

QString labelOf(GapCure cure, const BootGap &gap)
{
    const bool isProtocol = std::holds_alternative<Protocol>(gap.subject);
    switch (cure) {
    case GapCure::AtBoot:
        return isProtocol ? GapsPane::tr("Load at Boot") : GapsPane::tr("Start at Boot");
    case GapCure::RunNow:
        return isProtocol ? GapsPane::tr("Load Now…") : GapsPane::tr("Start Now…");
    case GapCure::ReadLog:
        return GapsPane::tr("Show Messages");
    case GapCure::None:
        break;
    }
    return {};
}

CheckStanding standingOf(const BootGap &gap)
{
    if (gap.kind == BootGapKind::BootNotKnown)
        return CheckStanding::NotKnown;
    if (!isDifference(gap))
        return CheckStanding::DoesNotApply;
    return gap.cause == BootGapCause::Failed ? CheckStanding::Broken : CheckStanding::Differs;
}

} // namespace

GapsPane::GapsPane(QWidget *parent)
    : QWidget(parent), m_list(new CheckList(tr("What the next boot will do otherwise"), this))
{
    auto *area = new QScrollArea(this);
    auto *inside = new QWidget(area);
    auto *rows = new QVBoxLayout(inside);
    rows->setContentsMargins({});
    rows->addWidget(m_list);
    rows->addStretch();
    area->setWidget(inside);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("What is set for the boot, compared with what runs now. Changes that are not "
                                      "applied yet do not count."),
                                   this));
    column->addWidget(area, 1);
    connect(m_list, &CheckList::cureChosen, this, &GapsPane::cure);
}

void GapsPane::show(const ModulesState &state, const ModulesEdits &edits)
{
    m_gaps = bootGaps(state.live);
    QList<CheckRow> rows;
    for (const BootGap &gap : m_gaps)
        rows.append({standingOf(gap), gapTitle(gap), gapWords(gap), labelOf(cureOf(state, edits, gap), gap)});
    if (count() == 0) // then no row has a cure that would be counted from here
        rows.prepend({CheckStanding::Good, noGapsWords(), {}, {}});
    m_list->showRows(rows);
}

int GapsPane::count() const
{
    return static_cast<int>(std::ranges::count_if(m_gaps, isDifference));
}

void GapsPane::cure(int which)
{
    const BootGap &gap = m_gaps.at(static_cast<std::size_t>(which));
    if (gap.cause == BootGapCause::Failed)
        emit requested(messagesOf(gap.subject));
    else if (gap.kind == BootGapKind::LoadedNotAtBoot || gap.kind == BootGapKind::RunningNotEnabled)
        emit atBootRequested(gap.subject);
    else
        emit runRequested(gap.subject);
}

} // namespace rdma
