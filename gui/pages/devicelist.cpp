// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search, choice, and the list of devices and ports. Devices are unfolded, virtual functions are folded until one
// looks.
#include "gui/pages/devicelist.h"

#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

DeviceList::DeviceList(QWidget *parent)
    : QWidget(parent),
      m_filter(&m_tree),
      m_search(new QLineEdit(this)),
      m_show(new QComboBox(this)),
      m_hideFunctions(new QCheckBox(tr("Hide &virtual functions"), this)),
      m_stack(new QStackedWidget(this)),
      m_rows(new QTreeView(this))
{
    m_stack->addWidget(makeRows());
    m_stack->addWidget(makeNothingFound());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(makeFilterRow());
    column->addWidget(m_hideFunctions);
    column->addWidget(m_stack, 1);
    connectFilter();
}

void DeviceList::show(const DevicesLive &live)
{
    const auto chosen = selected();
    m_rows->setAutoScroll(false); // when the current row goes, Qt scrolls to the next as if all rows were collapsed
    m_tree.show(live);
    m_rows->setAutoScroll(true);
    m_hideFunctions->setVisible(
        std::ranges::any_of(live.devices, [](const auto &item) { return item.second.parentSlot.has_value(); }));
    if (chosen && chosen != selected() && m_filter.indexOf(*chosen).isValid())
        select(*chosen); // its row had to move
    showFiltered();
}

std::optional<DeviceRow> DeviceList::selected() const
{
    return m_filter.rowAt(m_rows->currentIndex());
}

void DeviceList::select(const DeviceRow &row)
{
    m_rows->setCurrentIndex(m_filter.indexOf(row));
}

QWidget *DeviceList::makeFilterRow()
{
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search devices and ports"));
    m_search->setClearButtonEnabled(true);
    m_show->setAccessibleName(tr("Which ports are listed"));
    using Show = DeviceFilter::Show;
    m_show->addItem(tr("All"), QVariant::fromValue(int(Show::Everything)));
    m_show->addItem(tr("Needs attention"), QVariant::fromValue(int(Show::Attention)));
    m_show->addItem(tr("InfiniBand"), QVariant::fromValue(int(Show::InfiniBand)));
    m_show->addItem(tr("Ethernet"), QVariant::fromValue(int(Show::Ethernet)));
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->addWidget(m_search, 1);
    line->addWidget(m_show);
    return row;
}

QWidget *DeviceList::makeRows()
{
    m_rows->setModel(&m_filter);
    m_rows->setAccessibleName(tr("Devices and ports"));
    m_rows->setAllColumnsShowFocus(true);
    m_rows->setUniformRowHeights(true);
    m_rows->setTabKeyNavigation(false);
    m_rows->setIndentation(fontMetrics().averageCharWidth() * 2);
    m_rows->header()->setStretchLastSection(false);
    m_rows->header()->setSectionResizeMode(DeviceTree::Interfaces, QHeaderView::Stretch);
    m_rows->header()->setResizeContentsPrecision(100); // rows looked at
    m_rows->header()->setDefaultSectionSize(m_rows->header()->minimumSectionSize());
    m_rows->header()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 36);
    m_rows->setItemDelegate(new RoomyRows(m_rows));
    m_rows->setMinimumSize(fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * 8);
    return m_rows;
}

QWidget *DeviceList::makeNothingFound()
{
    auto *nothing = new QWidget(this);
    auto *words = bodyLabel(tr("No device or port matches."), nothing);
    words->setAlignment(Qt::AlignCenter);
    auto *clear = new QPushButton(tr("&Clear Filter"), nothing);
    connect(clear, &QPushButton::clicked, this, &DeviceList::clearFilter);
    auto *column = new QVBoxLayout(nothing);
    column->addStretch(2);
    column->addWidget(words);
    column->addWidget(clear, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return nothing;
}

void DeviceList::connectFilter()
{
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &DeviceList::unfold);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this, &DeviceList::selectionChanged);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setSearch(text);
        if (m_filter.isSearching())
            m_rows->expandAll();
        else
            foldFunctions();
        showFiltered();
    });
    connect(m_show, &QComboBox::currentIndexChanged, this, [this] {
        m_filter.setShow(DeviceFilter::Show(m_show->currentData().toInt()));
        showFiltered();
    });
    connect(m_hideFunctions, &QCheckBox::toggled, this, [this](bool hide) {
        m_filter.setHideFunctions(hide);
        showFiltered();
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void DeviceList::showFiltered()
{
    const bool nothing = m_filter.rowCount() == 0 && m_filter.narrows();
    m_stack->setCurrentIndex(nothing ? 1 : 0);
    if (!m_rows->currentIndex().isValid() && m_filter.rowCount() > 0) {
        const QModelIndex device = m_filter.index(0, 0);
        const QModelIndex port = m_filter.index(0, 0, device);
        m_rows->setCurrentIndex(port.isValid() ? port : device);
    }
    widenColumns();
}

void DeviceList::unfold(const QModelIndex &parent, int first, int last)
{
    const auto unfoldOne = [this](const QModelIndex &index) {
        const auto row = m_filter.rowAt(index);
        if (row && (row->kind == DeviceRow::Kind::Device || m_filter.isSearching()))
            m_rows->expand(index);
    };
    unfoldOne(parent);
    for (int place = first; place <= last; ++place) {
        const QModelIndex here = m_filter.index(place, 0, parent);
        unfoldOne(here);
        if (const int below = m_filter.rowCount(here); below > 0)
            unfold(here, 0, below - 1);
    }
}

/// After a search. The selected row stays to be seen.
void DeviceList::foldFunctions(const QModelIndex &parent)
{
    for (int place = 0; place < m_filter.rowCount(parent); ++place) {
        const QModelIndex here = m_filter.index(place, 0, parent);
        const auto row = m_filter.rowAt(here);
        bool holdsCurrent = false;
        for (QModelIndex above = m_rows->currentIndex(); above.isValid(); above = above.parent())
            holdsCurrent = holdsCurrent || above.siblingAtColumn(0) == here;
        if (row && row->kind == DeviceRow::Kind::Functions)
            m_rows->setExpanded(here, holdsCurrent);
        else
            foldFunctions(here);
    }
}

/// Once a refresh. QHeaderView::ResizeToContents would measure all rows again for each row that changed.
void DeviceList::widenColumns()
{
    const QAbstractItemView *rows = m_rows; // QTreeView hides the function
    for (int column = 0; column < DeviceTree::Interfaces; ++column) {
        const int needed = std::max(rows->sizeHintForColumn(column), m_rows->header()->sectionSizeHint(column));
        if (m_rows->header()->sectionSize(column) < needed)
            m_rows->header()->resizeSection(column, needed);
    }
}

void DeviceList::clearFilter()
{
    m_search->clear();
    m_show->setCurrentIndex(0);
    m_hideFunctions->setChecked(false);
    m_rows->setFocus();
}

} // namespace rdma
