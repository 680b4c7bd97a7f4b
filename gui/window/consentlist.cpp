// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boxes to be ticked before a plan may be applied.
#include "gui/window/consentlist.h"

#include "gui/widgets/textlabels.h"

#include <QCheckBox>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Those logged in that lose disks; an initiator of two ports counts twice, as it has two sessions.
int disconnectedBy(const PlanView &plan)
{
    qsizetype count = 0;
    for (const StepView &step : plan.steps)
        if (step.kind == "disconnect-initiators"_L1)
            count += std::max(qsizetype{1}, step.after.split(u", "_s, Qt::SkipEmptyParts).size());
    return static_cast<int>(count);
}

std::vector<Consent> ticksFor(const PlanView &plan)
{
    std::vector<Consent> ticks = consentsOf(plan);
    if (const int count = disconnectedBy(plan); count > 0)
        ticks.push_back({ConsentList::tr("Di&sconnect %n initiator(s)", nullptr, count), {}});
    return ticks;
}

} // namespace

ConsentList::ConsentList(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(fontMetrics().lineSpacing() / 4);
    hide();
}

void ConsentList::showPlan(const PlanView &plan)
{
    auto ticks = ticksFor(plan);
    if (plan.id == m_plan && ticks == m_consents)
        return;
    m_plan = plan.id;
    m_consents = std::move(ticks);
    clear();
    for (const Consent &consent : m_consents)
        add(consent);
    setVisible(!m_consents.empty());
}

bool ConsentList::isGiven() const
{
    return std::ranges::all_of(m_boxes, &QCheckBox::isChecked);
}

/// Later: one of them may be telling its signal.
void ConsentList::clear()
{
    m_boxes.clear();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

/// What a box allows stands below it, since the label of a box is one line.
void ConsentList::add(const Consent &consent)
{
    auto *box = new QCheckBox(consent.label, this);
    box->setAccessibleDescription(consent.text);
    connect(box, &QCheckBox::toggled, this, &ConsentList::changed);
    m_boxes.append(box);
    m_column->addWidget(box);
    if (consent.text.isEmpty())
        return;
    auto *text = bodyLabel(consent.text, this);
    const int indent =
        style()->pixelMetric(QStyle::PM_IndicatorWidth) + style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing);
    const bool leftToRight = layoutDirection() == Qt::LeftToRight;
    text->setContentsMargins(leftToRight ? indent : 0, 0, leftToRight ? 0 : indent, 0);
    m_column->addWidget(text);
}

} // namespace rdma
