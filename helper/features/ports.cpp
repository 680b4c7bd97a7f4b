// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "ports", reading: cards, the road of each, what it says, and what became of the last change.
#include "helper/features/ports.h"

#include "helper/bootimagework.h"
#include "helper/cardtool.h"
#include "helper/features/features.h"
#include "helper/firmwarequery.h"
#include "helper/ipoibuses.h"
#include "helper/kernelmodules.h"
#include "helper/moduleuses.h"
#include "helper/portmemory.h"
#include "helper/runningimage.h"
#include "model/append.h"
#include "model/modprobeconf.h"

#include <mutex>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mlx4Core = "mlx4_core"_L1;

struct SetupFacts {
    bool hasScript = false;
    bool hasInstallLine = false;
};

SetupFacts readSetup(const Host &host, const std::vector<RulesFile> &modprobeFiles)
{
    SetupFacts facts;
    for (const auto &path : {"/usr/libexec/mlx4-setup.sh"_L1, "/usr/lib/mlx4-setup.sh"_L1})
        facts.hasScript = facts.hasScript || host.modeOf(path).has_value();
    const auto install = installCommandOf(modprobeFiles, mlx4Core);
    facts.hasInstallLine = install && runsMlx4Setup(install->command);
    return facts;
}

class Reading {
public:
    explicit Reading(Machine &machine) : m_machine(machine), m_host(machine.host) {}

    PortsState run()
    {
        m_live.found = readMellanoxCards(m_host);
        m_live.record = readPortRecord(m_host);
        std::ignore = forgetOthers(m_live.record.cards, m_live.found);
        m_memory = readPortMemory(m_host);
        std::ignore = forgetOthers(m_memory, m_live.found);
        m_boot = bootId(m_host);
        readTool();
        readFiles();
        readImage();
        for (const auto &[slot, card] : m_live.found)
            addCard(slot, card);
        for (const auto &[slot, card] : m_live.cards)
            seekCopy(slot, card);
        return std::move(m_state);
    }

private:
    void readTool()
    {
        const auto program = mstProgram(m_host);
        m_live.hasTool = program.has_value();
        m_live.tool = program.value_or(QString());
        m_live.toolVersion = m_live.record.toolVersion.value_or(QString());
        m_live.toolProblem = m_live.hasTool ? m_live.record.toolProblem : QString();
        m_live.isLockedDown = isLockedDown(m_host);
    }

    SetFile readFile(const QString &path)
    {
        auto bytes = m_host.read(path);
        if (!bytes)
            m_state.notes.push_back({NoteCode::FileUnread, path, bytes.error().detail});
        return bytes;
    }

    /// A file that we would not write to is read by the kernel's friends all the same.
    LineDocument mlx4ConfShown() const
    {
        if (m_live.mlx4Conf)
            return LineDocument(m_live.mlx4Conf->value_or(QByteArray()));
        return LineDocument(m_host.peek(mlx4ConfPath).value_or(QByteArray()));
    }

    /// Of a private file, or of what a link leads to, everybody learns which lines are bad and no word of them.
    bool mayShowMlx4Conf() const { return m_live.mlx4Conf && m_host.isReadableByAll(mlx4ConfPath); }

    void readFiles()
    {
        ModprobeFiles files = readModprobeFiles(m_host);
        m_live.modprobeFiles = std::move(files.effective);
        for (const QString &path : files.unread)
            m_state.notes.push_back({NoteCode::FileUnread, path, {}});
        m_live.mlx4Conf = readFile(mlx4ConfPath);
        m_live.ownOptions = readFile(ownModuleOptionsPath);
        m_setup = readSetup(m_host, m_live.modprobeFiles);
        m_mlx4Conf = mlx4ConfShown();
        const bool mayShow = mayShowMlx4Conf();
        for (const Mlx4ConfLine &line : badMlx4ConfLines(m_mlx4Conf)) {
            m_state.config.badLines[line.line] = mayShow ? line.text : QString();
            m_live.badLines[line.line] = line.verdict;
        }
    }

    void readImage()
    {
        BootImageLive &image = m_live.image;
        image.builder = readImageBuilder(m_host);
        image.image = runningImage(m_machine);
        const bool runsScript = m_setup.hasScript && m_setup.hasInstallLine;
        image.command = rebuildCommand(image.builder, runsScript ? PortRoad::Mlx4Conf : PortRoad::ModuleOption);
        m_live.kernel = m_machine.kernel.release();
        if (image.image.isEmpty())
            return;
        m_live.otherImages = otherImages(m_machine);
        m_live.stamp = imageStamp(m_host, image.image).value_or(QString());
        m_live.room = {freeIn(u"/boot"_s), freeIn(u"/var/tmp"_s), {bytesOfStamp(m_live.stamp)}};
        if (const auto &known = m_live.record.image;
            known && known->image == image.image && known->stamp == m_live.stamp)
            image.contents = known->contents;
    }

