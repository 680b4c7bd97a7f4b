// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain from cable to disk and the proof of a disk as JSON: for scripts, in words that stay.
#pragma once

#include "model/srpproof.h"

#include <QJsonObject>

namespace rdma {

/// {"link": "Login", "standing": "Broken", "fact": "LoginFailed", "failure": {"cause": "NoListener", …}, "cure":
/// "LoadTargetModule"}: what a check has not is not there.
[[nodiscard]] QJsonObject toJson(const ChainCheck &check);
/// {"lun": 0, "path": "/dev/sdb", "proof": [{"item": "Serial", "standing": "Good", "value": "…", "expected": "…"}]}
[[nodiscard]] QJsonObject toJson(const DiskProof &proof);

} // namespace rdma
