// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which object of a state a person means.
#pragma once

#include "gui/ctl/whytext.h"

namespace rdma {

/// The wish that renames the interface now called `present`.
[[nodiscard]] Result<QJsonObject> renameWish(const QJsonObject &namesState, const QString &present,
                                             const QString &wanted, bool atBootOnly);

/// The wish that logs in from a port, by a text that was understood already.
[[nodiscard]] Result<QJsonObject> connectWish(const QJsonObject &sessionsState, const QString &port,
                                              const QString &login, bool atBoot);

/// `target`: its id_ext, where one target alone has it, or "mlx5_0/1/ID_EXT/IOC_GUID".
[[nodiscard]] Result<QJsonObject> disconnectWish(const QJsonObject &sessionsState, const QString &target);

/// What is known of a target, called as in disconnectWish() but not necessarily connected.
[[nodiscard]] Result<WhyKnown> whyOfTarget(const QJsonObject &sessionsState, const QString &target);

/// The same by a login, since one that failed is remembered by nobody. The text was understood already.
[[nodiscard]] Result<WhyKnown> whyOfLogin(const QJsonObject &sessionsState, const QString &port, const QString &login);

/// The job, or why nobody can tell what of it stands; of a job that is not there the helper says so.
[[nodiscard]] Result<QString> judgedJob(const QJsonObject &jobsState, const QString &id);

/// The latest change of a feature that can be taken back; not an undo, so that undoing again goes further back. Where a
/// later one may stand and nobody can tell, the reason for that: taking back what came before it is not what is meant.
[[nodiscard]] Result<QString> latestJob(const QJsonObject &jobsState, const QString &feature);

} // namespace rdma
