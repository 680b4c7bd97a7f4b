// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A message inside the window: what happened, what to do next, and the actions that do it.
#include "gui/widgets/messagebar.h"

#include "gui/widgets/iconlabel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Tint tintOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Information:
        return Tint::Information;
    case MessageBar::Kind::Positive:
        return Tint::Positive;
    case MessageBar::Kind::Warning:
        return Tint::Caution;
    case MessageBar::Kind::Error:
        break;
    }
    return Tint::Negative;
}

QString iconNameOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Information:
        return u"dialog-information"_s;
    case MessageBar::Kind::Positive:
        return u"dialog-ok-apply"_s;
    case MessageBar::Kind::Warning:
        return u"dialog-warning"_s;
    case MessageBar::Kind::Error:
        break;
    }
    return u"dialog-error"_s;
}

/// The word that stands for the icon where the icon cannot be seen.
QString kindWord(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Information:
        return MessageBar::tr("Note");
    case MessageBar::Kind::Positive:
        return MessageBar::tr("Done");
    case MessageBar::Kind::Warning:
        return MessageBar::tr("Warning");
    case MessageBar::Kind::Error:
        break;
    }
    return MessageBar::tr("Error");
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent),
      m_icon(new IconLabel(QStyle::PM_ButtonIconSize, 1, this)),
      m_text(bodyLabel({}, this)),
      m_actions(new QHBoxLayout),
      m_close(new QToolButton(this))
{
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_close->setIcon(themeIcon(u"window-close"_s));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Dismiss message"));
    m_close->setToolTip(tr("Dismiss message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addLayout(m_actions);
    row->addWidget(m_close);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text)
{
    removeActions();
    m_kind = kind;
    m_icon->setIcon(iconNameOf(kind), kindWord(kind));
    m_text->setText(text);
    setAccessibleName(tr("%1: %2").arg(kindWord(kind), text));
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QPushButton *MessageBar::addAction(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_actions->addWidget(button);
    return button;
}

void MessageBar::setDismissable(bool dismissable)
{
    m_close->setVisible(dismissable);
}

void MessageBar::dismiss()
{
    hide();
    removeActions();
    emit dismissed();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::removeActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void MessageBar::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tintedLine(palette(), tintOf(m_kind)));
    painter.setBrush(tintedBase(palette(), tintOf(m_kind)));
    const int radius = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    const qreal round = radius > 0 ? radius / 2.0 : fontMetrics().height() / 5.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), round, round);
}

} // namespace rdma
