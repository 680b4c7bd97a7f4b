// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Colours with a meaning, made from the palette in use: a hue moved as far from its background as the text needs.
#pragma once

#include <QColor>

class QPalette;

namespace rdma {

enum class Tint { Positive, Negative, Caution, Information };

/// A background on which the palette's text stays legible.
[[nodiscard]] QColor tintedBase(const QPalette &palette, Tint tint);
/// A line or a mark that stands out from the palette's base.
[[nodiscard]] QColor tintedLine(const QPalette &palette, Tint tint);
/// The palette's text, one rank lower: captions and explanations. Keeps a contrast of 4.5 to 1 where the palette allows
/// it.
[[nodiscard]] QColor quietText(const QPalette &palette);

} // namespace rdma
