// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Attached disks in plain words.
#include "gui/words/srpinitiatorwords.h"

#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"
#include "model/srppaths.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::SrpInitiatorWords)
};

Attachment attachmentOf(const SrpSession &session)
{
    switch (session.state) {
    case SrpSessionState::Unknown:
        return Attachment::Unknown;
    case SrpSessionState::Running:
        return session.luns.empty() ? Attachment::NoDisk : Attachment::Connected;
    case SrpSessionState::Blocked:
        return Attachment::Blocked;
    case SrpSessionState::FailFast:
        return Attachment::FailFast;
    case SrpSessionState::Lost:
        return Attachment::Lost;
    }
    Q_UNREACHABLE_RETURN(Attachment::Unknown);
}

// Isolated as a whole: after a Latin address, what follows would go to its left.
QString pathWords(const IbCmPath &path)
{
    return technical(fill(Words::tr("GID %1"), gidWords("0x"_L1 + path.dgid)));
}

QString pathWords(const RdmaCmPath &path)
{
    return technical(fill(Words::tr("%1, port %2"), path.address.text(), QString::number(path.port)));
}

QString hex(quint64 value, int digits = 16)
{
    return u"%1"_s.arg(value, digits, 16, '0'_L1);
}

/// "mlx5_0/1/0002…/0002…": the target's ids. Where it is, only the commands say.
QString targetOf(const StepView &step)
{
    const auto id = SrpTargetId::fromText(step.subject);
    return id ? fill(Words::tr("%1 from %2"), targetIdWords(*id), technical(id->port.text())) : technical(step.subject);
}

} // namespace

Attachment attachmentOf(const std::vector<SrpSession> &sessions)
{
    Attachment worst = Attachment::NotConnected;
    bool seesDisk = false;
    for (const SrpSession &session : sessions) {
        worst = std::max(worst, attachmentOf(session));
        seesDisk = seesDisk || !session.luns.empty();
    }
    return worst == Attachment::Unknown && seesDisk ? Attachment::Connected : worst;
}

QString attachmentWords(Attachment attachment)
{
    switch (attachment) {
    case Attachment::NotConnected:
        return Words::tr("not connected");
    case Attachment::NoDisk:
        return Words::tr("logged in, but sees no disk");
    case Attachment::Connected:
        return Words::tr("connected");
    case Attachment::Blocked:
        return Words::tr("connection broken, commands wait");
    case Attachment::FailFast:
        return Words::tr("connection broken, commands fail");
    case Attachment::Lost:
        return Words::tr("connection lost, disks go");
    case Attachment::Unknown:
        return Words::tr("logged in, state not known");
    }
    Q_UNREACHABLE_RETURN({});
}

QString attachmentRemark(Attachment attachment)
{
    switch (attachment) {
    case Attachment::NotConnected:
    case Attachment::Connected:
    case Attachment::Unknown:
        return {};
    case Attachment::NoDisk:
        return Words::tr("The target let this computer in and shows it no disk. There, a disk has to be exported on "
                         "this port and allowed for this computer’s id.");
    case Attachment::Blocked:
        return Words::tr("The connection broke. Until fast_io_fail is over, commands wait and nothing is lost; the "
                         "kernel keeps trying to connect again.");
    case Attachment::FailFast:
        return Words::tr("The connection broke some time ago, and commands fail now: file systems may have become "
                         "read-only. The kernel keeps trying to connect again until dev_loss is over.");
    case Attachment::Lost:
        return Words::tr("The connection did not come back in time, and the kernel takes the disks away. Connect again "
                         "when the target can be reached.");
    }
    Q_UNREACHABLE_RETURN({});
}

Urgency urgencyOf(Attachment attachment)
{
    switch (attachment) {
    case Attachment::NotConnected:
        return Urgency::Idle;
    case Attachment::Connected:
        return Urgency::None;
    case Attachment::Unknown:
        return Urgency::Passing;
    case Attachment::NoDisk:
    case Attachment::Blocked:
    case Attachment::FailFast:
    case Attachment::Lost:
        return Urgency::Problem;
    }
    Q_UNREACHABLE_RETURN(Urgency::Problem);
}

QString loginPathWords(const SrpLogin &login)
{
    return login.path ? std::visit([](const auto &path) { return pathWords(path); }, *login.path) : QString();
}

QString targetIdWords(const SrpTargetId &id)
{
    if (id.idExt == id.iocGuid)
        return technical(id.idExt.hex());
    return fill(Words::tr("%1 of %2"), technical(id.idExt.hex()), technical(id.iocGuid.hex()));
}

