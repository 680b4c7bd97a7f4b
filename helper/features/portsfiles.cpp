// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "ports", planning the two files of mlx4_core, and the boot image from which the driver may read them.
#include "helper/features/ports.h"

#include "model/mlx4conf.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> about(const QString &subject, Error error)
{
    if (error.subject.isEmpty())
        error.subject = subject;
    return std::unexpected(std::move(error));
}

class FilePlanning {
public:
    FilePlanning(const PortsState &current, const PortsConfig &wanted)
        : m_live(current.live), m_current(current), m_wanted(wanted)
    {
    }

    Result<PortFiles> run()
    {
        return leaveOption()
            .and_then([&] { return changeMlx4Conf(); })
            .and_then([&] { return changeOptions(); })
            .transform([&] {
                askForImage();
                return std::move(m_files);
            });
    }

private:
    std::vector<QString> cardsThatChange(PortRoad road) const
    {
        std::vector<QString> cards;
        for (const auto &[slot, ports] : m_wanted.cards)
            if (m_live.cards.at(slot).road == road && changesBoot(m_current.config.cards.at(slot), ports))
                cards.push_back(slot);
        return cards;
    }

    Result<void> repair(LineDocument &document) const
    {
        for (const auto &[line, text] : m_wanted.badLines)
            if (const auto found = m_current.config.badLines.find(line);
                found == m_current.config.badLines.end() || found->second != text)
                return fail(ErrorCode::InvalidWish, u"badLines.%1"_s.arg(line), u"can only be removed"_s);
        auto going = badMlx4ConfLines(document);
        std::erase_if(going, [&](const Mlx4ConfLine &line) { return m_wanted.badLines.contains(line.line); });
        return removeBadLines(document, going);
    }

    /// A card whose types the firmware keeps from now on must not be changed by the script as well.
    Result<void> moveToFirmware(LineDocument &document) const
    {
        for (const QString &slot : cardsThatChange(PortRoad::Firmware))
            if (std::ranges::contains(m_live.cards.at(slot).alsoSetBy, PortRoad::Mlx4Conf))
                if (const auto removed = removeTypes(document, slot); !removed)
                    return about(slot, removed.error());
        return {};
    }

    Result<void> setCards(LineDocument &document)
    {
        for (const QString &slot : cardsThatChange(PortRoad::Mlx4Conf)) {
            const PortTypes types = bootTypesOf(m_wanted.cards.at(slot));
            const auto set = types.empty() ? removeTypes(document, slot) : setTypes(document, slot, types);
            if (!set)
                return about(slot, set.error());
            m_files.sets = m_files.sets || !types.empty();
        }
        return {};
    }

    Result<void> changeMlx4Conf()
    {
        const bool readsBad = m_wanted.badLines != m_current.config.badLines;
        if (!m_live.mlx4Conf) // what was only shown is not edited
            return readsBad || !cardsThatChange(PortRoad::Mlx4Conf).empty()
                       ? Result<void>(std::unexpected(m_live.mlx4Conf.error()))
                       : Result<void>();
        LineDocument document(m_live.mlx4Conf->value_or(QByteArray()));
        return repair(document)
            .and_then([&] { return moveToFirmware(document); })
            .and_then([&] { return setCards(document); })
            .transform([&] {
                const QByteArray after = document.bytes();
                if (after != m_live.mlx4Conf->value_or(QByteArray()))
                    addFile(mlx4ConfPath, *m_live.mlx4Conf, after, PortRoad::Mlx4Conf);
            });
    }

    /// The pair is one for all cards: what a card has no port for stays as it is.
    Result<PortTypes> optionTypes(const std::vector<QString> &cards) const
    {
        const auto now = effectivePortTypeArray(m_live.modprobeFiles);
        PortTypes types = now ? now->types : PortTypes();
        std::erase_if(types, [](const auto &entry) { return entry.second == PortType::Unknown; });
        std::map<int, QString> setBy;
        for (const QString &slot : cards)
            for (const auto &[port, choice] : m_wanted.cards.at(slot)) {
                if (setBy.contains(port) && types[port] != choice.atBoot)
                    return fail(ErrorCode::InvalidWish, slot, u"one option for all cards"_s);
                setBy[port] = slot;
                types[port] = choice.atBoot;
            }
        std::erase_if(types, [](const auto &entry) { return entry.second == PortType::Unknown; });
        return types;
    }

