// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A job in plain words.
#include "gui/words/jobwords.h"

#include "gui/words/errorwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/stepwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct JobWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::JobWords)
};

/// What was done to the machine says more than the file it was written down in.
const StepView *tellingStep(const JobView &job)
{
    const auto isNoFile = [](const StepOutcome &outcome) {
        return outcome.step.kind != "write-file"_L1 && outcome.step.kind != "write-boot-logins"_L1;
    };
    const auto found = std::ranges::find_if(job.steps, isNoFile);
    if (found != job.steps.end())
        return &found->step;
    return job.steps.empty() ? nullptr : &job.steps.front().step;
}

QString leftOverWords(const JobView &job)
{
    QString words = JobWords::tr("Not everything could be taken back. Look at this by hand:");
    for (const StepOutcome &outcome : job.steps)
        if (outcome.state == StepState::Left)
            words += u"\n• "_s + stepWords(outcome.step);
    return words;
}

/// What to do until it can be told.
QString unjudgedWords(const Error &reason)
{
    const ErrorWords words = errorWords(reason);
    return JobWords::tr("Whether it is still there cannot be told, so it cannot be undone for now.") + u'\n' +
           words.happened + u' ' + words.next;
}

QString interruptedWords(const JobView &job)
{
    const QString what = JobWords::tr("The helper ended before the change was complete (it crashed or was killed).");
    if (job.unjudged && job.finishedBy.isEmpty())
        return what;
    QString next = JobWords::tr("What is there now is neither of the two: look at it by hand.");
    if (!job.finishedBy.isEmpty())
        next = JobWords::tr("The rest was done later.");
    else if (!job.undoneBy.isEmpty())
        next = JobWords::tr("What had been done was taken back later.");
    else if (job.finishable)
        next = job.undoable ? JobWords::tr("A part of it is there: finish the change, or undo it.")
                            : JobWords::tr("Nothing of it is there: finish the change, or leave it.");
    else if (job.undoable)
        next = JobWords::tr("All of it is there.");
    return what + u'\n' + next;
}

/// What is loose at a plan's end is what makes the change last.
QString incompleteWords(const JobView &job)
{
    if (!job.finishedBy.isEmpty())
        return JobWords::tr("The change was made at once; it was saved later.");
    const QString made =
        JobWords::tr("The change is made and works, but it is not saved: it will not survive a reboot.");
    return job.finishable ? made + u' ' + JobWords::tr("“Finish” tries again to save it.") : made;
}

QString failureWords(const JobView &job, const QString &outcome)
{
    const ErrorWords words = errorWords(job.error.value_or(Error{}));
    return words.happened + u'\n' + outcome + u'\n' + words.next;
}

QString resultWords(const JobView &job)
{
    switch (job.state) {
    case JobState::Running:
        return JobWords::tr("The change is being made.");
    case JobState::Done:
        return JobWords::tr("The change is made.");
    case JobState::Undone:
        return failureWords(job, JobWords::tr("Everything that had been done was taken back."));
    case JobState::LeftOver:
        return failureWords(job, leftOverWords(job));
    case JobState::Interrupted:
        return interruptedWords(job);
    case JobState::Incomplete:
        return failureWords(job, incompleteWords(job));
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

QString jobTitle(const JobView &job)
{
    const StepView *step = tellingStep(job);
    QString title = step ? stepWords(*step) : JobWords::tr("A change without steps");
    if (job.steps.size() > 1)
        title = fill(JobWords::tr("%1, and %2 more"), title, QString::number(job.steps.size() - 1));
    if (!job.finishes.isEmpty())
        return fill(JobWords::tr("Finish: %1"), title);
    return job.undoes.isEmpty() ? title : fill(JobWords::tr("Undo: %1"), title);
}

QString jobStateWords(JobState state)
{
    switch (state) {
    case JobState::Running:
        return JobWords::tr("running");
    case JobState::Done:
        return JobWords::tr("done");
    case JobState::Undone:
        return JobWords::tr("failed and taken back");
    case JobState::LeftOver:
        return JobWords::tr("failed, something is left over");
    case JobState::Interrupted:
        return JobWords::tr("interrupted");
    case JobState::Incomplete:
        return JobWords::tr("made, but not complete");
    }
    Q_UNREACHABLE_RETURN({});
}

QString jobResultWords(const JobView &job)
{
    return job.unjudged ? resultWords(job) + u'\n' + unjudgedWords(*job.unjudged) : resultWords(job);
}

QString jobByline(const JobView &job, qint64 now)
{
    QStringList parts{fill(JobWords::tr("by %1"), whoWords(job.uid)), agoWords(job.started, now)};
    if (!job.undoneBy.isEmpty())
        parts.append(JobWords::tr("undone"));
    else
        parts.append(jobStateWords(job.state));
    return parts.join(u", "_s);
}

QString whoWords(uint uid)
{
    if (uid == 0)
        return u"root"_s;
    if (uid == getuid())
        return JobWords::tr("you");
    return fill(JobWords::tr("user %1"), QString::number(uid));
}

QString agoWords(qint64 then, qint64 now)
{
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    const qint64 age = now - then;
    if (age < 0 || age >= day)
        return QDateTime::fromMSecsSinceEpoch(then).toString(u"yyyy-MM-dd HH:mm");
    if (age < minute)
        return JobWords::tr("just now");
    if (age < hour)
        return fill(JobWords::tr("%1 min ago"), QString::number(age / minute));
    return fill(JobWords::tr("%1 h ago"), QString::number(age / hour));
}

} // namespace rdma
