// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small read-only table of texts: refreshed cell by cell, copied with the keyboard.
#include "gui/widgets/valuetable.h"

#include "gui/widgets/copybutton.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRowsSeen = 8;

} // namespace

ValueTable::ValueTable(const QString &accessibleName, const QList<Column> &columns, QWidget *parent)
    : QTableWidget(parent), m_columns(columns)
{
    setAccessibleName(accessibleName);
    if (const auto copied = std::ranges::find_if(m_columns, &Column::copied); copied != m_columns.end()) {
        m_buttons = static_cast<int>(copied - m_columns.begin()) + 1;
        m_columns.insert(m_buttons, Column());
    }
    setColumnCount(static_cast<int>(m_columns.size()));
    for (int column = 0; column < columnCount(); ++column)
        setHorizontalHeaderItem(column, new QTableWidgetItem(m_columns[column].title));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setItemDelegate(new RoomyRows(this));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() * 3 / 2);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &ValueTable::updateGeometry);
    addCopyAction(tr("&Copy"), {QKeySequence::Copy}, &ValueTable::copySelected);
    if (m_buttons > 0)
        addCopyAction(tr("Copy &%1").arg(m_columns[m_buttons - 1].title),
                      {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter}, &ValueTable::copyCurrent);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ValueTable::addCopyAction(const QString &text, const QList<QKeySequence> &keys, void (ValueTable::*copy)())
{
    auto *action = new QAction(themeIcon(u"edit-copy"_s), text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, copy);
    addAction(action);
}

void ValueTable::showRows(const QList<QStringList> &rows)
{
    const bool resized = rows.size() != rowCount();
    setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0, given = 0; column < columnCount(); ++column)
            if (column == m_buttons)
                showButton(row, rows[row].value(given - 1));
            else
                showCell(row, column, rows[row].value(given++));
    if (!resized)
        return;
    resizeColumnsToContents();
    updateGeometry();
}

QSize ValueTable::sizeHint() const
{
    const int rows = std::clamp(rowCount(), 1, maxRowsSeen);
    const int height = horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() +
                       2 * frameWidth() + (rowCount() > maxRowsSeen ? verticalHeader()->defaultSectionSize() / 2 : 0) +
                       (horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0);
    return {fontMetrics().averageCharWidth() * 50, height};
}

QSize ValueTable::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, sizeHint().height()};
}

void ValueTable::showCell(int row, int column, const QString &text)
{
    QTableWidgetItem *cell = item(row, column);
    if (!cell) {
        cell = new QTableWidgetItem;
        if (m_columns[column].exact)
            cell->setFont(monospaceFont(font()));
        setItem(row, column, cell);
    }
    if (cell->text() != text)
        cell->setText(text);
}

/// For the mouse: with the keyboard one walks through rows, not through a button in each of them.
void ValueTable::showButton(int row, const QString &text)
{
    auto *button = static_cast<CopyButton *>(cellWidget(row, m_buttons));
    if (!button) {
        button = smallCopyButton({}, this);
        button->setFocusPolicy(Qt::NoFocus);
        setCellWidget(row, m_buttons, button);
    }
    const QString name = tr("Copy %1").arg(text);
    if (button->accessibleName() == name)
        return;
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setContent(text);
}

void ValueTable::copyCurrent()
{
    if (auto *button = static_cast<CopyButton *>(cellWidget(currentRow(), m_buttons)))
        button->click();
}

/// Tabs between cells: spreadsheets and tickets take it.
void ValueTable::copySelected()
{
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        if (!selectionModel()->isRowSelected(row, rootIndex()))
            continue;
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            if (column != m_buttons)
                cells.append(item(row, column)->text());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace rdma
