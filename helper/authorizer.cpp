// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one place that decides who may do what.
#include "helper/authorizer.h"

#include "helper/polkittypes.h"
#include "model/knowntargets.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int promptTimeout = 10 * 60 * 1000; // a person types a password
constexpr int silentTimeout = 10 * 1000;
constexpr int maxPromptsOfUser = 4;
constexpr int maxPrompts = 64;
constexpr int maxDetailLength = 256;

struct Grant {
    QLatin1StringView feature;
    QLatin1StringView kind; ///< the most dangerous kind of step the action covers
    QLatin1StringView action;
};

/// From harmless to dangerous within a feature: a plan needs the last line that one of its steps meets.
constexpr Grant grants[] = {
    {"modules"_L1, "write-file"_L1, "org.rdmamanager.modules.boot"_L1},
    {"modules"_L1, "switch-unit"_L1, "org.rdmamanager.modules.services"_L1},
    {"modules"_L1, "load-module"_L1, "org.rdmamanager.modules.load"_L1},
    {"modules"_L1, "unload-module"_L1, "org.rdmamanager.modules.unload"_L1},
    {"modules"_L1, "unload-used-module"_L1, "org.rdmamanager.modules.unloadused"_L1},
    {"names"_L1, "write-file"_L1, "org.rdmamanager.names.edit"_L1},
    {"names"_L1, "rename-interface"_L1, "org.rdmamanager.names.rename"_L1},
    {"ports"_L1, "write-file"_L1, "org.rdmamanager.ports.type"_L1},
    {"ports"_L1, "set-firmware-types"_L1, "org.rdmamanager.ports.type"_L1},
    {"ports"_L1, "retype-ports"_L1, "org.rdmamanager.ports.type"_L1},
    {"ports"_L1, "rebuild-boot-image"_L1, "org.rdmamanager.ports.type"_L1},
    {"ports"_L1, "retype-used-ports"_L1, "org.rdmamanager.ports.type"_L1},
    {"limits"_L1, "write-file"_L1, "org.rdmamanager.limits.edit"_L1},
    {"limits"_L1, "unlimit-everyone"_L1, "org.rdmamanager.limits.everyone"_L1},
    {"srp_initiator"_L1, "write-file"_L1, "org.rdmamanager.srpinitiator.remember"_L1},
    {"srp_initiator"_L1, "write-boot-logins"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "rescan-srp"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "set-srp-timeouts"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "write-daemon-rules"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "switch-unit"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "load-module"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "connect-srp"_L1, "org.rdmamanager.srpinitiator.connect"_L1},
    {"srp_initiator"_L1, "unload-module"_L1, "org.rdmamanager.srpinitiator.disconnect"_L1},
    {"srp_initiator"_L1, "disconnect-srp"_L1, "org.rdmamanager.srpinitiator.disconnect"_L1},
    {"srp_target"_L1, "write-file"_L1, "org.rdmamanager.srptarget.edit"_L1},
    {"srp_target"_L1, "load-module"_L1, "org.rdmamanager.srptarget.export"_L1},
    {"srp_target"_L1, "set-rdma-cm-port"_L1, "org.rdmamanager.srptarget.export"_L1},
    {"srp_target"_L1, "make-backstore"_L1, "org.rdmamanager.srptarget.export"_L1},
    {"srp_target"_L1, "change-backstore"_L1, "org.rdmamanager.srptarget.export"_L1},
    {"srp_target"_L1, "make-target"_L1, "org.rdmamanager.srptarget.export"_L1},
    {"srp_target"_L1, "change-target"_L1, "org.rdmamanager.srptarget.export"_L1},
    {"srp_target"_L1, "unload-module"_L1, "org.rdmamanager.srptarget.remove"_L1},
    {"srp_target"_L1, "shrink-target"_L1, "org.rdmamanager.srptarget.remove"_L1},
    {"srp_target"_L1, "remove-backstore"_L1, "org.rdmamanager.srptarget.remove"_L1},
    {"srp_target"_L1, "remove-target"_L1, "org.rdmamanager.srptarget.remove"_L1},
    {"srp_target"_L1, "disconnect-initiators"_L1, "org.rdmamanager.srptarget.disconnect"_L1},
};

/// What only some may read. Asked with {}, every feature answers everybody.
struct ReadGrant {
    QLatin1StringView feature;
    QLatin1StringView action;
    QLatin1StringView subject;
    QLatin1StringView key = {}; ///< of the queries that are meant; empty: all but {}
};

