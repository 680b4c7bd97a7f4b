// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why an interface cannot have a name, as sentences.
#pragma once

#include "gui/words/errorsentences.h"

#include <optional>

namespace rdma {

/// For an InvalidWish about interfaces.ID.name or .ruleName.
[[nodiscard]] std::optional<ErrorSentence> nameSentence(const Error &error);

} // namespace rdma
