// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The facts about an IPoIB interface in plain words.
#pragma once

#include "model/names.h"

namespace rdma {

/// "mlx4_0 port 1"; a P_Key child has its parent's.
[[nodiscard]] QString portWords(const NamesLive &live, const Interface &interface);
[[nodiscard]] QString linkWords(const Interface &interface); ///< "Up", "No link", "Switched off"
/// Who gave it the name that it has now and will lose at the next boot, to follow "given".
[[nodiscard]] QString presentSourceSentence(const Interface &interface);
[[nodiscard]] QString nextNameWords(const Interface &interface);
/// Short, for a column: "Rule 70-persistent-ipoib.rules:3", "Link file 10-ib.link:5", "systemd link policy", "Kernel’s
/// choice"
[[nodiscard]] QString nextSourceWords(const NextName &next);
/// A whole sentence, with the file's path.
[[nodiscard]] QString nextSourceSentence(const NextName &next);

} // namespace rdma
