// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of jobs on disk.
#include "helper/jobstore.h"

#include "helper/worker.h"
#include "model/append.h"
#include "model/json.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <algorithm>
#include <array>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr FileKind record{0600, qsizetype{16} * 1024 * 1024}; // old and new bytes of files, in base64
constexpr FileKind original{0600};

constexpr std::array directories{"/run/rdma-manager"_L1, runningJobsPath, "/var/lib/rdma-manager"_L1, finishedJobsPath,
                                 originalsPath};

QString pathOf(QLatin1StringView directory, const QString &id)
{
    return directory + u'/' + id + ".json"_L1;
}

/// Not .json: no record by itself.
QString progressPathOf(const QString &id)
{
    return runningJobsPath + u'/' + id + ".progress"_L1;
}

std::optional<Job> readJob(const Host &host, const QString &path)
{
    const auto bytes = host.peek(path, record.limit);
    if (!bytes)
        return std::nullopt;
    const auto job = parseObject(*bytes, record.limit).and_then(jobFromJson);
    return job ? std::optional(*job) : std::nullopt;
}

/// Something was begun, and what of it only the machine tells.
Job withUnknownSteps(Job job)
{
    std::ranges::fill(job.steps, StepReport{StepState::Interrupted, std::nullopt});
    return job;
}

/// How many of the newest are kept: the last one always, so that it can be undone.
qsizetype keptOf(const std::vector<Job> &jobs)
{
    qsizetype bytes = 0;
    qsizetype kept = 0;
    for (auto job = jobs.rbegin(); job != jobs.rend() && kept < keptJobs; ++job, ++kept) {
        bytes += canonical(toJson(*job)).size();
        if (kept > 0 && bytes > keptBytes)
            break;
    }
    return kept;
}

} // namespace

JobStore::JobStore(const Host &host) : m_host(host) {}

Result<void> JobStore::prepare(const QStringList &roots) const
{
    for (const auto path : directories)
        if (auto made = m_host.makeDirectory(path); !made)
            return made;
    if (auto made = prepareWork(m_host); !made)
        return made;
    if (const auto free = lock(0ms)) {
        for (const auto path : directories)
            m_host.removeLeftovers(path);
        for (const QString &path : roots)
            m_host.removeLeftovers(path);
        interruptAbandoned();
        if (!roots.isEmpty()) // a unit that runs beside the helper has none, and the helper's scans take no lock
            removeOldWork(m_host);
    }
    return {};
}

Result<Descriptor> JobStore::lock(std::chrono::milliseconds patience) const
{
    return m_host.lock(jobLockPath, patience);
}

void JobStore::interruptAbandoned() const
{
    for (Job job : runningJobs()) {
        // It died after its report was kept: the report is the truth.
        if (auto reported = readJob(m_host, pathOf(finishedJobsPath, job.id)))
            job = *std::move(reported);
        if (job.state == JobState::Running) {
            job.state = JobState::Interrupted;
            job.finished = QDateTime::currentMSecsSinceEpoch();
            std::ranges::replace(job.steps | std::views::transform(&StepReport::state), StepState::Running,
                                 StepState::Interrupted);
        }
        if (const auto finished = finish(job); !finished) // a full disk must not keep the helper from starting
            qWarning("job %s: not moved: %s", qPrintable(job.id), qPrintable(finished.error().detail));
    }
}

Result<void> JobStore::replace(const QString &path, const std::optional<QByteArray> &bytes) const
{
    return m_host.read(path, record.limit).and_then([&](const auto &present) {
        return m_host.write(path, present, bytes, record);
    });
}

Result<void> JobStore::save(const Job &job) const
{
    return replace(progressPathOf(job.id), std::nullopt).and_then([&] {
        return replace(pathOf(runningJobsPath, job.id), canonical(toJson(job)));
    });
}

Result<void> JobStore::saveProgress(const Job &job) const
{
    return replace(progressPathOf(job.id), canonical(progressToJson(job)));
}

/// The report first: whatever of the rest a crash leaves is not asked any more.
Result<void> JobStore::finish(const Job &job) const
{
    return replace(pathOf(finishedJobsPath, job.id), canonical(toJson(job)))
        .and_then([&] { return replace(progressPathOf(job.id), std::nullopt); })
        .and_then([&] { return replace(pathOf(runningJobsPath, job.id), std::nullopt); })
        .and_then([&] { return removeOldest(); });
}

Result<void> JobStore::removeOldest() const
{
    const auto finished = jobsIn(finishedJobsPath);
    const qsizetype surplus = std::ssize(finished) - keptOf(finished);
    for (qsizetype i = 0; i < surplus; ++i) {
        if (auto removed = forget(finished[std::size_t(i)].id); !removed)
            return removed;
    }
    return {};
}

Result<void> JobStore::forget(const QString &id) const
{
    return replace(pathOf(finishedJobsPath, id), std::nullopt);
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

std::vector<Job> JobStore::runningJobs() const
{
    std::vector<Job> jobs = jobsIn(runningJobsPath);
    for (Job &job : jobs) {
        const auto bytes = m_host.peek(progressPathOf(job.id), record.limit);
        if (!bytes && bytes.error().code == ErrorCode::NotFound)
            continue;
        job = bytes.and_then([](const QByteArray &text) { return parseObject(text, record.limit); })
                  .and_then([&](const QJsonObject &object) { return withProgress(job, object); })
                  .value_or(withUnknownSteps(job));
    }
    return jobs;
}

/// The running ones first: a job that ends meanwhile moves to the finished ones, and is found there, or in both.
std::vector<Job> JobStore::jobs() const
{
    auto running = runningJobs();
    auto all = jobsIn(finishedJobsPath);
    std::erase_if(running, [&](const Job &job) { return std::ranges::contains(all, job.id, &Job::id); });
    append(all, std::move(running));
    return all;
}

Result<void> JobStore::keepOriginal(const QString &path, const QByteArray &bytes) const
{
    const auto key = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString copy = originalsPath + u'/' + path.section(u'/', -1) + u'.' + QString::fromLatin1(key);
    return m_host.read(copy).and_then([&](const auto &kept) -> Result<void> {
        return kept ? Result<void>() : m_host.write(copy, std::nullopt, bytes, original);
    });
}

} // namespace rdma
