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

namespace rdma {

class ReadPool : public QObject {
    Q_OBJECT
public:
    static constexpr int maxThreads = 8;
    static constexpr int maxWaiting = 256; ///< with stuck ones, which nobody waits for any more
    static constexpr std::chrono::milliseconds defaultDeadline{5000};

    explicit ReadPool(std::chrono::milliseconds deadline = defaultDeadline) : m_deadline(deadline)
    {
        m_pool.setMaxThreadCount(maxThreads);
    }

    [[nodiscard]] bool isIdle() const { return m_waiting == 0; }

    /// `work` runs in a thread of the pool; `answer` in this object's thread, once: with the result, or Timeout after
    /// the deadline, or TooMany at once when too much is waiting.
    template <typename T> void run(std::function<Result<T>()> work, std::function<void(Result<T>)> answer)
    {
        if (m_waiting >= maxWaiting)
            return answer(fail(ErrorCode::TooMany));
        ++m_waiting;
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
        deadline->start(m_deadline);
        m_pool.start([this, work = std::move(work), settle] {
            QMetaObject::invokeMethod(this, [this, settle, result = work()] {
                --m_waiting; // only now: a stuck thread still costs what it holds
                settle(result);
            });
        });
    }

private:
    QThreadPool m_pool;
    std::chrono::milliseconds m_deadline;
    int m_waiting = 0;
};

} // namespace rdma
