// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of protocols and services.
#include "gui/pages/modulesedit.h"

#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/servicewords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct ModulesPageWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::ModulesPage)
};

const Protocol *protocolOf(const BootSubject &subject)
{
    return std::get_if<Protocol>(&subject);
}

void wishInto(QJsonObject &wish, const BootSubject &subject, const QJsonObject &what)
{
    const auto *protocol = protocolOf(subject);
    const QString group = protocol ? u"protocols"_s : u"services"_s;
    QJsonObject all = wish[group].toObject();
    all[protocol ? nameOf(protocolNames, *protocol) : std::get<QString>(subject)] = what;
    wish[group] = all;
}

QString nameWords(const BootSubject &subject)
{
    const auto *protocol = protocolOf(subject);
    return protocol ? protocolName(*protocol) : technical(std::get<QString>(subject));
}

QString runWords(const BootSubject &subject, bool run)
{
    if (protocolOf(subject))
        return run ? ModulesPageWords::tr("Load %1 now") : ModulesPageWords::tr("Unload %1 now");
    return run ? ModulesPageWords::tr("Start %1 now") : ModulesPageWords::tr("Stop %1 now");
}

} // namespace

Result<ModulesState> modulesStateFrom(const QJsonObject &state)
{
    auto config = modulesConfigFromJson(state[u"config"_s].toObject());
    if (!config)
        return std::unexpected(config.error());
    auto live = modulesLiveFromJson(state[u"live"_s].toObject());
    if (!live)
        return std::unexpected(live.error());
    return ModulesState{*std::move(config), *std::move(live), notesFromJson(state[u"notes"_s].toArray())};
}

bool isThere(const ModulesState &state, const BootSubject &subject)
{
    const auto *protocol = protocolOf(subject);
    return protocol ? state.live.protocols.contains(*protocol)
                    : state.live.services.contains(std::get<QString>(subject));
}

bool isAtBoot(const ModulesState &state, const BootSubject &subject)
{
    if (!isThere(state, subject))
        return false;
    const auto *protocol = protocolOf(subject);
    return protocol ? state.live.protocols.at(*protocol).boot.state == BootChoice::On
                    : state.live.services.at(std::get<QString>(subject)).unit.enabled;
}

bool isAtBoot(const ModulesState &state, const ModulesEdits &edits, const BootSubject &subject)
{
    const auto edited = edits.find(subject);
    return edited == edits.end() ? isAtBoot(state, subject) : edited->second;
}

QString barOf(const ModulesState &state, const BootSubject &subject)
{
    const auto *protocol = protocolOf(subject);
    if (!protocol)
        return serviceBarWords(state.live.services.at(std::get<QString>(subject)).enabling);
    const BootChoice &boot = state.live.protocols.at(*protocol).boot;
    if (boot.impossible)
        return hindranceWords(*boot.impossible, *protocol);
    return boot.state == BootChoice::Unknown ? ModulesPageWords::tr("What its file says is not understood.")
                                             : QString();
}

ModulesEdits stillOpen(const ModulesState &state, const ModulesEdits &edits)
{
    ModulesEdits open;
    for (const auto &[subject, atBoot] : edits)
        if (isThere(state, subject) && isAtBoot(state, subject) != atBoot && barOf(state, subject).isEmpty())
            open.emplace(subject, atBoot);
    return open;
}

QJsonObject wishFor(const ModulesEdits &edits)
{
    QJsonObject wish;
    for (const auto &[subject, atBoot] : edits)
        wishInto(wish, subject, {{protocolOf(subject) ? u"atBoot"_s : u"enabled"_s, atBoot}});
    return wish;
}

QString changeWords(const BootSubject &subject, bool atBoot)
{
    if (protocolOf(subject))
        return fill(atBoot ? ModulesPageWords::tr("Load %1 at boot") : ModulesPageWords::tr("Do not load %1 at boot"),
                    nameWords(subject));
    return fill(atBoot ? ModulesPageWords::tr("Start %1 at boot") : ModulesPageWords::tr("Do not start %1 at boot"),
                nameWords(subject));
}

Proposal runProposal(const BootSubject &subject, bool run)
{
    QJsonObject wish;
    wishInto(wish, subject, {{protocolOf(subject) ? u"loaded"_s : u"active"_s, run}});
    return {wish, {fill(runWords(subject, run), nameWords(subject))}, false};
}

} // namespace rdma
