// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who on this machine still uses a name that goes away: NetworkManager, netplan, firewalld and their like.
#pragma once

#include "helper/host.h"
#include "model/mention.h"
#include "model/note.h"

namespace rdma {

constexpr std::size_t maxMentions = 24; ///< notes of places; one more then says how many there are beyond them

/// One note for each file and line. A file that cannot be read is said and stops nothing. What a file holds beside the
/// name stays here: connection profiles hold passwords.
[[nodiscard]] std::vector<Note> mentionsOf(const Host &host, const std::vector<NameChange> &changes);

} // namespace rdma
