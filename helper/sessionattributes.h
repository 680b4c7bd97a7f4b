// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The attributes of SRP sessions that may be written, and what ib_srp's add_target takes.
#pragma once

#include "model/result.h"

#include <QByteArray>

namespace rdma {

/// One write() of the whole value. InvalidWish for any path but /sys/class/srp_remote_ports/port-H:1/{delete,
/// reconnect_delay, fast_io_fail_tmo, dev_loss_tmo} and /sys/class/scsi_host/hostH/scan: whatever a feature computes,
/// nothing else on the machine is touched.
[[nodiscard]] Result<void> storeSessionAttribute(const QString &path, const QByteArray &value);

/// See Kernel::expectUnheld(). InvalidWish for what is no disk of SCSI.
[[nodiscard]] Result<void> expectUnheldDisk(const QString &device);

/// One write() to /sys/class/infiniband_srp/srp-DEVICE-PORT/add_target and to no other path. It returns when the kernel
/// has logged in or given up, after 70 seconds and more; a signal ends it (EINTR).
[[nodiscard]] Result<void> writeAddTarget(const QString &path, const QByteArray &line);

} // namespace rdma
