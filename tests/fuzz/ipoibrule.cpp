// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of the rule this program writes: one line that gives this name to this port and does nothing else.
#include "model/ifname.h"
#include "model/rulelines.h"
#include "model/udevrules.h"
#include "tests/fuzz/law.h"

#include <QtEndian>

namespace rdma {

namespace {

QByteArrayList keysOf(const std::vector<RuleToken> &rule)
{
    QByteArrayList keys;
    for (const RuleToken &token : rule)
        keys += token.key + (token.attribute.isEmpty() ? QByteArray() : '{' + token.attribute + '}') + token.op;
    return keys;
}

} // namespace

void fuzz(const QByteArray &input)
{
    static const QByteArrayList expected{
        "ACTION==", "SUBSYSTEM==", "DRIVERS==", "KERNEL!=", "ATTR{type}==", "ATTR{address}==", "NAME="};
    if (input.size() < 8)
        return;
    const Guid guid{qFromBigEndian<quint64>(input.constData())};
    const QByteArray name = input.mid(8);
    const QByteArray line = formatIpoibRule(guid, name);
    const bool fits = problemOf(QString::fromUtf8(name)) == NameProblem::None;
    law(line.isEmpty() == !fits, "a rule is made of good names only");
    if (!fits)
        return;
    const auto rule = parseRule(line);
    law(rule && keysOf(*rule) == expected, "what we write is what udev reads, and nothing else");
    law(assignedName(*rule) == name, "it gives this name");
    const bool isGuid = Guid::fromHex(guid.hex()).has_value();
    law(!isGuid || namedGuid(*rule) == guid, "it names this port");
    const auto lines = ruleLines(LineDocument(line + '\n'));
    law(lines && lines->rules.size() == 1 && !lines->open, "it is one line");
}

} // namespace rdma
