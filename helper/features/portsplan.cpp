// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "ports", planning: files, firmware, ports that change now, and last the boot image.
#include "helper/features/ports.h"
#include "model/append.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString subjectOf(const QString &slot, int port)
{
    return u"%1 %2"_s.arg(slot).arg(port);
}

std::unexpected<Error> about(const QString &subject, Error error)
{
    error.subject = subject;
    return std::unexpected(std::move(error));
}

class CardPlanning {
public:
    CardPlanning(const PortsState &current, const QString &slot, const PortChoices &wanted)
        : m_live(current.live),
          m_slot(slot),
          m_card(current.live.cards.at(slot)),
          m_found(current.live.found.at(slot)),
          m_present(current.config.cards.at(slot)),
          m_wanted(wanted)
    {
    }

    Result<void> expectPorts() const
    {
        for (const auto &[port, choice] : m_wanted)
            if (!m_present.contains(port))
                return fail(ErrorCode::InvalidWish, subjectOf(m_slot, port),
                            nameOf(pairProblemNames, PairProblem::NoSuchPort));
        for (const auto &[port, choice] : m_present)
            if (!m_wanted.contains(port))
                return fail(ErrorCode::InvalidWish, subjectOf(m_slot, port),
                            nameOf(pairProblemNames, PairProblem::PortMissing));
        return {};
    }

    Result<void> expectBoot() const
    {
        if (!changesBoot(m_present, m_wanted))
            return {};
        if (m_card.road == PortRoad::None)
            return fail(ErrorCode::NotSupported, m_slot, nameOf(roadReasonNames, m_card.reason));
        const PortTypes types = bootTypesOf(m_wanted);
        if (types.empty() && m_card.road != PortRoad::Firmware)
            return {}; // nothing shall set them any more
        if (const auto pair = expectPair(types, rulesFor(m_found, m_card.road)); !pair)
            return about(m_slot, pair.error());
        return m_card.road == PortRoad::Firmware ? expectRows(types) : expectWhole();
    }

    std::optional<Step> firmwareStep() const
    {
        if (m_card.road != PortRoad::Firmware)
            return std::nullopt;
        SetFirmwareTypes step{.slot = m_slot, .before = {}, .after = {}, .card = m_found.identity};
        for (const auto &[port, choice] : m_wanted)
            if (const PortType before = m_present.at(port).atBoot; choice.atBoot != before) {
                step.before[port] = before;
                step.after[port] = choice.atBoot;
            }
        return step.after.empty() ? std::nullopt : std::optional<Step>(step);
    }

    Result<std::optional<Step>> retypeStep() const
    {
        const PortTypes before = storedTypes(m_found);
        PortTypes after = before;
        PortTypes actual = presentTypes(m_found); // set_port_type() of mlx4_core compares what auto has found
        for (const auto &[port, choice] : m_wanted) {
            if (choice.now == m_present.at(port).now)
                continue;
            if (const auto can = expectNow(port, choice.now); !can)
                return std::unexpected(can.error());
            after[port] = choice.now;
            actual[port] = choice.now == PortType::Auto ? actual[port] : choice.now;
        }
        if (after == before)
            return std::nullopt;
        if (const auto pair = expectPair(actual, rulesFor(m_found, PortRoad::Mlx4Conf)); !pair)
            return about(m_slot, pair.error());
        const auto cuts = m_live.cuts.find(m_slot);
        return RetypePorts{m_slot, before, after, cuts == m_live.cuts.end() ? QStringList() : cuts->second,
                           m_found.identity};
    }

private:
    /// A port whose type the firmware does not let change has no row there.
    Result<void> expectRows(const PortTypes &types) const
    {
        const PortTypes &rows = m_live.record.cards.at(m_slot).types.next;
        for (const auto &[port, choice] : m_wanted) {
            const bool isWished = choice.atBoot != m_present.at(port).atBoot;
            if (isWished && !rows.contains(port))
                return fail(ErrorCode::NotSupported, subjectOf(m_slot, port),
                            nameOf(roadReasonNames, RoadReason::FixedType));
            if (isWished && !types.contains(port))
                return notAType(port);
        }
        return {};
    }

