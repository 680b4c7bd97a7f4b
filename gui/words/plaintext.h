// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text from files, the kernel or the bus made fit to be shown: one line, bounded, nothing invisible.
#pragma once

#include <QString>

namespace rdma {

constexpr qsizetype shownLength = 200;

/// Control, bidirectional, zero-width and unassigned characters and halves of surrogate pairs become U+FFFD, so nothing
/// can reorder or fake the text around it; longer texts are cut with "…". The result is still no template for arg():
/// see fill().
[[nodiscard]] QString plain(const QString &text, qsizetype limit = shownLength);

/// plain(), and kept left to right in a right-to-left language: for names, paths, addresses, commands.
[[nodiscard]] QString technical(const QString &text, qsizetype limit = shownLength);

/// %1 and %2 of our own sentence replaced in one pass: a "%2" that came in with `first` stays as it is.
[[nodiscard]] QString fill(const QString &sentence, const QString &first, const QString &second = {});

} // namespace rdma
