// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Tool::QueryCard and Tool::SetCardTypes are to work on, as text, and mstconfig's command lines for it.
#pragma once

#include "helper/tools.h"
#include "model/porttype.h"

namespace rdma {

struct CardTypes {
    QString slot; ///< 0000:05:00.0
    PortTypes types;

    bool operator==(const CardTypes &) const = default;
};

/// "0000:05:00.0 1=ethernet 2=infiniband": the object of Tool::SetCardTypes.
[[nodiscard]] QString cardTypesText(const QString &slot, const PortTypes &types);
/// Only what cardTypesText() makes of at least one port that is to be InfiniBand, Ethernet or Auto; else InvalidWish.
[[nodiscard]] Result<CardTypes> cardTypesFrom(const QString &text);

/// The card itself, "0000:05:00": its functions share what mstconfig changes.
[[nodiscard]] QString cardOf(const QString &slot);

/// mstconfig, or mlxconfig of the vendor's own package, which is the same program; ToolMissing without either.
[[nodiscard]] Result<QString> mstProgram(const Host &host);

/// Tool::TellMstVersion, QueryCard and SetCardTypes. NotFound unless the machine has the function, the vendor is
/// Mellanox and it is no virtual function; NotSupported for the latter two.
[[nodiscard]] Result<Command> cardCommand(const ToolCall &call, const Host &host);

} // namespace rdma
