// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits", consequences: from when on a change counts, for whom it does not, and what wins over it.
#include "helper/features/limits.h"

#include "helper/units.h"
#include "model/unitdropin.h"

#include <algorithm>
#include <chrono>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto givenUp = "too slow"_L1;
constexpr qsizetype maxOfAKind = 8; // a wish for a thousand users must not make a thousand remarks

QString placeOf(const PlacedRule &placed)
{
    return placed.path + u':' + QString::number(placed.rule.line);
}

/// Letters that a shell leaves alone, or in quotes; a name holds none itself.
QString quoted(const QString &name)
{
    const bool isPlain = std::ranges::none_of(name, [](QChar c) { return c == u'$' || c == u'\\'; });
    return isPlain ? name : u'\'' + name + u'\'';
}

using Clock = std::chrono::steady_clock;

class Looking {
public:
    Looking(Machine &machine, const LimitsState &current, Clock::time_point end)
        : m_machine(machine), m_live(current.live), m_end(end)
    {
    }

    void takeUsers(const WriteFile &write);
    void takeDropIn(const WriteFile &write, const QString &unit);
    std::vector<Note> take() { return std::move(m_notes); }

private:
    void add(NoteCode code, const QString &subject, const QString &detail = {})
    {
        if (std::ranges::count(m_notes, code, &Note::code) < maxOfAKind)
            m_notes.push_back({code, subject, detail});
    }
    [[nodiscard]] bool isEnough(const LimitHolder &holder);
    void takeHolder(const LimitHolder &holder, const WantedLimit &limit);
    void compare(const LimitHolder &holder, const WantedLimit &limit, const LimitChoice &choice);
    [[nodiscard]] std::optional<LimitSubject> subjectFor(const LimitHolder &holder);
    [[nodiscard]] std::optional<LimitSubject> memberOf(const LimitHolder &holder);

    Machine &m_machine;
    const LimitsMachine &m_live;
    Clock::time_point m_end;         ///< nobody is looked up after it
    std::vector<LimitLines> m_lines; ///< as they will be
    std::vector<Note> m_notes;
};

std::optional<LimitSubject> Looking::memberOf(const LimitHolder &holder)
{
    const QString name = holder.text().sliced(1);
    const auto group = m_machine.accounts.group(name);
    if (!group)
        add(NoteCode::AccountsSilent, holder.text(), group.error().detail);
    if (!group || !*group)
        return std::nullopt;
    if ((*group)->members.isEmpty())
        add(NoteCode::GroupEmpty, holder.text(), u"usermod -aG %1 USER"_s.arg(quoted(name)));
    return someone(*group);
}

std::optional<LimitSubject> Looking::subjectFor(const LimitHolder &holder)
{
    if (holder.kind() == LimitHolder::Group)
        return memberOf(holder);
    if (holder.kind() == LimitHolder::User) {
        const auto account = m_machine.accounts.user(holder.text());
        if (!account)
            add(NoteCode::AccountsSilent, holder.text(), account.error().detail);
        return account.value_or(std::nullopt).transform(limitSubjectOf);
    }
    LimitSubject subject = someone({});
    if (holder.kind() == LimitHolder::UidRange)
        subject.uid = holder.text().section(u':', 0, 0).toUInt();
    return subject;
}

/// Whoever wins instead is told once, whichever side it is.
void Looking::compare(const LimitHolder &holder, const WantedLimit &limit, const LimitChoice &choice)
{
    const auto isOurs = [&](const PlacedRule &rule) {
        return rule.path == rdmaLimitsFile && rule.rule.domain.text == holder.text().toUtf8();
    };
    if (choice.exemption)
        return add(NoteCode::LimitLoses, holder.text(), placeOf(*choice.exemption));
    if (limit.soft && choice.soft.winner && !isOurs(*choice.soft.winner))
        return add(NoteCode::LimitLoses, holder.text(), placeOf(*choice.soft.winner));
    if (limit.hard && choice.hard.winner && !isOurs(*choice.hard.winner))
        return add(NoteCode::LimitLoses, holder.text(), placeOf(*choice.hard.winner));
    if (!m_live.start.mayRaise && choice.outcome == LimitOutcome::LoginRefused)
        return add(NoteCode::LoginsFail, holder.text(), textOf(m_live.start.inherited.hard));
    if (choice.outcome == LimitOutcome::Refused)
        return add(NoteCode::NotRaised, holder.text(), textOf(m_live.start.inherited.hard));
    if (limit.soft && choice.isClamped)
        add(NoteCode::SoftClamped, holder.text(), choice.hard.winner.transform(placeOf).value_or(QString()));
}

