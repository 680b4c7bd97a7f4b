// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Place by place, which of those that say so will be read.
#include "model/bootoutlook.h"

#include "model/serviceunits.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Two lists are loaded by a service: Requires=rdma-load-modules@srp_daemon.service. Empty: by hardware.
QString loaderOf(const QString &path)
{
    const auto found = std::ranges::find_if(bootListPaths, [&](const auto &one) { return path == one.second; });
    if (found->first == BootList::SrpDaemon)
        return srpDaemonUnit;
    return found->first == BootList::Iwpmd ? u"iwpmd.service"_s : QString();
}

bool isIdle(const ModulesLive &live, const QString &path)
{
    const auto file = std::ranges::find(live.files, path, &BootFile::path);
    return !live.hasDevices || (file != live.files.end() && file->isIdle);
}

bool isEnabled(const ModulesLive &live, const QString &unit)
{
    const auto service = live.services.find(unit);
    return service != live.services.end() && service->second.unit.enabled;
}

BootOutlook outlookOf(const ModulesLive &live, const BootPlace &place)
{
    if (dialectOf(place.path) != BootDialect::BootList)
        return {.willLoad = true, .place = place, .detail = {}};
    const QString unit = loaderOf(place.path);
    if (!unit.isEmpty() && !isEnabled(live, unit))
        return {.place = place, .cause = BootGapCause::ServiceOff, .detail = unit};
    // srp_daemon_port@ requires its list: without a port there is none, whatever srp_daemon.service is.
    if (unit.isEmpty() ? isIdle(live, place.path) : unit == srpDaemonUnit && !live.hasDevices)
        return {.place = place, .cause = BootGapCause::NoHardware, .detail = {}};
    return {.willLoad = true, .place = place, .detail = {}};
}

} // namespace

BootOutlook bootOutlook(const ModulesLive &live, const ProtocolLive &protocol)
{
    const std::vector<BootPlace> &places = protocol.boot.places;
    if (places.empty())
        return {.willLoad = protocol.boot.state == BootChoice::On, .place = {}, .detail = {}};
    if (protocol.boot.state != BootChoice::On)
        return {.place = places.front(), .detail = {}};
    for (const BootPlace &place : places)
        if (BootOutlook outlook = outlookOf(live, place); outlook.willLoad)
            return outlook;
    return outlookOf(live, places.front());
}

} // namespace rdma
