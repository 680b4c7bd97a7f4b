// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// udev rules as far as naming network interfaces goes: parse a line, evaluate its matches, change its NAME, write a new
// one.
#pragma once

#include "model/guid.h"
#include "model/linedocument.h"

#include <QMap>
#include <optional>
#include <vector>

namespace rdma {

/// One KEY{attribute}OP"value" of a rule (udev(7)). Operators: == != = += -= :=
struct RuleToken {
    QByteArray key;       ///< ATTR, NAME, DRIVERS …
    QByteArray attribute; ///< what stands in braces, or empty
    QByteArray op;
    QByteArray value;         ///< between the quotes, escapes as written
    qsizetype valueStart = 0; ///< offset of value in the line
    QByteArray prefix;        ///< before the quote: e (C escapes), i (ignores case), both or nothing
    bool operator==(const RuleToken &) const = default;
};

/// A line of a rules file, continued lines joined (ruleLines()). Blank lines, comments and lines that udev would reject
/// give nullopt.
[[nodiscard]] std::optional<std::vector<RuleToken>> parseRule(const QByteArray &line);

/// The value as udev reads it, escapes resolved; nullopt: udev would reject it.
[[nodiscard]] std::optional<QByteArray> plainValue(const RuleToken &token);

/// The NAME assignment that counts: the last one, unless := settled it before.
[[nodiscard]] const RuleToken *nameAssignment(const std::vector<RuleToken> &rule);

/// The plain value of the NAME assignment that counts, or nullopt.
[[nodiscard]] std::optional<QByteArray> assignedName(const std::vector<RuleToken> &rule);

/// One of the devices above an interface: a PCI function, a bridge …
struct UdevParent {
    QByteArray kernelName;                   ///< 0000:0b:00.0
    QByteArray subsystem;                    ///< pci; empty: none
    QByteArray driver;                       ///< mlx4_core; empty: none
    QMap<QByteArray, QByteArray> attributes; ///< those somebody looked at: vendor, device …

    bool operator==(const UdevParent &) const = default;
};

/// What udev would know of an interface when it appears.
struct UdevDevice {
    QByteArray kernelName; ///< empty: ib and a number that nobody knows beforehand
    QByteArray subsystem = "net";
    QByteArray driver;                              ///< of the parent device; empty: it has none
    QMap<QByteArray, QByteArray> attributes;        ///< type, address, dev_id, dev_port, pkey …
    std::optional<std::vector<UdevParent>> parents; ///< all of them, nearest first; nullopt: only `driver` is known
};

/// What a rule sees beside the device: what rules before it did. nullopt: not known.
struct UdevEvent {
    UdevDevice device;
    std::optional<QByteArray> name;     ///< assigned by an earlier rule; empty: none was
    std::optional<QByteArray> linkName; ///< the property ID_NET_NAME
};

enum class Match { Yes, No, Unknown }; ///< Unknown: it depends on keys we do not evaluate (PROGRAM, ENV …)

/// Whether the rule's match keys hold for the device on ACTION=="add".
[[nodiscard]] Match evaluate(const std::vector<RuleToken> &rule, const UdevDevice &device);
[[nodiscard]] Match evaluate(const std::vector<RuleToken> &rule, const UdevEvent &event);

/// udev's pattern match: alternatives with |, shell globs *, ?, [] (case-sensitive; * also matches . and /).
[[nodiscard]] bool globMatches(const QByteArray &pattern, const QByteArray &text,
                               Qt::CaseSensitivity sensitivity = Qt::CaseSensitive);

/// The GUID whose last 8 bytes an ATTR{address} match of the rule names ("?*f4:52:…", "*f4:52:…"), or nullopt.
[[nodiscard]] std::optional<Guid> namedGuid(const std::vector<RuleToken> &rule);

/// The line this program writes for a port. KERNEL!="*.*" keeps it off P_Key children, which share the 8 bytes.
/// Empty for a name that ifname.h refuses: a quote in it would let the rest of the line run programs as root.
[[nodiscard]] QByteArray formatIpoibRule(Guid guid, const QByteArray &name);

/// The line with the value of NAME replaced, everything else byte for byte. Unchanged when the line has no NAME
/// assignment or the name is one that ifname.h refuses.
[[nodiscard]] QByteArray withName(const QByteArray &line, const QByteArray &name);

} // namespace rdma
