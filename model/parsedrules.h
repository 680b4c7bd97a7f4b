// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// All rules of a machine, parsed once for all its interfaces: what names one port is looked at for that port alone.
#pragma once

#include "model/nextname.h"
#include "model/ruleflow.h"

namespace rdma {

/// The rules of a file that can have to do with a name; the others decide nothing here.
struct ParsedFile {
    QString path;
    std::vector<FlowRule> rules;
    std::vector<std::size_t> common;                  ///< which of them may concern any interface
    std::map<Guid, std::vector<std::size_t>> ofPorts; ///< and which the interfaces of one port alone

    /// Those that may concern the device, in the file's order.
    [[nodiscard]] std::vector<std::size_t> concerning(const UdevDevice &device) const;
};

using ParsedRules = std::vector<ParsedFile>;

/// `effective` as effectiveRules() gives them.
[[nodiscard]] ParsedRules parseRules(const std::vector<RulesFile> &effective);

/// predictName() for many interfaces.
[[nodiscard]] NamePrediction predictName(const ParsedRules &rules, const UdevDevice &device,
                                         const std::optional<QByteArray> &idNetName);

/// A rule that gives a name of its own, as opposed to the one of the .link files.
struct NamingRule {
    QString file;
    int line = 0; ///< from 1
    QByteArray name;
    std::optional<Guid> port; ///< nullopt: it does not ask for one

    [[nodiscard]] QString place() const { return file + u':' + QString::number(line); }
    bool operator==(const NamingRule &) const = default;
};

/// All of them, in udev's order.
[[nodiscard]] std::vector<NamingRule> namingRules(const ParsedRules &rules);

/// Those that may name the device, whether or not they count in the end.
[[nodiscard]] std::vector<NamingRule> rulesNaming(const ParsedRules &rules, const UdevDevice &device);

} // namespace rdma
