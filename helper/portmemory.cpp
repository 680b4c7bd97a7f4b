// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One file for all cards; a card without anything pending has no place in it.
#include "helper/portmemory.h"

#include "helper/portrecord.h"
#include "helper/recordfile.h"
#include "model/mlx4conf.h"
#include "model/porttypearray.h"
#include "model/typeverdict.h"

#include <QDateTime>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const WantedTypes &wanted)
{
    QJsonObject object{{u"types"_s, toJson(wanted.types)},
                       {u"when"_s, wanted.when},
                       {u"boot"_s, wanted.boot},
                       {u"restart"_s, nameOf(mstRestartNames, wanted.restart)}};
    putCardIdentity(object, u"card"_s, wanted.card);
    return object;
}

QJsonObject toJson(const PortMemory &memory)
{
    QJsonObject cards;
    for (const auto &[slot, wanted] : memory)
        cards[slot] = toJson(wanted);
    return {{u"cards"_s, cards}};
}

Result<PortMemory> memoryFrom(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QJsonObject cards = reader.object(u"cards"_s);
    PortMemory memory;
    for (auto it = cards.begin(); it != cards.end(); ++it) {
        ObjectReader card(it->toObject(), it.key());
        memory[it.key()] = {takePortTypes(card, u"types"_s), card.integer(u"when"_s, 0), card.text(u"boot"_s),
                            card.oneOf(u"restart"_s, mstRestartNames), takeCardIdentity(card, u"card"_s)};
        if (const auto whole = card.finish(); !whole)
            return std::unexpected(whole.error());
    }
    return reader.finish().transform([&] { return std::move(memory); });
}

PortMemory decoded(const std::optional<QByteArray> &bytes)
{
    return objectIn(bytes).and_then(memoryFrom).value_or(PortMemory{});
}

PortTypes pendingOf(PortTypes wanted, const PortTypes &present)
{
    std::erase_if(wanted, [&](const auto &entry) {
        const auto found = present.find(entry.first);
        return entry.second == PortType::Unknown || (found != present.end() && found->second == entry.second);
    });
    return wanted;
}

std::optional<PortTypes> inMlx4Conf(const std::optional<QByteArray> &bytes, const QString &slot)
{
    return typesOf(LineDocument(bytes.value_or(QByteArray())), slot);
}

/// What the file says of a card from now on; nullopt where it says what it said before.
std::optional<PortTypes> newlyWanted(const WriteFile &file, const QString &slot)
{
    if (file.path == ownModuleOptionsPath) {
        const auto array = effectivePortTypeArray({{file.path, file.after.value_or(QByteArray())}});
        return array ? array->types : PortTypes{};
    }
    const auto wanted = inMlx4Conf(file.after, slot);
    return wanted == inMlx4Conf(file.before, slot) ? std::nullopt : std::optional(wanted.value_or(PortTypes{}));
}

/// What its firmware was told in the same job is remembered already: a file that is left says nothing more of it.
bool setsFirmware(const Job &job, const QString &slot)
{
    return std::ranges::any_of(job.plan.steps, [&](const Step &step) {
        const auto *firmware = std::get_if<SetFirmwareTypes>(&step);
        return firmware && firmware->slot == slot;
    });
}

void rememberFile(const WriteFile &file, const Job &job, const Host &host)
{
    for (const auto &[slot, card] : readMellanoxCards(host)) {
        if (card.chip.driver != DriverGeneration::Mlx4 || card.isVirtualFunction || setsFirmware(job, slot))
            continue;
        auto wanted = newlyWanted(file, slot);
        if (!wanted)
            continue;
        std::erase_if(*wanted, [&](const auto &entry) { return !card.ports.contains(entry.first); });
        // Also what a port is already: stored to it, it lasts until the next boot, and then the file has to take.
        if (const auto noted = rememberTypes(host, slot, *wanted, {}, MstRestart::Reboot); !noted)
            qWarning("port types of %s are not remembered: %s", qPrintable(slot), qPrintable(noted.error().detail));
    }
}

