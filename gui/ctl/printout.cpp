// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// States, plans and jobs as text for a terminal.
#include "gui/ctl/printout.h"

#include "gui/ctl/table.h"
#include "gui/words/consentwords.h"
#include "gui/words/jobwords.h"
#include "gui/words/notewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/stepwords.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

constexpr qsizetype maxLineLength = 4096;

/// Lines of a file or of a shell script, indented; a tab must not become a replacement character.
QString indented(const QStringList &lines)
{
    QString text;
    for (QString line : lines)
        text += u"      "_s + plain(line.replace(u'\t', u"    "_s), maxLineLength) + u'\n';
    return text;
}

QString stepText(const StepView &step, std::size_t number)
{
    QString text = fill(u" %1. %2\n"_s, QString::number(number), stepWords(step));
    text += indented(step.diff);
    if (!step.commands.isEmpty())
        text += u"    "_s + Ctl::tr("By hand:") + u'\n' + indented(step.commands);
    if (!step.reversible)
        text += u"    "_s + Ctl::tr("This cannot be undone.") + u'\n';
    return text;
}

QString permissionText(Permission permission)
{
    switch (permission) {
    case Permission::Yes:
        return Ctl::tr("You may do this without a password.");
    case Permission::Ask:
        return Ctl::tr("You will be asked for a password.");
    case Permission::No:
        return Ctl::tr("You are not allowed to do this.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString nextName(const NextName &next)
{
    return next.name.isEmpty() ? Ctl::tr("chosen by the kernel") : technical(next.name);
}

QString nameSource(const NextName &next)
{
    switch (next.source) {
    case NameSource::Rule:
        return fill(Ctl::tr("rule %1"), technical(next.file + u':' + QString::number(next.line)));
    case NameSource::Link:
        if (next.file.isEmpty())
            return u"systemd"_s;
        return u"systemd "_s + technical(next.line > 0 ? next.file + u':' + QString::number(next.line) : next.file);
    case NameSource::Kernel:
        return Ctl::tr("kernel");
    case NameSource::Creator:
        return Ctl::tr("whoever creates it");
    }
    Q_UNREACHABLE_RETURN({});
}

QStringList interfaceRow(const Interface &interface)
{
    const QString port = interface.port > 0 ? QString::number(interface.port) : u"-"_s;
    const QString device = interface.rdmaDevice.isEmpty() ? u"-"_s : technical(interface.rdmaDevice);
    return {technical(interface.name),
            device,
            port,
            technical(interface.operState),
            nextName(interface.nextBoot),
            nameSource(interface.nextBoot),
            interface.id.text()};
}

/// By port, each followed by its P_Key children.
std::vector<Interface> parentsFirst(const NamesLive &live)
{
    std::vector<Interface> interfaces;
    for (const auto &[id, interface] : live.interfaces)
        interfaces.push_back(interface);
    std::ranges::stable_sort(interfaces, {}, [](const Interface &interface) {
        return std::pair(interface.id.portGuid, !interface.parent.isEmpty());
    });
    return interfaces;
}

QStringList jobRow(const QString &id, const JobView &job, qint64 now)
{
    QString state = job.undoneBy.isEmpty() ? jobStateWords(job.state) : Ctl::tr("undone");
    if (!job.finishedBy.isEmpty())
        state = Ctl::tr("interrupted, finished since");
    return {technical(id), agoWords(job.started, now), whoWords(job.uid), state, jobTitle(job)};
}

} // namespace

QString planText(const PlanView &plan)
{
    if (plan.steps.empty())
        return Ctl::tr("Nothing to do: everything is already as wished.") + u'\n';
    QString text;
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        text += stepText(plan.steps[i], i + 1);
    for (const Consent &consent : consentsOf(plan))
        text += fill(Ctl::tr(" ! %1. %2"), consent.label, consent.text) + u'\n';
    return text + notesText(plan.warnings) + permissionText(plan.permission) + u'\n';
}

QString stepLine(const JobView &job, std::size_t step)
{
    const QString place = fill(u"[%1/%2] "_s, QString::number(step + 1), QString::number(job.steps.size()));
    const StepOutcome &outcome = job.steps[step];
    return place + fill(u"%1: %2"_s, stepStateWords(outcome.state), stepWords(outcome.step)) + u'\n';
}

QString resultText(const JobView &job)
{
    return jobResultWords(job) + u'\n';
}

QString namesText(const NamesLive &live, const std::vector<Note> &notes)
{
    if (live.interfaces.empty())
        return Ctl::tr("This computer has no IPoIB interface.") + u'\n' + notesText(notes);
    QList<QStringList> rows{{Ctl::tr("INTERFACE"), Ctl::tr("DEVICE"), Ctl::tr("PORT"), Ctl::tr("STATE"),
                             Ctl::tr("AFTER REBOOT"), Ctl::tr("NAMED BY"), Ctl::tr("PORT GUID:P_KEY")}};
    for (const Interface &interface : parentsFirst(live))
        rows.append(interfaceRow(interface));
    return tableText(rows) + notesText(notes);
}

QString jobsText(const JobsLive &live, qint64 now)
{
    if (live.jobs.empty())
        return Ctl::tr("Nothing has been changed yet.") + u'\n';
    std::vector<std::pair<QString, const JobView *>> newestFirst;
    for (const auto &[id, job] : live.jobs)
        newestFirst.emplace_back(id, &job);
    std::ranges::stable_sort(newestFirst, std::greater(), [](const auto &entry) { return entry.second->started; });
    QList<QStringList> rows{{Ctl::tr("JOB"), Ctl::tr("WHEN"), Ctl::tr("BY"), Ctl::tr("STATE"), Ctl::tr("CHANGE")}};
    for (const auto &[id, job] : newestFirst)
        rows.append(jobRow(id, *job, now));
    return tableText(rows);
}

QString notesText(const std::vector<Note> &notes)
{
    QString text;
    for (const NoteLine &line : noteLines(notes))
        text += (line.warning ? u" ! "_s : u" - "_s) + line.words + u'\n';
    return text;
}

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace rdma
