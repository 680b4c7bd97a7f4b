// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a tool says while it works.
#include "gui/widgets/saidview.h"

#include "gui/widgets/codeview.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"

#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace rdma {

namespace {

constexpr qsizetype shownLines = 20;

} // namespace

SaidView::SaidView(QWidget *parent)
    : QWidget(parent),
      m_last(bodyLabel({}, this)),
      m_fold(new QToolButton(this)),
      m_all(new CodeView(tr("What the tool says"), this))
{
    m_last->setFont(monospaceFont(m_last->font()));
    m_last->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fold->setText(tr("Show &Output"));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    auto *row = new QHBoxLayout;
    row->addWidget(m_last, 1);
    row->addWidget(m_fold, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addWidget(m_all);
    connect(m_fold, &QToolButton::toggled, this, &SaidView::unfold);
    unfold(false);
    hide();
}

/// Whoever scrolled up stays there; nothing is touched that did not change.
void SaidView::showLines(const QStringList &lines)
{
    setVisible(!lines.isEmpty());
    if (lines == m_lines)
        return;
    m_lines = lines;
    QScrollBar *bar = m_all->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int place = bar->value();
    m_last->setText(lines.isEmpty() ? QString() : technical(lines.constLast()));
    m_all->showCommands(lines.last(std::min(lines.size(), shownLines)));
    bar->setValue(atEnd ? bar->maximum() : place);
}

void SaidView::unfold(bool open)
{
    m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_all->setVisible(open);
    if (open)
        m_all->verticalScrollBar()->setValue(m_all->verticalScrollBar()->maximum());
}

} // namespace rdma
