// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text of cards and their types.
#include "helper/cardtool.h"

#include "model/mstconfig.h"
#include "model/pciaddress.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestObject = 256;

std::optional<std::pair<int, PortType>> portFrom(const QString &word)
{
    const auto type = valueOf(portTypeNames, QStringView(word).sliced(2));
    if (!type || *type == PortType::Unknown)
        return std::nullopt;
    return std::pair(word.front().digitValue(), *type);
}

/// A card's driver may be another, or none: what counts is that the function is a card's own.
Result<void> checkCard(const QString &slot, const Host &host)
{
    const QString device = "/sys/bus/pci/devices/"_L1 + slot;
    const auto vendor = host.attribute(device + "/vendor"_L1);
    if (!vendor)
        return fail(ErrorCode::NotFound, slot, u"device"_s);
    if (*vendor != "0x15b3")
        return fail(ErrorCode::NotSupported, slot, u"vendor"_s);
    if (host.target(device + "/physfn"_L1))
        return fail(ErrorCode::NotSupported, slot, u"virtual function"_s);
    return {};
}

/// A tool that is killed while it reads or writes keeps the card's semaphore, and nobody opens the card any more
/// (mstflint pull requests 1849 and 1854). On SIGTERM it gives it back.
Command patient(const QString &program, const QStringList &words, std::chrono::milliseconds deadline)
{
    return {.program = program, .words = words, .deadline = deadline, .exitsFreely = true, .mercy = 10s};
}

Result<Command> queryOf(const QString &program, const QString &object, const Host &host)
{
    return pciAddressFrom(object, u"card"_s)
        .and_then([&](const QString &slot) { return checkCard(slot, host); })
        .and_then([&] { return mstQueryArguments(object); })
        .transform([&](const QStringList &words) { return patient(program, words, 60s); });
}

/// What a card does not take, the tool refuses.
Result<Command> setOf(const QString &program, const QString &object, const Host &host)
{
    const auto card = cardTypesFrom(object);
    if (!card)
        return std::unexpected(card.error());
    return checkCard(card->slot, host)
        .and_then([&] { return mstSetArguments(card->slot, card->types, AutoType::Allowed); })
        .transform([&](const QStringList &words) { return patient(program, words, 120s); });
}

} // namespace

QString cardTypesText(const QString &slot, const PortTypes &types)
{
    QString text = slot;
    for (const auto &[port, type] : types)
        text += u" %1=%2"_s.arg(QString::number(port), nameOf(portTypeNames, type));
    return text;
}

Result<CardTypes> cardTypesFrom(const QString &text)
{
    static const QRegularExpression whole(
        QRegularExpression::anchoredPattern(u"[0-9a-f:.]{1,16}( [1-8]=[a-z]{1,16}){1,8}"_s));
    if (!whole.match(text).hasMatch() || !isPciAddress(text.section(u' ', 0, 0)))
        return fail(ErrorCode::InvalidWish, text.left(longestObject), u"card"_s);
    const QStringList words = text.split(u' ');
    CardTypes card{words.front(), {}};
    for (const QString &word : words.sliced(1)) {
        const auto port = portFrom(word);
        if (!port)
            return fail(ErrorCode::InvalidWish, text, u"type"_s);
        card.types.insert(*port);
    }
    // Twice a port, or in another order.
    return cardTypesText(card.slot, card.types) == text ? Result<CardTypes>(card)
                                                        : fail(ErrorCode::InvalidWish, text, u"ports"_s);
}

QString cardOf(const QString &slot)
{
    return slot.section(u'.', 0, 0);
}

Result<QString> mstProgram(const Host &host)
{
    for (const QString &program : {u"/usr/bin/mstconfig"_s, u"/usr/sbin/mstconfig"_s, u"/usr/bin/mlxconfig"_s})
        if (host.modeOf(program))
            return program;
    return fail(ErrorCode::ToolMissing, u"mstconfig"_s, u"ENOENT"_s);
}

Result<Command> cardCommand(const ToolCall &call, const Host &host)
{
    const auto program = mstProgram(host);
    if (!program)
        return std::unexpected(program.error());
    if (call.tool == Tool::QueryCard)
        return queryOf(*program, call.object, host);
    if (call.tool == Tool::SetCardTypes)
        return setOf(*program, call.object, host);
    return patient(*program, mstVersionArguments(), 10s);
}

} // namespace rdma
