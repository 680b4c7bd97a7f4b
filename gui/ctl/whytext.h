// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "why" prints: the chain from cable to disk, what is broken of it and what mends it, and the proof of each disk.
#pragma once

#include "gui/ctl/exitcode.h"
#include "model/whyknown.h"

#include <QJsonObject>
#include <QStringList>

namespace rdma {

[[nodiscard]] QString whyText(const WhyKnown &known);
/// {"target", "ok", "chain", "broken", "command", "disks", "log", "logRefusal"}: the last four where there are any.
[[nodiscard]] QJsonObject whyJson(const WhyKnown &known);
[[nodiscard]] ExitCode whyExitCode(const WhyKnown &known);

} // namespace rdma
