// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a line of the kernel's log is about and how grave it is, in plain words.
#pragma once

#include "model/logtopic.h"

namespace rdma {

[[nodiscard]] QString logTopicLabel(LogTopic topic);
[[nodiscard]] QString logLevelLabel(int priority);       ///< of syslog(3)
[[nodiscard]] QString logTimeWords(qint64 microseconds); ///< since 1970; with seconds, as logs have it

} // namespace rdma
