// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small record of ours in a file that root alone reads, changed by several of our threads.
#pragma once

#include "helper/host.h"
#include "model/json.h"

#include <functional>

namespace rdma {

/// InvalidWish for what is no object; no file is an error, too.
[[nodiscard]] Result<QJsonObject> objectIn(const std::optional<QByteArray> &bytes);

/// What becomes of the bytes that are there. Asked again when somebody else wrote meanwhile.
using RecordChange = std::function<QJsonObject(const std::optional<QByteArray> &present)>;

/// Nothing is written when nothing changes.
[[nodiscard]] Result<void> changeRecordFile(const Host &host, const QString &path, const RecordChange &change);

} // namespace rdma