    /// A line of a file has the types of all ports.
    Result<void> expectWhole() const
    {
        for (const auto &[port, choice] : m_wanted)
            if (choice.atBoot == PortType::Unknown)
                return notAType(port);
        return {};
    }

    std::unexpected<Error> notAType(int port) const
    {
        return fail(ErrorCode::InvalidWish, subjectOf(m_slot, port), nameOf(pairProblemNames, PairProblem::NotAType));
    }

    Result<void> expectNow(int port, PortType type) const
    {
        const bool isMlx4 = m_found.chip.driver == DriverGeneration::Mlx4;
        if (!m_found.canStore)
            return fail(ErrorCode::NotSupported, subjectOf(m_slot, port),
                        isMlx4 ? nameOf(roadReasonNames, RoadReason::PortsReadOnly) : u"restartOnly"_s);
        if (type == PortType::Unknown)
            return notAType(port);
        if (type == PortType::Auto && !m_found.chip.senses)
            return fail(ErrorCode::InvalidWish, subjectOf(m_slot, port), nameOf(pairProblemNames, PairProblem::NoAuto));
        return {};
    }

    const PortsMachine &m_live;
    QString m_slot;
    const CardLive &m_card;
    const FoundCard &m_found;
    const PortChoices &m_present;
    const PortChoices &m_wanted;
};

class Planning {
public:
    Planning(const PortsState &current, const PortsConfig &wanted) : m_current(current), m_wanted(wanted) {}

    Result<Plan> run()
    {
        return expectCards()
            .and_then([&] { return portFileSteps(m_current, m_wanted); })
            .and_then([&](const PortFiles &files) { return addFiles(files); })
            .transform([&] { return std::move(m_plan); });
    }

private:
    Result<void> expectCards() const
    {
        for (const auto &[slot, ports] : m_current.config.cards)
            if (!m_wanted.cards.contains(slot))
                return fail(ErrorCode::InvalidWish, slot, u"cannot be removed"_s);
        for (const auto &[slot, ports] : m_wanted.cards) {
            if (!m_current.config.cards.contains(slot))
                return fail(ErrorCode::NotFound, slot, u"card"_s);
            const CardPlanning card(m_current, slot, ports);
            if (const auto good = card.expectPorts().and_then([&] { return card.expectBoot(); }); !good)
                return good;
        }
        return {};
    }

    Result<void> addFiles(const PortFiles &files)
    {
        append(m_plan.steps, files.steps);
        append(m_plan.warnings, files.notes);
        return addCards()
            .and_then([&] { return imageSteps(m_current, files, m_plan.warnings); })
            .transform([&](std::vector<Step> steps) { append(m_plan.steps, std::move(steps)); });
    }

    Result<void> addCards()
    {
        std::vector<Step> retypes;
        for (const auto &[slot, ports] : m_wanted.cards) {
            const CardPlanning card(m_current, slot, ports);
            if (auto step = card.firmwareStep())
                m_plan.steps.push_back(*std::move(step));
            auto retype = card.retypeStep();
            if (!retype)
                return std::unexpected(retype.error());
            if (*retype)
                retypes.push_back(**std::move(retype));
            if (changesBoot(m_current.config.cards.at(slot), ports))
                m_plan.warnings.push_back({NoteCode::PortTypeAtBoot, slot, {}});
        }
        append(m_plan.steps, std::move(retypes));
        return {};
    }

    const PortsState &m_current;
    const PortsConfig &m_wanted;
    Plan m_plan{.feature = u"ports"_s};
};

} // namespace

bool changesBoot(const PortChoices &present, const PortChoices &wanted)
{
    return std::ranges::any_of(wanted, [&](const auto &entry) {
        const auto found = present.find(entry.first);
        return found != present.end() && found->second.atBoot != entry.second.atBoot;
    });
}

PortTypes bootTypesOf(const PortChoices &choices)
{
    PortTypes types;
    for (const auto &[port, choice] : choices)
        if (choice.atBoot != PortType::Unknown)
            types[port] = choice.atBoot;
    return types;
}

Result<Plan> planPorts(const PortsState &current, const PortsConfig &wanted)
{
    return Planning(current, wanted).run();
}

} // namespace rdma
