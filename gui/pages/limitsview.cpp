// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A list about locked memory as one sees it.
#include "gui/pages/limitsview.h"

#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace rdma {

namespace {

constexpr int widestColumn = 44; // of characters
constexpr int fewestRows = 4;

} // namespace

LimitsView::LimitsView(const QString &accessibleName, const QStringList &titles, int wide, QWidget *parent)
    : QTreeView(parent), m_rows(titles), m_wide(wide), m_empty(bodyLabel({}, viewport()))
{
    auto *middle = new QVBoxLayout(viewport());
    middle->addWidget(m_empty);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->hide();
    setModel(&m_rows);
    setAccessibleName(accessibleName);
    setAllColumnsShowFocus(true);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setTextElideMode(Qt::ElideMiddle); // paths differ at their end
    setItemDelegate(new RoomyRows(this));
    setMinimumHeight(fontMetrics().lineSpacing() * 2 * fewestRows);
    header()->setResizeContentsPrecision(100); // rows looked at
    header()->setDefaultSectionSize(header()->minimumSectionSize());
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(wide, QHeaderView::Stretch);
    auto *copy = new QAction(tr("Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] {
        QStringList cells;
        for (int column = 0; column < m_rows.columnCount(); ++column)
            cells.append(currentIndex().siblingAtColumn(column).data().toString());
        QGuiApplication::clipboard()->setText(cells.join(u'\t'));
    });
    addAction(copy);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &LimitsView::selectionMoved);
}

void LimitsView::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void LimitsView::showRows(const std::vector<LimitRow> &rows)
{
    const QString chosen = selected();
    setAutoScroll(false); // when the current row goes, Qt scrolls to the next
    m_rows.show(rows);
    setAutoScroll(true);
    if (!chosen.isEmpty() && chosen != selected())
        select(chosen); // its row had to move
    if (!currentIndex().isValid())
        setCurrentIndex(m_rows.index(0, 0));
    m_empty->setVisible(rows.empty() && !m_empty->text().isEmpty());
    widenColumns();
    emit selectionMoved();
}

QString LimitsView::selected() const
{
    return m_rows.idAt(currentIndex()).value_or(QString());
}

void LimitsView::select(const QString &id)
{
    if (const QModelIndex index = m_rows.indexOf(id); index.isValid())
        setCurrentIndex(index);
}

/// Once a refresh. QHeaderView::ResizeToContents would measure all rows again for each row that changed.
void LimitsView::widenColumns()
{
    const QAbstractItemView *rows = this; // QTreeView hides the function
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        const int hint = std::max(rows->sizeHintForColumn(column), header()->sectionSizeHint(column));
        const int needed = std::min(hint, fontMetrics().averageCharWidth() * widestColumn);
        if (column != m_wide && header()->sectionSize(column) < needed)
            header()->resizeSection(column, needed);
    }
}

} // namespace rdma
