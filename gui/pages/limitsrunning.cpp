// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The limits that sessions and services have that run now.
#include "gui/pages/limitsrunning.h"

#include "gui/pages/limitsview.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/limitswords.h"
#include "gui/words/notewords.h"
#include "gui/words/plaintext.h"
#include "model/unitorder.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isSession(const RunningLimit &running)
{
    return running.unit.startsWith("session-"_L1);
}

bool isUserManager(const RunningLimit &running)
{
    return running.unit.startsWith("user@"_L1);
}

QString remarkWords(const RunningLimit &running, const std::optional<MemoryLimit> &next)
{
    if (!next)
        return RunningLimits::tr("what a new one gets is not known");
    if (*next == running.limit)
        return RunningLimits::tr("a new one gets the same");
    const QString limit = limitWords(*next);
    if (isSession(running))
        return fill(RunningLimits::tr("differs: a new login gets %1; log in anew"), limit);
    return isUserManager(running) ? fill(RunningLimits::tr("differs: %1 after loginctl terminate-user %2, or a reboot"),
                                         limit, technical(running.user))
                                  : fill(RunningLimits::tr("differs: %1 after a restart of the service"), limit);
}

LimitRow rowOf(const RunningLimit &running, const std::optional<MemoryLimit> &next)
{
    const bool differs = next && *next != running.limit;
    return {QString::number(running.pid),
            {technical(running.user), technical(running.unit),
             fill(RunningLimits::tr("%1 (process %2)"), technical(running.program), QString::number(running.pid)),
             memoryWords(running.limit.soft), memoryWords(running.limit.hard), remarkWords(running, next)},
            LimitStanding::Stays,
            differs ? u"dialog-warning"_s : QString()};
}

} // namespace

RunningLimits::RunningLimits(LimitsAsk ask, QWidget *parent)
    : QWidget(parent),
      m_ask(std::move(ask)),
      m_look(new QPushButton(themeIcon(u"view-refresh"_s), tr("&Look at Running Sessions"), this)),
      m_failure(new MessageBar(this)),
      m_summary(bodyLabel({}, this)),
      m_view(new LimitsView(
          tr("Limits of what runs"),
          {tr("User"), tr("Unit"), tr("First Process"), tr("Soft"), tr("Hard"), tr("A New Login or Start")}, 5, this))
{
    auto *head = new QHBoxLayout;
    head->addWidget(captionLabel(tr("What sessions and services have that run now. A limit is given when they begin, "
                                    "and stays. Looking at processes may need a password."),
                                 this),
                    1);
    head->addWidget(m_look, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_failure);
    column->addWidget(m_summary);
    column->addWidget(m_view, 1);
    connect(m_look, &QPushButton::clicked, this, &RunningLimits::look);
    showAll();
}

void RunningLimits::show(const LimitsLive &live)
{
    m_live = live;
    if (!m_running)
        return;
    m_answers.clear();
    askForUsers();
    showAll();
}

void RunningLimits::look()
{
    m_look->setEnabled(false);
    m_ask({.running = true}, this, [this](const Result<LimitsTold> &told) {
        m_look->setEnabled(true);
        take(told);
    });
}

void RunningLimits::take(const Result<LimitsTold> &told)
{
    if (!told)
        return m_failure->showMessage(MessageBar::Kind::Warning, errorText(told.error()));
    m_failure->hide();
    m_running = told->live.running;
    m_notes = told->notes;
    m_answers.clear();
    askForUsers();
    showAll();
}

/// One after another: the helper counts what somebody asks at once.
void RunningLimits::askForUsers()
{
    const auto unknown = std::ranges::find_if(*m_running, [this](const RunningLimit &one) {
        return (isSession(one) || isUserManager(one)) && !m_answers.contains(one.user);
    });
    if (unknown == m_running->end())
        return;
    const QString user = unknown->user;
    m_ask({.user = user}, this, [this, user](const Result<LimitsTold> &told) {
        const bool isNews = m_running && !m_answers.contains(user);
        m_answers[user] = told ? told->live.answer : std::nullopt;
        showAll();
        if (isNews)
            askForUsers();
    });
}

QString RunningLimits::summary(int different) const
{
    if (!m_running)
        return tr("Nobody has looked yet.");
    if (m_running->empty())
        return tr("No session and no service runs.");
    QStringList words{different > 0
                          ? tr("%n of them differ from what a new login or start would get.", nullptr, different)
                          : tr("All have what a new login or start would get.")};
    for (const Note &note : m_notes)
        words.append(noteWords(note));
    return words.join(u' ');
}

void RunningLimits::showAll()
{
    std::vector<LimitRow> rows;
    int different = 0;
    for (const RunningLimit &one : m_running.value_or(std::vector<RunningLimit>())) {
        const auto next = nextLimitOf(one, m_live, m_answers);
        different += next && *next != one.limit ? 1 : 0;
        rows.push_back(rowOf(one, next));
    }
    m_view->showRows(rows);
    m_view->setVisible(!rows.empty());
    m_summary->setText(summary(different));
}

std::optional<MemoryLimit> nextLimitOf(const RunningLimit &running, const LimitsLive &live, const LimitAnswers &answers)
{
    if (isSession(running) || isUserManager(running)) {
        const auto found = answers.find(running.user);
        const LimitAnswer answer = found == answers.end() ? LimitAnswer() : found->second.value_or(LimitAnswer());
        const auto &login = isSession(running) ? answer.login : answer.manager;
        return login ? std::optional(login->effective) : std::nullopt;
    }
    if (!running.unit.endsWith(".service"_L1))
        return std::nullopt;
    for (const QString &name : {running.unit, templateOf(running.unit)})
        if (const auto unit = live.units.find(name); unit != live.units.end() && unit->second.winner)
            return unit->second.winner->limit;
    return live.usual;
}

} // namespace rdma
