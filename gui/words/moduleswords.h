// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// RDMA protocols and their modules in plain words: what each is for, how it stands, what keeps it.
#pragma once

#include "gui/words/errorsentences.h"
#include "model/modules.h"
#include "model/plan.h"

namespace rdma {

[[nodiscard]] QString protocolName(Protocol protocol);    ///< "SRP initiator"
[[nodiscard]] QString protocolPurpose(Protocol protocol); ///< one sentence

/// "loaded", "not in this kernel", "denied by /etc/modprobe.d/x.conf:3"
[[nodiscard]] QString moduleNowWords(const ModuleState &state);
[[nodiscard]] QString denialWords(const Denial &denial); ///< what the line does, in a sentence

/// "yes", "no", "not known"
[[nodiscard]] QString bootStateWords(BootChoice::State state);
/// "/etc/rdma/modules/rdma.conf, line 12", "…, where a line would be added"
[[nodiscard]] QString bootPlaceWords(const BootPlace &place);
/// Why the choice cannot be made otherwise, and what to do instead.
[[nodiscard]] QString hindranceWords(const BootObstacle &obstacle, Protocol protocol);
/// The line of MLNX_OFED's file that a person changes by hand; empty: it has none.
[[nodiscard]] QString openibLine(Protocol protocol, bool on);

[[nodiscard]] QString moduleUseWords(const ModuleUse &use); ///< "sdb is mounted on /srv/data"
/// The words of a refusal's and a note's detail: "mount /srv/data, sdb".
[[nodiscard]] std::optional<ModuleUse> moduleUseFrom(const QString &text);
[[nodiscard]] QString moduleWeightWords(ModuleUseWeight weight); ///< "Keeps it loaded"
/// Why it cannot be unloaded; empty: it can, or only the helper finds out which programs keep it, when it is asked to.
[[nodiscard]] QString unloadBarWords(const ProtocolLive &protocol);

/// Which of the files of this computer have a say at boot, and which have none.
[[nodiscard]] QStringList dialectSentences(const ModulesLive &live);
[[nodiscard]] bool isPuzzling(const LiveDialects &dialects); ///< several kinds of files, or one that nobody reads

/// Of steps that unload what is in use.
[[nodiscard]] std::optional<QString> modulesStepWords(const StepView &step);

/// For the refusals of feature "modules".
[[nodiscard]] std::optional<ErrorSentence> modulesSentence(const Error &error);

} // namespace rdma