QString lunUseWords(const SrpLun &lun, const SrpInitiatorLive &live)
{
    QStringList words;
    if (!lun.multipath.isEmpty())
        words.append(fill(Words::tr("path of %1"), technical(lun.multipath)));
    if (const QStringList same = sameDisks(lun, live.sessions); !same.isEmpty())
        words.append(fill(Words::tr("same disk as %1"), technical(same.join(u", "_s))));
    if (const QString uses = useWords(lun.disk); !uses.isEmpty())
        words.append(uses);
    return words.isEmpty() ? Words::tr("not in use") : words.join(u", "_s);
}

QString samenessRemark(const SrpLun &lun, const SrpInitiatorLive &live)
{
    const QStringList same = sameDisks(lun, live.sessions);
    if (same.isEmpty())
        return {};
    const QString sentence =
        live.multipathd
            ? Words::tr("This is the same disk as %1, over another path. Multipath would join them into one device; "
                        "multipathd runs and has not done so, see its configuration. Use only one of them until then.")
            : Words::tr("This is the same disk as %1, over another path. Multipath would join them into one device, "
                        "but multipathd does not run. Use only one of them until then.");
    return fill(sentence, technical(same.join(u", "_s)));
}

QString timeoutWords(const std::optional<int> &seconds)
{
    return seconds ? Words::tr("%1 s").arg(*seconds) : Words::tr("off");
}

QString timeoutsWords(const SrpTimeouts &timeouts)
{
    return Words::tr("tries again every %1, commands fail after %2, disks go after %3")
        .arg(timeoutWords(timeouts.reconnectDelay), timeoutWords(timeouts.fastIoFail), timeoutWords(timeouts.devLoss));
}

QString timeoutProblemWords(TimeoutProblem problem)
{
    switch (problem) {
    case TimeoutProblem::OutOfRange:
        return Words::tr("A number is too large for the kernel.");
    case TimeoutProblem::NoReconnectDelay:
        return Words::tr("The pause between two attempts cannot be 0. Turn it off, or give it a second.");
    case TimeoutProblem::AllOff:
        return Words::tr("With all three off, a broken connection would never end. Give one of them a number.");
    case TimeoutProblem::FastIoFailTooLong:
        return Words::tr("Commands can wait for 600 seconds at most.");
    case TimeoutProblem::DevLossTooLong:
        return Words::tr("While commands never fail, disks must go after 600 seconds at most.");
    case TimeoutProblem::FastIoFailTooLate:
        return Words::tr("Commands must fail before the disks go: the second number must be below the third.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString ruleWords(const DaemonRule &rule)
{
    QStringList criteria;
    if (rule.idExt)
        criteria.append(u"id_ext="_s + hex(*rule.idExt));
    if (rule.iocGuid)
        criteria.append(u"ioc_guid="_s + hex(*rule.iocGuid));
    if (rule.dgid)
        criteria.append(u"dgid="_s + *rule.dgid);
    if (rule.serviceId)
        criteria.append(u"service_id="_s + hex(*rule.serviceId));
    if (rule.pkey)
        criteria.append(u"pkey="_s + hex(*rule.pkey, 4));
    if (criteria.isEmpty())
        criteria.append(Words::tr("every other target"));
    for (const auto &[key, value] : rule.options)
        criteria.append(key + u'=' + QString::number(value));
    return fill(rule.allow ? Words::tr("Log in: %1") : Words::tr("Do not log in: %1"),
                technical(criteria.join(u", "_s), 300));
}

std::optional<QString> srpInitiatorStepWords(const StepView &step)
{
    if (step.kind == "connect-srp"_L1)
        return fill(Words::tr("Log in to the target %1"), targetOf(step));
    if (step.kind == "disconnect-srp"_L1)
        return fill(Words::tr("Log out of the target %1; its disks go"), targetOf(step));
    if (step.kind == "set-srp-timeouts"_L1)
        return fill(Words::tr("Change the timeouts of the target %1: %2"), targetOf(step), technical(step.after));
    if (step.kind == "rescan-srp"_L1)
        return fill(Words::tr("Look for new disks of the target %1"), targetOf(step));
    if (step.kind == "write-boot-logins"_L1)
        return fill(Words::tr("Remember in %1 which targets to log in to after every boot"), technical(step.subject));
    if (step.kind == "write-file"_L1 && step.subject == knownTargetsPath)
        return fill(Words::tr("Remember the targets in %1, from which they come back at boot"),
                    technical(step.subject));
    return std::nullopt;
}

} // namespace rdma
