// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Long lists for people, in which nothing can be exchanged unseen.
#pragma once

#include <QStringList>

namespace rdma {

/// Of these very texts in this order: 16 digits.
[[nodiscard]] QString digestOf(const QStringList &texts);

/// The first of them and "4900 more (5d41402abc4b2a76)", with the digest of those.
[[nodiscard]] QStringList bounded(const QStringList &all, qsizetype most);

} // namespace rdma
