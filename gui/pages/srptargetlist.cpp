// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search and the tree of exports as one sees them.
#include "gui/pages/srptargetlist.h"

#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace rdma {

ExportList::ExportList(QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_stack(new QStackedWidget(this)), m_view(new QTreeView(this))
{
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search ports, disks and initiators"));
    m_search->setClearButtonEnabled(true);
    m_stack->addWidget(makeView());
    m_stack->addWidget(makeNothingFound());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_search);
    column->addWidget(m_stack, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExportList::selectionChanged);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_tree.setSearch(text);
        showFiltered();
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void ExportList::show(const ExportState &state, const ExportEdits &edits)
{
    const auto chosen = selected();
    m_view->setAutoScroll(false); // when the current row goes, Qt scrolls to the next as if all rows were collapsed
    m_tree.show(state, edits);
    m_view->setAutoScroll(true);
    if (chosen && chosen != selected() && m_tree.indexOf(*chosen).isValid())
        select(*chosen); // its row had to move
    showFiltered();
}

std::optional<ExportRow> ExportList::selected() const
{
    return m_tree.idAt(m_view->currentIndex());
}

/// An initiator's row is there only once its disk was unfolded.
void ExportList::select(const ExportRow &row)
{
    if (row.kind == ExportRow::Kind::Initiator && !m_tree.indexOf(row).isValid()) {
        ExportRow disk = row;
        disk.kind = ExportRow::Kind::Disk;
        disk.initiator.clear();
        disk.number = 0;
        m_tree.fetchMore(m_tree.indexOf(disk));
    }
    m_view->setCurrentIndex(m_tree.indexOf(row));
}

QWidget *ExportList::makeView()
{
    m_view->setModel(&m_tree);
    m_view->setAccessibleName(tr("Exports"));
    m_view->setAllColumnsShowFocus(true);
    m_view->setUniformRowHeights(true);
    m_view->setTabKeyNavigation(false);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->header()->setResizeContentsPrecision(100); // rows looked at
    m_view->header()->setDefaultSectionSize(m_view->header()->minimumSectionSize());
    m_view->header()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 40);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(ExportTree::State, QHeaderView::Stretch);
    m_view->setTextElideMode(Qt::ElideMiddle); // ids differ at their end
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setMinimumHeight(fontMetrics().lineSpacing() * 8);
    connect(&m_tree, &QAbstractItemModel::rowsInserted, m_view, [this](const QModelIndex &above) {
        if (const auto row = m_tree.idAt(above); row && row->kind != ExportRow::Kind::Disk)
            m_view->expand(above);
    });
    m_widening.setSingleShot(true);
    m_widening.setInterval(0); // not from within: a view that is unfolding rows must not be asked for their sizes
    connect(m_view, &QTreeView::expanded, &m_widening, qOverload<>(&QTimer::start));
    connect(&m_widening, &QTimer::timeout, this, &ExportList::widenColumns);
    return m_view;
}

QWidget *ExportList::makeNothingFound()
{
    auto *nothing = new QWidget(this);
    auto *words = bodyLabel(tr("No port, disk or initiator matches."), nothing);
    words->setAlignment(Qt::AlignCenter);
    auto *clear = new QPushButton(tr("C&lear Search"), nothing);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_view->setFocus();
    });
    auto *column = new QVBoxLayout(nothing);
    column->addStretch(2);
    column->addWidget(words);
    column->addWidget(clear, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return nothing;
}

void ExportList::showFiltered()
{
    m_stack->setCurrentIndex(m_tree.rowCount() == 0 && m_tree.isSearching() ? 1 : 0);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_tree.index(0, 0));
    widenColumns();
}

/// Once a refresh. QHeaderView::ResizeToContents would measure all rows again for each row that changed.
void ExportList::widenColumns()
{
    const QAbstractItemView *rows = m_view; // QTreeView hides the function
    for (int column = 0; column < ExportTree::ColumnCount; ++column) {
        const int needed = std::max(rows->sizeHintForColumn(column), m_view->header()->sectionSizeHint(column));
        if (m_view->header()->sectionSize(column) < needed)
            m_view->header()->resizeSection(column, needed);
    }
}

} // namespace rdma
