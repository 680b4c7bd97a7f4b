// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a page shows when it has nothing: an icon, a sentence, what to do, and one helpful action.
#include "gui/widgets/placeholder.h"

#include "gui/widgets/iconlabel.h"
#include "gui/widgets/textlabels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace rdma {

namespace {

/// Some sixty characters a line read best.
QWidget *readableColumn(Placeholder *placeholder, QVBoxLayout *content)
{
    auto *column = new QWidget(placeholder);
    column->setFixedWidth(placeholder->fontMetrics().averageCharWidth() * 80);
    column->setLayout(content);
    return column;
}

} // namespace

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent),
      m_icon(new IconLabel(QStyle::PM_LargeIconSize, 2, this)),
      m_title(headingLabel({}, this)),
      m_text(bodyLabel({}, this)),
      m_column(new QVBoxLayout),
      m_action(new QPushButton(this))
{
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &Placeholder::actionTriggered);
    m_column->addStretch(2);
    m_column->addWidget(m_icon, 0, Qt::AlignHCenter);
    m_column->addWidget(m_title);
    m_column->addWidget(m_text);
    m_column->addSpacing(groupSpacing(this));
    m_column->addWidget(m_action, 0, Qt::AlignHCenter);
    m_column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->addWidget(readableColumn(this, m_column), 0, Qt::AlignHCenter);
}

void Placeholder::setContent(const QString &iconName, const QString &title, const QString &text)
{
    m_icon->setIcon(iconName, {});
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void Placeholder::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void Placeholder::addAction(QPushButton *button)
{
    m_column->insertWidget(m_column->count() - 1, button, 0, Qt::AlignHCenter);
}

QString Placeholder::title() const
{
    return m_title->text();
}

QString Placeholder::text() const
{
    return m_text->text();
}

} // namespace rdma
