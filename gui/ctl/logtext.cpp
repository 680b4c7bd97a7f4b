// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The kernel's log and the logins that it refused, as text and as JSON.
#include "gui/ctl/logtext.h"

#include "gui/ctl/table.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"

#include <QCoreApplication>
#include <QDateTime>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

constexpr qsizetype shownLine = 1024;

constexpr EnumNames<LoginRefusal, 6> refusalNames{{
    {LoginRefusal::NoAcl, "NoAcl"_L1},
    {LoginRefusal::PortDisabled, "PortDisabled"_L1},
    {LoginRefusal::WrongTarget, "WrongTarget"_L1},
    {LoginRefusal::WrongLength, "WrongLength"_L1},
    {LoginRefusal::NoResources, "NoResources"_L1},
    {LoginRefusal::Other, "Other"_L1},
}};

/// In the time zone of whoever reads it.
QString timeText(qint64 microseconds)
{
    constexpr qint64 microsecondsInMillisecond = 1000;
    return QDateTime::fromMSecsSinceEpoch(microseconds / microsecondsInMillisecond)
        .toString(u"yyyy-MM-dd HH:mm:ss.zzz");
}

QString portText(const QString &gid)
{
    return gid.isEmpty() ? u"-"_s : technical(gidWords("0x"_L1 + gid));
}

/// Before whatever a service wrote; the kernel's lines have nothing there.
QString originText(const LogLine &line)
{
    return line.origin.isEmpty() ? QString() : technical(line.origin) + ": "_L1;
}

QString olderText(const LogLive &live)
{
    return live.older ? Ctl::tr("Older lines have no room here; the journal has them: journalctl -b") + u'\n'
                      : QString();
}

} // namespace

QString logText(const LogLive &live)
{
    if (live.lines.empty() && !live.older)
        return Ctl::tr("The kernel has said nothing about RDMA since this computer started.") + u'\n';
    QString text = olderText(live);
    for (const LogLine &line : live.lines)
        text += timeText(line.time) + "  "_L1 + originText(line) + technical(line.text, shownLine) + u'\n';
    return text;
}

QString refusedText(const LogLive &live)
{
    const auto refused = refusedLogins(live.lines);
    if (refused.empty())
        return (live.older ? Ctl::tr("The kernel names no login that was refused, as far as its log was read.")
                           : Ctl::tr("The kernel names no login that was refused since this computer started.")) +
               u'\n' + olderText(live);
    QList<QStringList> rows{
        {Ctl::tr("INITIATOR"), Ctl::tr("PORT"), Ctl::tr("LAST"), Ctl::tr("TIMES"), Ctl::tr("REFUSED BECAUSE")}};
    for (const RefusedLogin &login : refused)
        rows.append({login.initiator.text(), portText(login.portGid), timeText(login.time),
                     QString::number(login.times), loginRefusalLabel(login.reason)});
    return tableText(rows) + olderText(live);
}

QJsonObject refusedJson(const LogLive &live)
{
    QJsonArray refused;
    for (const RefusedLogin &login : refusedLogins(live.lines))
        refused.append(QJsonObject{{u"initiator"_s, login.initiator.text()},
                                   {u"portGid"_s, login.portGid},
                                   {u"reason"_s, nameOf(refusalNames, login.reason)},
                                   {u"time"_s, login.time},
                                   {u"times"_s, login.times}});
    return {{u"refused"_s, refused}, {u"older"_s, live.older}};
}

} // namespace rdma
