// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits of locked memory in plain words: amounts, whom a rule is about, which one holds and why, since when.
#pragma once

#include "gui/words/errorsentences.h"
#include "model/limiteffect.h"
#include "model/limits.h"
#include "model/plan.h"

namespace rdma {

[[nodiscard]] QString memoryWords(MemoryAmount amount);      ///< "unlimited", "64 MiB"
[[nodiscard]] QString limitWords(const MemoryLimit &limit);  ///< "64 MiB", "64 MiB, up to unlimited"
[[nodiscard]] QString wantedWords(const WantedLimit &limit); ///< the same, "hard 1 GiB"

[[nodiscard]] QString holderWords(const LimitHolder &holder); ///< "everyone", "group rdma", "users 1000 to 2000"
[[nodiscard]] QString domainWords(const QString &domain);     ///< the same of a text that stands in a file
[[nodiscard]] QString limitedWords(const QString &subject);   ///< of such a text, or of a service
[[nodiscard]] QString ruleKindWords(LimitRule::Kind kind);    ///< "soft", "hard", "soft and hard", "exemption"
[[nodiscard]] QString placeWords(const QString &path, int line);
[[nodiscard]] QString ruleAmountWords(const ShownRule &rule); ///< "64 MiB"; "not told" of a private file
[[nodiscard]] QString ruleWords(const ShownRule &rule);       ///< "group rdma: 64 MiB (soft), /etc/…:3"

[[nodiscard]] QString lossLabel(LimitLoss why); ///< "loses: lower rank"
[[nodiscard]] QString lossWords(LimitLoss why, const std::optional<ShownRule> &winner);
/// What holds, and why, in whole sentences.
[[nodiscard]] QStringList loginWords(const LoginLimit &login);

[[nodiscard]] QString limitProblemLabel(LimitProblem::Kind kind);  ///< "no rule"
[[nodiscard]] QString limitProblemAdvice(LimitProblem::Kind kind); ///< what is wrong with it, and what to do
[[nodiscard]] QString unitProblemWords(UnitLimitProblem problem);

/// When a change of this source reaches this receiver, or that it never does.
[[nodiscard]] QString effectWords(LimitSource source, LimitReceiver receiver);

/// Of steps that write limits files and drop-ins with LimitMEMLOCK=.
[[nodiscard]] std::optional<QString> limitsStepWords(const StepView &step);

/// For the refusals of feature "limits".
[[nodiscard]] std::optional<ErrorSentence> limitsSentence(const Error &error);

} // namespace rdma
