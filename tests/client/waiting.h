// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Waiting for an asynchronous answer in a test.
#pragma once

#include "gui/client/answer.h"

#include <QTest>
#include <optional>

namespace rdma {

/// Takes one answer; wait() turns the event loop until it is there.
template <typename T> class Awaited {
public:
    [[nodiscard]] Answer<T> answer()
    {
        return [this](const Result<T> &result) { m_result = result; };
    }

    [[nodiscard]] bool isThere() const { return m_result.has_value(); }

    [[nodiscard]] Result<T> wait(int milliseconds = 5000)
    {
        if (!QTest::qWaitFor([this] { return isThere(); }, milliseconds))
            return fail(ErrorCode::Internal, QStringLiteral("the test waited in vain"));
        return *m_result;
    }

private:
    std::optional<Result<T>> m_result;
};

} // namespace rdma
