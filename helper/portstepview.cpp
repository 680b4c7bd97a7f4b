// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person sees of the steps that change port types, and would type.
#include "helper/buildwords.h"
#include "helper/mellanoxcards.h"
#include "helper/portsteps.h"
#include "model/mstconfig.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// "1 infiniband, 2 ethernet"
QString textOf(const PortTypes &types)
{
    QStringList texts;
    for (const auto &[port, type] : types)
        texts.append(u"%1 %2"_s.arg(port).arg(nameOf(portTypeNames, type)));
    return texts.join(u", "_s);
}

/// Without the answer to a question that a person may be asked.
QStringList firmwareCommands(const SetFirmwareTypes &step)
{
    auto words = mstSetArguments(step.slot, step.after, AutoType::Allowed);
    if (!words)
        return {};
    words->removeAll(u"-y"_s);
    words->removeAll(u"--yes"_s);
    return {u"mstconfig "_s + words->join(u' ')};
}

QString word(PortType type)
{
    if (type == PortType::Auto)
        return u"auto"_s;
    return type == PortType::Ethernet ? u"eth"_s : u"ib"_s;
}

QStringList storeCommands(const RetypePorts &step)
{
    QStringList commands;
    for (const auto &[port, type] : step.after)
        if (const auto before = step.before.find(port); before == step.before.end() || before->second != type)
            commands.append(u"printf '%1\\n' | tee %2"_s.arg(word(type), portTypePath(step.slot, port)));
    const auto first = step.after.find(1);
    if (commands.size() == 2 && first->second == PortType::Ethernet)
        commands.swapItemsAt(0, 1);
    return commands;
}

} // namespace

StepView view(const SetFirmwareTypes &step, const Host &)
{
    return {kindOf(step), step.slot, textOf(step.before), textOf(step.after), {}, firmwareCommands(step), {}, true};
}

StepView view(const RetypePorts &step, const Host &)
{
    if (!step.cuts.isEmpty())
        return {kindOf(step), step.slot, {}, step.cuts.join(u"; "_s), {}, storeCommands(step), {}, true};
    return {kindOf(step), step.slot, textOf(step.before), textOf(step.after), {}, storeCommands(step), {}, true};
}

StepView view(const RebuildBootImage &step, const Host &host)
{
    const QString words = buildWords(host, {step.tool, step.kernel, step.image}).join(u' ');
    return {kindOf(step), step.image, {}, {}, {}, {nameOf(imageToolNames, step.tool) + u' ' + words}, {}, true};
}

} // namespace rdma
