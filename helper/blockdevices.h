// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The block devices of this host: what they are called, and who uses them.
#pragma once

#include "helper/host.h"
#include "model/blockdevice.h"

namespace rdma {

/// All that could be exported and all that is asked about, in the kernel's order of names. From sysfs, /proc and udev's
/// database: no device node is opened. What memory backs (ram, zram) and what is empty is left out, so is a device that
/// goes while it is read. A file that is missing or says nothing costs its own fact only, so "no use" is a guess: what
/// counts is the kernel's exclusive open. Error: the kernel's list itself cannot be read.
[[nodiscard]] Result<std::vector<BlockDevice>> readBlockDevices(const Host &host);

/// The kernel's name of the device that a path below /dev leads to, by udev's database. nullopt: of none of them, or
/// nobody can tell, for two devices claim it with equal right.
[[nodiscard]] std::optional<QString> deviceNamed(const std::vector<BlockDevice> &devices, const QString &path);

} // namespace rdma
