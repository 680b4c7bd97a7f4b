// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which lines of the kernel's log are about RDMA, SRP or LIO, and about what of it: the others stay where they are.
#pragma once

#include <QString>

namespace rdma {

/// By how the line begins.
[[nodiscard]] bool isAboutRdma(QStringView text);

enum class LogTopic {
    Initiator, ///< ib_srp and the SRP transport
    Target,    ///< ib_srpt and LIO
    Mellanox,  ///< mlx4, mlx5
    Rdma,      ///< the subsystem, and other drivers
    Services,  ///< no line of the kernel's: a program wrote it
};

/// Of a line that is about RDMA.
[[nodiscard]] LogTopic topicOf(QStringView text);

} // namespace rdma
