// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tables of a port: its GIDs and its P_Keys.
#pragma once

#include "model/result.h"

#include <optional>
#include <vector>

namespace rdma {

/// gid_attrs/types/I
enum class GidType { Unknown, InfiniBandOrRoceV1, RoceV2 };

struct GidEntry {
    int index = 0;
    QString gid; ///< eight groups of four hex digits
    std::optional<GidType> type;
    QString netdev; ///< empty: none

    bool operator==(const GidEntry &) const = default;
};

struct PkeyEntry {
    int index = 0;
    quint16 pkey = 0;

    bool operator==(const PkeyEntry &) const = default;
};

/// What only the detail of one device holds. Unused entries (all zero) are left out.
struct PortTables {
    std::vector<GidEntry> gids;
    std::vector<PkeyEntry> pkeys;

    bool operator==(const PortTables &) const = default;
};

[[nodiscard]] QJsonObject toJson(const PortTables &tables);
[[nodiscard]] Result<PortTables> portTablesFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
