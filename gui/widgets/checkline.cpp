// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One check of a list: how it stands, what shows it, and a button that mends it where there is one.
#include "gui/widgets/checkline.h"

#include "gui/widgets/iconlabel.h"
#include "gui/widgets/textlabels.h"

#include <QGridLayout>
#include <QPushButton>
#include <QStyleOptionFocusRect>
#include <QStylePainter>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Told apart by their shape, not by colour alone. None where nothing can be wrong: themes draw list-remove as a red
/// cross.
QString iconNameOf(CheckStanding standing)
{
    switch (standing) {
    case CheckStanding::Good:
        return u"dialog-ok-apply"_s;
    case CheckStanding::Differs:
        return u"dialog-warning"_s;
    case CheckStanding::Broken:
        return u"dialog-error"_s;
    case CheckStanding::NotKnown:
        return u"dialog-question"_s;
    case CheckStanding::DoesNotApply:
        break;
    }
    return {};
}

} // namespace

QString checkStandingWords(CheckStanding standing)
{
    switch (standing) {
    case CheckStanding::Good:
        return CheckLine::tr("In order");
    case CheckStanding::Differs:
        return CheckLine::tr("Differs");
    case CheckStanding::Broken:
        return CheckLine::tr("Broken");
    case CheckStanding::NotKnown:
        return CheckLine::tr("Not known");
    case CheckStanding::DoesNotApply:
        break;
    }
    return CheckLine::tr("Does not apply");
}

CheckLine::CheckLine(QWidget *parent)
    : QWidget(parent),
      m_icon(new IconLabel(QStyle::PM_SmallIconSize, 1, this)),
      m_title(sectionLabel({}, this)),
      m_evidence(bodyLabel({}, this)),
      m_cure(new QPushButton(this))
{
    m_evidence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *grid = new QGridLayout(this);
    const int gap = fontMetrics().lineSpacing() / 4;
    grid->setContentsMargins(gap, gap, gap, gap);
    grid->setVerticalSpacing(0);
    grid->addWidget(m_icon, 0, 0, Qt::AlignVCenter);
    grid->addWidget(m_title, 0, 1);
    grid->addWidget(m_evidence, 1, 1);
    grid->addWidget(m_cure, 0, 2, 2, 1, Qt::AlignVCenter);
    grid->setColumnStretch(1, 1);
    m_cure->hide();
    connect(m_cure, &QPushButton::clicked, this, &CheckLine::cureChosen);
}

void CheckLine::showRow(const CheckRow &row)
{
    if (row == m_row)
        return;
    m_row = row;
    const QString standing = checkStandingWords(row.standing);
    m_icon->setIcon(iconNameOf(row.standing), standing);
    m_icon->setToolTip(standing);
    m_title->setText(row.title);
    m_evidence->setText(row.evidence);
    m_evidence->setVisible(!row.evidence.isEmpty());
    m_cure->setText(row.cure);
    m_cure->setVisible(!row.cure.isEmpty());
    m_cure->setAccessibleDescription(row.title);
    setAccessibleName(tr("%1: %2").arg(row.title, standing));
    setAccessibleDescription(row.evidence);
}

void CheckLine::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void CheckLine::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void CheckLine::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QStylePainter painter(this);
    QStyleOptionFocusRect option;
    option.initFrom(this);
    option.backgroundColor = palette().color(QPalette::Window);
    painter.drawPrimitive(QStyle::PE_FrameFocusRect, option);
}

} // namespace rdma
