// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What was asked of cards for the next boot, so that somebody can tell afterwards whether it came:
// /var/lib/rdma-manager/ports.json, readable by root alone.
#pragma once

#include "helper/mellanoxcards.h"
#include "model/cardidentity.h"
#include "model/job.h"
#include "model/mstconfig.h"

namespace rdma {

constexpr QLatin1StringView portMemoryPath{"/var/lib/rdma-manager/ports.json"};

struct WantedTypes {
    PortTypes types;
    qint64 when = 0; ///< ms since 1970, UTC
    QString boot;    ///< in which it was asked
    MstRestart restart = MstRestart::Reboot;
    CardIdentity card = {}; ///< whoever else is in the slot was asked nothing

    bool operator==(const WantedTypes &) const = default;
};

/// By the slot of a card.
using PortMemory = std::map<QString, WantedTypes>;

/// Empty where there is none or it is not understood.
[[nodiscard]] PortMemory readPortMemory(const Host &host);

/// All that is wanted of the card from now on. Ports that already are what they shall be need no memory: the change was
/// taken back, or had been made by hand.
[[nodiscard]] Result<void> rememberTypes(const Host &host, const QString &slot, const PortTypes &wanted,
                                         const PortTypes &present, MstRestart restart);

/// What was asked of cards in whose slots are others by now, and what came with a boot since. No read's business: it
/// may write.
void forgetSettledTypes(const Host &host);

/// What the files of a job that ended, or that an image was built for, say about the next boot. That it could not be
/// noted fails no job.
void rememberTypesOf(const Job &ended, const Host &host);

} // namespace rdma