/// What is not told nobody need be looked up for.
bool Looking::isEnough(const LimitHolder &holder)
{
    if (Clock::now() > m_end && !std::ranges::contains(m_notes, givenUp, &Note::detail))
        add(NoteCode::AccountsSilent, holder.text(), givenUp);
    return Clock::now() > m_end || std::ranges::any_of(m_notes, [&](const Note &note) {
               return note.code != NoteCode::RootSpared &&
                      std::ranges::count(m_notes, note.code, &Note::code) >= maxOfAKind;
           });
}

void Looking::takeHolder(const LimitHolder &holder, const WantedLimit &limit)
{
    const bool isRanked = holder.kind() == LimitHolder::Everyone || holder.kind() == LimitHolder::Group;
    if (m_live.pam.isDebians && isRanked)
        add(NoteCode::RootSpared, holder.text());
    if (isEnough(holder))
        return;
    if (const auto subject = subjectFor(holder))
        compare(holder, limit, chooseLimits(m_lines, *subject, m_live.start, m_live.pam));
}

void Looking::takeUsers(const WriteFile &write)
{
    add(NoteCode::AtNextLogin, write.path);
    add(NoteCode::AtUserManager, write.path);
    std::vector<RulesFile> files = m_live.limitsFiles;
    std::erase_if(files, [&](const RulesFile &file) { return file.path == write.path; });
    if (write.after)
        files.push_back({write.path, *write.after});
    m_lines = linesOf(limitsFilesInOrder(files), m_live.pam);
    const WantedLimits before = wantedLimitsIn(write.before.value_or(QByteArray()), m_live.pam);
    for (const auto &[holder, limit] : wantedLimitsIn(write.after.value_or(QByteArray()), m_live.pam))
        if (const auto old = before.find(holder); old == before.end() || old->second != limit)
            takeHolder(holder, limit);
}

/// Instances of a template that run.
QStringList runningOf(const QString &unit, const Host &host)
{
    if (!unit.endsWith("@.service"_L1))
        return isUnitActive(host, unit) ? QStringList{unit} : QStringList();
    QStringList units;
    for (QString name : host.list(u"/run/systemd/units"_s))
        if (name.startsWith("invocation:"_L1 + unit.chopped(8)) && name.endsWith(".service"_L1))
            units.append(name.sliced(11));
    return units;
}

void Looking::takeDropIn(const WriteFile &write, const QString &unit)
{
    if (unit.startsWith("user@"_L1))
        add(NoteCode::AtUserManager, unit);
    else
        for (const QString &one : runningOf(unit, m_machine.host))
            add(NoteCode::AtUnitRestart, one);
    const auto winner = m_live.serviceFiles.memlockWith(unit, write.path, write.after).winner;
    if (write.after && winner && winner->path != write.path)
        add(NoteCode::LimitLoses, unit, winner->path + u':' + QString::number(winner->line));
}

} // namespace

std::vector<Note> consequencesOfLimits(Machine &machine, const LimitsState &current, const Plan &plan,
                                       std::chrono::milliseconds patience)
{
    Looking looking(machine, current, Clock::now() + patience);
    for (const Step &step : plan.steps) {
        const auto *write = std::get_if<WriteFile>(&step);
        if (!write)
            continue;
        if (write->path == rdmaLimitsFile)
            looking.takeUsers(*write);
        else if (const auto unit = unitOfDropIn(write->path))
            looking.takeDropIn(*write, *unit);
    }
    return looking.take();
}

} // namespace rdma
