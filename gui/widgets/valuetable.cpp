// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small read-only table of texts: refreshed cell by cell, copied with the keyboard.
#include "gui/widgets/valuetable.h"

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
    : QTableWidget(0, static_cast<int>(columns.size()), parent), m_columns(columns)
{
    setAccessibleName(accessibleName);
    for (int column = 0; column < columnCount(); ++column)
        setHorizontalHeaderItem(column, new QTableWidgetItem(columns[column].title));
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
    auto *copy = new QAction(themeIcon(u"edit-copy"_s), tr("&Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ValueTable::copySelected);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ValueTable::showRows(const QList<QStringList> &rows)
{
    const bool resized = rows.size() != rowCount();
    setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column)
            showCell(row, column, rows[row].value(column));
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

/// Tabs between cells: spreadsheets and tickets take it.
void ValueTable::copySelected() const
{
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        if (!selectionModel()->isRowSelected(row, rootIndex()))
            continue;
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells.append(item(row, column)->text());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace rdma
