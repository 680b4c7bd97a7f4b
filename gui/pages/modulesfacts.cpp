// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected protocol or service in full, and what can be done with it at once.
#include "gui/pages/modulesrow.h"
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/servicewords.h"

#include <QCoreApplication>
#include <algorithm>
#include <span>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct ModulesPageWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::ModulesPage)
};

void add(QList<Fact> &facts, const QString &label, const QStringList &lines, Fact::Kind kind = Fact::Kind::Text)
{
    if (const QString value = lines.join(u'\n'); !value.isEmpty())
        facts.append({label, value, kind});
}

constexpr std::size_t maxUses = 8; // of lines: more are a list to work off

/// "ib_ipoib, which needs ib_core, ib_cm"
QString moduleWords(const ProtocolLive &live, Protocol protocol)
{
    const QString module = technical(infoOf(protocol).module);
    QStringList needs = live.needs;
    needs.removeAll(QString(infoOf(protocol).module));
    return needs.isEmpty()
               ? module
               : fill(ModulesPageWords::tr("%1, which brings %2"), module, technical(needs.join(u", "_s), 400));
}

/// What keeps it first, then what would be lost.
QStringList useLines(const ProtocolLive &live)
{
    std::vector<ModuleUse> uses = live.uses;
    std::ranges::stable_sort(uses, {}, &ModuleUse::weight);
    const std::size_t shown = std::min(uses.size(), maxUses);
    QStringList lines;
    for (const ModuleUse &use : std::span(uses).first(shown))
        lines.append(fill(ModulesPageWords::tr("%1: %2"), moduleWeightWords(use.weight), moduleUseWords(use)));
    if (uses.size() > shown)
        lines.append(ModulesPageWords::tr("and %1 more").arg(uses.size() - shown));
    return lines;
}

QStringList placeLines(const BootChoice &boot)
{
    QStringList lines;
    for (const BootPlace &place : boot.places)
        lines.append(bootPlaceWords(place));
    return lines;
}

QStringList denialLines(const ModuleState &state)
{
    QStringList lines;
    for (const Denial &denial : state.denials)
        lines.append(denialWords(denial));
    return lines;
}

bool isOfMlnxOfed(const BootChoice &boot)
{
    return boot.impossible && boot.impossible->reason == BootHindrance::NotOurs;
}

RunChoice loadChoice(const ProtocolLive &live)
{
    const bool denied = live.module.now == ModuleState::Denied;
    const bool byName = std::ranges::all_of(live.module.denials,
                                            [](const Denial &denial) { return denial.kind == Denial::Blacklisted; });
    if (live.module.now == ModuleState::NotLoaded || (denied && byName))
        return {ModulesPageWords::tr("&Load Now…"), {}};
    return denied ? RunChoice{ModulesPageWords::tr("&Load Now…"), ModulesPageWords::tr("It is denied.")} : RunChoice();
}

RunChoice unloadChoice(const ProtocolLive &live)
{
    return live.module.now == ModuleState::Loaded
               ? RunChoice{ModulesPageWords::tr("&Unload Now…"), unloadBarWords(live)}
               : RunChoice();
}

QString stateWords(const ServiceLive &live)
{
    const QString since = serviceSinceWords(live.standing.since);
    const QString now = serviceStateWords(live);
    return since.isEmpty() ? now : fill(ModulesPageWords::tr("%1 %2"), now, since);
}

QLatin1StringView elsewhereOf(const ServiceLive &live)
{
    if (live.role == ServiceRole::SrpDaemon)
        return "srp_initiator"_L1;
    return live.role == ServiceRole::TargetRestore ? "srp_target"_L1 : QLatin1StringView();
}

} // namespace

BootDetail detailOf(const ModulesState &state, Protocol protocol)
{
    const ProtocolLive &live = state.live.protocols.at(protocol);
    BootDetail detail{.title = protocolName(protocol), .purpose = protocolPurpose(protocol), .facts = {}};
    add(detail.facts, ModulesPageWords::tr("Module"), {moduleWords(live, protocol)});
    const QString bar = barOf(state, protocol);
    add(detail.facts, bar.isEmpty() ? ModulesPageWords::tr("Line that changes") : ModulesPageWords::tr("At boot by"),
        live.module.now == ModuleState::Absent ? QStringList() : placeLines(live.boot));
    add(detail.facts, ModulesPageWords::tr("No choice at boot"), {bar});
    if (isOfMlnxOfed(live.boot))
        add(detail.facts, ModulesPageWords::tr("Line to write"),
            {openibLine(protocol, live.boot.state != BootChoice::On)}, Fact::Kind::Exact);
    add(detail.facts, ModulesPageWords::tr("Denied"), denialLines(live.module));
    add(detail.facts, ModulesPageWords::tr("Used now"), useLines(live));
    if (live.uses.empty() && live.module.now == ModuleState::Loaded)
        detail.facts.append({ModulesPageWords::tr("Used now"), ModulesPageWords::tr("by nobody"), Fact::Kind::Absent});
    add(detail.facts, ModulesPageWords::tr("Goes with it"), {technical(live.users.join(u", "_s), 400)});
    detail.start = loadChoice(live);
    detail.stop = unloadChoice(live);
    return detail;
}

BootDetail detailOf(const ModulesState &state, const QString &unit)
{
    const ServiceLive &live = state.live.services.at(unit);
    const bool failed = live.standing.activity == ServiceActivity::Failed;
    BootDetail detail{.title = fill(ModulesPageWords::tr("%1: %2"), serviceRoleName(live.role), technical(unit)),
                      .purpose = serviceRolePurpose(live.role),
                      .facts = {}};
    add(detail.facts, ModulesPageWords::tr("State"), {stateWords(live)});
    add(detail.facts, ModulesPageWords::tr("Why it failed"),
        {failed ? serviceResultWords(live.standing.result) : QString()});
    add(detail.facts, ModulesPageWords::tr("What cannot be done"), serviceBarWords(live));
    if (!live.unit.active || failed)
        detail.start = {ModulesPageWords::tr("St&art Now…"), serviceBarWords(live.starting)};
    else
        detail.stop = {ModulesPageWords::tr("S&top Now…"), serviceBarWords(live.stopping)};
    detail.hasMessages = true;
    detail.elsewhere = elsewhereOf(live);
    return detail;
}

} // namespace rdma
