// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tables that mstconfig(1) prints.
#pragma once

#include "model/mstcard.h"

#include <QByteArrayView>

namespace rdma {

/// Each "Device #N:" of it. Rows that are none are left out, and all rows of a table with titles that we do not know.
[[nodiscard]] std::vector<MstCard> mstCardsIn(QByteArrayView out);

} // namespace rdma
