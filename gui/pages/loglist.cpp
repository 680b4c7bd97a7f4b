// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines of the log with their filters. The newest stay in view unless one has scrolled up.
#include "gui/pages/loglist.h"

#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/logwords.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

// syslog(3)
constexpr int error = 3;
constexpr int warning = 4;
constexpr int debug = 7;

} // namespace

LogList::LogList(QWidget *parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_level(new QComboBox(this)),
      m_topic(new QComboBox(this)),
      m_stack(new QStackedWidget(this)),
      m_view(new QTreeView(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(makeFilters());
    m_stack->addWidget(makeView());
    m_stack->addWidget(makeNothingFound());
    column->addWidget(m_stack, 1);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
}

QWidget *LogList::makeFilters()
{
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search messages"));
    m_search->setClearButtonEnabled(true);
    m_level->setAccessibleName(tr("How grave"));
    m_level->addItem(tr("All levels"), debug);
    m_level->addItem(tr("Warnings and errors"), warning);
    m_level->addItem(tr("Errors"), error);
    m_topic->setAccessibleName(tr("What about"));
    m_topic->addItem(tr("All topics"));
    for (const LogTopic topic :
         {LogTopic::Initiator, LogTopic::Target, LogTopic::Mellanox, LogTopic::Rdma, LogTopic::Services})
        m_topic->addItem(logTopicLabel(topic), static_cast<int>(topic));
    connect(m_search, &QLineEdit::textChanged, this, &LogList::applyFilters);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogList::applyFilters);
    connect(m_topic, &QComboBox::currentIndexChanged, this, &LogList::applyFilters);
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->addWidget(m_search, 1);
    line->addWidget(m_level);
    line->addWidget(m_topic);
    return row;
}

QWidget *LogList::makeView()
{
    m_view->setModel(&m_filter);
    m_view->setAccessibleName(tr("Kernel messages"));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setRootIsDecorated(false);
    m_view->setAllColumnsShowFocus(true);
    m_view->setUniformRowHeights(true);
    m_view->setTabKeyNavigation(false);
    m_view->setItemDelegate(new RoomyRows(m_view));
    m_view->setMinimumSize(fontMetrics().averageCharWidth() * 60, fontMetrics().lineSpacing() * 8);
    setColumns();
    auto *copy = new QAction(tr("Copy"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &LogList::copySelected);
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto *selection = m_view->selectionModel();
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &LogList::currentChanged);
    connect(selection, &QItemSelectionModel::selectionChanged, this, &LogList::selectionChanged);
    return m_view;
}

/// Fixed: to look at thousands of rows for their width takes longer than all the rest.
void LogList::setColumns()
{
    QHeaderView *header = m_view->header();
    const QFontMetrics metrics = fontMetrics();
    const int room = metrics.averageCharWidth() * 3;
    header->setStretchLastSection(false);
    header->resizeSection(LogTable::When, metrics.horizontalAdvance(logTimeWords(0)) + room);
    header->resizeSection(LogTable::Level, metrics.horizontalAdvance(logLevelLabel(6)) + metrics.height() + room);
    header->resizeSection(LogTable::From, metrics.averageCharWidth() * 11);
    header->setSectionResizeMode(LogTable::Text, QHeaderView::Stretch);
    header->resizeSection(LogTable::Meaning, metrics.averageCharWidth() * 36);
}

QWidget *LogList::makeNothingFound()
{
    auto *nothing = new QWidget(this);
    auto *words = bodyLabel(tr("No message matches."), nothing);
    words->setAlignment(Qt::AlignCenter);
    auto *clear = new QPushButton(tr("C&lear Filter"), nothing);
    connect(clear, &QPushButton::clicked, this, &LogList::clearFilters);
    auto *column = new QVBoxLayout(nothing);
    column->addStretch();
    column->addWidget(words);
    column->addWidget(clear, 0, Qt::AlignCenter);
    column->addStretch();
    return nothing;
}

void LogList::append(std::vector<DecodedLine> lines)
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    const bool wasAtEnd = bar->value() == bar->maximum();
    const QPersistentModelIndex top = m_view->indexAt(QPoint(0, 0));
    m_table.append(std::move(lines));
    showFound();
    if (wasAtEnd)
        m_view->scrollToBottom();
    else if (top.isValid()) // older lines have gone above it
        m_view->scrollTo(top, QAbstractItemView::PositionAtTop);
}

const DecodedLine *LogList::current() const
{
    return m_filter.lineAt(m_view->currentIndex());
}

bool LogList::hasSelection() const
{
    return m_view->selectionModel()->hasSelection();
}

void LogList::copySelected() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::ranges::sort(rows);
    QStringList texts;
    for (const QModelIndex &row : std::as_const(rows))
        if (const DecodedLine *line = m_filter.lineAt(row))
            texts.append(logTimeWords(line->line.time) + u' ' + logOriginWords(line->line) + ": "_L1 + line->line.text);
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void LogList::focusList()
{
    m_view->setFocus();
}

void LogList::search(const QString &text)
{
    clearFilters();
    m_search->setText(text);
}

void LogList::applyFilters()
{
    m_filter.setText(m_search->text().trimmed());
    m_filter.setLevel(m_level->currentData().toInt());
    const QVariant topic = m_topic->currentData();
    m_filter.setTopic(topic.isValid() ? std::optional(static_cast<LogTopic>(topic.toInt())) : std::nullopt);
    showFound();
    m_view->scrollToBottom();
    emit currentChanged();
}

void LogList::showFound()
{
    m_stack->setCurrentIndex(m_filter.rowCount() == 0 && m_table.rowCount() > 0 ? 1 : 0);
}

void LogList::clearFilters()
{
    m_search->clear();
    m_level->setCurrentIndex(0);
    m_topic->setCurrentIndex(0);
    m_view->setFocus();
}

} // namespace rdma
