// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client sees of a step and of a job.
#include "helper/stepview.h"

#include "helper/liostepview.h"
#include "helper/portsteps.h"
#include "helper/srpsessionsteps.h"
#include "helper/unitsteps.h"
#include "model/mlx4conf.h"

#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString effectOn(const WriteFile &step)
{
    if (!step.before)
        return u"created"_s;
    return step.after ? u"changed"_s : u"removed"_s;
}

bool isPublic(const WriteFile &step, const Host &host)
{
    return (step.mode & S_IROTH) && host.isReadableByAll(step.path);
}

/// A file that is made or removed as a whole holds nothing but ours.
Context contextFor(const WriteFile &step, const Host &host)
{
    const bool isEdit = step.before && step.after;
    return !isEdit || isPublic(step, host) ? Context::ThreeLines : Context::None;
}

/// Whoever asks may have any bad line of it removed: the diff would tell them all.
bool hidesItsLines(const WriteFile &step, const Host &host)
{
    return step.path == mlx4ConfPath && step.before && !isPublic(step, host);
}

QStringList diffOf(const WriteFile &step, const Host &host)
{
    if (step.isCopy || hidesItsLines(step, host))
        return {};
    if (isSavedExports(step.path)) // others' passwords may stand on the very lines that change
        return unifiedDiff(step.path, savedExportsText(step.before), savedExportsText(step.after), Context::ThreeLines);
    return unifiedDiff(step.path, step.before, step.after, contextFor(step, host));
}

/// An editor for a person; the diff beside it says what to type.
StepView view(const WriteFile &step, const Host &host)
{
    QStringList commands{step.after ? u"sudoedit "_s + step.path : u"rm "_s + step.path};
    if (step.reader == Reader::Udev)
        commands.append(u"udevadm control --reload"_s);
    if (step.reader == Reader::SrpDaemon)
        commands.append(u"systemctl try-restart %1"_s.arg(srpDaemonUnit));
    if (step.reader == Reader::Systemd)
        commands.append(u"systemctl daemon-reload"_s);
    return {kindOf(step), step.path, {}, effectOn(step), diffOf(step, host), commands, {}, true};
}

StepView view(const RenameInterface &step, const Host &)
{
    const QString rename = u"ip link set dev %1 name %2"_s.arg(step.before, step.after);
    QStringList commands{rename};
    if (step.mayGoDown)
        commands = {u"ip link set dev %1 down"_s.arg(step.before), rename, u"ip link set dev %1 up"_s.arg(step.after)};
    return {kindOf(step), step.before, step.before, step.after, {}, commands, {}, true};
}

StepView view(const SwitchModule &step, const Host &)
{
    // Only modprobe knows the second names of rpcrdma.
    const bool isAlias = step.name == "xprtrdma"_L1 || step.name == "svcrdma"_L1;
    const QString command = step.after ? u"modprobe %1"_s : (isAlias ? u"modprobe -r %1"_s : u"rmmod %1"_s);
    return {kindOf(step), step.name, {}, step.cuts.join(u"; "_s), {}, {command.arg(step.name)}, {}, true};
}

} // namespace

StepView viewOf(const Step &step, const Host &host)
{
    return std::visit([&](const auto &one) { return view(one, host); }, step);
}

std::vector<StepView> viewsOf(const Plan &plan, const Host &host)
{
    std::vector<StepView> views;
    for (const Step &step : plan.steps)
        views.push_back(viewOf(step, host));
    return views;
}

std::optional<Error> shownError(std::optional<Error> error)
{
    if (error && (error->code == ErrorCode::ToolFailed || error->code == ErrorCode::Timeout))
        error->detail = error->detail.section(u':', 0, 0);
    return error;
}

std::vector<StepOutcome> outcomesOf(const Job &job, const Host &host)
{
    std::vector<StepOutcome> outcomes;
    for (std::size_t i = 0; i < job.steps.size(); ++i)
        outcomes.push_back({viewOf(job.plan.steps[i], host), job.steps[i].state, shownError(job.steps[i].error)});
    return outcomes;
}

} // namespace rdma
