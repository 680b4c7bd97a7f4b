// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads run here, away from the main thread: a stuck sysfs file costs its own answer, not everybody's.
#pragma once

#include "model/result.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

namespace rdma {

class ReadPool : public QObject {
    Q_OBJECT
public:
    static constexpr int maxThreads = 8;
    static constexpr int maxWaiting = 256; ///< with stuck ones, which nobody waits for any more
    static constexpr std::chrono::milliseconds defaultDeadline{5000};
    static constexpr int maxLong = 2; ///< reads with a deadline of their own: the other threads are everybody's

    explicit ReadPool(std::chrono::milliseconds deadline = defaultDeadline) : m_deadline(deadline)
    {
        m_pool.setMaxThreadCount(maxThreads);
    }

    [[nodiscard]] bool isIdle() const { return m_waiting == 0; }

    /// `work` runs in a thread of the pool; `answer` in this object's thread, once: with the result, or Timeout after
    /// the deadline, or TooMany at once when too much is waiting. `own`: the deadline of what takes longer than others.
    template <typename T>
    void run(std::function<Result<T>()> work, std::function<void(Result<T>)> answer,
             std::optional<std::chrono::milliseconds> own = std::nullopt)
    {
        if (m_waiting >= maxWaiting || (own && m_long >= maxLong))
            return answer(fail(ErrorCode::TooMany));
        ++m_waiting;
        m_long += own ? 1 : 0;
        auto once = std::make_shared<std::function<void(Result<T>)>>(std::move(answer));
        auto *deadline = new QTimer(this);
        const auto settle = [once, deadline](Result<T> result) {
            auto deliver = std::exchange(*once, nullptr);
            if (!deliver)
                return;
            deadline->deleteLater(); // those of thousands of answered reads would add up to megabytes
            deliver(std::move(result));
        };
        deadline->callOnTimeout(this, [settle] { settle(fail(ErrorCode::Timeout)); });
        deadline->setSingleShot(true);
        deadline->start(own.value_or(m_deadline));
        m_pool.start([this, work = std::move(work), settle, isLong = own.has_value()] {
            QMetaObject::invokeMethod(this, [this, settle, isLong, result = work()] {
                --m_waiting; // only now: a stuck thread still costs what it holds
                m_long -= isLong ? 1 : 0;
                settle(result);
            });
        });
    }

private:
    QThreadPool m_pool;
    std::chrono::milliseconds m_deadline;
    int m_waiting = 0;
    int m_long = 0; ///< of those
};

} // namespace rdma
