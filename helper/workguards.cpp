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

constexpr QLatin1StringView lockPrefix("card-");

/// An object that is none is refused by who reads it.
Result<Descriptor> cardOfCall(const ToolCall &call, const Host &host, std::chrono::milliseconds patience)
{
    const QString slot = call.object.section(u' ', 0, 0);
    const bool isCards = call.tool == Tool::QueryCard || call.tool == Tool::SetCardTypes;
    if (!isCards || !isPciAddress(slot))
        return Descriptor();
    return host.lock("/run/rdma-manager/work/"_L1 + lockPrefix + cardOf(slot), patience)
        .transform_error([&](const Error &error) {
            return error.code == ErrorCode::Busy ? Error{ErrorCode::Busy, slot, u"card"_s} : error;
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
    return cardOfCall(call, host, patience).transform([&](Descriptor &&card) {
        return WorkGuards{std::move(card), shutdownOf(call.tool)};
    });
}

bool isCardLock(const QString &name)
{
    return name.startsWith(lockPrefix);
}

} // namespace rdma
