// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tools that run nothing: they say what they were told to say and remember that they were asked. Modules can be
// switched.
#pragma once

#include "helper/diskholders.h"
#include "helper/runninglimits.h"
#include "helper/tools.h"

#include <QList>
#include <QMutex>
#include <atomic>
#include <functional>
#include <map>

namespace rdma {

class FakeTools final : public Tools {
public:
    using Tools::run;
    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call, const std::atomic<bool> &cancelled) override;

    /// What modprobe does, for runs without an outcome of their own.
    using SwitchModule = std::function<Result<void>(const QString &name, bool load)>;
    void setModules(SwitchModule modules) { m_modules = std::move(modules); }
    /// What writing to add_target does, likewise.
    using Scan = std::function<QByteArray(bool inWords)>;
    void setScans(Scan scan) { m_scan = std::move(scan); } ///< what ibsrpdm says
    void hangScans() { m_scansHang = true; }               ///< until they are cancelled
    [[nodiscard]] int cancelledScans() const { return m_cancelledScans; }
    using LogIn = std::function<Result<void>(const QString &object)>;
    void setLogins(LogIn logIn) { m_logIn = std::move(logIn); }

    /// What systemctl does, likewise.
    using SwitchUnit = std::function<Result<void>(Tool verb, const QString &unit)>;
    void setUnits(SwitchUnit units) { m_units = std::move(units); }

    /// What mstconfig does, and what builds and lists boot images, likewise.
    using Answer = std::function<Result<ToolOutcome>(const ToolCall &call)>;
    void setFirmware(Answer firmware) { m_firmware = std::move(firmware); }
    void setBootImage(Answer bootImage) { m_bootImage = std::move(bootImage); }

    /// What has a disk open; named when somebody asks about its device.
    void setHolders(Holders holders);

    /// What runs, and how much memory it may lock.
    void setRunning(RunningProcesses running);

    /// The outcome of the next run that has none yet, and nothing else happens; a run without one succeeds and says
    /// nothing.
    void script(Tool tool, Result<ToolOutcome> outcome);
    [[nodiscard]] QList<ToolCall> runs() const;

private:
    mutable QMutex m_mutex;
    std::map<Tool, QList<Result<ToolOutcome>>> m_scripts;
    QList<ToolCall> m_runs;
    SwitchModule m_modules;
    LogIn m_logIn;
    Scan m_scan;
    std::atomic<bool> m_scansHang = false;
    std::atomic<int> m_cancelledScans = 0;
    SwitchUnit m_units;
    Answer m_firmware;
    Answer m_bootImage;
    Holders m_holders;
    std::optional<RunningProcesses> m_running; ///< nullopt: nobody said
};

} // namespace rdma
