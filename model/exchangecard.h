// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The exchange card: one line of text with all that an initiator needs to log in to one exported port.
#pragma once

#include "model/initiatorid.h"
#include "model/ipaddress.h"

#include <expected>
#include <set>
#include <variant>

namespace rdma {

/// Where the port is on InfiniBand.
struct IbCmPath {
    QString dgid; ///< 32 lower-case hex digits, as add_target takes it
    quint16 pkey = 0xffff;
    Guid serviceId;

    bool operator==(const IbCmPath &) const = default;
};

/// Where it listens over RDMA/CM (RoCE, iWARP, soft-RoCE).
struct RdmaCmPath {
    IpAddress address; ///< IpAddress::isUsableElsewhere()
    quint16 port = 0;

    bool operator==(const RdmaCmPath &) const = default;
};

struct ExchangeCard {
    Guid idExt;
    Guid iocGuid;
    std::variant<IbCmPath, RdmaCmPath> path;
    std::set<InitiatorId> allowed; ///< at most 64
    QString label;                 ///< for people: one printable line of at most 80 characters, no blanks to trim

    bool operator==(const ExchangeCard &) const = default;
};

/// Why a text is no card, or a card cannot be written.
enum class CardProblem {
    TooLong,      ///< over 4,096 characters
    BadCharacter, ///< control characters, and those that turn or hide text
    NotACard,
    Cut, ///< it does not end with its check
    UnknownKey,
    Twice,
    Missing,
    BadValue,
    Mistyped, ///< the check is another text's
};

struct CardRefusal {
    CardProblem problem = CardProblem::NotACard;
    QString key; ///< as add_target has it, or "allowed", "label"; at most 32 characters

    bool operator==(const CardRefusal &) const = default;
};

[[nodiscard]] QString nameOf(CardProblem problem);

/// "id_ext=…,ioc_guid=…,dgid=…,pkey=ffff,service_id=…" or "id_ext=…,ioc_guid=…,dest=192.0.2.1:5555": what srp_daemon
/// prints and add_target takes.
[[nodiscard]] QString addTargetText(const ExchangeCard &card);

/// "ADD_TARGET allowed=0x…,0x… label=… check=0123abcd". The first word can be used by hand as it is; the check is the
/// beginning of the SHA-256 of all before it.
[[nodiscard]] std::expected<QString, CardRefusal> cardText(const ExchangeCard &card);

/// Other spellings of the same (order, case, 0x, blanks and line breaks that a mail makes) are the same card.
[[nodiscard]] std::expected<ExchangeCard, CardRefusal> cardFromText(QStringView text);

} // namespace rdma
