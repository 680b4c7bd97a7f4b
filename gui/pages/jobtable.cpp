// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The applied changes as a table, newest first.
#include "gui/pages/jobtable.h"

#include "gui/widgets/icons.h"
#include "gui/words/jobwords.h"
#include "gui/words/plaintext.h"

#include <QDateTime>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString iconNameOf(const JobView &job)
{
    if (!job.undoneBy.isEmpty())
        return u"edit-undo"_s;
    if (!job.finishedBy.isEmpty())
        return u"dialog-ok-apply"_s;
    switch (job.state) {
    case JobState::Running:
        return u"media-playback-start"_s;
    case JobState::Done:
        return u"dialog-ok-apply"_s;
    case JobState::Undone:
        return u"dialog-error"_s;
    case JobState::LeftOver:
    case JobState::Interrupted:
    case JobState::Incomplete:
        break;
    }
    return u"dialog-warning"_s;
}

} // namespace

QString outcomeWords(const JobView &job)
{
    if (!job.undoneBy.isEmpty())
        return JobTable::tr("undone since");
    return job.finishedBy.isEmpty() ? jobStateWords(job.state)
                                    : fill(JobTable::tr("%1, finished since"), jobStateWords(job.state));
}

void JobTable::show(const JobsLive &live)
{
    std::vector<std::pair<QString, JobView>> jobs(live.jobs.begin(), live.jobs.end());
    std::ranges::stable_sort(jobs, std::greater(), [](const auto &job) { return job.second.started; });
    const bool sameRows = std::ranges::equal(jobs, m_jobs, {}, &decltype(m_jobs)::value_type::first,
                                             &decltype(m_jobs)::value_type::first);
    if (!sameRows)
        beginResetModel();
    m_jobs = std::move(jobs);
    if (!sameRows)
        return endResetModel();
    if (!m_jobs.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString JobTable::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_jobs.at(static_cast<std::size_t>(row)).first : QString();
}

int JobTable::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(m_jobs, id, &decltype(m_jobs)::value_type::first);
    return found == m_jobs.end() ? -1 : static_cast<int>(found - m_jobs.begin());
}

int JobTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const JobView &job = m_jobs.at(static_cast<std::size_t>(index.row())).second;
    if (role == Qt::DecorationRole && index.column() == Outcome)
        return themeIcon(iconNameOf(job));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case What:
        return jobTitle(job);
    case Who:
        return whoWords(job.uid);
    case When:
        return agoWords(job.started, QDateTime::currentMSecsSinceEpoch());
    default:
        return outcomeWords(job);
    }
}

QVariant JobTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Change"), tr("Who"), tr("When"), tr("Result")};
    return titles.at(static_cast<std::size_t>(section));
}

} // namespace rdma
