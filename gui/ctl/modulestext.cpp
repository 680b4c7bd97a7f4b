// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Protocols and services for a terminal.
#include "gui/ctl/modulestext.h"

#include "gui/ctl/printout.h"
#include "gui/ctl/table.h"
#include "gui/words/gapwords.h"
#include "gui/words/moduleswords.h"
#include "gui/words/plaintext.h"
#include "gui/words/servicewords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

constexpr EnumNames<BootGapKind, 8> gapKindNames{{{BootGapKind::LoadedNotAtBoot, "loadedNotAtBoot"_L1},
                                                  {BootGapKind::AtBootNotLoaded, "atBootNotLoaded"_L1},
                                                  {BootGapKind::DeniedAtBoot, "deniedAtBoot"_L1},
                                                  {BootGapKind::BootNotKnown, "bootNotKnown"_L1},
                                                  {BootGapKind::EnabledNotRunning, "enabledNotRunning"_L1},
                                                  {BootGapKind::RunningNotEnabled, "runningNotEnabled"_L1},
                                                  {BootGapKind::Waits, "waits"_L1},
                                                  {BootGapKind::ComesWhenUsed, "comesWhenUsed"_L1}}};

constexpr EnumNames<BootGapCause, 6> gapCauseNames{{{BootGapCause::None, "none"_L1},
                                                    {BootGapCause::NoHardware, "noHardware"_L1},
                                                    {BootGapCause::NoModule, "noModule"_L1},
                                                    {BootGapCause::Denied, "denied"_L1},
                                                    {BootGapCause::Failed, "failed"_L1},
                                                    {BootGapCause::ServiceOff, "serviceOff"_L1}}};

QString places(const BootChoice &boot)
{
    QStringList lines;
    for (const BootPlace &place : boot.places)
        lines.append(place.line > 0 ? fill(u"%1:%2"_s, technical(place.path), QString::number(place.line))
                                    : fill(Ctl::tr("%1 (to be added)"), technical(place.path)));
    return lines.isEmpty() ? u"-"_s : lines.join(u' ');
}

QStringList protocolRow(Protocol protocol, const ProtocolLive &live)
{
    return {nameOf(protocolNames, protocol), technical(infoOf(protocol).module), bootStateWords(live.boot.state),
            moduleNowWords(live.module), live.module.now == ModuleState::Absent ? u"-"_s : places(live.boot)};
}

QStringList serviceRow(const QString &unit, const ServiceLive &live)
{
    const QString bars = serviceBarWords(live).join(u' ');
    return {technical(unit), serviceBootWords(live, live.unit.enabled), serviceStateWords(live),
            serviceRoleName(live.role), bars.isEmpty() ? u"-"_s : bars};
}

QJsonObject toJson(const BootGap &gap)
{
    QJsonObject object{{u"kind"_s, nameOf(gapKindNames, gap.kind)}, {u"cause"_s, nameOf(gapCauseNames, gap.cause)}};
    if (const auto *protocol = std::get_if<Protocol>(&gap.subject))
        object[u"protocol"_s] = nameOf(protocolNames, *protocol);
    else
        object[u"service"_s] = std::get<QString>(gap.subject);
    if (!gap.detail.isEmpty())
        object[u"detail"_s] = gap.detail;
    if (!gap.place.path.isEmpty())
        object[u"place"_s] = QJsonObject{{u"path"_s, gap.place.path}, {u"line"_s, gap.place.line}};
    return object;
}

/// Of MLNX_OFED's file with the line to write.
QString impossibleText(const BootChoice &boot, Protocol protocol)
{
    const QString why = hindranceWords(*boot.impossible, protocol);
    if (boot.impossible->reason != BootHindrance::NotOurs)
        return why;
    return why + u' ' + fill(Ctl::tr("Line to write: %1"), openibLine(protocol, boot.state != BootChoice::On));
}

/// "opensm" is opensm.service, as systemctl has it.
QString unitName(const QString &word)
{
    return word.endsWith(".service"_L1) || word.endsWith(".target"_L1) ? word : word + ".service"_L1;
}

} // namespace

QString modulesText(const ModulesLive &live, const std::vector<Note> &notes)
{
    QList<QStringList> rows{
        {Ctl::tr("PROTOCOL"), Ctl::tr("MODULE"), Ctl::tr("AT BOOT"), Ctl::tr("NOW"), Ctl::tr("LINES")}};
    for (const auto &[protocol, state] : live.protocols)
        rows.append(protocolRow(protocol, state));
    QString text = tableText(rows);
    for (const auto &[protocol, state] : live.protocols)
        if (state.boot.impossible)
            text += fill(u" - %1: %2\n"_s, nameOf(protocolNames, protocol), impossibleText(state.boot, protocol));
    for (const QString &sentence : dialectSentences(live))
        text += u" - "_s + sentence + u'\n';
    return text + notesText(notes);
}

QString servicesText(const ModulesLive &live)
{
    if (live.services.empty())
        return Ctl::tr("This computer has no service around RDMA.") + u'\n';
    QList<QStringList> rows{
        {Ctl::tr("UNIT"), Ctl::tr("AT BOOT"), Ctl::tr("NOW"), Ctl::tr("WHAT IT IS"), Ctl::tr("WHAT CANNOT BE DONE")}};
    for (const auto &[unit, state] : live.services)
        rows.append(serviceRow(unit, state));
    return tableText(rows);
}

QString gapsText(const ModulesLive &live)
{
    QString text;
    for (const BootGap &gap : bootGaps(live))
        text += (isDifference(gap) ? u" !"_s : u" -"_s) + fill(u" %1.\n   %2\n"_s, gapTitle(gap), gapWords(gap));
    return bootBringsTheSame(live) ? noGapsWords() + u'\n' + text : text;
}

bool bootBringsTheSame(const ModulesLive &live)
{
    return std::ranges::none_of(bootGaps(live), isDifference);
}

QJsonObject gapsJson(const ModulesLive &live)
{
    QJsonArray gaps;
    for (const BootGap &gap : bootGaps(live))
        gaps.append(toJson(gap));
    return {{u"gaps"_s, gaps}};
}

Result<QJsonObject> modulesWish(const Request &request)
{
    const auto wish = [](const QString &group, const QString &object, const QString &key, bool value) {
        return QJsonObject{{group, QJsonObject{{object, QJsonObject{{key, value}}}}}};
    };
    if (request.verb == Verb::SetModule)
        return wish(u"protocols"_s, request.protocol, u"atBoot"_s, request.onOff == "on"_L1);
    if (request.verb == Verb::RunModule)
        return wish(u"protocols"_s, request.protocol, u"loaded"_s, request.action == "load"_L1);
    const bool isForBoot = request.action == "enable"_L1 || request.action == "disable"_L1;
    return wish(u"services"_s, unitName(request.unit), isForBoot ? u"enabled"_s : u"active"_s,
                request.action == "enable"_L1 || request.action == "start"_L1);
}

} // namespace rdma
