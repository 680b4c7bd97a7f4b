// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The threads that may hang in a driver: how many there are, and in which objects.
#pragma once

#include <QSet>
#include <QString>
#include <functional>
#include <memory>
#include <mutex>

namespace rdma {

/// Shared by all reads of a feature. A thread outlives the read that has left it behind.
class ReadThreads {
public:
    static constexpr int maxThreads = 8; ///< the unit has TasksMax=32, for twelve of ours and the tools, too

    /// False when there are as many as there may be, or the kernel gives none.
    [[nodiscard]] static bool start(const std::shared_ptr<ReadThreads> &threads, std::function<void()> work);

    /// A key whose thread was left behind is not asked again before that thread is back.
    void leaveBehind(const QString &key);
    void comeBack(const QString &key);
    [[nodiscard]] bool isLeftBehind(const QString &key) const;

private:
    [[nodiscard]] bool add();
    void end();

    mutable std::mutex m_mutex;
    QSet<QString> m_leftBehind;
    int m_running = 0;
};

} // namespace rdma
