// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Wishes of feature "names" in short.
#pragma once

#include "helper/features/features.h"
#include "helper/features/names.h"
#include "helper/jobrun.h"
#include "helper/steps.h"
#include "model/json.h"
#include "tests/fake/demohost.h"

namespace rdma {

inline const auto firstPort = QStringLiteral("f4521403007bcba1:ffff");
inline const auto secondPort = QStringLiteral("f4521403007bcba2:ffff");

inline QJsonObject wishFor(const QString &port, const QJsonObject &names)
{
    return {{QStringLiteral("interfaces"), QJsonObject{{port, names}}}};
}

inline QJsonObject rename(const QString &port, const QString &name)
{
    return wishFor(port, {{QStringLiteral("name"), name}, {QStringLiteral("ruleName"), name}});
}

inline QJsonObject nextBoot(const QString &port, const QJsonValue &name)
{
    return wishFor(port, {{QStringLiteral("ruleName"), name}});
}

/// The demo host with a job store, on which wishes are planned and run.
struct NamesHost {
    NamesHost()
    {
        if (!store.prepare())
            qFatal("no job store");
    }

    Result<Plan> plan(const QJsonObject &wish) { return namesFeature().plan(machine, wish); }
    Job run(const Plan &plan)
    {
        const Job job = newJob(plan, QStringLiteral("test"), 0);
        if (!store.save(job))
            qFatal("no job record");
        return runJob(job, {machine, store, cancelled, [] {}});
    }
    [[nodiscard]] QByteArray rules() const { return demo.files().read(ipoibRulesPath); }
    void setRules(const QByteArray &bytes) { demo.files().write(ipoibRulesPath, bytes); }
    InterfaceNames names(const QString &port)
    {
        return readNames(machine)->config.interfaces.at(InterfaceId::fromText(port).value());
    }
    Interface live(const QString &port)
    {
        return readNames(machine)->live.interfaces.at(InterfaceId::fromText(port).value());
    }

    mutable DemoHost demo;
    Machine machine = demo.machine();
    JobStore store{machine.host};
    std::atomic<bool> cancelled = false;
};

} // namespace rdma
