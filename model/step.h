// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The closed vocabulary of what the helper can do to a machine: each step knows its inverse and its deadline.
#pragma once

#include "model/guid.h"
#include "model/portstep.h"
#include "model/srpinitiatorstep.h"
#include "model/srpstep.h"
#include "model/unitstep.h"

#include <chrono>
#include <optional>
#include <variant>

namespace rdma {

/// Who must be told to read a file again after it was written (or restored by an undo).
enum class Reader { Nobody, Udev, SrpDaemon, Systemd };

constexpr unsigned privateMode = 0600;

/// Create, replace or remove a file. nullopt is "no such file".
struct WriteFile {
    QString path; ///< absolute, under a root the feature declared
    std::optional<QByteArray> before;
    std::optional<QByteArray> after;
    Reader reader = Reader::Nobody;
    /// Of a file that is made. Once recorded: what the file had that is edited or goes, for others only if they could
    /// reach it.
    unsigned mode = 0644;
    bool makesDirectory = false; ///< its directory may be missing: then it is made, and stays when the file goes
    bool isCopy = false;         ///< of another file, with others' secrets in it: no client sees a line of it

    bool operator==(const WriteFile &) const = default;
};

/// Rename a live network interface. It is found by its id (an index does not outlive a driver reload) and must still
/// have the old name.
struct RenameInterface {
    InterfaceId id;
    QString before;
    QString after;
    /// Kernels before 6.2 refuse (EBUSY) while the link is up: then take it down, rename, bring it up again.
    bool mayGoDown = false;

    bool operator==(const RenameInterface &) const = default;
};

/// Load or unload a kernel module of the closed list in rdmamodules.h.
struct SwitchModule {
    QString name;
    bool before = false; ///< whether it is loaded
    bool after = false;
    /// What is lost when it goes, and perhaps the way to this machine with it: "ib0: 10.0.0.9, port 22".
    QStringList cuts = {};

    bool operator==(const SwitchModule &) const = default;
};

using Step = std::variant<WriteFile, RenameInterface, SwitchModule, ChangeBackstore, ChangeTarget, SetRdmaCmPort,
                          ChangeSession, RescanSession, SwitchUnit, SetFirmwareTypes, RetypePorts, RebuildBootImage>;

/// "write-file" ("write-daemon-rules" where srp_daemon reads it at once, "write-boot-logins" where the next boot logs
/// in by it to what it would not have before), "rename-interface", "switch-unit", "load-module", "unload-module",
/// "unload-used-module" (it cuts something), "make-backstore", "remove-target", "disconnect-initiators" …: the name in
/// JSON and in the authorization table.
[[nodiscard]] QString kindOf(const Step &step);
/// What the step is about: a path, an interface name, a module, a backstore, a WWN.
[[nodiscard]] QString subjectOf(const Step &step);
/// The step that takes it back; nullopt for what cannot be undone.
[[nodiscard]] std::optional<Step> inverseOf(const Step &step);
[[nodiscard]] std::chrono::milliseconds deadlineOf(const Step &step);
/// ib_srp stays loaded: to unload it would end everybody's sessions (srp_remove_one()). A service stays as it is
/// where a bar is against the way back.
[[nodiscard]] bool staysWhenUndone(const Step &step);
/// Whether an RDMA device that is held open could keep it from being done.
[[nodiscard]] bool needsNothingOpen(const Step &step);
/// What works on what all the others have written: last when a plan is taken back, too, and no part of its effect.
[[nodiscard]] bool comesLast(const Step &step);

/// The complete step, old and new bytes included: for the job record and the plan's id. Never sent to a client.
[[nodiscard]] QJsonObject toJson(const Step &step);
[[nodiscard]] Result<Step> stepFromJson(const QJsonObject &object);

} // namespace rdma
