// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real rdma-managerctl against a mock helper with two ports, one P_Key child and a job that takes three looks.
#pragma once

#include "model/devices.h"
#include "model/job.h"
#include "model/limits.h"
#include "model/log.h"
#include "model/modules.h"
#include "model/names.h"
#include "model/ports.h"
#include "model/srpinitiator.h"
#include "model/srptargetstate.h"
#include "tests/client/mockhelper.h"
#include "tests/mockbus/privatebus.h"

#include <QJsonObject>

namespace rdma {

struct CtlOutcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

class CtlStage {
public:
    CtlStage();

    [[nodiscard]] CtlOutcome run(const QStringList &arguments, const QByteArray &input = {});
    /// On a pseudo-terminal; each answer is typed when its question has appeared.
    [[nodiscard]] CtlOutcome runOnTerminal(const QStringList &arguments,
                                           const QList<std::pair<QByteArray, QByteArray>> &dialogue);

    [[nodiscard]] QJsonObject lastWish() const; ///< of the last Preview or Apply of any feature

    PrivateBus bus;
    MockHelper devices;
    MockHelper names;
    MockHelper moduleService;
    MockHelper targets;
    MockHelper initiator;
    MockHelper limits;
    MockHelper ports;
    MockHelper log;
    MockHelper jobs;
    PlanView plan;                     ///< Preview's answer
    NamesLive live;                    ///< Read's answer on names
    DevicesLive hardware;              ///< Read's answer on devices
    ModulesLive modules;               ///< Read's answer on modules
    SrpTargetConfig exports;           ///< Read's answer on srp_target
    SrpTargetLive exporting;           ///< likewise
    SrpInitiatorConfig sessions;       ///< Read's answer on srp_initiator
    SrpInitiatorLive attached;         ///< likewise
    std::vector<FoundTarget> found;    ///< its answer to a search, once a person may be asked
    LimitsConfig locking;              ///< Read's answer on limits
    LimitsLive locked;                 ///< likewise
    std::optional<LimitAnswer> whose;  ///< its answer about somebody; about a process once a person may be asked
    std::vector<RunningLimit> holding; ///< its answer about what runs, likewise
    PortsConfig portsConfig;           ///< Read's answer on ports
    PortsLive portsLive;               ///< likewise
    LogLive messages;                  ///< Read's answer on log
    JobsLive history;                  ///< Read's answer on jobs
    std::vector<JobView> jobStates;    ///< how the applied job looks, read by read; the last one stays
    std::optional<MockReply> applyRefusal;
    std::optional<MockReply> logRefusal;

    static constexpr QLatin1StringView jobId{"00112233445566778899aabbccddeeff"};

private:
    [[nodiscard]] MockReply answer(const QDBusMessage &call);
    [[nodiscard]] MockReply readSessions(const QDBusMessage &call) const;
    [[nodiscard]] MockReply readLimits(const QDBusMessage &call) const;
    [[nodiscard]] MockReply readJobs();
    [[nodiscard]] CtlOutcome finish(QProcess &process) const;

    bool m_applied = false;
};

/// What the helper answers when it refuses.
[[nodiscard]] MockReply ctlRefusal(ErrorCode code, const QString &subject = {}, const QString &detail = {});
[[nodiscard]] PlanView renamePlan();
[[nodiscard]] JobView renameJob(JobState state, StepState file, StepState rename);

} // namespace rdma
