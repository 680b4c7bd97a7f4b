// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why targets cannot be looked for, now or by srp_daemon at boot, as sentences.
#pragma once

#include "gui/words/errorsentences.h"

#include <optional>

namespace rdma {

[[nodiscard]] std::optional<ErrorSentence> daemonSentence(const Error &error);

} // namespace rdma
