// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits of locked memory in plain words.
#include "gui/words/limitswords.h"

#include "gui/words/plaintext.h"
#include "model/unitdropin.h"
#include "model/unitorder.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LimitsWords)
};

QString rangeWords(const QString &range, const char *between, const char *from)
{
    const QString last = range.section(u':', 1);
    return last.isEmpty() ? fill(Words::tr(from), technical(range.section(u':', 0, 0)))
                          : fill(Words::tr(between), technical(range.section(u':', 0, 0)), technical(last));
}

QString uidRangeWords(const QString &range)
{
    if (range.startsWith(u':'))
        return fill(Words::tr("user id %1"), technical(range.sliced(1)));
    return rangeWords(range, QT_TRANSLATE_NOOP("rdma::LimitsWords", "user ids %1 to %2"),
                      QT_TRANSLATE_NOOP("rdma::LimitsWords", "user ids from %1"));
}

QString gidRangeWords(const QString &range)
{
    if (range.startsWith(u':'))
        return fill(Words::tr("group id %1"), technical(range.sliced(1)));
    return rangeWords(range, QT_TRANSLATE_NOOP("rdma::LimitsWords", "group ids %1 to %2"),
                      QT_TRANSLATE_NOOP("rdma::LimitsWords", "group ids from %1"));
}

QString winnerWords(const QString &side, const ShownSide &rules)
{
    return rules.winner ? fill(Words::tr("The %1 limit is set by %2."), side, ruleWords(*rules.winner)) : QString();
}

bool setsBoth(const LoginLimit &login)
{
    return login.soft.winner && login.soft.winner == login.hard.winner;
}

QStringList winnersWords(const LoginLimit &login)
{
    if (setsBoth(login))
        return {fill(Words::tr("Both limits are set by %1."), ruleWords(*login.soft.winner))};
    QStringList words{winnerWords(Words::tr("soft"), login.soft), winnerWords(Words::tr("hard"), login.hard)};
    words.removeAll(QString());
    if (!login.soft.winner || !login.hard.winner)
        words.append(Words::tr("No rule is about the other one: it stays as whatever opens the session has it."));
    return words;
}

QString outcomeWords(const LoginLimit &login)
{
    switch (login.outcome) {
    case LimitOutcome::Inherited:
        return Words::tr("No rule is about them: the limit is that of whatever opens the session.");
    case LimitOutcome::Exempt:
        return login.exemption ? fill(Words::tr("%1 exempts them from all rules: the limit is that of whatever opens "
                                                "the session."),
                                      placeWords(login.exemption->path, login.exemption->line))
                               : Words::tr("They are exempt from all rules.");
    case LimitOutcome::Refused:
        return Words::tr("The kernel does not let the hard limit be raised here (as in many containers), so nothing is "
                         "set: the limit is that of whatever opens the session.");
    case LimitOutcome::LoginRefused:
        return Words::tr("They cannot log in at all: pam_limits fails, because the kernel does not let the hard limit "
                         "be raised here or because /etc/security/limits.conf is missing.");
    case LimitOutcome::Set:
        break;
    }
    return {};
}

} // namespace

QString memoryWords(MemoryAmount amount)
{
    return amount == unlimitedMemory ? Words::tr("unlimited") : technical(textOf(amount));
}

QString limitWords(const MemoryLimit &limit)
{
    return limit.soft == limit.hard
               ? memoryWords(limit.soft)
               : fill(Words::tr("%1 (soft), %2 (hard)"), memoryWords(limit.soft), memoryWords(limit.hard));
}

QString wantedWords(const WantedLimit &limit)
{
    if (limit.soft && limit.hard)
        return limitWords({*limit.soft, *limit.hard});
    return limit.soft ? fill(Words::tr("%1 (soft)"), memoryWords(*limit.soft))
                      : fill(Words::tr("%1 (hard)"), memoryWords(limit.hard.value_or(MemoryAmount())));
}

QString holderWords(const LimitHolder &holder)
{
    return domainWords(holder.text());
}

QString domainWords(const QString &domain)
{
    if (domain.isEmpty())
        return Words::tr("not told: the file is not for everybody to read");
    if (domain == "*"_L1)
        return Words::tr("everyone");
    const QString rest = domain.mid(1);
    if (domain.startsWith(u'%'))
        return fill(Words::tr("the logins counted by “%1”"), technical(domain));
    if (domain.startsWith(u'@'))
        return rest.contains(u':') ? gidRangeWords(rest) : fill(Words::tr("group %1"), technical(rest));
    return domain.contains(u':') ? uidRangeWords(domain) : fill(Words::tr("user %1"), technical(domain));
}

QString limitedWords(const QString &subject)
{
    return isServiceName(subject) ? technical(subject) : domainWords(subject);
}

QString ruleKindWords(LimitRule::Kind kind)
{
    switch (kind) {
    case LimitRule::Soft:
        return Words::tr("soft");
    case LimitRule::Hard:
        return Words::tr("hard");
    case LimitRule::Both:
        return Words::tr("soft and hard");
    case LimitRule::Exempt:
        return Words::tr("exemption");
    }
    Q_UNREACHABLE_RETURN({});
}

