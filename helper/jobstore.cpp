// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of jobs on disk.
#include "helper/jobstore.h"

#include "model/json.h"

#include <QCryptographicHash>
#include <QDateTime>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned rootOnly = 0600;
constexpr qsizetype maxRecordBytes = 16 * 1024 * 1024;

QString pathOf(QLatin1StringView directory, const QString &id)
{
    return directory + u'/' + id + ".json"_L1;
}

std::optional<Job> readJob(const Host &host, const QString &path)
{
    const auto bytes = host.peek(path, maxRecordBytes);
    if (!bytes)
        return std::nullopt;
    const auto job = parseObject(*bytes, maxRecordBytes).and_then(jobFromJson);
    return job ? std::optional(*job) : std::nullopt;
}

} // namespace

JobStore::JobStore(const Host &host) : m_host(host) {}

Result<void> JobStore::prepare() const
{
    for (const auto path :
         {"/run/rdma-manager"_L1, runningJobsPath, "/var/lib/rdma-manager"_L1, finishedJobsPath, originalsPath})
        if (auto made = m_host.makeDirectory(path); !made)
            return made;
    interruptAbandoned();
    return {};
}

void JobStore::interruptAbandoned() const
{
    for (Job job : jobsIn(runningJobsPath)) {
        if (job.state == JobState::Running) {
            job.state = JobState::Interrupted;
            job.finished = QDateTime::currentMSecsSinceEpoch();
        }
        if (const auto finished = finish(job); !finished) // a full disk must not keep the helper from starting
            qWarning("job %s: not moved: %s", qPrintable(job.id), qPrintable(finished.error().detail));
    }
}

Result<void> JobStore::put(QLatin1StringView directory, const Job &job) const
{
    const QString path = pathOf(directory, job.id);
    return m_host.read(path).and_then(
        [&](const auto &present) { return m_host.write(path, present, canonical(toJson(job)), rootOnly); });
}

Result<void> JobStore::save(const Job &job) const
{
    return put(runningJobsPath, job);
}

Result<void> JobStore::finish(const Job &job) const
{
    const QString running = pathOf(runningJobsPath, job.id);
    return put(finishedJobsPath, job)
        .and_then([&] { return m_host.read(running); })
        .and_then([&](const auto &record) { return m_host.write(running, record, std::nullopt); })
        .and_then([&] { return removeOldest(); });
}

Result<void> JobStore::removeOldest() const
{
    const auto finished = jobsIn(finishedJobsPath);
    const qsizetype surplus = qsizetype(finished.size()) - keptJobs;
    for (qsizetype i = 0; i < surplus; ++i) {
        const QString path = pathOf(finishedJobsPath, finished[std::size_t(i)].id);
        const auto removed =
            m_host.read(path).and_then([&](const auto &record) { return m_host.write(path, record, std::nullopt); });
        if (!removed)
            return removed;
    }
    return {};
}

std::vector<Job> JobStore::jobsIn(QLatin1StringView directory) const
{
    std::vector<Job> found;
    for (const QString &name : m_host.list(directory).filter(".json"_L1))
        if (auto job = readJob(m_host, directory + u'/' + name))
            found.push_back(std::move(*job));
    std::ranges::stable_sort(found, {}, &Job::started);
    return found;
}

std::vector<Job> JobStore::jobs() const
{
    auto all = jobsIn(finishedJobsPath);
    for (Job &job : jobsIn(runningJobsPath))
        all.push_back(std::move(job));
    return all;
}

Result<void> JobStore::keepOriginal(const QString &path, const QByteArray &bytes) const
{
    const auto key = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString copy = originalsPath + u'/' + path.section(u'/', -1) + u'.' + QString::fromLatin1(key);
    return m_host.read(copy).and_then([&](const auto &kept) -> Result<void> {
        return kept ? Result<void>() : m_host.write(copy, std::nullopt, bytes, rootOnly);
    });
}

} // namespace rdma
