// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may log in, in plain words: ids and what makes them, refused logins, exchange cards.
#pragma once

#include "model/exportcards.h"
#include "model/peerport.h"
#include "model/refusedlogins.h"

namespace rdma {

[[nodiscard]] QString peerPortProblemWords(PeerPortProblem problem);

/// What on the initiator's side logs in with such an id: as the label of a choice, in short, in one sentence.
[[nodiscard]] QString loginMethodLabel(LoginMethod method);
[[nodiscard]] QString loginMethodName(LoginMethod method);
[[nodiscard]] QString loginMethodWords(LoginMethod method);

/// "the port is disabled", and what to do about it.
[[nodiscard]] QString loginRefusalLabel(LoginRefusal refusal);
[[nodiscard]] QString loginRefusalAdvice(LoginRefusal refusal);

[[nodiscard]] QString cardRefusalWords(const CardRefusal &refusal); ///< why a text is no card, and what to do
[[nodiscard]] QString cardLackWords(CardLack lack);                 ///< why there is no card, and what to do
[[nodiscard]] QString cardFaultWords(CardFault fault);
/// What a check found: a sentence for each thing. `port`: the port that the card leads to, in words.
[[nodiscard]] QStringList cardCheckWords(const CardCheck &check, const QString &port);
/// Where a card leads: "GID fe80:…", "192.0.2.1, port 5555".
[[nodiscard]] QString cardPathWords(const ExchangeCard &card);

} // namespace rdma
