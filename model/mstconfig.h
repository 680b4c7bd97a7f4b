// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words for mstconfig(1) and what its answers say.
#pragma once

#include "model/mstcard.h"
#include "model/mstproblem.h"
#include "model/mstversion.h"
#include "model/result.h"

#include <QStringList>

namespace rdma {

template <typename T> using MstResult = std::expected<T, MstFailure>;

constexpr qsizetype maxMstOutput = qsizetype{1024} * 1024; ///< what is longer is Unexpected

/// Sensing is for ConnectX-3 and older only; others refuse the value.
enum class AutoType { Refused, Allowed };

/// Options stand before the command: behind it, mstconfig takes each word for a parameter.
[[nodiscard]] QStringList mstVersionArguments();
/// InvalidWish for anything but a canonical PCI address.
[[nodiscard]] Result<QStringList> mstQueryArguments(const QString &address);
/// All ports in one call: it is the card that is configured. InvalidWish for no port, Unknown, and Auto unless allowed.
[[nodiscard]] Result<QStringList> mstSetArguments(const QString &address, const PortTypes &wanted,
                                                  AutoType autoType = AutoType::Refused);

/// The one card of an answer to mstQueryArguments(). A table beside a failure is not trusted.
[[nodiscard]] MstResult<MstCard> mstCardFrom(const MstAnswer &answer);

/// What has to happen for a setting to take effect, by the tool's "-I- " line.
enum class MstRestart {
    Unsaid,
    Reboot,
    PreparationSkipped, ///< "Skipped reset preparation": a BlueField whose own system has to restart as well
    PowerCycle,
};

constexpr EnumNames<MstRestart, 4> mstRestartNames{
    {{MstRestart::Unsaid, QLatin1StringView{"unsaid"}},
     {MstRestart::Reboot, QLatin1StringView{"reboot"}},
     {MstRestart::PreparationSkipped, QLatin1StringView{"preparationSkipped"}},
     {MstRestart::PowerCycle, QLatin1StringView{"powerCycle"}}}};

/// Of an answer to mstSetArguments(): the firmware took all of it. Ask again to see what it took.
[[nodiscard]] MstResult<MstRestart> mstSetOutcome(const MstAnswer &answer);

} // namespace rdma
