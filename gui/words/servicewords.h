// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services around RDMA in plain words: what each is for, how it stands, what cannot be done with it.
#pragma once

#include "model/servicestate.h"

#include <QStringList>

namespace rdma {

[[nodiscard]] QString serviceRoleName(ServiceRole role);    ///< "Subnet manager"
[[nodiscard]] QString serviceRolePurpose(ServiceRole role); ///< one sentence

/// "running", "not running", "failed"
[[nodiscard]] QString serviceStateWords(const ServiceLive &service);
[[nodiscard]] QString serviceBootWords(const ServiceLive &service,
                                       bool enabled); ///< "yes", "no", "when hardware appears"
/// "since 26 November 2026 18:00"; empty: not since this boot.
[[nodiscard]] QString serviceSinceWords(const QDateTime &since);
[[nodiscard]] QString serviceResultWords(const QString &result); ///< why it failed, in a sentence

/// What cannot be done and why, each reason once.
[[nodiscard]] QStringList serviceBarWords(const ServiceLive &service);
[[nodiscard]] QString serviceBarWords(ServiceBar bar); ///< empty: nothing is in the way

} // namespace rdma
