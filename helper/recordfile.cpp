// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading, changing and replacing a record.
#include "helper/recordfile.h"

#include "model/step.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<void> changeOnce(const Host &host, const QString &path, const RecordChange &change)
{
    return host.read(path).and_then([&](const std::optional<QByteArray> &present) {
        const QByteArray after = canonical(change(present));
        return present == after ? Result<void>() : host.write(path, present, after, {privateMode});
    });
}

} // namespace

Result<QJsonObject> objectIn(const std::optional<QByteArray> &bytes)
{
    return bytes ? parseObject(*bytes, maxConfigBytes) : fail(ErrorCode::NotFound);
}

Result<void> changeRecordFile(const Host &host, const QString &path, const RecordChange &change)
{
    constexpr int attempts = 16;
    auto made = host.makeDirectory(path.section(u'/', 0, -2));
    for (int attempt = 0; made && attempt < attempts; ++attempt) {
        const auto changed = changeOnce(host, path, change);
        if (changed || changed.error().code != ErrorCode::Conflict)
            return changed;
    }
    return made ? fail(ErrorCode::Conflict, path) : made;
}

} // namespace rdma
