// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A login as somebody has it as text: an exchange card, or a line as add_target takes it and ibsrpdm -c prints it.
#pragma once

#include "model/srplogin.h"

namespace rdma {

struct OfferedLogin {
    Guid idExt;
    Guid iocGuid;
    SrpLogin login;
    std::set<InitiatorId> allowed; ///< only of a card, and then only if it names some
    QString label;                 ///< of a card

    bool operator==(const OfferedLogin &) const = default;
};

/// A text with blanks in it is a card. What a line says about sizes of messages is left out: ib_srp finds them itself.
[[nodiscard]] std::expected<OfferedLogin, CardRefusal> offeredLoginFromText(QStringView text);

} // namespace rdma
