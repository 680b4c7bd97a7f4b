// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command of ours that mends a link of the chain, where there is one.
#pragma once

#include "gui/ctl/whytext.h"

namespace rdma {

/// The words of it; empty where nobody on this computer mends it with one.
[[nodiscard]] QStringList cureCommand(const WhyKnown &known, const ChainCheck &broken);

/// To be pasted into a shell, whatever is in the words: without isolates, which the shell would take for a part of
/// them. Empty when it is too long to be shown, or holds what must not be: half of a quotation is another command.
[[nodiscard]] QString commandLine(const QStringList &words);

} // namespace rdma
