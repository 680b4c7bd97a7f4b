// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "modules", planning: files, what is loaded, services, and last what is unloaded.
#include "helper/features/modules.h"

#include "helper/kernelmodules.h"
#include "model/append.h"
#include "model/rdmamodules.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What rds_rdma is a transport of, and nothing else here needs.
const QString rdsCore = u"rds"_s;

/// Of one that has a name of its own a blacklist means devices and lists only; an alias is not followed to one that is
/// on it (modprobe.d(5)).
const Denial *denialOf(const ModulesState &state, Protocol protocol)
{
    const ProtocolLive &live = state.live.protocols.at(protocol);
    const bool isAlias = !state.live.modules.available.contains(infoOf(protocol).module);
    const auto found = std::ranges::find_if(
        live.module.denials, [&](const Denial &denial) { return denial.kind != Denial::Blacklisted || isAlias; });
    return found == live.module.denials.end() ? nullptr : &*found;
}

Result<void> expectLoadable(const ModulesState &state, Protocol protocol)
{
    const QString module = infoOf(protocol).module;
    if (state.live.protocols.at(protocol).module.now == ModuleState::Absent)
        return fail(ErrorCode::NotFound, module, u"module"_s);
    if (const Denial *denial = denialOf(state, protocol))
        return fail(ErrorCode::NotSupported, module, u"%1:%2"_s.arg(denial->file).arg(denial->line));
    return {};
}

class Planning {
public:
    Planning(const ModulesState &current, const ModulesConfig &wanted) : m_current(current), m_wanted(wanted) {}

    Result<Plan> run()
    {
        return bootSteps(m_current, m_wanted)
            .and_then([&](std::vector<Step> steps) { return add(std::move(steps)); })
            .and_then([&] { return addLoads(); })
            .and_then([&] { return serviceSteps(m_current, m_wanted); })
            .and_then([&](std::vector<Step> steps) { return add(std::move(steps)); })
            .and_then([&] { return addUnloads(); })
            .and_then([&] { return expectNoContradiction(); })
            .and_then([&] { return expectServicesApart(); })
            .transform([&] { return std::move(m_plan); });
    }

private:
    bool isSwitched(Protocol protocol, bool on) const
    {
        const bool wished = m_wanted.protocols.at(protocol).loaded;
        return wished == on && m_current.config.protocols.at(protocol).loaded != on;
    }

    Result<void> add(std::vector<Step> steps)
    {
        append(m_plan.steps, std::move(steps));
        return {};
    }

    /// The two names of one module are one step.
    bool isPlanned(const QString &module) const
    {
        const auto loaded = loadedName(m_current.live.modules.loaded, module);
        return std::ranges::any_of(m_plan.steps, [&](const Step &step) {
            const auto *other = std::get_if<SwitchModule>(&step);
            return other && (other->name == module || isSame(other->name, loaded));
        });
    }

    bool isSame(const QString &module, const QString &loaded) const
    {
        return loadedName(m_current.live.modules.loaded, module) == loaded;
    }

    Result<void> addLoads()
    {
        for (const auto &[protocol, choice] : m_wanted.protocols) {
            if (!isSwitched(protocol, true))
                continue;
            if (auto loadable = expectLoadable(m_current, protocol); !loadable)
                return loadable;
            if (!isLoadPlanned(protocol))
                m_plan.steps.emplace_back(SwitchModule{infoOf(protocol).module, false, true});
        }
        return {};
    }

    bool isLoadPlanned(Protocol protocol) const
    {
        const ProtocolInfo &info = infoOf(protocol);
        return std::ranges::any_of(protocolNames, [&](const auto &other) {
            return other.first < protocol && !info.provider.isEmpty() &&
                   infoOf(other.first).provider == info.provider && isSwitched(other.first, true);
        });
    }