    /// Another file may be read after ours.
    Result<void> expectEffective(const QByteArray &bytes, const PortTypes &types) const
    {
        std::vector<RulesFile> files = m_live.modprobeFiles;
        std::erase_if(files, [](const RulesFile &file) { return file.path == ownModuleOptionsPath; });
        const auto name = [](const RulesFile &file) { return file.path.section(u'/', -1); };
        const RulesFile own{ownModuleOptionsPath, bytes};
        if (!bytes.isEmpty())
            files.insert(std::ranges::upper_bound(files, name(own), {}, name), own);
        const auto wins = effectivePortTypeArray(files);
        PortTypes there = wins ? wins->types : PortTypes();
        std::erase_if(there, [](const auto &entry) { return entry.second == PortType::Unknown; });
        if (there == types)
            return {};
        return fail(ErrorCode::NotSupported, wins ? wins->file : QString(ownModuleOptionsPath),
                    wins ? u"%1:%2"_s.arg(wins->file).arg(wins->line) : QString());
    }

    Result<void> changeOptions()
    {
        const auto cards = cardsThatChange(PortRoad::ModuleOption);
        if (cards.empty())
            return {};
        if (!m_live.ownOptions)
            return std::unexpected(m_live.ownOptions.error());
        const QByteArray before = m_live.ownOptions->value_or(QByteArray());
        const auto types = optionTypes(cards);
        if (!types)
            return std::unexpected(types.error());
        const auto after = types->empty() ? withoutPortTypeArray(before) : withPortTypeArray(before, *types);
        if (!after)
            return about(cards.front(), after.error());
        return expectEffective(*after, *types).transform([&] {
            if (*after != before)
                addFile(ownModuleOptionsPath, *m_live.ownOptions,
                        after->isEmpty() ? std::nullopt : std::optional(*after), PortRoad::ModuleOption);
            m_files.sets = m_files.sets || !types->empty();
            tellOthers(cards);
        });
    }

    bool isOptionLeft() const
    {
        const auto hasOption = [&](const QString &slot) {
            return std::ranges::contains(m_live.cards.at(slot).alsoSetBy, PortRoad::ModuleOption);
        };
        return std::ranges::any_of(cardsThatChange(PortRoad::Firmware), hasOption) ||
               std::ranges::any_of(cardsThatChange(PortRoad::Mlx4Conf), hasOption);
    }

    /// Of a card whose road nobody knows yet it may be the only one.
    bool mayNeedOption(const QString &slot, const CardLive &card) const
    {
        const bool isMlx4 = m_live.found.at(slot).chip.driver == DriverGeneration::Mlx4;
        const bool isOpen = card.road == PortRoad::None && card.reason != RoadReason::FixedType;
        return card.road == PortRoad::ModuleOption || (isMlx4 && isOpen && card.kind == FunctionKind::Card);
    }

    /// The option is for all cards of the driver: it goes with the last of them that has no other way.
    Result<void> leaveOption()
    {
        const auto needsOption = [&](const auto &card) { return mayNeedOption(card.first, card.second); };
        if (!isOptionLeft() || std::ranges::any_of(m_live.cards, needsOption))
            return {};
        if (!m_live.ownOptions)
            return std::unexpected(m_live.ownOptions.error());
        const QByteArray before = m_live.ownOptions->value_or(QByteArray());
        return withoutPortTypeArray(before).transform([&](const QByteArray &after) {
            if (after != before)
                addFile(ownModuleOptionsPath, *m_live.ownOptions, after.isEmpty() ? std::nullopt : std::optional(after),
                        PortRoad::ModuleOption);
        });
    }

