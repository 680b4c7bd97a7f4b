// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of jobs on disk: running ones under /run, finished ones under /var/lib, readable by root alone.
#pragma once

#include "helper/host.h"
#include "helper/openbelow.h"
#include "model/job.h"

namespace rdma {

constexpr QLatin1StringView jobLockPath{"/run/rdma-manager/lock"};
constexpr QLatin1StringView runningJobsPath{"/run/rdma-manager/jobs"};
constexpr QLatin1StringView finishedJobsPath{"/var/lib/rdma-manager/jobs"};
constexpr QLatin1StringView originalsPath{"/var/lib/rdma-manager/originals"};
constexpr qsizetype keptJobs = 100; ///< older finished jobs are removed, and earlier when they are large:
constexpr qsizetype keptBytes = qsizetype{4} * 1024 * 1024; ///< whoever reads the history holds it in memory

/// Holds no state of its own: the files are the truth.
class JobStore {
public:
    explicit JobStore(const Host &host);

    /// Makes the directories; deals with what a dead helper left, its temporary files in `roots` among it. Without
    /// roots for a unit beside the helper, whose requests to workers stay.
    [[nodiscard]] Result<void> prepare(const QStringList &roots = {}) const;
    /// Nobody else changes the machine while it is held: an ending helper may still run its last job when the next one
    /// starts. Busy when it was not free in time.
    [[nodiscard]] Result<Descriptor> lock(std::chrono::milliseconds patience) const;
    void interruptAbandoned() const; ///< with the lock held, what is still "running" has nobody who runs it
    [[nodiscard]] Result<void> save(const Job &job) const; ///< the whole of it: before the first step
    /// How far it has come: before every step. A file beside the record, for the plan, which holds whole
    /// files and targets, stays what it is.
    [[nodiscard]] Result<void> saveProgress(const Job &job) const;
    [[nodiscard]] Result<void> finish(const Job &job) const;    ///< moves it to the finished ones, removes the oldest
    [[nodiscard]] Result<void> forget(const QString &id) const; ///< a finished one
    [[nodiscard]] std::vector<Job> jobs() const;                ///< oldest first; unreadable records are left out

    /// Keeps the bytes a file had before our first edit ever. Does nothing when a copy exists.
    [[nodiscard]] Result<void> keepOriginal(const QString &path, const QByteArray &bytes) const;

private:
    [[nodiscard]] std::vector<Job> jobsIn(QLatin1StringView directory) const;
    [[nodiscard]] std::vector<Job> runningJobs() const;
    [[nodiscard]] Result<void> replace(const QString &path, const std::optional<QByteArray> &bytes) const;
    [[nodiscard]] Result<void> removeOldest() const;

    const Host &m_host;
};

} // namespace rdma