    /// Of a file that is not ours nobody has looked whether it is in the image.
    bool isSetByOurs(const QString &slot, PortRoad road) const
    {
        const auto array = effectivePortTypeArray(m_live.modprobeFiles);
        const bool isOurs = road == PortRoad::Mlx4Conf || (array && array->file == ownModuleOptionsPath);
        return isOurs && !typesAtBoot(m_live, slot, road).empty();
    }

    void seekCopy(const QString &slot, const CardLive &card)
    {
        BootImageLive &image = m_live.image;
        if (image.contents && needsRebuild(*image.contents, card.road) && !carries(*image.contents, card.road) &&
            isSetByOurs(slot, card.road))
            image.lacks = card.file;
    }

    /// What cannot be asked stands in nobody's way: the worker looks again.
    qint64 freeIn(const QString &directory) const
    {
        const auto room = m_host.room(directory);
        return room ? qint64(std::min<quint64>(room->free, std::numeric_limits<qint64>::max()))
                    : std::numeric_limits<qint64>::max();
    }

    const CardReading *readingOf(const QString &slot) const
    {
        const auto found = m_live.record.cards.find(slot);
        return found == m_live.record.cards.end() || found->second.reading.read == 0 ? nullptr : &found->second;
    }

    /// A tool whose version nobody has asked might know the card.
    std::optional<MstVersion> toolVersion() const
    {
        if (!m_live.hasTool)
            return std::nullopt;
        return toolVersionFrom(m_live.toolVersion).value_or(MstVersion{});
    }

    RoadChoice roadOf(const QString &slot, const FoundCard &card) const
    {
        const CardReading *reading = readingOf(slot);
        const bool failed = reading && reading->reading.problem;
        return roadFor(
            {.chip = card.chip,
             .isVirtualFunction = card.isVirtualFunction,
             .tool = toolVersion(),
             .isToolUnreadable = !m_live.toolProblem.isEmpty(),
             .hasLinkTypeRows = reading && !failed ? std::optional(!reading->types.next.empty()) : std::nullopt,
             .readFailed = failed,
             .isOutOfReach = failed && isOutOfReach(reading->reading),
             .hasSetupScript = m_setup.hasScript,
             .hasInstallLine = m_setup.hasInstallLine,
             .hasSriov = card.hasSriov,
             .isInMlx4Conf = typesOf(m_mlx4Conf, slot).has_value(),
             .hasPortTypeArray = !portTypeArrays(m_live.modprobeFiles).empty()});
    }

    void addCard(const QString &slot, FoundCard card)
    {
        CardLive &live = m_live.cards[slot];
        live = {.kind = card.isVirtualFunction ? FunctionKind::VirtualFunction : card.chip.kind,
                .chip = card.chip.name,
                .driver = card.driver,
                .boardId = card.boardId,
                .firmware = card.firmware,
                .functions = card.functions,
                .parent = card.parent};
        const RoadChoice road = roadOf(slot, card);
        live.road = road.road;
        live.reason = road.reason;
        live.alsoSetBy = road.alsoSetBy;
        if (road.road == PortRoad::Mlx4Conf)
            live.file = mlx4ConfPath;
        else if (road.road == PortRoad::ModuleOption)
            live.file = ownModuleOptionsPath;
        const CardReading *reading = readingOf(slot);
        if (reading)
            live.reading = reading->reading;
        if (live.kind != FunctionKind::Card)
            return;
        if (reading) // a port that no function shows, of a card that hides its second one
            for (const auto &[port, type] : reading->types.next)
                card.ports.try_emplace(port);
        m_live.found[slot] = card;
        if (card.canStore)
            m_live.cuts[slot] = cutsOf(
                readUsesOf(m_machine, [&] { return interfacesOf(readMlx4Card(m_host, slot).value_or(FoundCard{})); }));
        addPorts(slot, card, live);
    }

    void addPorts(const QString &slot, const FoundCard &card, CardLive &live)
    {
        const PortTypes atBoot = typesAtBoot(m_live, slot, live.road);
        const PortTypes present = presentTypes(card);
        const PairRules nowRules = rulesFor(card, card.canStore ? PortRoad::Mlx4Conf : PortRoad::None);
        for (const auto &[number, port] : card.ports) {
            const auto boot = atBoot.find(number);
            const bool senses = port.stored == PortType::Auto;
            m_state.config.cards[slot][number] = {senses ? port.stored : port.type,
                                                  boot == atBoot.end() ? PortType::Unknown : boot->second};
            PortLive &shown = live.ports[number];
            shown.device = port.device;
            shown.interfaces = port.interfaces;
            shown.found = senses ? port.type : PortType::Unknown;
            shown.nowChoices = choicesFor(number, present, nowRules);
            // Of the firmware a port without a row has one type for ever.
            if (live.road != PortRoad::Firmware || boot != atBoot.end())
                shown.bootChoices = choicesFor(number, atBoot, rulesFor(card, live.road));
        }
        judge(slot, present, atBoot, live);
    }

    std::set<int> refusedOf(const QString &slot) const
    {
        const auto found = m_live.record.cards.find(slot);
        return found == m_live.record.cards.end() ? std::set<int>() : found->second.refused;
    }

