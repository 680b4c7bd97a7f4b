// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The demo host with a store of jobs: plans are applied to it as the helper applies them.
#pragma once

#include "helper/feature.h"
#include "helper/jobrun.h"
#include "tests/fake/demohost.h"

namespace rdma {

/// "write-file /etc/x"
inline QStringList kindsOf(const Plan &plan)
{
    QStringList all;
    for (const Step &step : plan.steps)
        all.append(kindOf(step) + u' ' + subjectOf(step));
    return all;
}

struct JobHost {
    explicit JobHost(Feature applied) : feature(std::move(applied))
    {
        if (!store.prepare())
            qFatal("no job store");
    }

    Result<Plan> plan(const QJsonObject &wish) { return feature.plan(machine, wish); }

    Job run(const Plan &plan)
    {
        const Job job = newJob(plan, QStringLiteral("test"), 0);
        if (!store.save(job))
            qFatal("no job record");
        return runJob(job, {machine, store, cancelled, [] {}});
    }

    Job apply(const QJsonObject &wish)
    {
        const auto made = plan(wish);
        if (!made)
            qFatal("%s %s", qPrintable(made.error().subject), qPrintable(made.error().detail));
        return run(*made);
    }

    Feature feature;
    DemoHost demo;
    Machine machine = demo.machine();
    JobStore store{machine.host};
    std::atomic<bool> cancelled = false;
};

} // namespace rdma