/// Booted since, and all of it is there: what the ports become later is no failure of that change.
bool hasCome(const WantedTypes &wanted, const FoundCard &card, const QString &boot)
{
    const auto verdicts = typeVerdicts({.wanted = wanted.types, .now = presentTypes(card), .isNewBoot = true});
    return !boot.isEmpty() && wanted.boot != boot &&
           std::ranges::all_of(verdicts, [](const auto &port) { return port.second == TypeVerdict::AsWanted; });
}

/// Nor is one remembered whom somebody else's card has followed in its slot. Tells of how many.
std::size_t forgetSettled(PortMemory &memory, const FoundCards &found, const Host &host)
{
    const QString boot = bootId(host);
    const auto others = forgetOthers(memory, found);
    return others + std::erase_if(memory, [&](const auto &entry) {
               const auto card = found.find(entry.first);
               return card != found.end() && hasCome(entry.second, card->second, boot);
           });
}

Result<void> changeMemory(const Host &host, const FoundCards &found, const std::function<void(PortMemory &)> &change)
{
    return changeRecordFile(host, portMemoryPath, [&](const std::optional<QByteArray> &bytes) {
        PortMemory memory = decoded(bytes);
        std::ignore = forgetSettled(memory, found, host);
        change(memory);
        return toJson(memory);
    });
}

/// What was judged after an earlier boot; a port that is made something else now does not tell of that boot any more.
void forgetJudged(const QString &slot, const Host &host)
{
    const QString boot = bootId(host);
    const auto forgotten = changeMemory(host, readMellanoxCards(host), [&](PortMemory &memory) {
        if (const auto found = memory.find(slot); found != memory.end() && found->second.boot != boot)
            memory.erase(found);
    });
    if (!forgotten)
        qWarning("port types of %s are not forgotten: %s", qPrintable(slot), qPrintable(forgotten.error().detail));
}

bool isOfMlx4Core(const WriteFile &file)
{
    return file.path == mlx4ConfPath || file.path == ownModuleOptionsPath;
}

/// Nothing but the image was built anew: what its file says comes with the next boot, as if it were written now.
void rememberImage(const RebuildBootImage &image, const Job &job, const Host &host)
{
    const auto writes = [](const Step &step) { return std::holds_alternative<WriteFile>(step); };
    if (!image.holds.isEmpty() && std::ranges::none_of(job.plan.steps, writes))
        rememberFile({.path = image.holds, .before = {}, .after = host.read(image.holds).value_or(std::nullopt)}, job,
                     host);
}

} // namespace

PortMemory readPortMemory(const Host &host)
{
    return decoded(host.read(portMemoryPath).value_or(std::nullopt));
}

Result<void> rememberTypes(const Host &host, const QString &slot, const PortTypes &wanted, const PortTypes &present,
                           MstRestart restart)
{
    WantedTypes next{.types = pendingOf(wanted, present), .boot = bootId(host), .restart = restart};
    next.when = QDateTime::currentMSecsSinceEpoch();
    const FoundCards cards = readMellanoxCards(host);
    if (const auto found = cards.find(slot); found != cards.end())
        next.card = found->second.identity;
    return changeMemory(host, cards, [&](PortMemory &memory) {
        memory.erase(slot);
        if (!next.types.empty())
            memory[slot] = next;
    });
}

void forgetSettledTypes(const Host &host)
{
    PortMemory memory = readPortMemory(host);
    if (memory.empty())
        return;
    const FoundCards found = readMellanoxCards(host);
    if (forgetSettled(memory, found, host) == 0)
        return;
    if (const auto forgotten = changeMemory(host, found, [](PortMemory &) {}); !forgotten)
        qWarning("%s: %s", qPrintable(QString(portMemoryPath)), qPrintable(forgotten.error().detail));
}

void rememberTypesOf(const Job &ended, const Host &host)
{
    if (ended.state != JobState::Done)
        return;
    for (const Step &step : ended.plan.steps) {
        if (const auto *file = std::get_if<WriteFile>(&step); file && isOfMlx4Core(*file))
            rememberFile(*file, ended, host);
        else if (const auto *ports = std::get_if<RetypePorts>(&step))
            forgetJudged(ports->slot, host);
        else if (const auto *image = std::get_if<RebuildBootImage>(&step))
            rememberImage(*image, ended, host);
    }
}

} // namespace rdma
