// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The bar below a page: how many changes wait, and the ways forward and back.
#include "gui/widgets/pendingbar.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

PendingBar::PendingBar(QWidget *parent)
    : QFrame(parent),
      m_count(bodyLabel({}, this)),
      m_problem(captionLabel({}, this)),
      m_show(new QPushButton(tr("Sho&w"), this)),
      m_discard(new QPushButton(tr("&Discard"), this)),
      m_review(new QPushButton(tr("&Review…"), this))
{
    setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    QFont bold = m_count->font();
    bold.setWeight(QFont::DemiBold);
    m_count->setFont(bold);
    m_count->setWordWrap(false);
    m_discard->setIcon(themeIcon(u"edit-clear-all"_s));
    m_review->setIcon(themeIcon(u"dialog-ok-apply"_s));
    m_show->setAccessibleDescription(tr("Go to the change that needs correction"));
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_count);
    row->addWidget(m_problem, 1);
    for (QPushButton *button : {m_show, m_discard, m_review})
        row->addWidget(button);
    connect(m_show, &QPushButton::clicked, this, &PendingBar::problemRequested);
    connect(m_discard, &QPushButton::clicked, this, &PendingBar::discardRequested);
    connect(m_review, &QPushButton::clicked, this, &PendingBar::reviewRequested);
    hide();
}

void PendingBar::showChanges(const QList<Change> &changes)
{
    const auto wrong = std::ranges::count_if(changes, [](const Change &change) { return !change.problem.isEmpty(); });
    m_count->setText(tr("%n change(s) not applied", nullptr, static_cast<int>(changes.size())));
    m_problem->setText(wrong > 0 ? tr("%n need(s) correction", nullptr, static_cast<int>(wrong)) : QString());
    m_show->setVisible(wrong > 0);
    m_review->setEnabled(wrong == 0);
    m_review->setAccessibleDescription(m_problem->text());
    setAccessibleName(m_count->text());
    setVisible(!changes.isEmpty());
}

} // namespace rdma
