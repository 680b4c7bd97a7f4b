// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether the image that boots before the root file system holds a copy of the rules.
#pragma once

#include "helper/host.h"

namespace rdma {

/// The command that builds it again, when the tool at hand copies our rules file into its images and there is one.
[[nodiscard]] std::optional<QString> initramfsCommand(const Host &host);

} // namespace rdma
