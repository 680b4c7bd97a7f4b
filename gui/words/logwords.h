// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a line of the log is about, whose it is and how grave, in plain words.
#pragma once

#include "model/log.h"
#include "model/logtopic.h"

namespace rdma {

[[nodiscard]] QString logTopicLabel(LogTopic topic);
[[nodiscard]] QString logOriginWords(const LogLine &line); ///< the kernel, or which service
[[nodiscard]] QString logLevelLabel(int priority);         ///< of syslog(3)
[[nodiscard]] QString logTimeWords(qint64 microseconds);   ///< since 1970; with seconds, as logs have it

} // namespace rdma
