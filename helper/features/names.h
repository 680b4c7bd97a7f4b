// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names": which IPoIB interface is called what, now and after the next boot.
#pragma once

#include "helper/feature.h"
#include "model/names.h"
#include "model/nextname.h"
#include "model/rulelines.h"

namespace rdma {

/// The public view and, beside it, what planning needs: never sent.
struct NamesMachine : NamesLive {
    Result<std::optional<QByteArray>> ownRules;  ///< our rules file, or why it cannot be edited
    std::vector<RulesFile> rulesFiles;           ///< all there are; effectiveRules() tells which count
    std::map<InterfaceId, UdevDevice> devices;   ///< what udev sees when the interface appears
    std::map<InterfaceId, QByteArray> linkNames; ///< what systemd's .link policy chose for it, if anything
    QStringList takenNames;                      ///< names and altnames of all links of the host
};

using NamesState = State<NamesConfig, NamesMachine>;

[[nodiscard]] Result<NamesState> readNames(Machine &machine);
[[nodiscard]] Result<Plan> planNames(const NamesState &current, const NamesConfig &wanted);

/// The rules of a file that name this interface, in the file's order.
[[nodiscard]] std::vector<RuleLine> rulesNaming(const LineDocument &document, const InterfaceId &id,
                                                const UdevDevice &device);

/// What udev will call the interface, given these effective files.
[[nodiscard]] NextName nextNameOf(const NamesMachine &machine, const InterfaceId &id,
                                  const std::vector<RulesFile> &effective);

} // namespace rdma
