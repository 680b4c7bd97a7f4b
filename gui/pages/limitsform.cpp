// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fields for a limit.
#include "gui/pages/limitsform.h"

#include "gui/widgets/textlabels.h"

#include <QCheckBox>
#include <QGridLayout>

namespace rdma {

LimitForm::LimitForm(bool maySetOne, QWidget *parent)
    : QWidget(parent),
      m_maySetOne(maySetOne),
      m_hard(new LimitAmount(tr("Limit"), this)),
      m_soft(new LimitAmount(tr("Soft limit"), this)),
      m_hardLabel(fieldLabel({}, this)),
      m_softLabel(fieldLabel(tr("S&oft limit:"), this)),
      m_different(new QCheckBox(tr("&Different soft limit"), this))
{
    m_hardLabel->setBuddy(m_hard);
    m_softLabel->setBuddy(m_soft);
    m_different->setToolTip(tr("Programs start with the soft limit and may raise it themselves up to the hard one."));
    m_different->setAccessibleDescription(m_different->toolTip());
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins({});
    rows->setHorizontalSpacing(groupSpacing(this));
    rows->addWidget(m_hardLabel, 0, 0);
    rows->addWidget(m_hard, 0, 1);
    rows->addWidget(m_different, 1, 1);
    rows->addWidget(m_softLabel, 2, 0);
    rows->addWidget(m_soft, 2, 1);
    rows->setColumnStretch(1, 1);
    connect(m_hard, &LimitAmount::edited, this, &LimitForm::edited);
    connect(m_soft, &LimitAmount::edited, this, &LimitForm::edited);
    connect(m_different, &QCheckBox::toggled, this, [this] {
        showSides();
        emit edited();
    });
    showSides();
}

void LimitForm::setLimit(const WantedLimit &limit)
{
    m_different->setChecked(limit.soft != limit.hard);
    m_hard->setAmount(limit.hard);
    m_soft->setAmount(limit.soft);
}

Result<WantedLimit> LimitForm::limit() const
{
    const auto hard = m_hard->amount();
    const auto soft = m_different->isChecked() ? m_soft->amount() : hard;
    if (!hard || !soft)
        return std::unexpected(hard ? soft.error() : hard.error());
    return WantedLimit{*soft, *hard};
}

/// The soft one keeps its room: the dialog does not grow when somebody asks for it.
void LimitForm::showSides()
{
    const bool different = m_different->isChecked();
    m_hardLabel->setText(different ? tr("&Hard limit:") : tr("&Limit:"));
    m_hard->setMayBeAbsent(different && m_maySetOne);
    m_soft->setMayBeAbsent(different && m_maySetOne);
    for (QWidget *one : {static_cast<QWidget *>(m_soft), static_cast<QWidget *>(m_softLabel)}) {
        QSizePolicy policy = one->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        one->setSizePolicy(policy);
        one->setVisible(different);
    }
}

} // namespace rdma
