// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Aligned columns of text.
#pragma once

#include <QStringList>

namespace rdma {

/// The first row is the heading. Every row ends with a newline and without trailing blanks.
[[nodiscard]] QString tableText(const QList<QStringList> &rows);

} // namespace rdma
