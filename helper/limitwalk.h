// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tool that is no program: looking how much memory running processes may lock.
#pragma once

#include "helper/host.h"
#include "helper/runninglimits.h"

namespace rdma {

/// `proc`: the directory /proc. Of each session, each user's manager and each service the process that came first;
/// of a session the first of its user's, for a login program stays root's.
[[nodiscard]] RunningProcesses firstProcessesIn(const HostDirectory &proc);

/// NotFound: it has ended.
[[nodiscard]] Result<RunningProcess> processIn(const HostDirectory &proc, int pid);

/// See pidFromObject() and runningText().
[[nodiscard]] Result<QByteArray> findLimits(const QString &object, const Host &host);

} // namespace rdma
