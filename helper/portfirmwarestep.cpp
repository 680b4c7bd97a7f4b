// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port types in a card's firmware: asked, set, asked again. What the tool says of success is not enough: it says it of
// what nobody changed, and a card that is reset meanwhile forgets.
#include "helper/cardtool.h"
#include "helper/firmwarequery.h"
#include "helper/mellanoxcards.h"
#include "helper/portmemory.h"
#include "helper/portsteps.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

PortTypes ofPorts(const PortTypes &types, const PortTypes &ports)
{
    PortTypes some;
    for (const auto &[port, type] : ports)
        if (const auto found = types.find(port); found != types.end())
            some[port] = found->second;
    return some;
}

/// The two rows are written one after the other.
Standing standingOf(const SetFirmwareTypes &step, const PortTypes &next)
{
    const PortTypes present = ofPorts(next, step.after);
    if (present == step.after)
        return Standing::After;
    if (present == step.before)
        return Standing::Before;
    const bool isBetween =
        present.size() == step.after.size() && std::ranges::all_of(present, [&](const auto &entry) {
            return entry.second == step.before.at(entry.first) || entry.second == step.after.at(entry.first);
        });
    return isBetween ? Standing::Partly : Standing::Neither;
}

Result<void> note(const Host &host, const QString &slot, const CardReading &reading)
{
    return changePortRecord(host, [&](PortRecord &record) {
        CardReading &card = record.cards[slot];
        card.reading = reading.reading;
        card.types = reading.types;
        card.card = reading.card;
    });
}

/// What somebody else did to it is theirs: nothing of it may pass for ours.
void forget(const Host &host, const QString &slot)
{
    std::ignore = changePortRecord(host, [&](PortRecord &record) { record.cards.erase(slot); });
}

/// Front ends speak of the card, not of the tool that could not be had or did not end.
Error aboutCard(const QString &slot, Error error)
{
    error.subject = slot;
    return error;
}

/// As it said when the card was read for the plan.
std::optional<MstVersion> toolOf(const Host &host)
{
    return toolVersionFrom(readPortRecord(host).toolVersion.value_or(QString()));
}

/// Whoever is in the slot while it is asked is whom it is noted of.
Result<CardReading> askNow(Machine &machine, const QString &slot)
{
    const auto present = readIdentity(machine.host, slot);
    return askFirmware(machine, slot, toolOf(machine.host)).transform([&](CardReading reading) {
        reading.card = present.value_or(CardIdentity{});
        return reading;
    });
}

Result<CardReading> ask(Machine &machine, const QString &slot)
{
    const auto card = askNow(machine, slot);
    if (!card)
        return std::unexpected(aboutCard(slot, card.error()));
    if (card->reading.problem)
        return std::unexpected(errorOf(slot, card->reading));
    return card;
}

/// A plan that goes on where a killed helper was may find one of two ports done.
bool mayBePartly(const Machine &machine)
{
    return !machine.plan || !machine.plan->finishes.isEmpty() || !machine.plan->undoes.isEmpty();
}

/// Its worker may have done all of it, too.
bool isAsPlanned(Standing now, const Machine &machine)
{
    return now == Standing::Before || (now != Standing::Neither && mayBePartly(machine));
}

Result<CardReading> expectAsPlanned(const SetFirmwareTypes &step, Machine &machine)
{
    if (const auto same = expectCard(machine.host, step.slot, step.card); !same)
        return std::unexpected(same.error());
    auto card = ask(machine, step.slot);
    if (!card || isAsPlanned(standingOf(step, card->types.next), machine))
        return card;
    forget(machine.host, step.slot);
    return fail(ErrorCode::Conflict, step.slot, u"not as planned"_s);
}

Result<MstRestart> set(const SetFirmwareTypes &step, Machine &machine)
{
    const auto ran = machine.tools.run({Tool::SetCardTypes, cardTypesText(step.slot, step.after)});
    if (!ran)
        return std::unexpected(aboutCard(step.slot, ran.error()));
    const MstAnswer answer = answerOf(*ran);
    const auto restart = mstSetOutcome(answer);
    if (!restart)
        return std::unexpected(
            errorOf(step.slot, readingOf(machine, step.slot, restart.error(), answer, toolOf(machine.host))));
    return *restart;
}

