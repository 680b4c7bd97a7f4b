// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a login of this computer failed, what to do about it, and what else a line of the log means, in plain words.
#pragma once

#include "model/logdecoder.h"

namespace rdma {

[[nodiscard]] QString failureLabel(const LoginFailure &failure); ///< "this computer may not log in"
/// One sentence, with what the kernel says where that helps whoever asks others: "(reason 0x00010006)".
[[nodiscard]] QString failureWords(const LoginFailure &failure);

/// What to do, and who does it.
[[nodiscard]] QString cureWords(LoginCure cure, bool targetIsHere);
/// The label of a button that does it or leads to where it is done; empty: none does.
[[nodiscard]] QString cureLabel(LoginCure cure, bool targetIsHere);

[[nodiscard]] QString newsLabel(const SessionNews &news);
[[nodiscard]] QString newsWords(const SessionNews &news);

/// Of a line of the log in short; empty: it means what it says.
[[nodiscard]] QString meaningLabel(const LineMeaning &meaning);
/// What it means and what to do, in sentences.
[[nodiscard]] QString meaningWords(const LineMeaning &meaning, bool targetIsHere);

} // namespace rdma
