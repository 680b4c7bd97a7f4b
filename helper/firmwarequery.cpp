// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Queries by mstconfig, one after the other: cards share the bus, and one that hangs has a deadline of its own.
#include "helper/firmwarequery.h"

#include "helper/bootimagework.h"
#include "helper/cardtool.h"
#include "helper/mellanoxcards.h"
#include "helper/portmemory.h"
#include "helper/runningimage.h"
#include "model/cannotopen.h"
#include "model/logdecoder.h"

#include <QDateTime>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

FirmwareReading readNow()
{
    FirmwareReading reading;
    reading.read = QDateTime::currentMSecsSinceEpoch();
    return reading;
}

CannotOpenCause causeFor(Machine &machine, const QString &slot, const MstAnswer &answer,
                         const std::optional<MstVersion> &tool)
{
    const auto cards = readMellanoxCards(machine.host);
    const auto card = cards.find(slot);
    const QString device = "/sys/bus/pci/devices/"_L1 + slot;
    const auto vendor = machine.host.attribute(device + "/vendor"_L1);
    const bool isKnown = card != cards.end();
    return causeOfCannotOpen({.exists = vendor.has_value(),
                              .isMellanox = vendor == "0x15b3",
                              .isVirtualFunction = isKnown && card->second.isVirtualFunction,
                              .isLivefish = isKnown && card->second.chip.kind == FunctionKind::FlashRecovery,
                              .lockdown = kernelLockdownFrom(
                                  machine.host.attribute(u"/sys/kernel/security/lockdown"_s).value_or(QByteArray())),
                              .sawSemaphoreText = namesSemaphore(answer),
                              .idKnown = !isKnown || !tool || knowsId(*tool, card->second.chip)});
}

bool isRefused(MstProblem problem)
{
    constexpr std::array refusals{MstProblem::Unsupported,  MstProblem::Livefish,        MstProblem::OldFirmware,
                                  MstProblem::Lockdown,     MstProblem::NoSuchParameter, MstProblem::ReadOnly,
                                  MstProblem::UnknownValue, MstProblem::AccessDisabled};
    return std::ranges::contains(refusals, problem);
}

ErrorCode codeOf(MstProblem problem)
{
    if (isRefused(problem))
        return ErrorCode::NotSupported;
    if (problem == MstProblem::SemaphoreStuck || problem == MstProblem::DeviceBusy)
        return ErrorCode::Busy;
    return problem == MstProblem::NoDevice ? ErrorCode::NotFound : ErrorCode::ToolFailed;
}

ErrorCode codeOf(CannotOpenCause cause)
{
    switch (cause) {
    case CannotOpenCause::Absent:
        return ErrorCode::NotFound;
    case CannotOpenCause::StuckSemaphore:
        return ErrorCode::Busy;
    case CannotOpenCause::NotRoot:
    case CannotOpenCause::Unknown:
        return ErrorCode::ToolFailed;
    case CannotOpenCause::Foreign:
    case CannotOpenCause::VirtualFunction:
    case CannotOpenCause::Livefish:
    case CannotOpenCause::Lockdown:
    case CannotOpenCause::UnsupportedByVersion:
        return ErrorCode::NotSupported;
    }
    return ErrorCode::ToolFailed;
}

ErrorCode codeOf(const FirmwareReading &reading)
{
    const MstProblem problem = reading.problem.value_or(MstProblem::Other);
    const auto cause = valueOf(cannotOpenCauseNames, reading.cause);
    return problem == MstProblem::CannotOpen && cause ? codeOf(*cause) : codeOf(problem);
}

QString wordsOf(const Error &error)
{
    return codeName(error.code) + u' ' + error.detail.section(u':', 0, 0);
}

/// Of the tool that is installed; or why it does not say which one it is.
struct ToldVersion {
    std::optional<MstVersion> version;
    QString problem;
};

