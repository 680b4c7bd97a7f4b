// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads many objects of which some may never answer (a driver that hangs in a sysfs file): those cost themselves only.
#pragma once

#include <QSet>
#include <QString>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace rdma {

/// The keys whose reader is stuck. They are not tried again before it comes back, so that at most one thread a key
/// waits for ever.
class StuckKeys {
public:
    void insert(const QString &key)
    {
        const std::scoped_lock lock(m_mutex);
        m_keys.insert(key);
    }
    void remove(const QString &key)
    {
        const std::scoped_lock lock(m_mutex);
        m_keys.remove(key);
    }
    [[nodiscard]] bool contains(const QString &key) const
    {
        const std::scoped_lock lock(m_mutex);
        return m_keys.contains(key);
    }

private:
    mutable std::mutex m_mutex;
    QSet<QString> m_keys;
};

/// Key by key in a thread of its own, many keys in several. One that takes longer than the patience is left behind with
/// its thread, and another goes on with the next key; after `maxLeft` of them no more are tried, for the caller has a
/// deadline, too.
template <typename T> class PatientReader {
public:
    using Read = std::function<T(const QString &key)>;
    static constexpr int maxLeft = 3;
    static constexpr std::size_t maxThreads = 4;
    static constexpr std::size_t worthAThread = 64; ///< keys

    PatientReader(std::shared_ptr<StuckKeys> stuck, std::chrono::milliseconds patience)
        : m_stuck(std::move(stuck)), m_patience(patience)
    {
    }

    /// What was read, by key; no value for what did not answer. `read` must own what it uses: it may outlive the call.
    [[nodiscard]] std::map<QString, std::optional<T>> readAll(const std::vector<QString> &keys, Read read) const
    {
        std::map<QString, std::optional<T>> answers;
        std::vector<QString> asked;
        for (const QString &key : keys) {
            answers[key] = std::nullopt;
            if (!m_stuck->contains(key))
                asked.push_back(key);
        }
        const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, maxThreads);
        const std::size_t size = std::max(worthAThread, (asked.size() + cores - 1) / cores);
        std::vector<std::future<std::map<QString, T>>> parts;
        for (std::size_t start = 0; start < asked.size(); start += size)
            parts.push_back(std::async(std::launch::async, [&, start] {
                const auto first = asked.begin() + std::ptrdiff_t(start);
                return readPart({first, first + std::ptrdiff_t(std::min(size, asked.size() - start))}, read);
            }));
        for (auto &part : parts)
            for (auto &[key, value] : part.get())
                answers[key] = std::move(value);
        return answers;
    }

private:
    /// What the caller and its threads share. Only the thread of the current generation may go on.
    struct Batch {
        Batch(std::vector<QString> all, Read function, std::shared_ptr<StuckKeys> stuckOnes)
            : keys(std::move(all)), read(std::move(function)), stuck(std::move(stuckOnes))
        {
        }

        void run(int mine)
        {
            for (auto key = take(mine); key; key = take(mine)) {
                T value = read(*key);
                put(mine, *key, std::move(value));
            }
        }

        std::optional<QString> take(int mine)
        {
            const std::scoped_lock lock(mutex);
            if (mine != generation)
                return std::nullopt;
            if (next == keys.size()) {
                done = true;
                changed.notify_all();
                return std::nullopt;
            }
            return keys[next++];
        }

        void put(int mine, const QString &key, T value)
        {
            const std::scoped_lock lock(mutex);
            if (mine == generation)
                answers.emplace(key, std::move(value));
            else
                stuck->remove(key);
        }

        std::mutex mutex;
        std::condition_variable changed;
        std::vector<QString> keys;
        Read read;
        std::shared_ptr<StuckKeys> stuck;
        std::size_t next = 0;
        int generation = 0;
        bool done = false;
        std::map<QString, T> answers;
    };

    std::map<QString, T> readPart(std::vector<QString> keys, const Read &read) const
    {
        const auto batch = std::make_shared<Batch>(std::move(keys), read, m_stuck);
        for (int left = 0; left < maxLeft && !runOneThread(batch);)
            ++left;
        const std::scoped_lock lock(batch->mutex);
        ++batch->generation;
        return std::move(batch->answers);
    }

    /// True when all keys are done; false when the thread has not finished one within the patience: it is left behind.
    bool runOneThread(const std::shared_ptr<Batch> &batch) const
    {
        std::unique_lock lock(batch->mutex);
        std::thread([batch, mine = batch->generation] { batch->run(mine); }).detach();
        for (std::size_t before = batch->next;; before = batch->next) {
            if (batch->changed.wait_for(lock, m_patience, [&] { return batch->done; }))
                return true;
            if (batch->next != before || before == 0)
                continue;
            ++batch->generation;
            m_stuck->insert(batch->keys[before - 1]);
            return false;
        }
    }

    std::shared_ptr<StuckKeys> m_stuck;
    std::chrono::milliseconds m_patience;
};

} // namespace rdma
