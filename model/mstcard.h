// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What mstconfig(1) reads out of a card's firmware: its settings, and the port types among them.
#pragma once

#include "model/porttype.h"

#include <vector>

namespace rdma {

/// The values as the tool prints them: "ETH(2)", "True(1)", "16", "Array[0..7]", "N/A".
struct MstParameter {
    QString name;                     ///< "LINK_TYPE_P1", "HOST_CHAINING_DESCRIPTORS[0..7]"
    std::optional<QString> byDefault; ///< absent where the firmware does not tell
    std::optional<QString> current;   ///< likewise, and always of tools up to 4.5
    std::optional<QString> next;      ///< from the next load of the firmware on
    bool readOnly = false;
    bool modified = false; ///< the tool's '*': next differs from default or current. Not "a restart is pending"

    bool operator==(const MstParameter &) const = default;
};

/// Texts are empty where the tool says nothing, or "N/A".
struct MstCard {
    QString deviceType; ///< "ConnectX5"
    QString name;       ///< the part number
    QString description;
    QString device; ///< as it was given to the tool
    std::vector<MstParameter> parameters;

    bool operator==(const MstCard &) const = default;
};

/// Of the ports that can be switched; what is not among them has a fixed type, which is no error.
struct LinkTypes {
    PortTypes next;
    PortTypes current; ///< empty where the firmware does not report it

    bool operator==(const LinkTypes &) const = default;
};

[[nodiscard]] LinkTypes linkTypesOf(const MstCard &card);

/// By the number in "ETH(2)", or alone; Unknown for anything else.
[[nodiscard]] PortType portTypeFromMst(QStringView value);

} // namespace rdma
