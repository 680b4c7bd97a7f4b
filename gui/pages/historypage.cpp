// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "History": what was changed with this program, when and by whom, and the way back.
#include "gui/pages/historypage.h"

#include "gui/pages/jobdetail.h"
#include "gui/widgets/placeholder.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/jobwords.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject effectWish(const QString &id, const QString &effect)
{
    return {{u"jobs"_s, QJsonObject{{id, QJsonObject{{u"effect"_s, effect}}}}}};
}

} // namespace

Proposal undoProposal(const QString &id, const JobView &job)
{
    return {effectWish(id, u"none"_s), {HistoryPage::tr("Undo: %1").arg(jobTitle(job))}, false};
}

Proposal finishProposal(const QString &id, const JobView &job)
{
    return {effectWish(id, u"all"_s), {HistoryPage::tr("Finish: %1").arg(jobTitle(job))}, false};
}

HistoryPage::HistoryPage(QWidget *parent)
    : Page(parent), m_stack(new QStackedWidget(this)), m_table(new QTableView(this)), m_detail(new JobDetail(this))
{
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(makeTable());
    split->addWidget(m_detail);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(1, 1);
    m_stack->addWidget(split);
    m_stack->addWidget(makeEmpty());
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("What was changed on this computer with RDMA Manager, newest first."), this));
    column->addWidget(m_stack, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPage::showDetail);
    connect(m_detail, &JobDetail::undoRequested, this, [this] { propose(undoProposal); });
    connect(m_detail, &JobDetail::finishRequested, this, [this] { propose(finishProposal); });
    m_clock.setInterval(std::chrono::minutes(1));
    connect(&m_clock, &QTimer::timeout, this, [this] { m_model.show(m_live); });
    m_clock.start();
}

Result<void> HistoryPage::showState(const QJsonObject &state)
{
    auto live = jobsLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    const QString chosen = selected();
    m_live = *std::move(live);
    m_model.show(m_live);
    m_stack->setCurrentIndex(m_live.jobs.empty() ? 1 : 0);
    m_table->setCurrentIndex(m_model.index(std::max(0, m_model.rowOf(chosen)), 0));
    showDetail();
    return {};
}

QWidget *HistoryPage::makeTable()
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Applied changes"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setItemDelegate(new RoomyRows(m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(JobTable::What, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    return m_table;
}

QWidget *HistoryPage::makeEmpty()
{
    auto *empty = new Placeholder(this);
    empty->setContent(u"view-history"_s, tr("Nothing was changed yet"),
                      tr("Every change that you apply is listed here with its steps, and can be undone from here."));
    return empty;
}

void HistoryPage::showDetail()
{
    const auto found = m_live.jobs.find(selected());
    m_detail->setVisible(found != m_live.jobs.end());
    if (found != m_live.jobs.end())
        m_detail->showJob(found->second);
}

void HistoryPage::propose(Proposal (*proposal)(const QString &, const JobView &))
{
    const auto found = m_live.jobs.find(selected());
    if (found != m_live.jobs.end())
        emit proposed(proposal(found->first, found->second));
}

QString HistoryPage::selected() const
{
    return m_model.idAt(m_table->currentIndex().row());
}

} // namespace rdma
