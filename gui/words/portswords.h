// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port types of Mellanox cards in plain words: types, cards, by which way a type is kept, what became of a change.
#pragma once

#include "gui/words/errorsentences.h"
#include "model/plan.h"
#include "model/portpairs.h"
#include "model/ports.h"

namespace rdma {

[[nodiscard]] QString portTypeWords(PortType type); ///< "InfiniBand", "not known"
/// As it is now; a sensed one says so: "Ethernet (sensed)".
[[nodiscard]] QString portNowWords(PortType now, PortType found);
[[nodiscard]] QString portTypesWords(const PortTypes &types); ///< "port 1 Ethernet, port 2 InfiniBand"

[[nodiscard]] QString cardTitle(const QString &slot, const CardLive &card); ///< "ConnectX-5 at 0000:05:00.0"
[[nodiscard]] QString functionKindWords(FunctionKind kind);                 ///< "virtual function"

/// Where the types for the next boot are kept, and when they count, in a sentence; empty: nowhere.
[[nodiscard]] QString roadWords(const CardLive &card);
/// Why it is this way, or why there is none and what to do.
[[nodiscard]] QString roadReasonWords(const CardLive &card, const PortChoices &ports);
/// Whether and how the present types can be changed.
[[nodiscard]] QString nowWords(const CardLive &card);
[[nodiscard]] QString otherRoadWords(PortRoad road); ///< what else holds types of the card today, and what to do

/// What became of the last change of a port, and what to do next; empty: nothing needs to be said.
[[nodiscard]] QString typeVerdictWords(TypeVerdict verdict, PortType wanted, const CardLive &card,
                                       const BootImageLive &image);
/// Where no verdict tells it yet: that the boot image lacks what is set for the card, and what to do.
[[nodiscard]] QString missingCopyWords(const BootImageLive &image, const CardLive &card);
[[nodiscard]] QString pendingWords(TypeVerdict verdict); ///< of a table: "with a reboot"; empty: nothing is pending
[[nodiscard]] bool isPending(TypeVerdict verdict);
[[nodiscard]] bool isBad(TypeVerdict verdict);                    ///< the port is not as it should be
[[nodiscard]] QString restartWords(MstRestart restart);           ///< what the tool asked for; empty: nothing
[[nodiscard]] QString pairProblemWords(PairProblem problem);      ///< why a choice cannot be made
[[nodiscard]] QString bootImageWords(const BootImageLive &image); ///< what the boot image has to do with it

/// Why the firmware of cards cannot be asked at all, and what still works; empty: it can.
[[nodiscard]] QStringList hindranceWords(const PortsLive &live);
/// Whether there is anything that an inspection could tell.
[[nodiscard]] bool canInspectPorts(const PortsLive &live);

/// What is wrong with a line of mlx4.conf, and what the setup script makes of it.
[[nodiscard]] QString mlx4ConfVerdictWords(Mlx4ConfVerdict verdict);

/// Of steps that change port types.
[[nodiscard]] std::optional<QString> portsStepWords(const StepView &step);

/// For the refusals of feature "ports".
[[nodiscard]] std::optional<ErrorSentence> portsSentence(const Error &error);

} // namespace rdma