ToldVersion askVersion(Machine &machine)
{
    const auto said = machine.tools.run({Tool::TellMstVersion});
    if (!said) // without one nothing is wrong with it
        return {{}, mstProgram(machine.host) ? wordsOf(said.error()) : QString()};
    const auto version = mstVersionFrom(said->output);
    return {version, version ? QString() : nameOf(mstProblemNames, MstProblem::Unexpected)};
}

bool isAsked(const FoundCard &card, const MstVersion &version)
{
    return card.chip.kind == FunctionKind::Card && !card.isVirtualFunction && card.chip.types == ChipTypes::Either &&
           canAsk(version, card.chip);
}

CardReading unanswered(const Error &error)
{
    CardReading card{.reading = readNow(), .types = {}, .refused = {}};
    card.reading.problem = MstProblem::QueryFailed;
    card.reading.detail = wordsOf(error);
    return card;
}

bool isOf(const CardReading &known, const CardIdentity &card)
{
    return known.reading.read > 0 && !known.reading.problem && isSameCard(known.card, card);
}

/// What it said last stands while somebody else has the card.
CardReading readingWithout(const Error &error, const Host &host, const QString &slot, const CardIdentity &card)
{
    const PortRecord record = readPortRecord(host);
    const auto known = record.cards.find(slot);
    const bool stands = known != record.cards.end() && isOf(known->second, card);
    return error.code == ErrorCode::Busy && stands ? known->second : unanswered(error);
}

/// Nobody ends mstconfig in the middle of a card because its asker left: that one is the last.
bool isUnwanted(const Machine &machine)
{
    return machine.cancelled && *machine.cancelled;
}

bool isPortTypeRefusal(QStringView text)
{
    return portTypeRefusal(text).has_value();
}

void addRefusals(Machine &machine, const FoundCards &cards, std::map<QString, CardReading> &readings)
{
    const auto isMlx4 = [](const auto &card) {
        return card.second.chip.driver == DriverGeneration::Mlx4 && !card.second.isVirtualFunction;
    };
    const bool isOnly = std::ranges::count_if(cards, isMlx4) == 1;
    const LogLive log = machine.journal.lines({}, isPortTypeRefusal).value_or(LogLive{});
    for (const auto &card : cards)
        if (const auto refused = refusedPorts(log.lines, card.first, isOnly); isMlx4(card) && !refused.empty())
            readings[card.first].refused = refused;
}

std::map<QString, CardReading> askAll(Machine &machine, const FoundCards &cards,
                                      const std::optional<MstVersion> &version)
{
    std::map<QString, CardReading> readings;
    for (const auto &[slot, card] : cards)
        if (version && isAsked(card, *version) && !isUnwanted(machine)) {
            const auto asked = askFirmware(machine, slot, version);
            readings[slot] = asked ? *asked : readingWithout(asked.error(), machine.host, slot, card.identity);
        }
    addRefusals(machine, cards, readings);
    for (auto &[slot, reading] : readings)
        reading.card = cards.at(slot).identity;
    return readings;
}

/// A job may have set and asked a card after us.
void keepNewer(std::map<QString, CardReading> &readings, const std::map<QString, CardReading> &present)
{
    for (auto &[slot, card] : readings)
        if (const auto found = present.find(slot);
            found != present.end() && found->second.reading.read > card.reading.read)
            card = {found->second.reading, found->second.types, card.refused, found->second.card};
}

std::optional<QString> textOf(const std::optional<MstVersion> &version)
{
    return version.transform(
        [](const MstVersion &one) { return u"%1.%2.%3"_s.arg(one.generation).arg(one.release).arg(one.patch); });
}

} // namespace

MstAnswer answerOf(const ToolOutcome &outcome)
{
    return {outcome.exitCode, outcome.output, outcome.errors};
}

