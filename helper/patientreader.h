// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads many objects of which some may never answer (a driver that hangs in a sysfs file): those cost themselves only.
#pragma once

#include "helper/readthreads.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <optional>
#include <thread>
#include <vector>

namespace rdma {

using ReadClock = std::chrono::steady_clock;

/// The objects in threads of their own, many in several; those that answered last time first. One that takes longer
/// than the patience is left behind with its thread, and as many as may help take its place: where one hangs there are
/// often more. Whenever the patience ends and there is still something to ask, one more thread helps. Who may be asked
/// while others hang is ReadThreads' business.
template <typename T> class PatientReader {
public:
    /// By key. A function must own what it uses: it may outlive the call.
    using Reads = std::map<QString, std::function<T()>>;
    using Answers = std::map<QString, std::optional<T>>;
    static constexpr std::size_t maxHelping = 4;
    static constexpr std::size_t worthAThread = 64; ///< keys

    PatientReader(std::shared_ptr<ReadThreads> threads, std::chrono::milliseconds patience)
        : m_threads(std::move(threads)), m_patience(patience)
    {
    }

    /// What was read until the deadline; no value for what did not answer. At most one call at a time for the same
    /// threads: two could ask the same object.
    [[nodiscard]] Answers readAll(const Reads &reads, ReadClock::time_point deadline) const
    {
        Answers answers;
        const auto batch = std::make_shared<Batch>(m_threads);
        for (const auto &[key, read] : reads) {
            answers[key] = std::nullopt;
            if (m_threads->isLeftBehind(key))
                continue;
            batch->waiting.push_back(batch->asked.size());
            batch->asked.push_back({key, read});
        }
        std::ranges::stable_partition(
            batch->waiting, [&](std::size_t index) { return m_threads->hasAnswered(batch->asked[index].key); });
        for (auto &[key, value] : answersOf(batch, deadline))
            answers[key] = std::move(value);
        return answers;
    }

private:
    struct Question {
        QString key;
        std::function<T()> read;
    };

    /// What the caller and its threads share.
    struct Batch {
        explicit Batch(std::shared_ptr<ReadThreads> all) : threads(std::move(all)) {}

        void run()
        {
            auto index = take();
            while (index && put(*index, asked[*index].read()))
                index = take();
        }

        /// The first that may be asked now. A thread that finds none ends.
        std::optional<std::size_t> take()
        {
            const std::scoped_lock lock(mutex);
            for (auto it = waiting.begin(); it != waiting.end(); ++it) {
                if (!threads->begin(asked[*it].key))
                    continue;
                const std::size_t index = *it;
                waiting.erase(it);
                since[index] = ReadClock::now();
                return index;
            }
            threads->leave();
            if (--helping == 0)
                changed.notify_all();
            return std::nullopt;
        }

        /// False for a thread that was left behind: it ends.
        bool put(std::size_t index, T value)
        {
            const std::scoped_lock lock(mutex);
            threads->end(asked[index].key);
            if (since.erase(index) == 0) {
                threads->leave();
                return false;
            }
            answers.emplace(asked[index].key, std::move(value));
            return true;
        }

        /// Whether there was any.
        bool leaveBehindSince(ReadClock::time_point time)
        {
            const std::size_t before = since.size();
            for (auto it = since.begin(); it != since.end();) {
                if (it->second > time) {
                    ++it;
                    continue;
                }
                threads->leaveBehind(asked[it->first].key);
                it = since.erase(it);
                --helping;
            }
            return since.size() < before;
        }

        std::mutex mutex;
        std::condition_variable changed;
        std::shared_ptr<ReadThreads> threads;
        std::vector<Question> asked;                        ///< the same from the first thread on
        std::deque<std::size_t> waiting;                    ///< those that nobody has taken
        std::map<std::size_t, ReadClock::time_point> since; ///< those being read
        std::size_t helping = 0;                            ///< threads that were not left behind
        std::map<QString, T> answers;
    };

    std::map<QString, T> answersOf(const std::shared_ptr<Batch> &batch, ReadClock::time_point deadline) const
    {
        std::unique_lock lock(batch->mutex);
        startThreads(batch, threadsFor(batch->asked.size()));
        while (batch->helping > 0 && ReadClock::now() < deadline) {
            batch->changed.wait_until(lock, std::min(deadline, nextLook(*batch)));
            if (batch->leaveBehindSince(ReadClock::now() - m_patience))
                startThreads(batch, maxHelping);
            else if (batch->helping > 0)
                startThreads(batch, std::min(maxHelping, batch->helping + 1));
        }
        batch->waiting.clear();
        batch->leaveBehindSince(ReadClock::time_point::max());
        return std::move(batch->answers);
    }

    static std::size_t threadsFor(std::size_t questions)
    {
        const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, maxHelping);
        return std::min(cores, (questions + worthAThread - 1) / worthAThread);
    }

    /// No more than there are questions for.
    void startThreads(const std::shared_ptr<Batch> &batch, std::size_t wanted) const
    {
        const std::size_t most = std::min(wanted, batch->helping + batch->waiting.size());
        while (batch->helping < most && m_threads->start([batch] { batch->run(); }))
            ++batch->helping;
    }

    /// When the patience with the longest reading ends.
    ReadClock::time_point nextLook(const Batch &batch) const
    {
        auto first = ReadClock::now();
        for (const auto &[index, time] : batch.since)
            first = std::min(first, time);
        return first + m_patience;
    }

    std::shared_ptr<ReadThreads> m_threads;
    std::chrono::milliseconds m_patience;
};

} // namespace rdma
