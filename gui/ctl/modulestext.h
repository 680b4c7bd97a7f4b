// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Protocols and services for a terminal, and the wishes that its commands make.
#pragma once

#include "gui/ctl/request.h"
#include "model/bootgaps.h"
#include "model/note.h"

namespace rdma {

[[nodiscard]] QString modulesText(const ModulesLive &live, const std::vector<Note> &notes);
[[nodiscard]] QString servicesText(const ModulesLive &live);
[[nodiscard]] QString gapsText(const ModulesLive &live);
[[nodiscard]] bool bootBringsTheSame(const ModulesLive &live); ///< there may be something worth knowing all the same
/// {"gaps": [{"kind": "loadedNotAtBoot", "protocol": "ipoib", …}]}
[[nodiscard]] QJsonObject gapsJson(const ModulesLive &live);

/// Of commands that change something; the request was checked already.
[[nodiscard]] Result<QJsonObject> modulesWish(const Request &request);

} // namespace rdma
