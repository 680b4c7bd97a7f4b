// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command line as a value.
#pragma once

#include <QString>
#include <QStringList>
#include <expected>

namespace rdma {

enum class Verb {
    Help,
    Version,
    Devices,
    ShowDevice,
    Read,
    Preview,
    Apply,
    Watch,
    Undo,
    Names,
    Rename,
    Modules,
    SetModule,
    RunModule,
    Gaps,
    Services,
    SwitchService,
    Targets,
    Cards,
    Sessions,
    Discover,
    Connect,
    Disconnect,
    Limits,
    ExplainLimit,
    RunningLimits,
    SetLimit,
    RemoveLimit,
    SetUnitLimit,
    RemoveUnitLimit,
    Ports,
    InspectPorts,
    SetPorts,
    RepairPorts,
    Why,
    Log,
    Jobs,
    UndoJob,
    FinishJob
};

struct Request {
    Verb verb = Verb::Help;
    QString feature;   ///< one lower-case word
    QString wish;      ///< JSON text of a wish or query, or "-" for standard input
    QString device;    ///< ShowDevice
    QString interface; ///< Rename: its present name
    QString newName;   ///< Rename
    QString port;      ///< Discover, Connect, Why with a login: mlx5_0/1
    QString login;     ///< Connect, Why: an exchange card, or a line as add_target takes it
    QString target;    ///< Disconnect, Why without a login: as "sessions" shows it, or with its port before it
    QString action;    ///< RunModule: load, unload; SwitchService: enable, disable, start, stop
    QString protocol;  ///< SetModule, RunModule: as "modules" shows it
    QString unit;      ///< SwitchService: with or without ".service"; SetUnitLimit, RemoveUnitLimit
    QString onOff;     ///< SetModule
    QString holder;    ///< SetLimit, RemoveLimit: "*", "@rdma", "alice", "1000:2000"
    QString amount;    ///< SetLimit, SetUnitLimit: "64 MiB", "unlimited"
    QString soft;      ///< likewise, where it is another one
    QString user;      ///< ExplainLimit, as the three below: about whom
    QString group;
    QString unitAsked;
    QString pid;
    QString slot;          ///< SetPorts: 0000:05:00.0, or without the domain
    QStringList portTypes; ///< SetPorts: "1=ethernet"
    QString line;          ///< RepairPorts: a number
    QString job;           ///< UndoJob, FinishJob
    QString bus;           ///< a D-Bus address; empty for the system bus
    bool json = false;
    bool yes = false;
    bool atBootOnly = false;
    bool consent = false;
    bool atBoot = false;  ///< Connect, SetModule, SetPorts
    bool now = false;     ///< SetPorts
    bool refused = false; ///< Log
};

/// The request, or what is wrong with the command line. The program's name is not among `arguments`.
[[nodiscard]] std::expected<Request, QString> requestFrom(const QStringList &arguments);

[[nodiscard]] QString helpText();

} // namespace rdma