FirmwareReading readingOf(Machine &machine, const QString &slot, const MstFailure &failure, const MstAnswer &answer,
                          const std::optional<MstVersion> &tool)
{
    FirmwareReading reading = readNow();
    reading.problem = failure.problem;
    reading.detail = failure.detail;
    if (failure.problem == MstProblem::CannotOpen)
        reading.cause = nameOf(cannotOpenCauseNames, causeFor(machine, slot, answer, tool));
    return reading;
}

bool isOutOfReach(const FirmwareReading &reading)
{
    constexpr std::array problems{MstProblem::Unsupported, MstProblem::OldFirmware, MstProblem::NothingTold,
                                  MstProblem::Lockdown};
    const bool isLocked = reading.cause == nameOf(cannotOpenCauseNames, CannotOpenCause::Lockdown);
    return reading.problem && (std::ranges::contains(problems, *reading.problem) ||
                               (*reading.problem == MstProblem::CannotOpen && isLocked));
}

Result<CardReading> askFirmware(Machine &machine, const QString &slot, const std::optional<MstVersion> &tool)
{
    return machine.tools.run({Tool::QueryCard, slot}).transform([&](const ToolOutcome &outcome) -> CardReading {
        const MstAnswer answer = answerOf(outcome);
        auto card = mstCardFrom(answer);
        if (card && outcome.truncated)
            card = std::unexpected(MstFailure{MstProblem::Unexpected, {}, {}});
        if (!card)
            return {readingOf(machine, slot, card.error(), answer, tool), {}, {}};
        return {readNow(), linkTypesOf(*card), {}};
    });
}

Error errorOf(const QString &slot, const FirmwareReading &reading)
{
    const QString cause = reading.cause.isEmpty() ? QString() : u' ' + reading.cause;
    const QString known = nameOf(mstProblemNames, reading.problem.value_or(MstProblem::Other)) + cause;
    const ErrorCode code = codeOf(reading);
    const bool isHidden = code == ErrorCode::ToolFailed && !reading.detail.isEmpty();
    return {code, slot, isHidden ? known + ": "_L1 + reading.detail : known};
}

bool isLockedDown(const Host &host)
{
    return keepsPciClosed(
        kernelLockdownFrom(host.attribute(u"/sys/kernel/security/lockdown"_s).value_or(QByteArray())));
}

std::optional<ImageReading> lookIntoImage(Machine &machine)
{
    const QString image = runningImage(machine);
    const auto stamp = imageStamp(machine.host, image);
    if (image.isEmpty() || !stamp)
        return std::nullopt;
    return imageReading(image, *stamp, machine.tools.run({Tool::ListBootImage, image}));
}

std::optional<ImageReading> imageReading(const QString &image, const QString &stamp, const Result<ToolOutcome> &listed)
{
    if (!listed && (listed.error().code == ErrorCode::Timeout || listed.error().code == ErrorCode::Busy))
        return std::nullopt;
    ImageReading reading{image, stamp, std::nullopt};
    if (listed && !listed->truncated)
        reading.contents = imageContents(listed->output);
    return reading;
}

Result<void> inspectPorts(Machine &machine)
{
    const FoundCards cards = readMellanoxCards(machine.host);
    const ToldVersion told = askVersion(machine);
    auto readings = askAll(machine, cards, told.version);
    if (isUnwanted(machine))
        return fail(ErrorCode::Cancelled);
    const bool hasMlx4 =
        std::ranges::any_of(cards, [](const auto &card) { return card.second.chip.driver == DriverGeneration::Mlx4; });
    const auto image = hasMlx4 ? lookIntoImage(machine) : std::nullopt;
    forgetSettledTypes(machine.host);
    return changePortRecord(machine.host, [&](PortRecord &record) {
        record.toolVersion = textOf(told.version);
        record.toolProblem = told.problem;
        if (image) // one that was read before stands with its stamp
            record.image = image;
        if (!told.problem.isEmpty()) // no card was asked: what they said in this boot stands
            return;
        keepNewer(readings, record.cards);
        record.cards = readings;
    });
}

} // namespace rdma