constexpr ReadGrant readGrants[] = {
    {"srp_initiator"_L1, "org.rdmamanager.inspect"_L1, "which SRP targets the fabric has"_L1},
    {"ports"_L1, "org.rdmamanager.inspect"_L1,
     "the port types in the firmware of cards, and what the boot image holds"_L1},
    {"log"_L1, "org.rdmamanager.inspect"_L1, "the kernel's messages about RDMA and exported disks"_L1},
    {"limits"_L1, "org.rdmamanager.inspect"_L1, "how much memory a process may lock"_L1, "pid"_L1},
    {"limits"_L1, "org.rdmamanager.inspect"_L1, "how much memory running programs may lock"_L1, "running"_L1},
};

bool isMeant(const ReadGrant &grant, const QJsonObject &query)
{
    return grant.key.isEmpty() ? !query.isEmpty() : query.contains(grant.key);
}

int rankOf(const QString &feature, const QString &kind)
{
    for (int i = 0; i < int(std::size(grants)); ++i)
        if (grants[i].feature == feature && grants[i].kind == kind)
            return i;
    return -1;
}

QString printable(const QString &text)
{
    QString out;
    for (const QChar c : text.left(maxDetailLength))
        out += c.unicode() >= 0x20 && c.unicode() < 0x7f ? c : u'?';
    return out;
}

/// Whom it disconnects, or to whom it gives something new.
QStringList concernedBy(const ChangeTarget &step)
{
    if (!step.disconnects.isEmpty())
        return step.disconnects;
    QStringList concerned;
    const SrpTarget before = step.before.value_or(SrpTarget{});
    for (const auto &[initiator, acl] : step.after.value_or(SrpTarget{}).acls)
        if (const auto old = before.acls.find(initiator); old == before.acls.end() || old->second != acl)
            concerned.append(initiator);
    return concerned;
}

/// Which logins are added, rather than where they are written down.
QStringList bootLoginsOf(const WriteFile &write)
{
    QStringList logins;
    for (const auto &[id, target] : newBootLogins(write.before, write.after))
        logins.append("at boot "_L1 + id.port.text() + ": "_L1 + addTargetLine(id, target.login).value_or(QString()));
    return logins;
}

QString describe(const Step &step)
{
    if (const auto *rename = std::get_if<RenameInterface>(&step))
        return rename->before + " to "_L1 + rename->after;
    if (const auto *disk = std::get_if<ChangeBackstore>(&step); disk && disk->after && !disk->after->source.isEmpty())
        return disk->after->source + " as "_L1 + disk->id.text();
    if (const auto *session = std::get_if<ChangeSession>(&step); session && session->after && !session->before)
        return session->target.port.text() + ": "_L1 +
               addTargetLine(session->target, session->after->login).value_or(QString());
    if (const auto *module = std::get_if<SwitchModule>(&step); module && !module->cuts.isEmpty())
        return module->name + ", over which "_L1 + module->cuts.join("; "_L1);
    if (const auto *ports = std::get_if<RetypePorts>(&step); ports && !ports->cuts.isEmpty())
        return ports->slot + ", over which "_L1 + ports->cuts.join("; "_L1);
    const auto *target = std::get_if<ChangeTarget>(&step);
    const QStringList initiators = target ? concernedBy(*target) : QStringList();
    return initiators.isEmpty() ? subjectOf(step) : subjectOf(step) + " for "_L1 + initiators.join(u' ');
}

/// Each login is one of its own: what the dialog has no room for is counted, and must not be one of many in a subject.
QStringList subjectsOf(const Step &step)
{
    return kindOf(step) == "write-boot-logins"_L1 ? bootLoginsOf(std::get<WriteFile>(step))
                                                  : QStringList{describe(step)};
}

/// Nobody should take a part for the whole.
QString shortened(const QString &text, qsizetype length)
{
    return text.size() > length ? printable(text.left(length - 3)) + "..."_L1 : printable(text);
}

/// The most dangerous first; what has no room is counted.
QString listed(const QStringList &subjects)
{
    constexpr int roomForCount = 20;
    QString text = shortened(subjects.value(0), maxDetailLength - roomForCount);
    qsizetype shown = 1;
    for (; shown < subjects.size() && text.size() + subjects[shown].size() + 2 <= maxDetailLength - roomForCount;
         ++shown)
        text += ", "_L1 + printable(subjects[shown]);
    return shown < subjects.size() ? text + u" and %1 more"_s.arg(subjects.size() - shown) : text;
}

Result<Permission> verdictOf(const PolkitResult &result)
{
    if (result.isAuthorized)
        return Permission::Yes;
    if (result.details.value(u"polkit.dismissed"_s) == "true"_L1)
        return fail(ErrorCode::Dismissed);
    return result.isChallenge ? Permission::Ask : Permission::No;
}

