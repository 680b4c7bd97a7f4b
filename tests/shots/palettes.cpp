// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two palettes in which every picture is taken.
#include "tests/shots/palettes.h"

namespace rdma {

namespace {

struct Shades {
    QColor window;
    QColor base;
    QColor text;
    QColor button;
    QColor accent;
    QColor faint;
};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette(shades.text, shades.button, shades.base.lighter(110), shades.window.darker(150),
                     shades.window.darker(120), shades.text, shades.accent.lighter(150), shades.base, shades.window);
    palette.setColor(QPalette::AlternateBase, shades.window);
    palette.setColor(QPalette::Highlight, shades.accent);
    palette.setColor(QPalette::Accent, shades.accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, shades.base);
    palette.setColor(QPalette::ToolTipText, shades.text);
    palette.setColor(QPalette::PlaceholderText, shades.faint);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, shades.faint);
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(
        {QColor(0xeff0f1), QColor(0xffffff), QColor(0x232629), QColor(0xfcfcfc), QColor(0x2a7fc4), QColor(0x858a8d)});
}

QPalette darkPalette()
{
    return paletteOf(
        {QColor(0x2a2e32), QColor(0x1b1e20), QColor(0xfcfcfc), QColor(0x31363b), QColor(0x3d8fd1), QColor(0x8b9095)});
}

} // namespace rdma
