// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of keys, operators and braces, as parse_token() in systemd's udev-rules.c has it.
#include "model/udevkeys.h"

#include <algorithm>
#include <array>

namespace rdma {

namespace {

enum class Braces { None, Required, Optional };

constexpr unsigned matches = 1; // == !=
constexpr unsigned assigns = 2; // =
constexpr unsigned adds = 4;    // +=
constexpr unsigned removes = 8; // -=
constexpr unsigned finals = 16; // :=
constexpr unsigned sets = assigns | adds | finals;

struct KeyRule {
    QByteArrayView key;
    Braces braces;
    unsigned ops;
};

constexpr std::array<KeyRule, 29> keyRules{{
    {"ACTION", Braces::None, matches},
    {"DEVPATH", Braces::None, matches},
    {"KERNEL", Braces::None, matches},
    {"SYMLINK", Braces::None, matches | sets | removes},
    {"NAME", Braces::None, matches | sets},
    {"ENV", Braces::Required, matches | sets},
    {"CONST", Braces::Required, matches},
    {"TAG", Braces::None, matches | sets | removes},
    {"SUBSYSTEM", Braces::None, matches},
    {"DRIVER", Braces::None, matches},
    {"ATTR", Braces::Required, matches | sets},
    {"SYSCTL", Braces::Required, matches | sets},
    {"KERNELS", Braces::None, matches},
    {"SUBSYSTEMS", Braces::None, matches},
    {"DRIVERS", Braces::None, matches},
    {"ATTRS", Braces::Required, matches},
    {"TAGS", Braces::None, matches},
    {"TEST", Braces::Optional, matches},
    {"PROGRAM", Braces::None, matches | sets},
    {"IMPORT", Braces::Required, matches | sets},
    {"RESULT", Braces::None, matches},
    {"OPTIONS", Braces::None, sets},
    {"OWNER", Braces::None, sets},
    {"GROUP", Braces::None, sets},
    {"MODE", Braces::None, sets},
    {"SECLABEL", Braces::Required, sets},
    {"RUN", Braces::Optional, sets},
    {"GOTO", Braces::None, assigns},
    {"LABEL", Braces::None, assigns},
}};
/// device_property_can_set()
constexpr std::array<QByteArrayView, 12> fixedProperties{"ACTION",  "DEVLINKS", "DEVNAME",   "DEVPATH",
                                                         "DEVTYPE", "DRIVER",   "IFINDEX",   "MAJOR",
                                                         "MINOR",   "SEQNUM",   "SUBSYSTEM", "TAGS"};
constexpr std::array<QByteArrayView, 6> importKinds{"file", "program", "builtin", "db", "cmdline", "parent"};

unsigned opKind(QByteArrayView op)
{
    if (op == "==" || op == "!=")
        return matches;
    if (op == "=")
        return assigns;
    if (op == "+=")
        return adds;
    return op == "-=" ? removes : finals;
}

const KeyRule *ruleOf(QByteArrayView key)
{
    const auto rule = std::ranges::find(keyRules, key, &KeyRule::key);
    return rule == keyRules.end() ? nullptr : &*rule;
}

bool isMode(QByteArrayView text)
{
    const auto isOctal = [](char c) { return c >= '0' && c <= '7'; };
    bool fits = false;
    const QByteArrayView digits = text.trimmed();
    return std::ranges::all_of(digits, isOctal) && digits.toUInt(&fits, 8) <= 07777 && fits;
}

/// What a key wants of the text in its braces.
bool isAttributeFit(const RuleToken &token, bool hasBraces)
{
    const QByteArrayView attribute = token.attribute;
    if (token.key == "IMPORT")
        return std::ranges::contains(importKinds, attribute);
    if (token.key == "CONST")
        return attribute == "arch" || attribute == "virt";
    if (token.key == "RUN")
        return !hasBraces || attribute == "program" || attribute == "builtin";
    if (token.key == "TEST")
        return attribute.isEmpty() || isMode(attribute);
    return token.key != "ENV" || opKind(token.op) == matches || !std::ranges::contains(fixedProperties, attribute);
}

bool mayIgnoreCase(const RuleToken &token)
{
    return opKind(token.op) == matches && token.key != "TEST" && token.key != "PROGRAM" && token.key != "IMPORT";
}

bool isValueFit(const RuleToken &token)
{
    const auto value = plainValue(token);
    const bool assignsName = token.key == "NAME" && opKind(token.op) != matches;
    return value && !(assignsName && (value->isEmpty() || *value == "%k"));
}

} // namespace

bool udevTakes(const RuleToken &token, bool hasBraces)
{
    const KeyRule *rule = ruleOf(token.key);
    if (!rule || (rule->ops & opKind(token.op)) == 0)
        return false;
    if (rule->braces == Braces::None ? hasBraces : rule->braces == Braces::Required && token.attribute.isEmpty())
        return false;
    return isAttributeFit(token, hasBraces) && isValueFit(token) &&
           (!token.prefix.contains('i') || mayIgnoreCase(token));
}

} // namespace rdma
