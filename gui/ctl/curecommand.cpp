// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cures as commands: log in again, or a wish over what this computer exports.
#include "gui/ctl/curecommand.h"

#include "gui/words/plaintext.h"
#include "model/json.h"
#include "model/shelltext.h"

#include <functional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownCommand = 8192;

QStringList applying(const QString &feature, const QJsonObject &wish)
{
    return {u"rdma-managerctl"_s, u"apply"_s, feature, QString::fromUtf8(canonical(wish))};
}

QStringList connecting(const WhyKnown &known, const std::function<void(SrpLogin &)> &change = {})
{
    const auto target = known.config.targets.find(known.target);
    if (target == known.config.targets.end())
        return {};
    SrpLogin login = target->second.login;
    if (change)
        change(login);
    const auto line = addTargetLine(known.target, login);
    if (!line)
        return {};
    return {u"rdma-managerctl"_s, u"connect"_s, known.target.port.text(), *line};
}

/// A change of our own target, now and, where the same is saved, at boot.
QStringList exporting(const WhyKnown &known, const std::function<void(SrpTarget &)> &change)
{
    const QString wwn = ownTarget(known.scene());
    if (!known.exports || !known.exports->now.targets.contains(wwn))
        return {};
    SrpTargetConfig wanted = *known.exports;
    const SrpTarget before = wanted.now.targets.at(wwn);
    change(wanted.now.targets.at(wwn));
    if (const auto saved = wanted.atBoot.targets.find(wwn);
        saved != wanted.atBoot.targets.end() && saved->second == before)
        change(saved->second);
    const QJsonObject wish = patchBetween(toJson(*known.exports), toJson(wanted));
    return wish.isEmpty() ? QStringList() : applying(u"srp_target"_s, wish);
}

/// All that the port shows, as the window offers it.
QStringList allowing(const WhyKnown &known, const QString &initiator)
{
    if (!InitiatorId::fromText(initiator))
        return {};
    return exporting(known, [&](SrpTarget &target) {
        for (const auto &[lun, disk] : target.luns)
            target.acls[initiator].luns[lun] = {lun, false};
        target.acls.try_emplace(initiator);
    });
}

/// Where this computer is the target and listens at another port, or at none.
QStringList listening(const WhyKnown &known)
{
    const auto target = known.config.targets.find(known.target);
    if (target == known.config.targets.end() || !known.exports || ownTarget(known.scene()).isEmpty())
        return {};
    const auto *path = target->second.login.path ? std::get_if<RdmaCmPath>(&*target->second.login.path) : nullptr;
    const int listens = known.exports->now.rdmaCmPort;
    if (!path || listens == path->port)
        return {};
    if (listens == 0)
        return applying(u"srp_target"_s, {{u"now"_s, QJsonObject{{u"rdmaCmPort"_s, path->port}}}});
    return connecting(known,
                      [&](SrpLogin &login) { login.path = RdmaCmPath{path->address, static_cast<quint16>(listens)}; });
}

QStringList searching(const WhyKnown &known)
{
    if (!ownTarget(known.scene()).isEmpty())
        return {u"rdma-managerctl"_s, u"targets"_s, u"cards"_s};
    const auto port = known.live.ports.find(known.target.port);
    if (port == known.live.ports.end() || port->second.linkLayer != LinkLayer::InfiniBand)
        return {};
    return {u"rdma-managerctl"_s, u"discover"_s, known.target.port.text()};
}

QStringList reading(const WhyKnown &known)
{
    if (ownTarget(known.scene()).isEmpty())
        return {};
    return {u"rdma-managerctl"_s, u"log"_s, u"--refused"_s};
}

} // namespace

QStringList cureCommand(const WhyKnown &known, const ChainCheck &broken)
{
    switch (broken.cure) {
    case LoginCure::LoadInitiator: // which logging in does
    case LoginCure::Connect:
    case LoginCure::WaitForOldSession:
        return connecting(known);
    case LoginCure::FewerChannels:
        return connecting(known, [](SrpLogin &login) { login.options.channels = 1; });
    case LoginCure::AllowInitiator:
        return allowing(known, broken.text);
    case LoginCure::MapLun:
        return allowing(known, ourId(known.scene()));
    case LoginCure::EnablePort:
        return exporting(known, [](SrpTarget &target) { target.enabled = true; });
    case LoginCure::LoadTargetModule:
        return listening(known);
    case LoginCure::DiscoverAgain:
        return searching(known);
    case LoginCure::Rescan:
        return applying(u"srp_initiator"_s,
                        {{u"targets"_s, QJsonObject{{known.target.text(), QJsonObject{{u"rescan"_s, true}}}}}});
    case LoginCure::StartDaemon:
        return applying(u"srp_initiator"_s, {{u"startDaemon"_s, true}});
    case LoginCure::ReadTargetLog:
        return reading(known);
    default: // whoever has to do it needs no command of ours
        return {};
    }
}

QString commandLine(const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted.append(shellWord(word));
    const QString line = quoted.join(u' ');
    return plain(line, shownCommand) == line ? line : QString();
}

} // namespace rdma
