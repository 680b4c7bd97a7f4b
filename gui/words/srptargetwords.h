// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// SRP exports in plain words: steps, sizes, and why the helper or the kernel refused a wish.
#pragma once

#include "gui/words/errorsentences.h"
#include "model/blockdevice.h"
#include "model/plan.h"
#include "model/srptarget.h"

namespace rdma {

/// "fe80:0000:0000:0000:f452:1403:007b:cba1" of a target's WWN; others' names as they are.
[[nodiscard]] QString gidWords(const QString &wwn);
[[nodiscard]] QString sizeWords(quint64 bytes); ///< "1.5 TiB"; empty when not known
[[nodiscard]] QString backstoreKindWords(BackstoreKind kind);
/// Who has the device: "mounted on /srv"; the root disk first.
[[nodiscard]] QString useWords(const BlockDevice &device);

/// Whether something is there now, after the next boot, or both; both, but not alike.
enum class Lasting { Nowhere, NowAndAfter, OnlyNow, OnlyAfter, Otherwise };

[[nodiscard]] Lasting lastingOf(bool now, bool atBoot);
[[nodiscard]] QString lastingWords(Lasting lasting); ///< "now and after a reboot" …

/// Of steps that change exports, and of the files from which those come back.
[[nodiscard]] std::optional<QString> srpStepWords(const StepView &step);

/// For the refusals of feature "srp_target" and of the kernel's configfs.
[[nodiscard]] std::optional<ErrorSentence> srpTargetSentence(const Error &error);

} // namespace rdma
