// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tool that is no program: looking through all processes for those that have certain disks open.
#pragma once

#include "helper/diskholders.h"
#include "helper/host.h"

namespace rdma {

/// `proc`: the directory /proc. Nothing is opened but directories and texts there: what a descriptor leads to is asked
/// through its link. Left out are processes that end meanwhile, and those of services that open every disk: multipathd,
/// udevd and ourselves, told by their control group, which nobody can choose as they can their name. Not seen are
/// mappings, descriptors of a thread that shares them with no other (CLONE_FILES in clone(2)), and nodes on a file
/// system that refuses us. Io when a process forbids to look: then nobody knows.
[[nodiscard]] Result<Holders> holdersIn(const HostDirectory &proc, const std::set<DeviceNumber> &devices,
                                        NodeKind kind = NodeKind::Block);

/// What one process, /proc/PID, has open of them. A descriptor of O_PATH (open(2)) opens nothing.
[[nodiscard]] Result<std::set<DeviceNumber>> openIn(const HostDirectory &process, const std::set<DeviceNumber> &devices,
                                                    NodeKind kind = NodeKind::Block);

/// Printable ASCII, anything else "?".
[[nodiscard]] QString programName(const QByteArray &comm);

/// See holdersObject() and holdersText().
[[nodiscard]] Result<QByteArray> findHolders(const QString &object, const Host &host);

} // namespace rdma
