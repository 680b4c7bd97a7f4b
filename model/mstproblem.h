// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why mstconfig(1) failed, by what it said, and why it could not open a card, by what the machine says.
#pragma once

#include "model/enumnames.h"

#include <QByteArray>

namespace rdma {

enum class MstProblem {
    Other,
    CannotOpen,      ///< one text for many causes: causeOfCannotOpen()
    Unsupported,     ///< a ConnectX-3, by a tool of 4.26 or later
    Livefish,        ///< the card is in flash recovery mode
    OldFirmware,     ///< the firmware keeps no such settings
    SemaphoreStuck,  ///< a tool that was killed still holds the card
    Lockdown,        ///< the kernel, or SELinux, refuses direct access to PCI devices
    DeviceBusy,      ///< the firmware is
    Rejected,        ///< by the firmware
    UnknownValue,    ///< not one of the parameter's, or out of its range
    NoSuchParameter, ///< the card, or the tool, does not know it
    ReadOnly,        ///< the parameter is
    DriverDown,
    AccessDisabled, ///< the firmware lets nobody at its registers
    NoDevice,       ///< there is no card at all
    Aborted,        ///< it asked, and nobody said yes
    NothingTold,    ///< the firmware keeps settings and cannot tell them: old or damaged (mstflint issues 33 and 590)
    QueryFailed,    ///< it did not tell all of them, or nobody had an answer at all
    Misuse,         ///< it did not understand its arguments: a defect of ours, or a tool unlike those we know
    Unexpected,     ///< it says that all is well, and not what it says then
};

/// The word at the start of an error's detail.
constexpr EnumNames<MstProblem, 20> mstProblemNames{
    {{MstProblem::Other, QLatin1StringView{"other"}},
     {MstProblem::CannotOpen, QLatin1StringView{"cannotOpen"}},
     {MstProblem::Unsupported, QLatin1StringView{"unsupported"}},
     {MstProblem::Livefish, QLatin1StringView{"livefish"}},
     {MstProblem::OldFirmware, QLatin1StringView{"oldFirmware"}},
     {MstProblem::SemaphoreStuck, QLatin1StringView{"semaphoreStuck"}},
     {MstProblem::Lockdown, QLatin1StringView{"lockdown"}},
     {MstProblem::DeviceBusy, QLatin1StringView{"deviceBusy"}},
     {MstProblem::Rejected, QLatin1StringView{"rejected"}},
     {MstProblem::UnknownValue, QLatin1StringView{"unknownValue"}},
     {MstProblem::NoSuchParameter, QLatin1StringView{"noSuchParameter"}},
     {MstProblem::ReadOnly, QLatin1StringView{"readOnly"}},
     {MstProblem::DriverDown, QLatin1StringView{"driverDown"}},
     {MstProblem::AccessDisabled, QLatin1StringView{"accessDisabled"}},
     {MstProblem::NoDevice, QLatin1StringView{"noDevice"}},
     {MstProblem::Aborted, QLatin1StringView{"aborted"}},
     {MstProblem::NothingTold, QLatin1StringView{"nothingTold"}},
     {MstProblem::QueryFailed, QLatin1StringView{"queryFailed"}},
     {MstProblem::Misuse, QLatin1StringView{"misuse"}},
     {MstProblem::Unexpected, QLatin1StringView{"unexpected"}}}};

/// What a run of the tool left behind.
struct MstAnswer {
    int exitCode = 0;
    QByteArray out;
    QByteArray err;
};

struct MstFailure {
    MstProblem problem = MstProblem::Other;
    QString detail;     ///< its first "-E- " line without that, at most 200 printable ASCII characters; may be empty
    QString deviceType; ///< "ConnectX5", where it came as far as to say so

    bool operator==(const MstFailure &) const = default;
};

/// Of an answer that is none. Errors are lines of stdout, the help often behind them; stderr has low-level texts only.
[[nodiscard]] MstFailure mstFailureIn(const MstAnswer &answer);

/// For OpenFacts: the one sign that the card is held by somebody, and not always there.
[[nodiscard]] bool namesSemaphore(const MstAnswer &answer);

} // namespace rdma
