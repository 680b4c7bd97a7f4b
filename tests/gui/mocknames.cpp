// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two ports, one rule and one P_Key child, and what became of renaming one.
#include "tests/gui/mockmachine.h"

#include <QDateTime>

namespace rdma {

using namespace Qt::StringLiterals;

InterfaceId firstPort()
{
    return {{0xf4521403007bcba1}, 0xffff};
}

InterfaceId secondPort()
{
    return {{0xf4521403007bcba2}, 0xffff};
}

InterfaceId childOfFirst()
{
    return {{0xf4521403007bcba1}, 0x8002};
}

NamesState twoPorts()
{
    const auto address = [](QByteArrayView last) {
        const QByteArray whole = "80:00:02:08:fe:80:00:00:00:00:00:00:" + last.toByteArray();
        return IpoibAddress::fromText(whole).value();
    };
    NamesState state;
    state.config.interfaces[firstPort()] = {u"ib0"_s, std::nullopt};
    state.config.interfaces[secondPort()] = {u"mlx4_ib1"_s, u"mlx4_ib1"_s};
    Interface first{firstPort(),
                    4,
                    address("f4:52:14:03:00:7b:cb:a1"),
                    u"ib0"_s,
                    u"ib0"_s,
                    {},
                    u"mlx4_0"_s,
                    1,
                    u"up"_s,
                    true,
                    u"datagram"_s,
                    2044,
                    {},
                    {u"ib0.8002"_s},
                    {u"ib0"_s, NameSource::Kernel, {}, 0}};
    Interface second = first;
    second.id = secondPort();
    second.index = 5;
    second.address = address("f4:52:14:03:00:7b:cb:a2");
    second.name = u"mlx4_ib1"_s;
    second.kernelName = u"ib1"_s;
    second.port = 2;
    second.operState = u"down"_s;
    second.children.clear();
    second.nextBoot = {u"mlx4_ib1"_s, NameSource::Rule, ipoibRulesPath, 3};
    Interface child = first;
    child.id = childOfFirst();
    child.index = 6;
    child.name = u"ib0.8002"_s;
    child.parent = u"ib0"_s;
    child.children.clear();
    child.nextBoot = {u"ib0.8002"_s, NameSource::Creator, {}, 0};
    for (const Interface &one : {first, second, child})
        state.live.interfaces[one.id] = one;
    state.live.kernelRelease = u"6.12.0"_s;
    state.live.renamesWhileUp = true;
    return state;
}

PlanView renamePlan()
{
    const QString path = ipoibRulesPath;
    StepView file{u"write-file"_s, path, {}, u"changed"_s, {}, {u"udevadm control --reload"_s}, {}, true};
    file.diff = {u"--- "_s + path, u"+++ "_s + path, u"@@ -3 +3,2 @@"_s, u" # kept"_s,
                 u"+ACTION==\"add\", SUBSYSTEM==\"net\", DRIVERS==\"?*\", ATTR{type}==\"32\", NAME=\"mlx4_ib0\""_s};
    const StepView rename{u"rename-interface"_s,
                          u"ib0"_s,
                          u"ib0"_s,
                          u"mlx4_ib0"_s,
                          {},
                          {u"ip link set dev ib0 name mlx4_ib0"_s},
                          {},
                          true};
    return {u"plan-1"_s, u"org.rdmamanager.names.rename"_s, Permission::Ask, {file, rename}, {}};
}

JobView runningJob()
{
    JobView job;
    job.feature = u"names"_s;
    job.action = u"org.rdmamanager.names.rename"_s;
    job.started = QDateTime::currentMSecsSinceEpoch();
    job.uid = 1000;
    for (const StepView &step : renamePlan().steps)
        job.steps.push_back({step, StepState::Running, {}});
    job.steps.front().state = StepState::Done;
    return job;
}

JobView doneJob()
{
    JobView job = runningJob();
    job.steps.back().state = StepState::Done;
    job.state = JobState::Done;
    job.finished = job.started + 40;
    job.undoable = true;
    return job;
}

JobView interruptedJob()
{
    JobView job = doneJob();
    job.state = JobState::Interrupted;
    job.steps.back().state = StepState::Interrupted;
    job.finishable = true;
    return job;
}

JobView failedJob()
{
    JobView job = doneJob();
    job.state = JobState::Undone;
    job.undoable = false;
    job.error = Error{ErrorCode::Exists, u"mlx4_ib0"_s, u"EEXIST"_s};
    job.steps.front().state = StepState::Undone;
    job.steps.back().state = StepState::Failed;
    job.steps.back().error = job.error;
    return job;
}

} // namespace rdma
