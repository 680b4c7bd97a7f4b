// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client sees of the steps that change LIO.
#pragma once

#include "helper/host.h"
#include "model/plan.h"

namespace rdma {

[[nodiscard]] StepView view(const ChangeBackstore &step, const Host &host);
[[nodiscard]] StepView view(const ChangeTarget &step, const Host &host);
[[nodiscard]] StepView view(const SetRdmaCmPort &step, const Host &host);

/// rtslib's file, of which a client sees its SRP part only.
[[nodiscard]] bool isSavedExports(const QString &path);
[[nodiscard]] std::optional<QByteArray> savedExportsText(const std::optional<QByteArray> &file);

} // namespace rdma
