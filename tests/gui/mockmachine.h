// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A helper on a bus of its own, over a machine with two ports, one rule and one P_Key child; the test decides what it
// says.
#pragma once

#include "gui/pages/modulesedit.h"
#include "gui/pages/nameedit.h"
#include "gui/pages/srpinitiatoredit.h"
#include "gui/pages/srptargetedit.h"
#include "model/devices.h"
#include "model/job.h"
#include "model/log.h"
#include "tests/client/mockhelper.h"
#include "tests/gui/mocklimits.h"
#include "tests/gui/mockports.h"
#include "tests/mockbus/privatebus.h"

namespace rdma {

class MockMachine {
public:
    MockMachine();

    PrivateBus bus;
    NamesState names;    ///< Read's answer on names
    DevicesLive devices; ///< what Read answers on devices, its tables and counters only when asked for them
    std::vector<Note> deviceNotes;
    ModulesState modules;                                  ///< Read's answer on modules
    ExportState exports;                                   ///< Read's answer on srp_target
    AttachState sessions;                                  ///< Read's answer on srp_initiator
    Result<std::vector<FoundTarget>> found{std::in_place}; ///< its answer to a search, once a person may be asked
    std::chrono::milliseconds searchDelay{0};              ///< of both
    PortsState ports;                                      ///< Read's answer on ports
    Result<PortsState> inspected{std::in_place};           ///< its answer to an inspection, once a person may be asked
    MockLimits limits;               ///< Read's answers on limits; about processes once a person may be asked
    LogLive kernelLog;               ///< Read's answer on log, once a person may be asked for a password
    std::vector<LogLine> laterLines; ///< what the next question after its cursor is answered with
    bool logRightEnds = false;       ///< whoever was let read it has to ask a person again
    std::vector<Error> logRefusals;  ///< its next answers
    bool countersHang = false;       ///< as when a port's firmware does not answer
    QString silentDetail;            ///< the device whose detail does not answer, while its summary does
    QString silentSummary;           ///< the reverse
    std::optional<Error> detailFailure;
    std::chrono::milliseconds detailDelay{0};
    bool countersUnknown = false;  ///< as when each says "N/A (no PMA)"
    JobsLive history;              ///< Read's answer on jobs, beside the job under way
    PlanView plan;                 ///< Preview's answer
    std::vector<JobView> jobLooks; ///< how the applied job looks, read by read; the last one stays
    std::vector<Error> refusals;   ///< Apply's next answers; when there are none left it succeeds
    std::vector<Error> previewRefusals;
    std::optional<Error> readFailure;
    std::optional<Error> watchRefusal;
    std::chrono::milliseconds readDelay{0}; ///< of Read on names
    QJsonObject lastWish;                   ///< of the last Preview or Apply
    std::function<void()> onApplied;        ///< the machine changes

    void tellChanged(const QString &topic);               ///< "live" …
    void die();                                           ///< leaves the bus
    [[nodiscard]] int count(const QString &method) const; ///< of calls on names and jobs
    [[nodiscard]] int countOnDevices(const QString &method) const;
    [[nodiscard]] int countOnExports(const QString &method) const;
    [[nodiscard]] int countOnLimits(const QString &method) const;
    [[nodiscard]] int countOnPorts(const QString &method) const;
    [[nodiscard]] int countOnLog(const QString &method) const;
    [[nodiscard]] int countDeviceReads(const QString &key) const; ///< whose query has this key; empty: the summary

    static constexpr QLatin1StringView jobId{"00112233445566778899aabbccddeeff"};

private:
    [[nodiscard]] MockReply answer(const QDBusMessage &call);
    [[nodiscard]] MockReply readNames() const;
    [[nodiscard]] MockReply readDevices(const QString &query);
    [[nodiscard]] MockReply readExports() const;
    [[nodiscard]] MockReply readSessions(const QDBusMessage &call) const;
    [[nodiscard]] MockReply readLimits(const QDBusMessage &call) const;
    [[nodiscard]] MockReply readPorts(const QDBusMessage &call) const;
    [[nodiscard]] MockReply readLog(const QDBusMessage &call);
    [[nodiscard]] static MockReply logReply(const LogLive &live);
    [[nodiscard]] MockReply readJobs();
    [[nodiscard]] MockReply apply();

    QDBusConnection m_connection;
    MockHelper m_devicesObject;
    MockHelper m_namesObject;
    MockHelper m_modulesObject;
    MockHelper m_exportsObject;
    MockHelper m_sessionsObject;
    MockHelper m_limitsObject;
    MockHelper m_portsObject;
    MockHelper m_logObject;
    MockHelper m_jobsObject;
    bool m_applied = false;
    bool m_mayReadLog = false;
};

[[nodiscard]] InterfaceId firstPort();
[[nodiscard]] InterfaceId secondPort(); ///< already named mlx4_ib1 by a rule
[[nodiscard]] InterfaceId childOfFirst();
[[nodiscard]] NamesState twoPorts();
[[nodiscard]] PlanView renamePlan();
[[nodiscard]] JobView runningJob();
[[nodiscard]] JobView doneJob();
[[nodiscard]] JobView failedJob();
[[nodiscard]] JobView interruptedJob(); ///< the helper died in its second step

} // namespace rdma