QDBusMessage polkitCall(const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.PolicyKit1"_s, u"/org/freedesktop/PolicyKit1/Authority"_s,
                                          u"org.freedesktop.PolicyKit1.Authority"_s, method);
}

QDBusMessage checkCall(const Question &question, const QString &cancellation)
{
    const PolkitSubject subject{u"system-bus-name"_s, {{u"name"_s, question.sender}}};
    auto call = polkitCall(u"CheckAuthorization"_s);
    call << QVariant::fromValue(subject) << question.action << QVariant::fromValue(question.details)
         << uint(question.interactive ? 1 : 0) << cancellation;
    return call;
}

} // namespace

Result<QString> actionFor(const Plan &plan)
{
    int highest = -1;
    for (const Step &step : plan.steps) {
        const int rank = rankOf(plan.feature, kindOf(step));
        if (rank < 0)
            return fail(ErrorCode::NotAuthorized, plan.feature, kindOf(step));
        highest = std::max(highest, rank);
    }
    return highest < 0 ? Result<QString>(fail(ErrorCode::NotAuthorized, plan.feature))
                       : QString(grants[highest].action);
}

QStringList allActions()
{
    QStringList actions{cancelAction};
    for (const Grant &grant : grants)
        actions.append(grant.action);
    for (const ReadGrant &grant : readGrants)
        actions.append(grant.action);
    return actions;
}

std::optional<Right> rightToRead(const QString &feature, const QJsonObject &query)
{
    for (const ReadGrant &grant : readGrants)
        if (grant.feature == feature && isMeant(grant, query))
            return Right{grant.action, {{u"feature"_s, feature}, {u"subject"_s, grant.subject}}};
    return std::nullopt;
}

QMap<QString, QString> detailsFor(const Plan &plan)
{
    std::vector<Step> steps = plan.steps;
    std::ranges::stable_sort(steps, std::greater(),
                             [&](const Step &step) { return rankOf(plan.feature, kindOf(step)); });
    QStringList subjects;
    for (const Step &step : steps)
        subjects.append(subjectsOf(step));
    return {{u"feature"_s, printable(plan.feature)}, {u"subject"_s, listed(subjects)}};
}

Authorizer::Authorizer(const QDBusConnection &bus) : m_bus(bus)
{
    registerPolkitTypes();
}

bool Authorizer::hasRoomFor(const Question &question) const
{
    if (!question.interactive)
        return true; // short, and counted by Callers
    const auto isPrompt = [](const Pending &one) { return one.interactive; };
    const auto ofUser = [&](const Pending &one) { return isPrompt(one) && one.uid == question.uid; };
    const auto ofCaller = [&](const Pending &one) { return isPrompt(one) && one.sender == question.sender; };
    return std::ranges::none_of(m_pending, ofCaller) && std::ranges::count_if(m_pending, ofUser) < maxPromptsOfUser &&
           std::ranges::count_if(m_pending, isPrompt) < maxPrompts;
}

void Authorizer::ask(const Question &question, Answer answer)
{
    if (!question.sender.startsWith(u':'))
        return answer(fail(ErrorCode::NotAuthorized, question.sender, u"not a unique bus name"_s));
    if (!hasRoomFor(question))
        return answer(fail(ErrorCode::TooMany));
    const QString cancellation = u"%1-%2"_s.arg(question.sender).arg(++m_asked);
    m_pending.insert(cancellation, {question.sender, question.uid, question.interactive, std::move(answer)});
    auto *watcher = new QDBusPendingCallWatcher(
        m_bus.asyncCall(checkCall(question, cancellation), question.interactive ? promptTimeout : silentTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, cancellation] {
        watcher->deleteLater();
        const QDBusPendingReply<PolkitResult> reply = *watcher;
        settle(cancellation,
               reply.isError() ? fail(ErrorCode::NoPolkit, {}, reply.error().name()) : verdictOf(reply.value()));
    });
}

void Authorizer::settle(const QString &cancellation, const Result<Permission> &verdict)
{
    if (!m_pending.contains(cancellation))
        return; // its caller left meanwhile
    m_pending.take(cancellation).answer(verdict);
}

void Authorizer::abandon(const QString &sender)
{
    for (const QString &cancellation : m_pending.keys()) {
        if (m_pending.value(cancellation).sender != sender)
            continue;
        m_bus.asyncCall(polkitCall(u"CancelCheckAuthorization"_s) << cancellation);
        settle(cancellation, fail(ErrorCode::Cancelled));
    }
}

} // namespace rdma
