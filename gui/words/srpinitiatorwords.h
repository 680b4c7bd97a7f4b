// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Attached disks in plain words: sessions, timeouts, rules of srp_daemon, steps.
#pragma once

#include "gui/words/errorsentences.h"
#include "gui/words/verdictwords.h"
#include "model/plan.h"
#include "model/srpinitiator.h"

namespace rdma {

/// How far one has got with a target, in the order in which one gets there, then how it breaks.
enum class Attachment {
    NotConnected,
    NoDisk, ///< logged in, and no LUN is shown
    Connected,
    Blocked,
    FailFast,
    Lost,
    Unknown,
};

/// Of several sessions the worst.
[[nodiscard]] Attachment attachmentOf(const std::vector<SrpSession> &sessions);
[[nodiscard]] QString attachmentWords(Attachment attachment);  ///< "connected", "blocked" …
[[nodiscard]] QString attachmentRemark(Attachment attachment); ///< what that means and what to do; empty: all is well

[[nodiscard]] Urgency urgencyOf(Attachment attachment);

/// "GID fe80:…", "192.0.2.1, port 5555"; empty when not known.
[[nodiscard]] QString loginPathWords(const SrpLogin &login);
/// The controller's ids, one when both are the same.
[[nodiscard]] QString targetIdWords(const SrpTargetId &id);

/// "path of mpatha, mounted on /srv", "same disk as sdc", "not in use". The helper sends with a path what uses its map.
[[nodiscard]] QString lunUseWords(const SrpLun &lun, const SrpInitiatorLive &live);
[[nodiscard]] QString samenessRemark(const SrpLun &lun, const SrpInitiatorLive &live); ///< empty: no other path

[[nodiscard]] QString timeoutWords(const std::optional<int> &seconds); ///< "15 s", "off"
[[nodiscard]] QString timeoutsWords(const SrpTimeouts &timeouts);
[[nodiscard]] QString timeoutProblemWords(TimeoutProblem problem);

/// "Allow id_ext 0002…, ioc_guid 0002…" in the file's own words.
[[nodiscard]] QString ruleWords(const DaemonRule &rule);

/// Of steps that log in and out, and of the files that remember targets.
[[nodiscard]] std::optional<QString> srpInitiatorStepWords(const StepView &step);

/// For the refusals of feature "srp_initiator" and of the kernel's add_target.
[[nodiscard]] std::optional<ErrorSentence> srpInitiatorSentence(const Error &error);

} // namespace rdma
