// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// parse_config_file(), the end of process_limit() and setup_limits() of Linux-PAM's modules/pam_limits/pam_limits.c.
#include "model/limitchoice.h"

#include <algorithm>
#include <utility>

namespace rdma {

namespace {

enum class Rank { User, Group, Default };

bool isWithin(const LimitDomain &domain, quint32 id)
{
    return domain.first <= id && id <= domain.last;
}

bool isInGroup(const LimitDomain &domain, const LimitSubject &subject)
{
    return std::ranges::any_of(subject.groups, [&](const UserGroup &group) {
        return domain.isExact ? group.gid == domain.last : domain.text.sliced(1) == group.name;
    });
}

bool isAbout(const LimitDomain &domain, const LimitSubject &subject)
{
    if (domain.text == subject.user)
        return true;
    switch (domain.kind) {
    case LimitDomain::Everyone:
        return true;
    case LimitDomain::Group:
        return isInGroup(domain, subject);
    case LimitDomain::UidRange:
        return isWithin(domain, subject.uid);
    case LimitDomain::GidRange:
        return domain.isExact ? isInGroup(domain, subject) : isWithin(domain, subject.gid);
    case LimitDomain::User:
    case LimitDomain::Logins:
        break;
    }
    return false;
}

/// With Debian's patch a limit, though not an exemption, of "*", "@group" and "%group" is not root's; what its
/// pam_limits.so then does with ranges is to take each, "@0:9" as well, for one of uids.
LimitDomain seenBy(const LimitRule &rule, const LimitSubject &subject, const PamLimits &pam)
{
    LimitDomain domain = rule.domain;
    const bool isPatched = pam.isDebians && subject.uid == 0 && rule.kind != LimitRule::Exempt;
    if (isPatched && domain.text.contains(':'))
        domain.kind = LimitDomain::UidRange;
    return domain;
}

bool isSpared(const LimitRule &rule, const LimitDomain &domain, const LimitSubject &subject, const PamLimits &pam)
{
    const bool isShared = domain.kind == LimitDomain::Everyone || domain.kind == LimitDomain::Group;
    return pam.isDebians && subject.uid == 0 && isShared && rule.kind != LimitRule::Exempt &&
           domain.text != subject.user;
}

/// The rules so far, as they come.
class Contest {
public:
    Contest(const LimitSubject &subject, const PamLimits &pam) : m_subject(subject), m_pam(pam) {}

    /// Whether reading ends here.
    bool take(const PlacedRule &placed);
    LimitChoice end(const LimitStart &start);

private:
    [[nodiscard]] Rank rankOf(const LimitRule &rule) const;
    bool win(LimitSide &side, const PlacedRule &placed) const;
    void lose(const PlacedRule &placed, LimitLoss why);
    void exempt(const PlacedRule &placed);

    LimitSubject m_subject;
    PamLimits m_pam;
    LimitChoice m_choice;
};

bool isAboutSoft(const LimitRule &rule)
{
    return rule.kind == LimitRule::Soft || rule.kind == LimitRule::Both;
}

bool isAboutHard(const LimitRule &rule)
{
    return rule.kind == LimitRule::Hard || rule.kind == LimitRule::Both;
}

Rank Contest::rankOf(const LimitRule &rule) const
{
    const LimitDomain domain = seenBy(rule, m_subject, m_pam);
    if (domain.text == m_subject.user)
        return Rank::User;
    if (domain.kind == LimitDomain::Everyone)
        return Rank::Default;
    return domain.kind == LimitDomain::Group || domain.kind == LimitDomain::GidRange ? Rank::Group : Rank::User;
}

bool Contest::win(LimitSide &side, const PlacedRule &placed) const
{
    const Rank rank = rankOf(placed.rule);
    if (side.winner && rankOf(side.winner->rule) < rank) {
        side.losers.push_back({placed, LimitLoss::Rank});
        return false;
    }
    if (side.winner) {
        const bool isSameRank = rankOf(side.winner->rule) == rank;
        side.losers.push_back({*side.winner, isSameRank ? LimitLoss::LaterLine : LimitLoss::Rank});
    }
    side.winner = placed;
    return true;
}

void Contest::lose(const PlacedRule &placed, LimitLoss why)
{
    if (isAboutSoft(placed.rule))
        m_choice.soft.losers.push_back({placed, why});
    if (isAboutHard(placed.rule))
        m_choice.hard.losers.push_back({placed, why});
}

void Contest::exempt(const PlacedRule &placed)
{
    m_choice.exemption = placed;
    for (LimitSide *side : {&m_choice.soft, &m_choice.hard})
        if (const auto winner = std::exchange(side->winner, std::nullopt))
            side->losers.push_back({*winner, LimitLoss::Exempt});
}

bool Contest::take(const PlacedRule &placed)
{
    const LimitDomain domain = seenBy(placed.rule, m_subject, m_pam);
    if (!isAbout(domain, m_subject))
        return false;
    if (placed.rule.kind == LimitRule::Exempt) {
        exempt(placed);
        return true;
    }
    if (isSpared(placed.rule, domain, m_subject, m_pam)) {
        lose(placed, LimitLoss::SparesRoot);
        return false;
    }
    const bool softWon = !isAboutSoft(placed.rule) || win(m_choice.soft, placed);
    if (isAboutHard(placed.rule) && softWon)
        win(m_choice.hard, placed);
    else if (isAboutHard(placed.rule))
        m_choice.hard.losers.push_back({placed, LimitLoss::WithItsSoft});
    return false;
}

LimitChoice Contest::end(const LimitStart &start)
{
    m_choice.effective = start.inherited;
    if (m_choice.exemption)
        m_choice.outcome = LimitOutcome::Exempt;
    if (m_choice.exemption || (!m_choice.soft.winner && !m_choice.hard.winner && !start.ofInit))
        return m_choice;
    MemoryLimit wanted = start.ofInit.value_or(start.inherited);
    wanted.soft = m_choice.soft.winner ? m_choice.soft.winner->rule.amount : wanted.soft;
    wanted.hard = m_choice.hard.winner ? m_choice.hard.winner->rule.amount : wanted.hard;
    m_choice.isClamped = wanted.soft > wanted.hard;
    wanted.soft = std::min(wanted.soft, wanted.hard);
    m_choice.outcome = LimitOutcome::Set;
    if (wanted.hard > start.inherited.hard && !start.mayRaise)
        m_choice.outcome = m_pam.isDebians ? LimitOutcome::Refused : LimitOutcome::LoginRefused;
    else
        m_choice.effective = wanted;
    return m_choice;
}

bool isMain(const LimitLines &file)
{
    return file.path.endsWith(u"/limits.conf") && !file.path.contains(u"/limits.d/");
}

} // namespace

LimitChoice chooseLimits(const std::vector<LimitLines> &files, const LimitSubject &subject, const LimitStart &start,
                         const PamLimits &pam)
{
    if (pam.readsWords && std::ranges::none_of(files, isMain))
        return {.outcome = LimitOutcome::LoginRefused, .effective = start.inherited};
    Contest contest(subject, pam);
    for (const LimitLines &file : files)
        for (const LimitRule &rule : file.rules)
            if (contest.take({file.path, rule}))
                return contest.end(start);
    return contest.end(start);
}

} // namespace rdma