    void tellOthers(const std::vector<QString> &cards)
    {
        QStringList others;
        for (const auto &[slot, card] : m_live.cards) {
            const bool isMlx4 = m_live.found.at(slot).chip.driver == DriverGeneration::Mlx4;
            if (isMlx4 && card.kind == FunctionKind::Card && !std::ranges::contains(cards, slot))
                others.append(slot);
        }
        if (!others.isEmpty())
            m_files.notes.push_back({NoteCode::OptionOfAllCards, cards.front(), others.join(u", "_s)});
    }

    void addFile(const QString &path, const std::optional<QByteArray> &before, const std::optional<QByteArray> &after,
                 PortRoad road)
    {
        m_files.steps.emplace_back(WriteFile{.path = path, .before = before, .after = after, .makesDirectory = true});
        m_files.road = road;
        m_files.holds = path;
    }

    /// For what stands on the disk already.
    void askForImage()
    {
        const QString &lacks = m_live.image.lacks;
        if (!m_wanted.rebuildImage || lacks.isEmpty())
            return;
        m_files.road = lacks == mlx4ConfPath ? PortRoad::Mlx4Conf : PortRoad::ModuleOption;
        m_files.sets = true;
        m_files.holds = lacks;
    }

    const PortsMachine &m_live;
    const PortsState &m_current;
    const PortsConfig &m_wanted;
    PortFiles m_files;
};

std::optional<ImageTool> toolOf(ImageBuilder builder)
{
    if (builder == ImageBuilder::UpdateInitramfs)
        return ImageTool::UpdateInitramfs;
    return builder == ImageBuilder::Dracut ? std::optional(ImageTool::Dracut) : std::nullopt;
}

/// Somebody looked, and it could not be listed.
bool wasLookedInto(const PortsMachine &live)
{
    return live.record.image && live.record.image->image == live.image.image && live.record.image->stamp == live.stamp;
}

bool hasCopy(const ImageContents &contents, const PortFiles &files)
{
    return std::ranges::any_of(files.steps, [&](const Step &step) {
        return std::get<WriteFile>(step).path == mlx4ConfPath ? contents.hasMlx4Conf : contents.hasOwnOptions;
    });
}

/// Of what is set no longer there may be a copy.
bool isStale(const ImageContents &contents, const PortFiles &files)
{
    return needsRebuild(contents, files.road) && (files.sets || hasCopy(contents, files));
}

/// Who has to build the image is told how.
std::optional<Note> byHand(const BootImageLive &image, const PortFiles &files)
{
    const QString command = rebuildCommand(image.builder, files.road);
    if (image.image.isEmpty())
        return Note{NoteCode::ImageNotFound, u"mlx4_core"_s, command};
    if (!image.contents)
        return Note{NoteCode::ImageUnknown, image.image, command};
    if (isStale(*image.contents, files) && !toolOf(image.builder))
        return Note{NoteCode::ImageByHand, image.image, command};
    return std::nullopt;
}

} // namespace

Result<PortFiles> portFileSteps(const PortsState &current, const PortsConfig &wanted)
{
    return FilePlanning(current, wanted).run();
}

Result<std::vector<Step>> imageSteps(const PortsState &current, const PortFiles &files, std::vector<Note> &notes)
{
    const BootImageLive &image = current.live.image;
    if (files.holds.isEmpty())
        return std::vector<Step>();
    if (!image.image.isEmpty() && !image.contents && !wasLookedInto(current.live))
        return fail(ErrorCode::NotSupported, image.image, u"imageNotRead"_s);
    if (const auto note = byHand(image, files))
        notes.push_back(*note);
    const auto tool = toolOf(image.builder);
    if (!image.contents || !isStale(*image.contents, files) || !tool)
        return std::vector<Step>();
    if (!current.live.otherImages.isEmpty())
        notes.push_back({NoteCode::OtherImages, current.live.otherImages.join(u", "_s), image.command});
    notes.push_back(hasRoomForCopy(current.live.room) ? Note{NoteCode::ImageKept, image.image, image.image + keptSuffix}
                                                      : Note{NoteCode::NoCopyKept, image.image, {}});
    return expectRoom(current.live.room).transform([&] {
        return std::vector<Step>{
            RebuildBootImage{*tool, current.live.kernel, image.image, current.live.stamp, files.holds}};
    });
}

} // namespace rdma
