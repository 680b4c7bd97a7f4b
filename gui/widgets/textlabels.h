// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Labels of the few kinds the program has: body text, headings, captions, and what must be typed exactly.
#pragma once

#include <QLabel>

namespace rdma {

/// Plain text that wraps. Nothing a machine says is ever read as markup.
[[nodiscard]] QLabel *bodyLabel(const QString &text, QWidget *parent = nullptr);
[[nodiscard]] QLabel *headingLabel(const QString &text, QWidget *parent = nullptr);
[[nodiscard]] QLabel *sectionLabel(const QString &text, QWidget *parent = nullptr); ///< over a group, below a heading
[[nodiscard]] QLabel *lineLabel(const QString &text, QWidget *parent = nullptr);    ///< the same, on one line, fixed
/// Quieter than body text, in the palette's colours.
[[nodiscard]] QLabel *captionLabel(const QString &text, QWidget *parent = nullptr);

/// Before an input field or a value.
[[nodiscard]] QLabel *fieldLabel(const QString &text, QWidget *parent = nullptr);

/// The desktop's monospace font in the size of the text around it.
[[nodiscard]] QFont monospaceFont(const QFont &around);

/// The distance between two groups of things, from the style.
[[nodiscard]] int groupSpacing(const QWidget *widget);

} // namespace rdma