/// Whatever came of it: what is there decides whether something has to be taken back.
Result<CardReading> askAgain(const SetFirmwareTypes &step, Machine &machine)
{
    const auto asked = askNow(machine, step.slot);
    CardReading known = asked.value_or(CardReading{});
    if (!asked)
        known.reading.problem = MstProblem::QueryFailed;
    if (const auto noted = note(machine.host, step.slot, known); !noted)
        return std::unexpected(noted.error());
    return asked ? asked : std::unexpected(aboutCard(step.slot, asked.error()));
}

Result<void> expectTaken(const SetFirmwareTypes &step, const CardReading &card)
{
    if (card.reading.problem)
        return std::unexpected(errorOf(step.slot, card.reading));
    if (standingOf(step, card.types.next) == Standing::After)
        return {};
    return fail(ErrorCode::ToolFailed, step.slot, nameOf(mstProblemNames, MstProblem::Unexpected) + ": noEffect"_L1);
}

/// Types that run are those that the firmware reports, or else the ports'.
void remember(const SetFirmwareTypes &step, const CardReading &card, MstRestart restart, const Host &host)
{
    PortTypes present = card.types.current;
    const auto cards = readMellanoxCards(host);
    if (const auto found = cards.find(step.slot); found != cards.end())
        present.merge(presentTypes(found->second));
    if (const auto noted = rememberTypes(host, step.slot, card.types.next, present, restart); !noted)
        qWarning("port types of %s are not remembered: %s", qPrintable(step.slot), qPrintable(noted.error().detail));
}

bool isOther(const std::optional<CardIdentity> &present, const CardIdentity &card)
{
    return present && !isSameCard(*present, card);
}

/// Of this boot. What the card did not say itself nobody may take for ours.
std::optional<CardReading> lastReading(const QString &slot, const std::optional<CardIdentity> &present,
                                       const Host &host)
{
    const PortRecord record = readPortRecord(host);
    const auto found = record.cards.find(slot);
    if (found == record.cards.end() || isOther(present, found->second.card) ||
        (found->second.reading.read == 0 && !found->second.reading.problem))
        return std::nullopt;
    return found->second;
}

} // namespace

Result<Standing> standing(const SetFirmwareTypes &step, Machine &machine)
{
    const auto present = readIdentity(machine.host, step.slot);
    const auto known = isOther(present, step.card) ? std::nullopt : lastReading(step.slot, present, machine.host);
    if (!known)
        return Standing::Neither;
    if (known->reading.problem)
        return std::unexpected(errorOf(step.slot, known->reading));
    return standingOf(step, known->types.next);
}

/// A card that is gone, or another's, is no matter of reading.
Result<void> expectRead(const SetFirmwareTypes &step, const Host &host)
{
    const auto present = readIdentity(host, step.slot);
    if (!present || isOther(present, step.card) || lastReading(step.slot, present, host))
        return {};
    return fail(ErrorCode::NotSupported, step.slot, nameOf(roadReasonNames, RoadReason::NotRead));
}

namespace {

Result<void> setAndAskAgain(const SetFirmwareTypes &step, Machine &machine)
{
    const auto restart = set(step, machine);
    const auto card = askAgain(step, machine);
    if (card && !card->reading.problem)
        remember(step, *card, restart.value_or(MstRestart::Reboot), machine.host);
    if (!restart)
        return std::unexpected(restart.error());
    return card.and_then([&](const CardReading &now) { return expectTaken(step, now); });
}

/// What the tool said of the restart went with the helper that waited for it.
Result<void> takeAsDone(const SetFirmwareTypes &step, const CardReading &card, const Host &host)
{
    return note(host, step.slot, card).transform([&] { remember(step, card, MstRestart::Unsaid, host); });
}

} // namespace

Result<void> carryOut(const SetFirmwareTypes &step, Machine &machine)
{
    return expectAsPlanned(step, machine).and_then([&](const CardReading &card) {
        return standingOf(step, card.types.next) == Standing::After ? takeAsDone(step, card, machine.host)
                                                                    : setAndAskAgain(step, machine);
    });
}

} // namespace rdma
