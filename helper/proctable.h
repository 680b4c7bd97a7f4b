// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of /proc, line by line.
#pragma once

#include "helper/host.h"

namespace rdma {

constexpr qsizetype maxTableBytes = qsizetype{4} * 1024 * 1024; // some 32,000 routes, and eight readers at once

template <typename Take> void forEachLineOf(QByteArrayView table, Take take)
{
    for (qsizetype start = 0; start < table.size();) {
        const qsizetype end = table.indexOf('\n', start);
        const qsizetype length = (end < 0 ? table.size() : end) - start;
        take(QByteArray::fromRawData(table.data() + start, length));
        start += length + 1;
    }
}

/// One line at a time: a table is large, its lines are small. Of a table that is not there: none.
template <typename Take> [[nodiscard]] Result<void> forEachLine(const Host &host, const QString &path, Take take)
{
    const auto bytes = host.peek(path, maxTableBytes);
    if (!bytes && bytes.error().code != ErrorCode::NotFound)
        return std::unexpected(bytes.error());
    forEachLineOf(bytes ? QByteArrayView(*bytes) : QByteArrayView(), take);
    return {};
}

/// \040 for a blank, as the kernel writes paths there (mangle_path() in fs/seq_file.c).
[[nodiscard]] QByteArray unescaped(const QByteArray &text);

} // namespace rdma
