// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rule that names an IPoIB interface: recognize it, write it, change its name.
#include "model/ifname.h"
#include "model/udevrules.h"

namespace rdma {

namespace {

constexpr qsizetype guidText = 23; // f4:52:14:03:00:7b:cb:a1

bool isFit(const QByteArray &name)
{
    return problemOf(QString::fromUtf8(name)) == NameProblem::None;
}

/// udev compares the address as sysfs shows it: lower case.
std::optional<Guid> guidOf(const QByteArray &pattern, bool ignoresCase)
{
    const QByteArray tail = ignoresCase ? pattern.right(guidText).toLower() : pattern.right(guidText);
    const QByteArray front = pattern.chopped(tail.size());
    const auto guid = Guid::fromHex(QString::fromLatin1(tail).remove(u':'));
    const bool whole = front.isEmpty() || front.endsWith('*') || front.endsWith(':');
    if (!guid || guid->colonBytes() != tail || !whole || pattern.contains('|'))
        return std::nullopt;
    return *guid;
}

bool isAddressMatch(const RuleToken &token)
{
    return token.key == "ATTR" && token.attribute == "address" && token.op == "==";
}

} // namespace

const RuleToken *nameAssignment(const std::vector<RuleToken> &rule)
{
    const RuleToken *assignment = nullptr;
    for (const RuleToken &token : rule)
        if (token.key == "NAME" && token.op != "==" && token.op != "!=") {
            assignment = &token;
            if (token.op == ":=")
                break;
        }
    return assignment;
}

std::optional<QByteArray> assignedName(const std::vector<RuleToken> &rule)
{
    const RuleToken *assignment = nameAssignment(rule);
    return assignment ? plainValue(*assignment) : std::nullopt;
}

std::optional<Guid> namedGuid(const std::vector<RuleToken> &rule)
{
    std::optional<Guid> found;
    for (const RuleToken &token : rule) {
        if (!isAddressMatch(token))
            continue;
        const auto guid = guidOf(plainValue(token).value_or(QByteArray()), token.prefix.contains('i'));
        if (!guid || (found && *found != *guid))
            return std::nullopt;
        found = guid;
    }
    return found;
}

QByteArray formatIpoibRule(Guid guid, const QByteArray &name)
{
    if (!isFit(name))
        return {};
    return R"(ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", KERNEL!="*.*", ATTR{type}=="32", ATTR{address}=="?*)" +
           guid.colonBytes() + R"(", NAME=")" + name + '"';
}

QByteArray withName(const QByteArray &line, const QByteArray &name)
{
    const auto rule = parseRule(line);
    const RuleToken *assignment = rule ? nameAssignment(*rule) : nullptr;
    if (!assignment || !isFit(name))
        return line;
    return QByteArray(line).replace(assignment->valueStart, assignment->value.size(), name);
}

} // namespace rdma
