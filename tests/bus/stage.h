// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The stage of every bus test: a private bus, a mock polkitd, a fake machine, the real service, a caller.
#pragma once

#include "helper/service.h"
#include "tests/bus/caller.h"
#include "tests/bus/gatedkernel.h"
#include "tests/fake/demohost.h"
#include "tests/mockbus/mockpolkit.h"
#include "tests/mockbus/privatebus.h"

namespace rdma {

inline const QByteArray renameIb0 =
    R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"mlx4_ib0","ruleName":"mlx4_ib0"}}})";
inline const QByteArray ruleOnlyIb0 = R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":"mlx4_ib0"}}})";

/// A polkitd that asks a person who has not answered yet.
[[nodiscard]] inline PolkitVerdict promptAndWait(const PolkitQuestion &question)
{
    return question.interactive ? PolkitVerdict::Later : PolkitVerdict::Challenge;
}

/// Rows for a test of two callers: bool attackerFirst, who asks; bool adminAnsweredFirst, whose prompt is answered.
void addOrdersOfTwo();

struct Stage {
    explicit Stage(ServiceOptions options = {});
    ~Stage();
    Q_DISABLE_COPY_MOVE(Stage)

    [[nodiscard]] Caller newCaller();       ///< on a connection of its own
    static void disconnect(Caller &caller); ///< leaves the bus; no copy of the caller may be left
    [[nodiscard]] std::vector<Job> jobs();  ///< as recorded, running or not
    [[nodiscard]] bool isUntouched();       ///< no job, no file, no name differs from the start

    PrivateBus bus;
    DemoHost demo;
    MockPolkit polkit;
    QDBusConnection serviceBus;
    GatedKernel kernel;
    Service service;
    Caller caller;

private:
    [[nodiscard]] QMap<QString, QByteArray> snapshot();

    QStringList m_connections;
    QMap<QString, QByteArray> m_start;
};

} // namespace rdma
