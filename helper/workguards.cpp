// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Locks of cards, and logind.
#include "helper/workguards.h"

#include "helper/cardtool.h"
#include "helper/shutdownblock.h"
#include "model/pciaddress.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView lockPrefix("lock-");

/// What one worker at a time may work at: a card, or boot images. An object that is none is refused by who reads it.
std::optional<QString> lockNameFor(const ToolCall &call)
{
    const QString slot = call.object.section(u' ', 0, 0);
    if ((call.tool == Tool::QueryCard || call.tool == Tool::SetCardTypes) && isPciAddress(slot))
        return cardOf(slot);
    return call.tool == Tool::RebuildBootImage ? std::optional(u"boot"_s) : std::nullopt;
}

Result<Descriptor> lockFor(const ToolCall &call, const Host &host, std::chrono::milliseconds patience)
{
    const auto name = lockNameFor(call);
    if (!name)
        return Descriptor();
    return host.lock("/run/rdma-manager/work/"_L1 + lockPrefix + *name, patience)
        .transform_error([&](const Error &error) {
            return error.code == ErrorCode::Busy ? Error{ErrorCode::Busy, *name, u"another worker"_s} : error;
        });
}

QString reasonFor(Tool tool)
{
    if (tool == Tool::SetCardTypes)
        return u"The firmware of a network card is being configured"_s;
    if (tool == Tool::RebuildBootImage)
        return u"A boot image is being built"_s;
    return {};
}

/// Without logind nobody is asked before a shutdown, and the work has to be done all the same.
Descriptor shutdownOf(Tool tool)
{
    const QString why = reasonFor(tool);
    if (why.isEmpty())
        return Descriptor();
    auto block = blockShutdown(why);
    if (!block)
        qWarning("shutdown is not inhibited: %s %s", qPrintable(block.error().subject),
                 qPrintable(block.error().detail));
    return block ? *std::move(block) : Descriptor();
}

} // namespace

Result<WorkGuards> guardsFor(const ToolCall &call, const Host &host, std::chrono::milliseconds patience)
{
    return lockFor(call, host, patience).transform([&](Descriptor &&lock) {
        return WorkGuards{std::move(lock), shutdownOf(call.tool)};
    });
}

bool isWorkLock(const QString &name)
{
    return name.startsWith(lockPrefix);
}

} // namespace rdma
