// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose lines of systemd's journal are read: the kernel's, and those of the services around RDMA.
#pragma once

#include "model/result.h"

struct sd_journal;

namespace rdma {

/// What sd-journal(3) answers: a negative errno.
[[nodiscard]] std::unexpected<Error> journalFailure(int result);

/// Of this boot.
[[nodiscard]] Result<void> selectSpeakers(sd_journal *journal);

} // namespace rdma
