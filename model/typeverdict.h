// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether ports have become what was asked of them, right after the change and after the next boot.
#pragma once

#include "model/logdecoder.h"
#include "model/porttype.h"

#include <set>

namespace rdma {

enum class TypeVerdict {
    AsWanted,
    PendingReboot,
    PendingPowerCycle, ///< a reboot may leave the card under power, and its firmware as it is
    DidNotTake,        ///< booted since, and still another type
    NotSupported,      ///< the kernel said so, and the port is another type
    HarmlessMessage,   ///< the kernel said so, and yet the port has the wanted type
    CannotTell,        ///< booted since, and nothing reads the port's type
};

constexpr EnumNames<TypeVerdict, 7> typeVerdictNames{
    {{TypeVerdict::AsWanted, QLatin1StringView{"asWanted"}},
     {TypeVerdict::PendingReboot, QLatin1StringView{"pendingReboot"}},
     {TypeVerdict::PendingPowerCycle, QLatin1StringView{"pendingPowerCycle"}},
     {TypeVerdict::DidNotTake, QLatin1StringView{"didNotTake"}},
     {TypeVerdict::NotSupported, QLatin1StringView{"notSupported"}},
     {TypeVerdict::HarmlessMessage, QLatin1StringView{"harmlessMessage"}},
     {TypeVerdict::CannotTell, QLatin1StringView{"cannotTell"}}}};

struct TypeChange {
    PortTypes wanted;
    PortTypes now;               ///< as link_layer has them; a port that is missing was not read
    bool isNewBoot = false;      ///< booted since the change
    bool asksPowerCycle = false; ///< of the tool's -I- line; else a reboot
    std::set<int> refused;       ///< ports that the kernel's log of this boot calls not supported, since the change

    bool operator==(const TypeChange &) const = default;
};

/// Of every wanted port.
[[nodiscard]] std::map<int, TypeVerdict> typeVerdicts(const TypeChange &change);

/// Ports of the card at that slot which portTypeRefusal() finds in lines of the kernel's log. Lines of old kernels name
/// no slot: they count where it is the only card of mlx4.
[[nodiscard]] std::set<int> refusedPorts(const std::vector<LogLine> &lines, const QString &slot, bool isOnlyCard);

} // namespace rdma