QString placeWords(const QString &path, int line)
{
    return technical(path + u':' + QString::number(line));
}

QString ruleAmountWords(const ShownRule &rule)
{
    return rule.domain.isEmpty() ? Words::tr("not told") : memoryWords(rule.amount);
}

QString ruleWords(const ShownRule &rule)
{
    if (rule.domain.isEmpty())
        return fill(Words::tr("%1 (%2)"), placeWords(rule.path, rule.line), domainWords(rule.domain));
    const QString what = rule.kind == LimitRule::Exempt
                             ? ruleKindWords(rule.kind)
                             : fill(Words::tr("%1, %2"), ruleKindWords(rule.kind), ruleAmountWords(rule));
    return fill(Words::tr("%1 (%2)"), placeWords(rule.path, rule.line),
                fill(Words::tr("%1: %2"), domainWords(rule.domain), what));
}

QString lossLabel(LimitLoss why)
{
    switch (why) {
    case LimitLoss::Rank:
        return Words::tr("loses: lower rank");
    case LimitLoss::LaterLine:
        return Words::tr("loses: a later line holds");
    case LimitLoss::WithItsSoft:
        return Words::tr("loses with its soft limit");
    case LimitLoss::SparesRoot:
        return Words::tr("loses: not about root");
    case LimitLoss::Exempt:
        return Words::tr("loses: they are exempt");
    }
    Q_UNREACHABLE_RETURN({});
}

QString lossWords(LimitLoss why, const std::optional<ShownRule> &winner)
{
    const QString place = winner ? placeWords(winner->path, winner->line) : QString();
    switch (why) {
    case LimitLoss::Rank:
        return fill(Words::tr("%1 ranks higher: a user comes before a group, and a group before everyone (*)"), place);
    case LimitLoss::LaterLine:
        return fill(Words::tr("of rules of the same rank the last one holds: %1"), place);
    case LimitLoss::WithItsSoft:
        return Words::tr("its soft limit lost by rank, and pam_limits then does not look at its hard one");
    case LimitLoss::SparesRoot:
        return Words::tr("rules for groups and for everyone are not about root on this system");
    case LimitLoss::Exempt:
        return Words::tr("they are exempt: nothing of any file is set for them");
    }
    Q_UNREACHABLE_RETURN({});
}

QStringList loginWords(const LoginLimit &login)
{
    if (login.outcome != LimitOutcome::Set)
        return {outcomeWords(login)};
    QStringList words = winnersWords(login);
    if (login.isClamped)
        words.append(Words::tr("The soft limit would be more than the hard one, so it is cut to that."));
    return words;
}

QString effectWords(LimitSource source, LimitReceiver receiver)
{
    const auto effect = effectOf(source, receiver);
    if (!effect)
        return receiver == LimitReceiver::Service && source == LimitSource::LimitsFile
                   ? Words::tr("never: services do not log in, so limits files do not reach them")
                   : Words::tr("never: a login gets its limit from the limits files");
    switch (*effect) {
    case LimitEffect::NewLogin:
        return Words::tr("with their next login; sessions that are open keep what they have");
    case LimitEffect::UserManagerRestart:
        return Words::tr(
            "when user@UID.service starts anew: after loginctl terminate-user NAME, which ends all that the user "
            "runs, or after a reboot");
    case LimitEffect::UnitRestart:
        return source == LimitSource::SystemDefault
                   ? Words::tr("when the service is restarted, once systemd has read its settings again (systemctl "
                               "daemon-reexec)")
                   : Words::tr("when the service is restarted");
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<QString> limitsStepWords(const StepView &step)
{
    const bool isUnitFile = step.subject.endsWith("/50-rdma-memlock.conf"_L1);
    if (step.kind == "unlimit-everyone"_L1)
        return fill(isUnitFile
                        ? Words::tr("Let everyone who gets in by %2 lock 16 GiB of memory or more, in the file %1")
                        : Words::tr("Let everyone lock 16 GiB of memory or more, in the file %1"),
                    technical(step.subject), technical(unitOfDropIn(step.subject).value_or(QString())));
    if (step.kind != "write-file"_L1 || (!isUnitFile && step.subject != rdmaLimitsFile))
        return std::nullopt;
    if (!isUnitFile)
        return fill(step.after == "removed"_L1 ? Words::tr("Remove the file %1 with limits of locked memory")
                    : step.after == "created"_L1
                        ? Words::tr("Create the file %1 with limits of locked memory for new logins")
                        : Words::tr("Change the file %1, which limits the locked memory of new logins"),
                    technical(step.subject));
    return fill(step.after == "removed"_L1
                    ? Words::tr("Remove the limit of locked memory for %1: the file %2")
                    : Words::tr("Limit the locked memory of %1 from its next start on: the file %2"),
                technical(unitOfDropIn(step.subject).value_or(QString())), technical(step.subject));
}

} // namespace rdma
