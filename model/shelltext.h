// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words of commands that people paste into a root's shell: what others named may hold anything.
#pragma once

#include <QString>

namespace rdma {

/// As it is where no shell gives a character a meaning, else in single quotes.
[[nodiscard]] QString shellWord(const QString &word);

} // namespace rdma
