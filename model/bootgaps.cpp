// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What will be different after the next boot, and why.
#include "model/bootgaps.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isIn(const std::vector<BootPlace> &places, BootDialect dialect)
{
    return std::ranges::any_of(places, [&](const BootPlace &place) { return dialectOf(place.path) == dialect; });
}

/// rdma.conf is read by scripts that call modprobe with the module's name, which a blacklist does not keep from loading
/// it (modprobe.d(5)); systemd-modules-load heeds one.
const Denial *denialAtBoot(const ProtocolLive &protocol)
{
    const bool byName = isIn(protocol.boot.places, BootDialect::RdmaConf);
    const auto found = std::ranges::find_if(
        protocol.module.denials, [&](const Denial &denial) { return denial.kind != Denial::Blacklisted || !byName; });
    return found == protocol.module.denials.end() ? nullptr : &*found;
}

const std::pair<const QString, ServiceLive> *serviceOf(const ModulesLive &live, ServiceRole role)
{
    const auto found = std::ranges::find_if(live.services, [&](const auto &one) { return one.second.role == role; });
    return found == live.services.end() ? nullptr : &*found;
}

bool hasFailed(const ServiceLive &service)
{
    return service.standing.activity == ServiceActivity::Failed;
}

/// The service that loads by this file, where it failed.
QString failedLoader(const ModulesLive &live, const BootPlace &place)
{
    if (place.path == rdmaConfPath) {
        const auto *stack = serviceOf(live, ServiceRole::RdmaStack);
        return stack && hasFailed(stack->second) ? stack->first : QString();
    }
    if (dialectOf(place.path) != BootDialect::BootList)
        return {};
    QString list = place.path.section(u'/', -1);
    list.chop(".conf"_L1.size());
    const auto loader = live.services.find("rdma-load-modules@"_L1 + list + ".service"_L1);
    return loader != live.services.end() && hasFailed(loader->second) ? loader->first : QString();
}

/// Two of rdma-core's lists are loaded by a service when that starts.
QString loaderThatIsOff(const ModulesLive &live, const BootPlace &place)
{
    for (const auto &[list, role] : {std::pair(BootList::SrpDaemon, ServiceRole::SrpDaemon),
                                     std::pair(BootList::Iwpmd, ServiceRole::PortMapper)}) {
        const auto path =
            std::ranges::find(bootListPaths, list, &std::pair<BootList, QLatin1StringView>::first)->second;
        const auto *service = serviceOf(live, role);
        if (place.path == path && service && !service->second.unit.active)
            return service->first;
    }
    return {};
}

void explain(BootGap &gap, const ModulesLive &live, const ProtocolLive &protocol)
{
    const auto *denial = denialAtBoot(protocol);
    if (protocol.module.now == ModuleState::Absent) {
        gap.cause = BootGapCause::NoModule;
    } else if (denial) {
        gap.cause = BootGapCause::Denied;
        gap.place = {denial->file, denial->line};
    } else if (!live.hasDevices && isIn(protocol.boot.places, BootDialect::BootList)) {
        gap.cause = BootGapCause::NoHardware;
    } else if (gap.detail = failedLoader(live, gap.place); !gap.detail.isEmpty()) {
        gap.cause = BootGapCause::Failed;
    } else if (gap.detail = loaderThatIsOff(live, gap.place); !gap.detail.isEmpty()) {
        gap.cause = BootGapCause::ServiceOff;
    }
}

/// What needs it brings it along: a driver, or a protocol that loads at boot.
bool comesWithOthers(const ModulesLive &live, const ProtocolLive &protocol)
{
    return std::ranges::any_of(protocol.users, [&](const QString &user) {
        const auto other = std::ranges::find_if(live.protocols, [&](const auto &one) {
            const ProtocolInfo &info = infoOf(one.first);
            return user == info.module || user == info.provider;
        });
        return other == live.protocols.end() || other->second.boot.state == BootChoice::On;
    });
}

BootPlace firstPlace(const ProtocolLive &protocol)
{
    return protocol.boot.places.empty() ? BootPlace() : protocol.boot.places.front();
}

std::optional<BootGap> gapOf(const ModulesLive &live, Protocol which, const ProtocolLive &protocol)
{
    const bool loaded = protocol.module.now == ModuleState::Loaded;
    BootGap gap{.subject = which, .place = firstPlace(protocol)};
    if (protocol.module.now == ModuleState::BuiltIn)
        return std::nullopt;
    if (protocol.boot.state == BootChoice::Unknown) {
        gap.kind = BootGapKind::BootNotKnown;
        if (protocol.boot.impossible)
            gap.place = protocol.boot.impossible->place;
        return gap;
    }
    if (protocol.boot.state == BootChoice::Off)
        return loaded && !comesWithOthers(live, protocol) ? std::optional(gap) : std::nullopt;
    if (loaded && !denialAtBoot(protocol))
        return std::nullopt;
    gap.kind = loaded ? BootGapKind::DeniedAtBoot : BootGapKind::AtBootNotLoaded;
    explain(gap, live, protocol);
    return gap;
}

std::optional<BootGap> gapOf(const ModulesLive &live, const QString &unit, const ServiceLive &service)
{
    const bool byOthers = service.enabling == ServiceBar::ByHardware || service.enabling == ServiceBar::ShownOnly;
    BootGap gap{.kind = BootGapKind::EnabledNotRunning, .subject = unit};
    if (hasFailed(service)) {
        gap.cause = BootGapCause::Failed;
        gap.detail = service.standing.result;
        return gap;
    }
    if (byOthers || service.unit.enabled == service.unit.active)
        return std::nullopt;
    if (!service.unit.enabled)
        gap.kind = BootGapKind::RunningNotEnabled;
    else if (!live.hasDevices)
        gap.cause = BootGapCause::NoHardware;
    return gap;
}

} // namespace

std::vector<BootGap> bootGaps(const ModulesLive &live)
{
    std::vector<BootGap> gaps;
    for (const auto &[which, protocol] : live.protocols)
        if (const auto gap = gapOf(live, which, protocol))
            gaps.push_back(*gap);
    for (const auto &[unit, service] : live.services)
        if (const auto gap = gapOf(live, unit, service))
            gaps.push_back(*gap);
    return gaps;
}

} // namespace rdma
