// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A key does what its button does, and nothing while that is disabled.
#include "gui/pages/limitsbuttons.h"

#include "gui/widgets/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace rdma {

using namespace Qt::StringLiterals;

LimitsButtons::LimitsButtons(QAbstractItemView *view, QWidget *parent)
    : QWidget(parent),
      m_change(new QPushButton(themeIcon(u"configure"_s), tr("&Change…"), this)),
      m_remove(new QPushButton(themeIcon(u"list-remove"_s), tr("Re&move"), this))
{
    auto *add = new QPushButton(themeIcon(u"list-add"_s), tr("&Add…"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    for (QPushButton *one : {add, m_change, m_remove})
        row->addWidget(one);
    row->addStretch();
    connect(add, &QPushButton::clicked, this, &LimitsButtons::addClicked);
    connect(m_change, &QPushButton::clicked, this, &LimitsButtons::changeClicked);
    connect(m_remove, &QPushButton::clicked, this, &LimitsButtons::removeClicked);
    connect(view, &QAbstractItemView::activated, m_change, &QPushButton::click);
    auto *remove = new QAction(tr("Remove"), view);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, m_remove, &QPushButton::click);
    view->addAction(remove);
}

void LimitsButtons::offer(bool canChange, bool canRemove)
{
    m_change->setEnabled(canChange);
    m_remove->setEnabled(canRemove);
}

} // namespace rdma