    /// What the firmware itself says of now comes before what the port is: a change by hand may be pending as well.
    PortTypes runningTypes(const QString &slot, const PortTypes &present, PortRoad road) const
    {
        const CardReading *reading = readingOf(slot);
        PortTypes running = road == PortRoad::Firmware && reading ? reading->types.current : PortTypes();
        running.insert(present.begin(), present.end());
        return running;
    }

    static bool show(CardLive &live, const TypeChange &change, std::optional<qint64> since)
    {
        bool isOpen = false;
        for (const auto &[number, verdict] : typeVerdicts(change)) {
            const auto port = live.ports.find(number);
            if (port == live.ports.end())
                continue;
            port->second.verdict = verdict;
            if (verdict == TypeVerdict::AsWanted || verdict == TypeVerdict::HarmlessMessage)
                continue;
            port->second.since = since;
            isOpen = true;
        }
        return isOpen;
    }

    void judge(const QString &slot, const PortTypes &present, PortTypes atBoot, CardLive &live)
    {
        if (const auto found = m_memory.find(slot); found != m_memory.end())
            judgeRemembered(slot, found->second, present, atBoot, live);
        show(live, {.wanted = atBoot, .now = runningTypes(slot, present, live.road), .refused = refusedOf(slot)}, {});
    }

    /// Takes what it has judged out of `atBoot`: all that nobody set otherwise since.
    void judgeRemembered(const QString &slot, const WantedTypes &memory, const PortTypes &present, PortTypes &atBoot,
                         CardLive &live) const
    {
        TypeChange change{.wanted = memory.types,
                          .now = present,
                          .isNewBoot = memory.boot != m_boot,
                          .asksPowerCycle = memory.restart == MstRestart::PowerCycle,
                          .refused = refusedOf(slot)};
        std::erase_if(change.wanted, [&](const auto &entry) {
            const auto found = atBoot.find(entry.first);
            return found != atBoot.end() && found->second != entry.second;
        });
        for (const auto &[port, type] : change.wanted) {
            atBoot.erase(port);
            const auto now = present.find(port);
            if (!change.isNewBoot && (now == present.end() || now->second != type))
                change.refused.erase(port); // nothing has tried it yet: the kernel spoke of what was before
        }
        const bool mayWait = !change.isNewBoot || memory.restart != MstRestart::Reboot;
        if (show(live, change, memory.when) && mayWait)
            live.restart = memory.restart;
    }

    Machine &m_machine;
    const Host &m_host;
    PortsState m_state;
    PortsMachine &m_live = m_state.live;
    PortMemory m_memory;
    QString m_boot;
    SetupFacts m_setup;
    LineDocument m_mlx4Conf;
};

/// For one at a time: each keeps cards and workers busy for a minute, and what it finds out is for everybody.
Result<QJsonObject> inspected(Machine &machine, std::mutex &alone)
{
    const std::unique_lock inspecting(alone, std::try_to_lock);
    if (!inspecting)
        return fail(ErrorCode::Busy, u"cards"_s, u"cards are read"_s);
    return inspectPorts(machine)
        .and_then([&] { return readPorts(machine); })
        .transform(stateJson<PortsConfig, PortsMachine>);
}

} // namespace

PairRules rulesFor(const FoundCard &card, PortRoad road)
{
    const int ports = card.ports.empty() ? 0 : card.ports.rbegin()->first;
    return {.chip = card.chip, .road = road, .ports = ports};
}

PortTypes typesAtBoot(const PortsMachine &live, const QString &slot, PortRoad road)
{
    PortTypes types;
    if (road == PortRoad::Firmware)
        types = live.record.cards.at(slot).types.next;
    else if (road == PortRoad::Mlx4Conf && live.mlx4Conf)
        types = typesOf(LineDocument(live.mlx4Conf->value_or(QByteArray())), slot).value_or(PortTypes());
    else if (road == PortRoad::ModuleOption)
        if (const auto array = effectivePortTypeArray(live.modprobeFiles))
            types = array->types;
    std::erase_if(types, [](const auto &entry) { return entry.second == PortType::Unknown; });
    return types;
}

Result<PortsState> readPorts(Machine &machine)
{
    return Reading(machine).run();
}

Feature portsFeature()
{
    Feature feature =
        makeFeature<PortsConfig, PortsMachine>(u"ports"_s, {u"/etc/rdma"_s, u"/etc/modprobe.d"_s}, readPorts, planPorts,
                                               portsConfigFromJson, consequencesOfPorts);
    feature.understands = [](const QJsonObject &query) {
        return portsQueryFromJson(query).transform([](const PortsQuery &) {});
    };
    feature.read = [whole = feature.read, alone = std::make_shared<std::mutex>()](
                       Machine &machine, const QJsonObject &query) -> Result<QJsonObject> {
        return portsQueryFromJson(query).and_then(
            [&](const PortsQuery &asked) { return asked.inspect ? inspected(machine, *alone) : whole(machine, {}); });
    };
    feature.deadline = [](const QJsonObject &query) {
        return query.isEmpty() ? std::nullopt : std::optional<std::chrono::milliseconds>(inspectDeadline);
    };
    return feature;
}

} // namespace rdma
