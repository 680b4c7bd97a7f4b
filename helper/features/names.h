// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names": which IPoIB interface is called what, now and after the next boot.
#pragma once

#include "helper/feature.h"
#include "model/linkfile.h"
#include "model/parsedrules.h"
#include "model/rulelines.h"

namespace rdma {

/// The public view and, beside it, what planning needs: never sent.
struct NamesMachine : NamesLive {
    Result<std::optional<QByteArray>> ownRules;    ///< our rules file, or why it cannot be edited
    std::vector<RulesFile> rulesFiles;             ///< all there are; effectiveRules() tells which count
    ParsedRules rules;                             ///< those that count
    std::map<InterfaceId, UdevDevice> devices;     ///< what udev sees when the interface appears
    std::map<InterfaceId, LinkChoice> linkChoices; ///< what systemd's .link files choose for it, if anything
    std::map<InterfaceId, QStringList> doubts;     ///< file:line of rules that may name it, we cannot tell
    QStringList takenNames;                        ///< names and altnames of all links of the host
};

using NamesState = State<NamesConfig, NamesMachine>;

[[nodiscard]] Result<NamesState> readNames(Machine &machine);
[[nodiscard]] Result<Plan> planNames(const NamesState &current, const NamesConfig &wanted);

/// Who uses a name that goes away, what is reached over the interface, what holds a copy of the rules. Of any plan with
/// steps of this feature: one that was wished, one that takes a change back.
[[nodiscard]] std::vector<Note> consequencesOfNames(Machine &machine, const NamesState &current, const Plan &plan);

/// The rules of a file that give a name to a port, in the file's order.
using PortRules = std::map<Guid, std::vector<RuleLine>>;
[[nodiscard]] PortRules portRules(const LineDocument &document);

/// Those of them that may name this interface.
[[nodiscard]] std::vector<RuleLine> rulesNaming(const PortRules &rules, const InterfaceId &id,
                                                const UdevDevice &device);

/// What udev will call the interface, given these rules.
[[nodiscard]] NamePrediction nextNameOf(const NamesMachine &machine, const InterfaceId &id, const ParsedRules &rules);

/// Remarks on the rules there are: which lose, which are hidden, which are for nobody here.
[[nodiscard]] std::vector<Note> remarksOnRules(const NamesState &state);

/// All rules with our file replaced.
[[nodiscard]] ParsedRules rulesWith(const NamesMachine &machine, const std::optional<QByteArray> &own);

} // namespace rdma
