// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What writing and reading of exchange cards have in common.
#pragma once

#include "model/exchangecard.h"

namespace rdma {

constexpr QLatin1StringView allowedKey(" allowed=");
constexpr QLatin1StringView labelKey(" label=");
constexpr QLatin1StringView checkKey(" check=");
constexpr qsizetype checkDigits = 8;
constexpr qsizetype dgidDigits = 32;
constexpr qsizetype maxCardLength = 4096; ///< 64 initiators take 2,240

/// The first word of a card: what add_target takes, without its options.
[[nodiscard]] std::expected<ExchangeCard, CardRefusal> addTargetFrom(QStringView word);
[[nodiscard]] bool isShown(QStringView text); ///< nothing in it hides, turns around or breaks the line
[[nodiscard]] std::optional<CardRefusal> problemOf(const ExchangeCard &card);
[[nodiscard]] QString uncheckedText(const ExchangeCard &card);
[[nodiscard]] QString checkOf(const QString &text);

} // namespace rdma
