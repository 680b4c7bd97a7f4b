// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Colours with a meaning, made from the palette in use: a hue moved as far from its background as the text needs.
#include "gui/widgets/tints.h"

#include <QPalette>

namespace rdma {

namespace {

float hueOf(const QPalette &palette, Tint tint)
{
    switch (tint) {
    case Tint::Positive:
        return 0.38F;
    case Tint::Negative:
        return 0.0F;
    case Tint::Caution:
        return 0.1F;
    case Tint::Information:
        break;
    }
    const float hue = palette.color(QPalette::Accent).hslHueF();
    return hue < 0 ? 0.58F : hue;
}

float mixed(float from, float to, float share)
{
    return from + (to - from) * share;
}

QColor mixed(const QColor &from, const QColor &to, float share)
{
    return QColor::fromRgbF(mixed(from.redF(), to.redF(), share), mixed(from.greenF(), to.greenF(), share),
                            mixed(from.blueF(), to.blueF(), share));
}

} // namespace

QColor tintedLine(const QPalette &palette, Tint tint)
{
    const bool dark = palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
    return QColor::fromHslF(hueOf(palette, tint), 0.7F, dark ? 0.6F : 0.4F);
}

QColor tintedBase(const QPalette &palette, Tint tint)
{
    return mixed(palette.color(QPalette::Base), tintedLine(palette, tint), 0.16F);
}

QColor quietText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.28F);
}

} // namespace rdma
