// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a row of protocols or services says.
#include "gui/pages/modulesrow.h"

#include "gui/words/gapwords.h"
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/servicewords.h"
#include "gui/words/verdictwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct ModulesPageWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::ModulesPage)
};

QString iconNameOf(ModuleState::Now now)
{
    switch (now) {
    case ModuleState::Loaded:
    case ModuleState::BuiltIn:
        return iconNameOf(Urgency::None);
    case ModuleState::Denied:
        return u"object-locked"_s;
    case ModuleState::NotLoaded:
    case ModuleState::Absent:
        break;
    }
    return {};
}

QString iconNameOf(const ServiceLive &service)
{
    if (service.standing.activity == ServiceActivity::Failed)
        return iconNameOf(Urgency::Problem);
    return service.unit.active ? iconNameOf(Urgency::None) : QString();
}

BootRow protocolRow(const ModulesState &state, Protocol protocol)
{
    const ProtocolLive &live = state.live.protocols.at(protocol);
    return {.name = protocolName(protocol),
            .about = protocolPurpose(protocol),
            .boot = bootStateWords(live.boot.state),
            .now = moduleNowWords(live.module),
            .iconName = iconNameOf(live.module.now),
            .isKnown = live.boot.state != BootChoice::Unknown};
}

BootRow serviceRow(const ModulesState &state, const QString &unit)
{
    const ServiceLive &live = state.live.services.at(unit);
    return {.name = serviceRoleName(live.role),
            .about = technical(unit),
            .boot = serviceBootWords(live, live.unit.enabled),
            .now = serviceStateWords(live),
            .iconName = iconNameOf(live),
            .hasBox = live.enabling != ServiceBar::ByHardware};
}

BootRow presentRow(const ModulesState &state, const BootSubject &subject)
{
    const auto *protocol = std::get_if<Protocol>(&subject);
    return protocol ? protocolRow(state, *protocol) : serviceRow(state, std::get<QString>(subject));
}

/// A failed service says so already, and a denied module by which line.
void addGap(BootRow &row, const ModulesState &state, const BootSubject &subject)
{
    const auto gaps = bootGaps(state.live);
    const auto gap = std::ranges::find(gaps, subject, &BootGap::subject);
    if (gap == gaps.end())
        return;
    if (isDifference(*gap))
        row.iconName = iconNameOf(Urgency::Problem);
    const bool isDenied = gap->cause == BootGapCause::Denied && gap->kind != BootGapKind::DeniedAtBoot;
    const bool hasFailed = gap->cause == BootGapCause::Failed && std::holds_alternative<QString>(subject);
    if (!isDenied && !hasFailed)
        row.now = fill(ModulesPageWords::tr("%1, %2"), row.now, gapBrief(gap->kind));
}

} // namespace

BootRow rowOf(const ModulesState &state, const ModulesEdits &edits, const BootSubject &subject)
{
    BootRow row = presentRow(state, subject);
    row.bar = barOf(state, subject);
    row.atBoot = isAtBoot(state, edits, subject);
    row.changed = edits.contains(subject);
    if (row.changed)
        row.boot = bootStateWords(row.atBoot ? BootChoice::On : BootChoice::Off);
    addGap(row, state, subject);
    return row;
}

PageRequest messagesOf(const BootSubject &subject)
{
    const auto *unit = std::get_if<QString>(&subject);
    return unit ? PageRequest{u"log"_s, SearchRequest{*unit}} : PageRequest{u"log"_s, {}};
}

} // namespace rdma