    Result<void> addUnloads()
    {
        for (const auto &[protocol, choice] : m_wanted.protocols) {
            if (!isSwitched(protocol, false))
                continue;
            const QString module = infoOf(protocol).module;
            if (m_current.live.protocols.at(protocol).module.now == ModuleState::BuiltIn)
                return fail(ErrorCode::NotSupported, module, nameOf(bootHindranceNames, BootHindrance::BuiltIn));
            for (const QString &one : unloadingOf(m_current.live.modules.loaded, module))
                if (auto added = addUnload(module, one); !added)
                    return added;
            if (protocol == Protocol::Rds && isFree(rdsCore))
                std::ignore = addUnload(module, rdsCore);
        }
        return {};
    }

    /// Nothing is left that uses it.
    bool isFree(const QString &module) const
    {
        const QStringList order = unloadingOf(m_current.live.modules.loaded, module);
        const auto found = m_current.live.usesByModule.find(module);
        return found != m_current.live.usesByModule.end() && textOf(found->second, ModuleUseWeight::Keeps).isEmpty() &&
               std::ranges::all_of(order, [&](const QString &one) { return one == module || isPlanned(one); });
    }

    /// `module` is what was wished, `one` it or what goes before it.
    Result<void> addUnload(const QString &module, const QString &one)
    {
        if (!isRdmaModule(one))
            return fail(ErrorCode::Busy, module, textOf(ModuleUse{ModuleUseKind::Module, one, {}, {}}));
        if (isPlanned(one))
            return {};
        const auto found = m_current.live.usesByModule.find(one);
        const auto uses = found == m_current.live.usesByModule.end() ? std::vector<ModuleUse>() : found->second;
        if (const QString keepers = textOf(uses, ModuleUseWeight::Keeps); !keepers.isEmpty())
            return fail(ErrorCode::Busy, one, keepers);
        m_plan.steps.emplace_back(SwitchModule{one, true, false, cutsOf(uses)});
        for (const ModuleUse &use : uses)
            if (use.weight == ModuleUseWeight::Ends)
                m_plan.warnings.push_back({NoteCode::EndsWithModule, one, textOf(use)});
        return {};
    }

    /// What is to be loaded cannot need what is to go.
    Result<void> expectNoContradiction() const
    {
        for (const auto &[protocol, choice] : m_wanted.protocols) {
            const auto goes = [&](const Step &step) {
                const auto *module = std::get_if<SwitchModule>(&step);
                return module && !module->after && needsModule(protocol, module->name);
            };
            if (isSwitched(protocol, true) && std::ranges::any_of(m_plan.steps, goes))
                return fail(ErrorCode::InvalidWish, infoOf(protocol).module, u"contradiction"_s);
        }
        return {};
    }

    /// Switching services is a permission of its own, which none for modules may stand for: the authorization table is
    /// an order, and here neither is the lesser.
    Result<void> expectServicesApart() const
    {
        const auto isModule = [](const Step &step) { return std::holds_alternative<SwitchModule>(step); };
        const auto isService = [](const Step &step) { return std::holds_alternative<SwitchUnit>(step); };
        const auto service = std::ranges::find_if(m_plan.steps, isService);
        if (service == m_plan.steps.end() || std::ranges::none_of(m_plan.steps, isModule))
            return {};
        return fail(ErrorCode::InvalidWish, subjectOf(*service), u"not with modules"_s);
    }

    bool needsModule(Protocol protocol, const QString &module) const
    {
        const auto &available = m_current.live.modules.available;
        for (const QLatin1StringView name : {infoOf(protocol).module, infoOf(protocol).provider})
            if (const auto found = available.find(name); found != available.end())
                return std::ranges::contains(found->second, module);
        return false;
    }

    const ModulesState &m_current;
    const ModulesConfig &m_wanted;
    Plan m_plan{.feature = u"modules"_s};
};

/// All protocols there are, also those that a wish took away.
Result<void> expectWhole(const ModulesConfig &wanted)
{
    for (const auto &[protocol, name] : protocolNames)
        if (!wanted.protocols.contains(protocol))
            return fail(ErrorCode::InvalidWish, "protocols."_L1 + name, u"missing"_s);
    return {};
}

} // namespace

Result<Plan> planModules(const ModulesState &current, const ModulesConfig &wanted)
{
    return expectWhole(wanted).and_then([&] { return Planning(current, wanted).run(); });
}

} // namespace rdma
