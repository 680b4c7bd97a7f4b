// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Checks below each other. The arrow keys go through them, Enter mends the one in focus.
#include "gui/widgets/checklist.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace rdma {

namespace {

/// Qt 6.8 knows no role of a widget but that of its class.
QAccessibleInterface *listInterface(const QString &, QObject *object)
{
    if (auto *list = qobject_cast<CheckList *>(object))
        return new QAccessibleWidget(list, QAccessible::List);
    if (auto *line = qobject_cast<CheckLine *>(object))
        return new QAccessibleWidget(line, QAccessible::ListItem);
    return nullptr;
}

} // namespace

CheckList::CheckList(const QString &name, QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    QAccessible::installFactory(listInterface); // once, however often
    setAccessibleName(name);
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    hide();
}

void CheckList::showRows(const QList<CheckRow> &rows)
{
    while (m_lines.size() > rows.size())
        dropLine();
    while (m_lines.size() < rows.size())
        addLine();
    m_rows = rows;
    for (qsizetype row = 0; row < rows.size(); ++row)
        m_lines[row]->showRow(rows[row]);
    setVisible(!rows.isEmpty());
}

/// Tab goes to the list once, and from there to the buttons.
void CheckList::addLine()
{
    auto *line = new CheckLine(this);
    const auto row = static_cast<int>(m_lines.size());
    line->setFocusPolicy(row == 0 ? Qt::StrongFocus : Qt::ClickFocus);
    connect(line, &CheckLine::cureChosen, this, [this, row] { emit cureChosen(row); });
    m_lines.append(line);
    m_column->addWidget(line);
}

void CheckList::dropLine()
{
    const bool hadFocus = focused() == static_cast<int>(m_lines.size()) - 1;
    CheckLine *last = m_lines.takeLast();
    if (hadFocus && !m_lines.isEmpty())
        moveFocus(static_cast<int>(m_lines.size()) - 1);
    delete last;
}

int CheckList::focused() const
{
    const auto has = [](const CheckLine *line) { return line->hasFocus() || line->cureButton()->hasFocus(); };
    const auto found = std::ranges::find_if(m_lines, has);
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

void CheckList::moveFocus(int to)
{
    const int row = std::clamp(to, 0, static_cast<int>(m_lines.size()) - 1);
    for (qsizetype other = 0; other < m_lines.size(); ++other)
        m_lines[other]->setFocusPolicy(other == row ? Qt::StrongFocus : Qt::ClickFocus);
    m_lines[row]->setFocus(Qt::TabFocusReason);
}

void CheckList::keyPressEvent(QKeyEvent *event)
{
    const int row = focused();
    if (row < 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Up:
        return moveFocus(row - 1);
    case Qt::Key_Down:
        return moveFocus(row + 1);
    case Qt::Key_Home:
        return moveFocus(0);
    case Qt::Key_End:
        return moveFocus(static_cast<int>(m_lines.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_rows[row].cure.isEmpty())
            return emit cureChosen(row);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace rdma
