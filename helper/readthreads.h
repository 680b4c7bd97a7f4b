// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The threads that may hang in a driver: how many there are, and in which objects.
#pragma once

#include <QSet>
#include <QString>
#include <functional>
#include <mutex>

namespace rdma {

/// Shared by all reads of a feature. A thread outlives the read that has left it behind.
class ReadThreads {
public:
    static constexpr int maxThreads = 16;      ///< the unit has TasksMax=48, for fourteen of ours and the tools, too
    static constexpr int keptForAnswering = 2; ///< of them: devices that did not answer last time cannot take these

    explicit ReadThreads(int most = maxThreads, int kept = keptForAnswering) : m_most(most), m_kept(kept) {}

    /// False when there are as many as there may be, or the kernel gives none. The last thing that `work` does with
    /// these is to leave().
    [[nodiscard]] bool start(std::function<void()> work);

    /// Makes the calling thread's place free: whoever sees its work done can start another.
    void leave();

    /// Before a key is read: false while its thread is left behind, and for a device that has not answered when no more
    /// of such may hang. Every begin() that was true is followed by one end().
    [[nodiscard]] bool begin(const QString &key);
    void leaveBehind(const QString &key);
    void end(const QString &key); ///< it has answered, in time or not
    [[nodiscard]] bool isLeftBehind(const QString &key) const;
    [[nodiscard]] bool hasAnswered(const QString &key) const; ///< its device, last time

private:
    [[nodiscard]] bool add();

    mutable std::mutex m_mutex;
    QSet<QString> m_leftBehind;
    QSet<QString> m_unproven; ///< being read or left behind, of devices that have not answered
    QSet<QString> m_answered; ///< devices
    int m_most;
    int m_kept;
    int m_running = 0;
};

} // namespace rdma
