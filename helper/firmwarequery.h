// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asking the firmware of Mellanox cards and looking into the boot image: by workers, for whoever may have them work.
#pragma once

#include "helper/machine.h"
#include "helper/portrecord.h"
#include "model/mstconfig.h"

namespace rdma {

/// For all cards of a machine together.
constexpr std::chrono::minutes inspectDeadline{5};

/// What one card's firmware says now; a refusal is an answer, too. Errors are the door's: Timeout, ToolMissing …
/// `tool`: which mstconfig is asked, if that is known.
[[nodiscard]] Result<CardReading> askFirmware(Machine &machine, const QString &slot,
                                              const std::optional<MstVersion> &tool);

/// What a job says of it. Of the tool's own words a client sees none.
[[nodiscard]] Error errorOf(const QString &slot, const FirmwareReading &reading);
/// With the cause, where the tool has one text for many.
[[nodiscard]] FirmwareReading readingOf(Machine &machine, const QString &slot, const MstFailure &failure,
                                        const MstAnswer &answer, const std::optional<MstVersion> &tool);

/// A failure that stays when it is asked again: of what this tool, kernel and firmware cannot do at all.
[[nodiscard]] bool isOutOfReach(const FirmwareReading &reading);

[[nodiscard]] MstAnswer answerOf(const ToolOutcome &outcome);

/// Asks every card that can be asked and looks into the image that booted; what they said is in the record afterwards.
/// Cancelled, with nothing recorded, once nobody waits for it.
[[nodiscard]] Result<void> inspectPorts(Machine &machine);

/// The image as it is now; nullopt: none, or imageReading().
[[nodiscard]] std::optional<ImageReading> lookIntoImage(Machine &machine);

/// What cannot be listed is a reading without contents. nullopt: it may be listed another time (Timeout, Busy), so that
/// nobody has looked into it yet.
[[nodiscard]] std::optional<ImageReading> imageReading(const QString &image, const QString &stamp,
                                                       const Result<ToolOutcome> &listed);

[[nodiscard]] bool isLockedDown(const Host &host);

} // namespace rdma
