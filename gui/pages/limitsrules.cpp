// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every rule about locked memory that any file has.
#include "gui/pages/limitsrules.h"

#include "gui/pages/limitsview.h"
#include "gui/widgets/textlabels.h"

#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int detailLines = 3;

} // namespace

LimitRules::LimitRules(QWidget *parent)
    : QWidget(parent),
      m_view(new LimitsView(tr("Rules about locked memory"),
                            {tr("File and Line"), tr("For"), tr("Limit"), tr("Amount"), tr("Remark")}, 4, this)),
      m_detail(bodyLabel({}, this))
{
    m_view->setEmptyText(tr("No file says anything about locked memory."));
    m_detail->setMinimumHeight(detailLines * fontMetrics().lineSpacing()); // the list does not jump
    m_detail->setAlignment(m_detail->alignment() | Qt::AlignTop);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->addWidget(
        captionLabel(tr("All that is said about locked memory on this computer: first what pam_limits reads for who "
                        "logs in, then what systemd reads for services, each in the order in which it is read."),
                     this));
    column->addWidget(m_view, 1);
    column->addWidget(m_detail);
    connect(m_view, &LimitsView::selectionMoved, this, &LimitRules::showSelected);
}

void LimitRules::show(const LimitsLive &live)
{
    std::vector<LimitRow> rows;
    m_remarks.clear();
    for (const LimitLine &line : ruleLines(live)) {
        rows.push_back(rowOf(line));
        m_remarks[line.id] = line.cells.front() + u": "_s + line.remark;
    }
    m_view->showRows(rows);
}

void LimitRules::showSelected()
{
    const auto remark = m_remarks.find(m_view->selected());
    m_detail->setText(remark == m_remarks.end() ? QString() : remark->second);
}

} // namespace rdma
