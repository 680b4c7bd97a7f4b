// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change from its preview to its result.
#include "gui/ctl/applying.h"

#include "gui/ctl/printout.h"
#include "gui/words/consentwords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Of the last lines of something that goes on those which were not among the last ones before.
QStringList linesAfter(const QStringList &before, const QStringList &now)
{
    for (qsizetype same = std::min(before.size(), now.size()); same > 0; --same)
        if (before.last(same) == now.first(same))
            return now.sliced(same);
    return now;
}

} // namespace

Applying::Applying(const QDBusConnection &bus, Terminal &terminal, Wish wish, QObject *parent)
    : QObject(parent), m_bus(bus), m_terminal(terminal), m_wish(std::move(wish)), m_feature(bus, m_wish.feature)
{
}

void Applying::start()
{
    m_feature.preview(m_wish.patch, this, [this](const Result<PlanView> &plan) { takePlan(plan); });
}

void Applying::takePlan(const Result<PlanView> &plan)
{
    if (!plan)
        return emit failed(plan.error());
    m_plan = *plan;
    if (!m_wish.json)
        m_terminal.print(planText(m_plan));
    else if (m_plan.steps.empty())
        m_terminal.print(jsonText({{u"plan"_s, toJson(m_plan)}}));
    if (m_plan.steps.empty())
        emit ended(ExitDone);
    else if (!m_wish.consent && !consentsOf(m_plan).empty())
        askForConsent();
    else if (m_wish.yes)
        apply();
    else
        confirm();
}

/// Not by the way, and not by a script that was written for something harmless: --yes does not do for it.
void Applying::askForConsent()
{
    if (!m_terminal.canAsk() || m_wish.json) {
        m_terminal.complain(tr("This needs a consent of its own: see rdma-managerctl preview, then add --consent.") +
                            u'\n');
        return emit ended(ExitUsage);
    }
    m_terminal.ask(tr("Type “yes” to allow and apply it: "),
                   [this](const QString &line) { line == tr("yes") ? apply() : leave(); });
}

void Applying::confirm()
{
    if (!m_terminal.canAsk()) {
        m_terminal.complain(tr("There is no terminal to ask on: add --yes to apply this.") + u'\n');
        return emit ended(ExitUsage);
    }
    m_terminal.ask(tr("Apply? [y/N] "), [this](const QString &line) {
        if (line.compare(tr("y"), Qt::CaseInsensitive) == 0 || line.compare(tr("yes"), Qt::CaseInsensitive) == 0)
            return apply();
        leave();
    });
}

void Applying::leave()
{
    m_terminal.print(tr("Nothing was changed.") + u'\n');
    emit ended(ExitFailed);
}

void Applying::apply()
{
    m_feature.apply(m_plan.id, m_wish.patch, this, [this](const Result<QString> &job) { takeJob(job); });
}

void Applying::takeJob(const Result<QString> &job)
{
    if (!job && job.error().code == ErrorCode::NoAgent && m_terminal.canAsk() && !m_wish.json)
        return askForAgent();
    if (!job)
        return emit failed(job.error());
    m_job = *job;
    auto *watch = new JobWatch(m_bus, m_job, this);
    connect(watch, &JobWatch::updated, this, &Applying::showProgress);
    connect(watch, &JobWatch::finished, this, &Applying::finish);
    connect(watch, &JobWatch::lost, this, [this](const Error &error) {
        m_terminal.complain(error, m_wish.json);
        emit ended(ExitUnknown);
    });
}

/// polkit finds an agent by the process that asks: ours, as long as it runs.
void Applying::askForAgent()
{
    const QString command = u"pkttyagent --process %1"_s.arg(QCoreApplication::applicationPid());
    const QString how = tr("Nothing in this session can ask for a password. Either stop here (Ctrl+C) and start again "
                           "under sudo, or run this in another terminal:\n    %1\nand press Enter here to try again. ");
    m_terminal.ask(fill(how, command), [this](const QString &) { apply(); });
}

void Applying::showProgress(const JobView &job)
{
    if (m_wish.json)
        return;
    m_shown.resize(job.steps.size(), StepState::Pending);
    for (std::size_t i = 0; i < job.steps.size(); ++i)
        if (std::exchange(m_shown[i], job.steps[i].state) != job.steps[i].state)
            m_terminal.print(stepLine(job, i));
    for (const QString &line : linesAfter(m_said, job.said))
        m_terminal.print("      "_L1 + plain(line) + u'\n');
    m_said = job.said;
}

void Applying::finish(const JobView &job)
{
    if (m_wish.json)
        m_terminal.print(jsonText({{u"plan"_s, toJson(m_plan)}, {u"job"_s, m_job}, {u"result"_s, toJson(job)}}));
    else
        m_terminal.print(resultText(job));
    emit ended(job.state == JobState::Done ? ExitDone : ExitFailed);
}

} // namespace rdma
