// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What will be different after the next boot, and why.
#include "model/bootgaps.h"

#include "model/bootoutlook.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isIn(const std::vector<BootPlace> &places, BootDialect dialect)
{
    return std::ranges::any_of(places, [&](const BootPlace &place) { return dialectOf(place.path) == dialect; });
}

/// rdma.conf and openib.conf are read by scripts that call modprobe with the module's name, which a blacklist does not
/// keep from loading it (modprobe.d(5)); systemd-modules-load heeds one.
const Denial *denialAtBoot(const ProtocolLive &protocol)
{
    const bool byName =
        isIn(protocol.boot.places, BootDialect::RdmaConf) || isIn(protocol.boot.places, BootDialect::OpenibConf);
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
        return other == live.protocols.end() || bootOutlook(live, other->second).willLoad;
    });
}

/// rtslib loads ib_srpt when it restores a target (fabric.py, _check_self()).
bool isRestored(const ModulesLive &live, Protocol which)
{
    return which == Protocol::SrpTarget && std::ranges::any_of(live.services, [](const auto &one) {
               return one.second.role == ServiceRole::TargetRestore && one.second.unit.enabled;
           });
}

/// Asked for by the kernel or a daemon: xprt_create_transport(), svc_xprt_create(), lio_target_np_iser_store(), iscsid.
bool comesWhenUsed(Protocol which)
{
    return which == Protocol::NfsClient || which == Protocol::NfsServer || which == Protocol::Iser ||
           which == Protocol::Isert;
}

BootGap unknownGap(Protocol which, const BootChoice &boot)
{
    BootGap gap{.kind = BootGapKind::BootNotKnown, .subject = which};
    if (boot.impossible)
        gap.place = boot.impossible->place;
    else if (!boot.places.empty())
        gap.place = boot.places.front();
    return gap;
}

std::optional<BootGap> gapOfComing(const ModulesLive &live, const ProtocolLive &protocol, BootGap gap)
{
    const bool loaded = protocol.module.now == ModuleState::Loaded;
    if (loaded && !denialAtBoot(protocol))
        return std::nullopt;
    gap.kind = loaded ? BootGapKind::DeniedAtBoot : BootGapKind::AtBootNotLoaded;
    explain(gap, live, protocol);
    return gap;
}

std::optional<BootGap> gapOfMissing(const ModulesLive &live, Protocol which, const ProtocolLive &protocol, BootGap gap)
{
    if (protocol.module.now != ModuleState::Loaded) {
        gap.kind = BootGapKind::Waits;
        return gap.cause == BootGapCause::None ? std::nullopt : std::optional(gap);
    }
    if (comesWithOthers(live, protocol) || isRestored(live, which))
        return std::nullopt;
    gap.kind = comesWhenUsed(which) ? BootGapKind::ComesWhenUsed : BootGapKind::LoadedNotAtBoot;
    return gap;
}

std::optional<BootGap> gapOf(const ModulesLive &live, Protocol which, const ProtocolLive &protocol)
{
    if (protocol.module.now == ModuleState::BuiltIn)
        return std::nullopt;
    if (protocol.boot.state == BootChoice::Unknown)
        return unknownGap(which, protocol.boot);
    const BootOutlook outlook = bootOutlook(live, protocol);
    const BootGap gap{.subject = which, .cause = outlook.cause, .detail = outlook.detail, .place = outlook.place};
    return outlook.willLoad ? gapOfComing(live, protocol, gap) : gapOfMissing(live, which, protocol, gap);
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
        gap = {.kind = BootGapKind::Waits, .subject = unit, .cause = BootGapCause::NoHardware, .detail = {}};
    return gap;
}

} // namespace

bool isDifference(const BootGap &gap)
{
    return gap.kind != BootGapKind::Waits && gap.kind != BootGapKind::ComesWhenUsed;
}

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
