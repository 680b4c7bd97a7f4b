// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ibsrpdm and srp_daemon -a -o say for people of the targets they find: vendor, controller, service.
#pragma once

#include "model/guid.h"

#include <map>

namespace rdma {

/// Where a service entry is, and what one logs in with there.
struct ServiceEntry {
    QString dgid; ///< 32 lower-case hex digits
    Guid iocGuid;
    Guid serviceId;
    Guid idExt;

    auto operator<=>(const ServiceEntry &) const = default;
};

/// As told by the target: fit to be shown and for nothing else.
struct EntryWords {
    QString portLid;
    QString vendorId;
    QString deviceId;
    QString controller;
    QString service;

    bool operator==(const EntryWords &) const = default;
};

using FoundWords = std::map<ServiceEntry, EntryWords>;

/// Lines that are none of do_port()'s are passed over. A controller's ID, which may hold line breaks, can speak for its
/// own port alone: its 64 bytes are too few for the three lines that name another.
[[nodiscard]] FoundWords foundWords(const QByteArray &words);

/// Text from outside on one line, without what hides or turns it around.
[[nodiscard]] QString shownText(const QByteArray &bytes);

} // namespace rdma
